/** The schema of a comparison: what `promptfare diff --format json` prints, and all that a comment believes. Its types are compared with those of `diff.ts` below. */
import { z } from 'zod';
import type { DiffReport } from './diff.ts';
import { basisSchema, budgetMeasureSchema, findingSchema, modelSchema, pathSchema } from './report-schema.ts';

const usd = z.number().min(0);
const tokens = z.int().min(0);
const line = z.int().min(1);

const state = z
  .strictObject({
    path: pathSchema,
    line,
    cell: z.int().min(0).optional().meta({ description: 'Notebooks: the cell, from 0; lines then count within it.' }),
    within: z.string().optional().meta({ description: 'Name of the function around it.' }),
    isPrompt: z.boolean().optional().meta({ description: 'A prompt, of a file or of a name that says so, that no call was seen to send.' }),
    model: modelSchema,
    maxTokens: z.strictObject({ state: z.enum(['set', 'missing', 'dynamic', 'not-applicable']), value: z.number().optional() }),
    caching: z.enum(['none', 'used', 'unknown']),
    loop: z.enum(['none', 'items', 'retry', 'agent', 'models']),
    tokens: z.strictObject({
      input: tokens.meta({ description: 'Of the text that is known before the run.' }),
      holes: z.int().min(0).meta({ description: 'Values that come at run time.' }),
      outputMax: z.number().nullable(),
      basis: basisSchema,
      error: z.number().min(0).meta({ description: 'Relative: 0.05 is ±5 %.' }),
    }),
    usdPerThousandCalls: z.strictObject({ input: usd, outputMax: usd.nullable() }).nullable().meta({ description: 'US dollars; null where the call has no price.' }),
  })
  .nullable();

const change = z.strictObject({
  callId: z.string().regex(/^c_/),
  path: pathSchema,
  line,
  kinds: z.array(z.enum(['prompt', 'model', 'limit', 'caching', 'loop', 'added', 'removed', 'price'])),
  before: state.meta({ description: 'Null for an added call.' }),
  after: state.meta({ description: 'Null for a removed call.' }),
  usdPerThousandCalls: z.strictObject({ before: usd.nullable(), after: usd.nullable() }).meta({ description: 'US dollars for the known input of 1,000 calls: 0 where there is no call, null where it has no price.' }),
  usdPerMonth: z.strictObject({ before: usd.nullable(), after: usd.nullable() }).optional().meta({ description: 'US dollars of a month, by the traffic that the usage file has of the call: 0 where there is no call, null where it is not known.' }),
});

const stateOf = z.strictObject({
  ref: z.string().meta({ description: 'A branch, `HEAD`, `working tree`, `index`, or the file of a report.' }),
  commit: z.string().regex(/^[0-9a-f]{40,64}$/).nullable().meta({ description: 'Null for what is not committed.' }),
  configurationChanged: z.boolean().optional().meta({ description: 'The head changes the configuration, which holds from the next change on.' }),
});
const sides = { before: usd, after: usd, change: z.number() };
const figures = z.strictObject(sides);
const counts = z.strictObject({ changed: z.int().min(0), added: z.int().min(0), removed: z.int().min(0) });

/** Version 1. Strict: a key that is not named here is an error. */
export const diffSchema = z
  .strictObject({
    version: z.literal(1),
    base: stateOf,
    head: stateOf,
    changes: z.array(change).meta({ description: 'Dearest first; calls that cost the same are left out.' }),
    findings: z.strictObject({ new: z.array(findingSchema).meta({ description: 'Those that the change brought.' }), fixed: z.array(findingSchema).meta({ description: 'Those that it took away, as they stood before.' }) }),
    totals: z.strictObject({
      calls: counts,
      prompts: counts.optional().meta({ description: 'Prompts without a call; absent where none changed.' }),
      usdPerThousandCalls: z.strictObject({ input: figures, outputMax: figures }).meta({ description: 'US dollars when every changed call runs a thousand times.' }),
      usdPerMonth: z.strictObject({ ...sides, calls: z.int().min(1) }).optional().meta({ description: 'US dollars of a month, of the changed calls whose traffic is known before and after.' }),
      coverage: z
        .strictObject({
          files: z.int().min(0),
          calls: z.int().min(0),
          unpriced: z.int().min(0),
          skipped: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
          failed: z.array(z.strictObject({ path: z.string(), message: z.string() })),
        })
        .meta({ description: 'After the change, in the files that it touches or that depend on these.' }),
    }),
    budgets: z
      .array(
        z.strictObject({
          name: z.string(),
          measure: budgetMeasureSchema,
          limit: z.number().min(0),
          before: z.number().min(0),
          after: z.number().min(0),
          reached: z.array(z.number()),
          state: z.enum(['within', 'over', 'raised', 'was-over']),
        }),
      )
      .optional()
      .meta({ description: 'Only where the configuration has budgets.' }),
  })
  .meta({ title: 'promptfare diff', description: 'What `promptfare diff --format json` prints, version 1. Money is in US dollars.' });

type Same<A, B> = [A, B] extends [B, A] ? true : never;
/** Does not compile where the schema and the type of the comparison differ. */
export const isDiffType: Same<z.infer<typeof diffSchema>, DiffReport> = true;

/** JSON Schema (draft 7, which editors read) of the comparison. */
export function diffJsonSchema(): { [key: string]: unknown } {
  return z.toJSONSchema(diffSchema, { target: 'draft-7' }) as { [key: string]: unknown };
}

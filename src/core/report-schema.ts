/** The schema of the report: what `--format json` prints. Its types are compared with those of `core/report.ts` below. */
import { z } from 'zod';
import type { Report } from './report.ts';

const usd = (description: string) => z.number().min(0).meta({ description });
const tokens = z.int().min(0);
/** What a figure rests on. */
export const basisSchema = z.enum(['exact', 'calibrated', 'declared', 'measured', 'unknown']).meta({ description: 'What a figure rests on.' });

/** Where a file is. */
export const pathSchema = z.string().meta({ description: 'Relative to the scanned root, with `/`.' });
const range = z.tuple([z.int().min(0), z.int().min(0)]).meta({ description: 'UTF-16 offsets: from, and up to but without.' });
const place = {
  path: pathSchema,
  line: z.int().min(1),
  column: z.int().min(1),
  endLine: z.int().min(1),
  endColumn: z.int().min(1),
  range,
  cell: z.int().min(0).optional().meta({ description: 'Notebooks: the cell, from 0; lines then count within it.' }),
};

const text = z
  .strictObject({
    state: z.enum(['none', 'static', 'template', 'unknown']),
    chars: z.int().min(0).optional(),
    tokens: tokens.optional(),
    holes: z.array(z.string()).optional().meta({ description: 'Expressions that are filled in at run time.' }),
  })
  .meta({ description: 'Characters and tokens are those of the text that is known before the run.' });

const operations = ['converse', 'converse-stream', 'invoke-model', 'invoke-model-stream', 'messages', 'generate', 'agent', 'retrieve-and-generate', 'flow', 'embed', 'image', 'video', 'rerank', 'count-tokens', 'batch', 'prompt', 'other'] as const;
const via = z.array(z.string()).optional().meta({ description: 'The steps by which the value was found.' });

/** The model of a call, as far as the source tells. */
export const modelSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('known'), id: z.string(), canonical: z.string(), name: z.string().optional(), via }),
  z.strictObject({ state: z.literal('choice'), ids: z.array(z.string()), via }),
  z.strictObject({ state: z.literal('unknown'), reason: z.string() }),
  z.strictObject({ state: z.literal('none') }),
]);

const call = z.strictObject({
  id: z.string().regex(/^c_/).meta({ description: 'Identity of the content: survives moved lines and renamed files.' }),
  ...place,
  language: z.string(),
  sdk: z.string(),
  operation: z.enum(operations),
  role: z.enum(['call', 'wrapper', 'wrapper-call', 'config']).meta({ description: 'wrapper: prompt or model are parameters; wrapper-call: a call of such a function; config: a framework object that fixes model or limits.' }),
  within: z.string().optional().meta({ description: 'Name of the function around it; of a prompt that no call was seen to send, its own.' }),
  sentBy: z.array(z.string()).optional().meta({ description: 'wrapper-call: ids of the calls in wrappers that send it; of a run of a model, of where that is made.' }),
  model: modelSchema,
  maxTokens: z.strictObject({ state: z.enum(['set', 'missing', 'dynamic', 'not-applicable']), value: z.number().optional() }),
  system: text,
  user: text,
  tools: text.optional(),
  caching: z.strictObject({ state: z.enum(['none', 'used', 'unknown']) }),
  context: z.strictObject({
    loop: z.enum(['none', 'items', 'retry', 'agent', 'models']),
    over: z.string().optional(),
    items: z.int().min(0).optional().meta({ description: 'How many items at most, where the source tells.' }),
    handler: z
      .strictObject({ kind: z.enum(['http', 'ui', 'queue', 'schedule', 'script']), evidence: z.string(), method: z.string().optional() })
      .optional()
      .meta({ description: 'Who waits for the answer, and what shows it; absent where the source does not tell.' }),
  }),
  tokens: z.strictObject({
    input: z.strictObject({ static: tokens, basis: basisSchema, error: z.number().min(0).meta({ description: 'Relative: 0.05 is ±5 %.' }), holes: z.int().min(0).optional() }),
    output: z.strictObject({ max: z.number().optional() }),
  }),
  cost: z
    .strictObject({ currency: z.literal('USD'), inputPerCall: usd('US dollars for the input that is known before the run.'), outputMaxPerCall: usd('US dollars for an answer as long as the limit; null where there is none.').nullable(), basis: basisSchema })
    .nullable()
    .meta({ description: 'Null where the model is unknown or has no price.' }),
  monthly: z
    .strictObject({
      calls: z.number().min(0),
      usd: z.strictObject({ input: usd('US dollars.'), output: usd('US dollars.') }).nullable().meta({ description: 'Null where the model is unknown or has no price.' }),
      basis: z.enum(['declared', 'measured']),
      leavesOut: z.array(z.string()).optional().meta({ description: 'What nothing is said of, and the figure leaves out: names of holes, `answers`.' }),
    })
    .optional()
    .meta({ description: 'Only with traffic from a usage file.' }),
});

const strategy = z.enum(['model-size', 'batch', 'prompt-caching', 'fewer-tokens', 'provisioned-throughput', 'semantic-caching', 'deduplication', 'monitoring']);

/** One finding. */
export const findingSchema = z.strictObject({
  id: z.string().regex(/^f_/).meta({ description: 'Identity of the content, the same in every driver.' }),
  ruleId: z.string(),
  severity: z.enum(['error', 'warning']),
  callId: z.string().optional(),
  ...place,
  message: z.string(),
  details: z.array(z.string()).optional().meta({ description: 'Lines below the message: a table, evidence.' }),
  strategy,
  savings: z.strictObject({ tokensPerCall: z.number().optional(), usdPerThousandCalls: z.number().optional(), excludes: z.array(strategy).optional().meta({ description: 'Strategies that cannot be had together with this saving.' }), basis: basisSchema }).optional(),
  fixes: z.array(
    z.strictObject({
      safety: z.enum(['safe', 'suggested']),
      title: z.string(),
      edits: z.array(z.strictObject({ path: z.string().optional().meta({ description: "Another file than the finding's." }), range, text: z.string() })),
    }),
  ),
});

export const budgetMeasureSchema = z.enum(['tokens', 'usdPerThousandCalls', 'usdPerThousandCallsAtLimit', 'usdPerMonth']).meta({ description: '`tokens`: known input of each call. In US dollars: the known input of 1,000 runs of each call, with the output at its limit, or what declared traffic costs in a month.' });

const budget = z.strictObject({
  name: z.string().meta({ description: 'Its name, else what it is about: a call, files, a function, or `project`.' }),
  measure: budgetMeasureSchema,
  limit: z.number().min(0),
  value: z.number().min(0).nullable().meta({ description: 'Null where nothing is known: it has no calls, or none of them has a price, a limit or traffic.' }),
  calls: z.int().min(0),
  without: z.int().min(1).optional().meta({ description: 'Calls that have no such figure, which the value leaves out.' }),
  reached: z.array(z.number()).meta({ description: 'Alert levels, percent.' }),
  isOver: z.boolean(),
});

/** Version 1. Strict: a key that is not named here is an error. */
export const reportSchema = z
  .strictObject({
    version: z.literal(1),
    tool: z.strictObject({ name: z.literal('promptfare'), version: z.string() }),
    prices: z.strictObject({ asOf: z.string().meta({ description: 'ISO date of the newest price.' }), digest: z.string() }),
    files: z.strictObject({
      scanned: z.int().min(0),
      analyzed: z.int().min(0),
      skipped: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
      failed: z.array(z.strictObject({ path: z.string(), message: z.string() })),
    }),
    calls: z.array(call),
    findings: z.array(findingSchema),
    summary: z.strictObject({
      calls: z.int().min(0),
      findings: z.int().min(0),
      usdPerThousandCalls: z.strictObject({ input: usd('US dollars when every call runs a thousand times.'), outputMax: usd('The same for answers as long as their limits.') }),
      achievable: z
        .strictObject({ usdPerThousandCalls: usd('The sum.'), strategies: z.array(z.strictObject({ strategy, usdPerThousandCalls: usd('Its part of the sum.') })) })
        .meta({ description: 'What the findings save together when every call runs a thousand times, on the known input. On one call, ways that exclude each other (batch and cache) or are about the same dollars count once.' }),
      unpriced: z.int().min(0),
      baselined: z.int().min(1).optional().meta({ description: 'Findings of the baseline, which are left out.' }),
      usdPerMonth: z.strictObject({ input: usd('US dollars.'), output: usd('US dollars.'), calls: z.int().min(0).meta({ description: 'Calls that have traffic and a price.' }) }).optional().meta({ description: 'Only with traffic from a usage file.' }),
    }),
    budgets: z.array(budget).optional().meta({ description: 'Only where the configuration has budgets.' }),
  })
  .meta({ title: 'promptfare report', description: 'What `promptfare --format json` prints, version 1. Lines and columns count from 1, money is in US dollars.' });

type Same<A, B> = [A, B] extends [B, A] ? true : never;
/** Does not compile where the schema and the type of the report differ. */
export const isReportType: Same<z.infer<typeof reportSchema>, Report> = true;

/** JSON Schema (draft 7, which editors read) of the report. */
export function reportJsonSchema(): { [key: string]: unknown } {
  return z.toJSONSchema(reportSchema, { target: 'draft-7' }) as { [key: string]: unknown };
}

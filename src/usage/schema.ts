/** The usage file: what traffic calls have, as someone declared or measured it. Types, validation and JSON Schema from one source. */
import { z } from 'zod';

const tokens = z.number().min(0).max(1e9);
const perMonth = z.number().min(0).max(1e15);

/** `null`: not known yet. What is not known is never assumed. */
const entry = z.strictObject({
  of: z.string().max(1000).optional().meta({ description: 'Which call it is, in words that stay when its prompt changes: `promptfare usage sync` then keeps the figures.' }),
  callsPerMonth: perMonth.nullable().optional().meta({ description: 'How often each of these calls runs in a month.' }),
  inputTokens: tokens.nullable().optional().meta({ description: 'Tokens of a typical request, holes and cached ones included: takes the place of what is counted in the code.' }),
  outputTokens: tokens.nullable().optional().meta({ description: 'Tokens of a typical answer.' }),
  holes: z
    .union([tokens, z.record(z.string(), tokens.nullable())])
    .nullable()
    .optional()
    .meta({ description: 'Tokens that fill the holes of the prompt at run time: of all together, or by the name of each.' }),
  cache: z
    .strictObject({
      hitRate: z.number().min(0).max(1).meta({ description: 'Share of the requests that read the cached prefix, 0 to 1; the others write it.' }),
      ttl: z.enum(['5m', '30m', '1h']).optional().meta({ description: 'Lifetime of the cache (default 5m).' }),
      prefixTokens: tokens.optional().meta({ description: 'Tokens of the cached prefix (default: the static prefix of the call).' }),
    })
    .nullable()
    .optional()
    .meta({ description: 'How well the cache of the prompt works.' }),
  basis: z.enum(['declared', 'measured']).optional().meta({ description: 'Where the figures are from; `measured` is written by `promptfare usage import`.' }),
  gone: z.boolean().optional().meta({ description: 'The call is no longer in the code; `promptfare usage sync` sets and clears it.' }),
});

/** Strict: a key that is not known is an error. */
export const usageSchema = z
  .strictObject({
    $schema: z.string().optional().meta({ description: 'Where editors find this schema.' }),
    version: z.literal(1),
    calls: z.record(z.string(), entry.nullable()).optional().meta({ description: 'By id of a call (`c_…`).' }),
    files: z.record(z.string(), entry.nullable()).optional().meta({ description: 'By glob of files: holds for each call in them that says nothing of its own. Later globs win.' }),
    models: z.record(z.string(), entry.nullable()).optional().meta({ description: 'By id of a model: holds for each of its calls that nothing else speaks of.' }),
  })
  .meta({ title: 'promptfare usage', description: 'Traffic of calls: what makes monthly figures out of figures per call. Written by hand, or by `promptfare usage import`.' });

/** A usage file. */
export type UsageFile = z.infer<typeof usageSchema>;
/** Traffic of one call, of the calls of files, or of a model. */
export type UsageEntry = z.infer<typeof entry>;

/** Known keys at a place in the file, for suggestions. */
export function usageKeysAt(path: readonly (string | number)[]): readonly string[] {
  if (path.length === 0) return Object.keys(usageSchema.shape);
  if (path.length === 2) return Object.keys(entry.shape);
  return path.at(-1) === 'cache' ? ['hitRate', 'ttl', 'prefixTokens'] : [];
}

/** JSON Schema (draft 7, which editors read) of the usage file. */
export function usageJsonSchema(): { [key: string]: unknown } {
  return z.toJSONSchema(usageSchema, { target: 'draft-7' }) as { [key: string]: unknown };
}

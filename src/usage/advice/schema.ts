/** The schema of what `promptfare advise --format json` prints. */
import { z } from 'zod';

export const ADVICE_VERSION = 1;

const usd = (description: string) => z.number().meta({ description });
const level = z.enum(['low', 'medium', 'high']);
const count = z.number().min(0);
const subject = z.string().meta({ description: 'Id of a call; `p…`: a prefix that no call here sends; `?`: what is too little to speak of.' });
const model = z.string().meta({ description: 'As the logs write it.' });

const advice = z.strictObject({
  kind: z.enum(['prompt-caching', 'batch', 'flex', 'deduplication', 'semantic-cache', 'global-profile', 'model', 'provisioned-throughput', 'self-hosting']),
  title: z.string(),
  subject: subject.optional(),
  model,
  usdPerMonth: usd('What it saves; below zero it would cost more.'),
  effort: level,
  risk: level,
  because: z.array(z.string()).meta({ description: 'What it rests on, and what to mind.' }),
  figures: z.record(z.string(), z.union([z.number(), z.array(z.record(z.string(), z.union([z.number(), z.string()])))])),
  isCounted: z.boolean().meta({ description: 'It is part of `savedTogetherPerMonth`.' }),
  findings: z.array(z.strictObject({ id: z.string(), ruleId: z.string() })).meta({ description: 'Findings in the code that say the same.' }),
});

export const adviceSchema = z
  .strictObject({
    schemaVersion: z.literal(ADVICE_VERSION),
    window: z.strictObject({ first: z.string(), last: z.string(), hours: count }).nullable().meta({ description: 'The time of the logs; null: there is no record.' }),
    usdPerMonth: usd('What the requests cost, at the rate of the logs.'),
    unpricedRequests: count.optional(),
    savedTogetherPerMonth: usd('What the counted advice saves together: what excludes each other counts once.').optional(),
    units: z.array(z.strictObject({ subject, model, requests: count, prefixTokens: count, usdPerMonth: usd('Cost.'), cache: z.strictObject({ hitRate: z.number().min(0).max(1), usdPerMonth: usd('What the cache in use saves.') }).optional() })).optional(),
    advice: z.array(advice).meta({ description: 'The largest saving first.' }),
    forecast: z
      .strictObject({
        month: z.string(),
        spent: usd('In the logs, of this month.'),
        atEnd: usd('At the end of the month.'),
        hoursBefore: count,
        byWeekday: z.boolean(),
        crossings: z.array(z.strictObject({ percent: z.number(), usd: z.number(), at: z.string().nullable() })),
      })
      .optional(),
    peaks: z.array(z.strictObject({ model, inputPerMinute: count, outputPerMinute: count, canBeProvisioned: z.boolean() })).optional(),
  })
  .meta({ title: 'promptfare advice', description: 'What to do about measured traffic, and what each step saves. USD a month.' });

/** JSON Schema of the advice. */
export function adviceJsonSchema(): { [key: string]: unknown } {
  return z.toJSONSchema(adviceSchema, { target: 'draft-7' }) as { [key: string]: unknown };
}

/** What `promptfare count --format json` prints. */
import { z } from 'zod';
import { basis, count, isoDate, share, usd, version } from './parts.ts';

const section = z.strictObject({
  kind: z.enum(['text', 'heading', 'tag', 'fence']),
  name: z.string(),
  line: z.int().min(1),
  depth: count,
  tokens: count.meta({ description: 'With the sections within it.' }),
  own: count.meta({ description: 'Without these.' }),
  share: share.meta({ description: 'Of the whole text.' }),
});

export const countSchema = z
  .strictObject({
    schemaVersion: version,
    model: z.string().meta({ description: 'As it was asked for.' }),
    canonical: z.string(),
    tokens: count,
    basis,
    error: z.number().min(0).meta({ description: 'Relative: 0.05 is ±5 %; 0 where the count is exact.' }),
    cost: z.strictObject({ usd, perMTok: usd, asOf: isoDate }).nullable().meta({ description: 'As the input of one request; null where no price is known.' }),
    contextWindow: z.int().nullable(),
    share: z.number().min(0).nullable().meta({ description: 'Of the context window.' }),
    note: z.string().optional(),
    sections: z.array(section).optional().meta({ description: 'With `--by section`, in the order of the text.' }),
  })
  .meta({ title: 'promptfare count', description: 'Tokens of a text, what they cost and which share of the context window they take.' });

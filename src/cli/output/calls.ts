/** What `compare`, `what-if`, `route` and `rules` print as JSON. */
import { z } from 'zod';
import { basis, callId, count, isoDate, place, rates, saved, share, usd, version } from './parts.ts';

const bothFigures = z.strictObject({ before: z.number(), after: z.number() });
const perThousand = z.strictObject({ input: usd, outputMax: usd.nullable() });
const side = z.strictObject({ tokens: count, basis, error: z.number().min(0), usdPerThousandCalls: perThousand });
const priceRow = z.strictObject({
  inputPerMTok: usd,
  outputPerMTok: usd,
  cacheReadPerMTok: usd.nullable(),
  cacheWritePerMTok: rates,
  asOf: isoDate,
  source: z.string(),
  confidence: z.enum(['high', 'medium', 'low']),
  rules: z.array(z.string()).meta({ description: 'What made these prices of the published ones.' }),
});

export const compareSchema = z
  .strictObject({
    schemaVersion: version,
    models: z.array(z.strictObject({ id: z.string(), canonical: z.string(), name: z.string(), price: priceRow })).length(2),
    calls: z.array(z.strictObject({ id: callId, path: z.string(), line: z.int().min(1), before: side, after: side, notes: z.array(z.string()) })),
    total: z.strictObject({ tokens: bothFigures, usdPerThousandCalls: z.strictObject({ input: bothFigures, outputMax: bothFigures }) }),
  })
  .meta({ title: 'promptfare compare', description: 'The calls of a project on two models, each with its own tokenizer.' });

export const whatIfSchema = z
  .strictObject({
    schemaVersion: version,
    unpriced: count.meta({ description: 'Calls without a price, which are left out.' }),
    calls: z.array(
      z.strictObject({
        id: callId,
        path: z.string(),
        line: z.int().min(1),
        model: z.string(),
        usdPerThousandCalls: perThousand,
        scenarios: z.array(
          z.strictObject({
            what: z.string(),
            saved: z
              .strictObject({ input: saved, outputMax: saved, atWorst: saved.optional(), breakEven: z.strictObject({ requests: z.number(), hitRate: share }).optional() })
              .nullable()
              .meta({ description: 'US dollars per 1,000 calls, below zero where it costs more; null where it cannot be had.' }),
            notes: z.array(z.string()),
          }),
        ),
      }),
    ),
  })
  .meta({ title: 'promptfare what-if', description: 'What each call would cost in other ways.' });

export const routeSchema = z
  .strictObject({
    version,
    tasks: z.array(
      z.strictObject({
        callId,
        place,
        within: z.string().nullable(),
        class: z.enum(['short', 'data', 'open', 'asked']),
        task: z.string(),
        model: z.string(),
        needs: z.string().meta({ description: 'The model that its class needs: the same where it is no larger.' }),
        percentLess: z.number(),
        savedUsdPerThousandCalls: z.number(),
      }),
    ),
    untold: count.meta({ description: 'Calls whose prompt does not tell its class.' }),
  })
  .meta({ title: 'promptfare route', description: 'Tasks of a project by class, with the model that each needs.' });

export const rulesSchema = z
  .strictObject({
    schemaVersion: version,
    rules: z.array(
      z.strictObject({
        id: z.string(),
        description: z.string(),
        strategy: z.string(),
        recommended: z.enum(['error', 'warning', 'off']),
        fix: z.enum(['safe', 'suggested', 'none']),
        messages: z.record(z.string(), z.string()),
        options: z.record(z.string(), z.unknown()).meta({ description: 'A JSON Schema.' }),
      }),
    ),
  })
  .meta({ title: 'promptfare rules', description: 'Every rule, with its messages and options.' });

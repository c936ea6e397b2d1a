/** What `promptfare usage import` and `promptfare usage check` print as JSON. */
import { z } from 'zod';
import { callId, count, isoDate, place, saved, share, usd, version } from './parts.ts';

const measured = {
  requests: count,
  failed: count,
  models: z.array(z.string()),
  requestsPerMonth: z.number().min(0),
  inputTokens: z.number().min(0).meta({ description: 'Of one request, cached ones included.' }),
  outputTokens: z.number().min(0),
  cache: z.strictObject({ hitRate: share, ttl: z.enum(['5m', '1h']), prefixTokens: z.number().min(0) }).nullable(),
  usdPerMonth: usd.nullable().meta({ description: 'Null where the model has no price.' }),
};
const read = z.strictObject({
  files: count,
  records: count,
  broken: count.meta({ description: 'Lines that are no record of an invocation.' }),
  incomplete: count.meta({ description: 'Records without a model or a time.' }),
  withoutTokens: count,
  repeated: count.meta({ description: 'The same request once more.' }),
  bodiesApart: count.meta({ description: 'Bodies in objects of their own that are not here.' }),
  truncated: count.meta({ description: 'Gzip files that end before their end.' }),
  failed: count.meta({ description: 'Files that could not be read.' }),
  duplicateFiles: count,
  unreadableFiles: count,
  accounts: count,
  regions: count,
});
const bill = z.strictObject({
  models: z.array(z.strictObject({ model: z.string(), tokens: z.strictObject({ input: z.number(), output: z.number(), cacheRead: z.number(), cacheWrite: z.number() }), usd: z.number(), usdAtPrices: z.number().nullable().meta({ description: 'At the published prices.' }) })),
  otherUsd: z.number().meta({ description: 'For what is no tokens.' }),
  first: isoDate.nullable(),
  last: isoDate.nullable(),
});

export const usageImportSchema = z
  .strictObject({
    schemaVersion: version,
    window: z.strictObject({ first: z.string(), last: z.string(), hours: z.number() }).nullable(),
    read,
    matchedShare: share.meta({ description: 'Requests that are of a call of this project.' }),
    metrics: z.strictObject({ requests: z.number(), models: count, unreadSeries: count, hours: z.number().nullable() }).nullable(),
    bill: bill.nullable(),
    withoutText: z.array(z.string()).meta({ description: 'Calls with too little text of their own to be found.' }),
    calls: z.array(z.strictObject({ ids: z.array(callId).meta({ description: 'Several where calls send the same prompt.' }), ...measured })),
    unmatched: z.array(z.strictObject({ model: z.string(), ...measured })),
    written: z.array(callId),
    kept: z.array(callId).meta({ description: 'Declared figures that were not replaced.' }),
  })
  .meta({ title: 'promptfare usage import', description: 'What logs, metrics and bills say of the calls of a project.' });

const figures = z.strictObject({ callsPerMonth: z.number().nullable(), inputTokens: z.number().nullable(), outputTokens: z.number().nullable(), usdPerMonth: usd.nullable() });
const drift = { estimate: figures, actual: figures, drift: saved.nullable().meta({ description: 'How much more the actual money is, as a share of the estimated.' }) };

export const usageCheckSchema = z
  .strictObject({
    schemaVersion: version,
    calls: count,
    withTraffic: count,
    usdPerMonth: z.looseObject({ input: usd, output: usd }).nullable(),
    open: z.array(z.strictObject({ id: callId, place })).meta({ description: 'Calls without traffic.' }),
    leavesOut: z.array(z.strictObject({ id: callId, place, leavesOut: z.array(z.string()) })),
    unknownIds: z.array(z.string()).meta({ description: 'Ids of the usage file that no call has.' }),
    drift: z.strictObject({ calls: z.array(z.strictObject({ id: callId, place, ...drift })), models: z.array(z.strictObject({ model: z.string(), ...drift })) }).optional().meta({ description: 'With `--logs`: estimate against actual.' }),
  })
  .meta({ title: 'promptfare usage check', description: 'The usage file beside the calls of a project, and beside logs.' });

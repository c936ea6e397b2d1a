/** What caching a prefix saves, and from when. */
import type { Prices } from '../src/core/facts.ts';

/** Dollars saved on a prefix over 1,000 calls: one write and 999 reads in place of 1,000 plain readings; undefined where reads have no price. */
export function savedPerThousand(tokens: number, { inputPerMTok, cacheReadPerMTok, cacheWritePerMTok }: Prices): number | undefined {
  if (cacheReadPerMTok === null) return undefined;
  const write = cacheWritePerMTok['5m'] ?? cacheWritePerMTok['30m'] ?? inputPerMTok;
  return (tokens * (1000 * inputPerMTok - write - 999 * cacheReadPerMTok)) / 1e6;
}

/** Dollars lost over 1,000 calls where each writes the prefix anew and none reads it; undefined where reads have no price. */
export function lostPerThousand(tokens: number, { inputPerMTok, cacheReadPerMTok, cacheWritePerMTok }: Prices): number | undefined {
  if (cacheReadPerMTok === null) return undefined;
  return (tokens * 999 * ((cacheWritePerMTok['5m'] ?? cacheWritePerMTok['30m'] ?? inputPerMTok) - cacheReadPerMTok)) / 1e6;
}

/** From which request within one lifetime of the cache it is cheaper, and what it costs if no request follows. */
export function breakEven(prices: Prices | undefined): string {
  const { inputPerMTok = 0, cacheReadPerMTok = null, cacheWritePerMTok = {} } = prices ?? {};
  const write = cacheWritePerMTok['5m'] ?? cacheWritePerMTok['30m'];
  const minutes = cacheWritePerMTok['5m'] === undefined && write !== undefined ? 30 : 5;
  if (cacheReadPerMTok === null || inputPerMTok === 0) return 'reading it again is cheaper, writing it may cost more';
  const dearer = write === undefined ? 0 : Math.round((write / inputPerMTok - 1) * 100);
  // n requests: write + (n - 1) × read against n × input.
  const request = dearer > 0 ? Math.floor((write! - cacheReadPerMTok) / (inputPerMTok - cacheReadPerMTok)) + 1 : 2;
  return `cheaper from request ${request} within ${minutes} minutes${dearer > 0 ? `, +${dearer} % on this part without reuse` : ', no dearer without reuse'}`;
}

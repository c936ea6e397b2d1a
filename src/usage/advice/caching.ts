/** Caching of prefixes, by the measured gaps between requests. */
import { percentText } from '../../cost/money.ts';
import { costOf, type Money } from '../../cost/index.ts';
import type { Ttl } from '../../models/index.ts';
import type { Advice } from './advice.ts';
import type { ToMonth, Unit } from './unit.ts';

/** What caching with one lifetime comes to, in the time of the logs. */
export interface CacheOption {
  readonly ttl: Ttl;
  readonly hitRate: number;
  readonly saved: Money;
}

/** Undefined where the model cannot cache the prefix, or each way of caching costs more than none. */
export function cachingAdvice(unit: Unit, month: ToMonth): Advice | undefined {
  const { row, model, prefixTokens, call } = unit;
  const { caching } = model;
  if (!caching?.explicit || prefixTokens < caching.min || row.cache_read + row.cache_write > 0) return undefined;
  const options = cacheOptions(unit);
  const best = options.reduce<CacheOption | undefined>((most, option) => (!most || option.saved > most.saved ? option : most), undefined);
  if (!best) return undefined;
  const title = best.saved > 0n ? `cache the prompt for ${best.ttl}` : 'leave the prompt uncached';
  return {
    kind: 'prompt-caching',
    title,
    subject: row.subject,
    model: row.model,
    usdPerMonth: best.saved > 0n ? month(best.saved) : 0n,
    effort: 'low',
    risk: 'low',
    because: [
      `${row.requests} requests begin with ${call ? 'the same' : 'about the same'} ${prefixTokens} tokens.`,
      ...options.map(({ ttl, hitRate, saved }) => `${percentText(hitRate)} come within ${ttl} of the one before.${saved > 0n ? '' : ` A cache of ${ttl} costs more than it saves.`}`),
      'Regions and accounts have caches of their own and are counted apart.',
    ],
    figures: { prefixTokens, options: options.map(({ ttl, hitRate, saved }) => ({ seconds: SECONDS[ttl], hitRate, usdPerMonth: dollars(month(saved)) })) },
  };
}

const SECONDS: { readonly [ttl in Ttl]: number } = { '5m': 300, '30m': 1800, '1h': 3600 };

/** For each lifetime that the model has a price for. */
export function cacheOptions({ row, model, prices, prefixTokens }: Unit): CacheOption[] {
  const { inputPerMTok, cacheReadPerMTok, cacheWritePerMTok } = prices;
  if (cacheReadPerMTok === null || !model.caching) return [];
  const isFree = Object.keys(cacheWritePerMTok).length === 0;
  return model.caching.ttl.flatMap((ttl): CacheOption[] => {
    const write = cacheWritePerMTok[ttl] ?? (isFree && ttl === '5m' ? inputPerMTok : undefined);
    if (write === undefined) return [];
    const hits = ttl === '5m' ? row.within_5m : ttl === '30m' ? row.within_30m : row.within_1h;
    const cached = costOf(prefixTokens * hits, cacheReadPerMTok) + costOf(prefixTokens * (row.requests - hits), write);
    return [{ ttl, hitRate: hits / row.requests, saved: costOf(prefixTokens * row.requests, inputPerMTok) - cached }];
  });
}

/** Of a unit that caches already: what the cache saves, or loses. */
export function cacheInUse({ row, prices }: Unit, month: ToMonth): { readonly hitRate: number; readonly usdPerMonth: Money } | undefined {
  if (row.cache_read + row.cache_write === 0) return undefined;
  const { inputPerMTok: input, cacheReadPerMTok: read, cacheWritePerMTok: write } = prices;
  const long = row.cache_write_1h;
  const cost = costOf(row.cache_read, read ?? input) + costOf(row.cache_write - long, write['5m'] ?? input) + costOf(long, write['1h'] ?? input);
  return { hitRate: row.cache_read / (row.cache_read + row.cache_write), usdPerMonth: month(costOf(row.cache_read + row.cache_write, input) - cost) };
}

/** For figures, to the millionth. */
export function dollars(money: Money): number {
  return Math.round(Number(money / 10n ** 6n)) / 1e9;
}

import type { Report, ReportCall } from '../core/report.ts';
import { moneyOf, sum, usd, type Money } from './money.ts';

/** One call in two reports. */
export interface CallChange {
  kind: 'added' | 'removed' | 'changed';
  before?: ReportCall;
  after?: ReportCall;
  /** Tokens of known input, after minus before. */
  inputTokens: number;
  /** USD per 1,000 calls, after minus before, on the known input; null when a side has no price. */
  input: number | null;
  /** USD per 1,000 calls, after minus before, on the output at its limit; null when a side has no price or no limit. */
  outputMax: number | null;
}

/** What a change to the code does to its cost. */
export interface ReportComparison {
  /** Changed calls first, then added and removed ones, each in the order of the reports; calls that cost the same are left out. */
  changes: CallChange[];
  /** Sums over all calls, USD per 1,000 calls of each; calls without a price or a limit are not in them. */
  usdPerThousandCalls: Record<'input' | 'outputMax', { before: number; after: number; change: number }>;
  /** Whether one price table made both reports. If not, a difference may be the table's. */
  samePrices: boolean;
}

/** Compares two reports of one project. Calls are matched by content, else by place, so that an edited prompt is a change and no new call. */
export function compareReports(before: Report, after: Report): ReportComparison {
  const pairs = pairsOf(before.calls, after.calls);
  const changes = pairs.flatMap(([old, now]) => changeOf(old, now) ?? []);
  const rank = { changed: 0, added: 1, removed: 2 };
  return {
    changes: changes.toSorted((a, b) => rank[a.kind] - rank[b.kind]),
    usdPerThousandCalls: { input: totals(before, after, inputOf), outputMax: totals(before, after, outputMaxOf) },
    samePrices: before.prices.digest === after.prices.digest,
  };
}

type Pair = [before: ReportCall | undefined, after: ReportCall | undefined];

/** From the surest sign that two calls are the same one to the weakest. */
const SIGNS: ((call: ReportCall) => string)[] = [
  call => call.id,
  call => [call.path, call.within, call.sdk, call.operation].join('\n'),
  call => [call.within, call.sdk, call.operation, call.role].join('\n'),
];

function pairsOf(before: readonly ReportCall[], after: readonly ReportCall[]): Pair[] {
  const pairs: Pair[] = [];
  let olds = [...before];
  let news = [...after];
  for (const sign of SIGNS) {
    const waiting = new Map<string, ReportCall[]>();
    for (const old of olds) {
      const same = waiting.get(sign(old));
      if (same) same.push(old);
      else waiting.set(sign(old), [old]);
    }
    const matched = new Set<ReportCall>();
    news = news.filter(now => {
      const old = waiting.get(sign(now))?.shift();
      if (!old) return true;
      matched.add(old);
      pairs.push([old, now]);
      return false;
    });
    olds = olds.filter(old => !matched.has(old));
  }
  return [...pairs, ...news.map((now): Pair => [undefined, now]), ...olds.map((old): Pair => [old, undefined])];
}

function changeOf(before: ReportCall | undefined, after: ReportCall | undefined): CallChange | undefined {
  if (before && after && isSame(before, after)) return undefined;
  const inputTokens = (after?.tokens.input.static ?? 0) - (before?.tokens.input.static ?? 0);
  const input = difference(before, after, inputOf);
  const outputMax = difference(before, after, outputMaxOf);
  return { kind: before && after ? 'changed' : after ? 'added' : 'removed', ...(before && { before }), ...(after && { after }), inputTokens, input, outputMax };
}

function isSame(before: ReportCall, after: ReportCall): boolean {
  return (
    before.tokens.input.static === after.tokens.input.static &&
    before.tokens.output.max === after.tokens.output.max &&
    before.cost?.inputPerCall === after.cost?.inputPerCall &&
    before.cost?.outputMaxPerCall === after.cost?.outputMaxPerCall
  );
}

/** A side that is not there costs nothing; a side without a price leaves the difference unknown. */
function difference(before: ReportCall | undefined, after: ReportCall | undefined, costOf: (call: ReportCall) => Money | undefined): number | null {
  const [old, now] = [before, after].map(call => (call ? costOf(call) : 0n));
  return old === undefined || now === undefined ? null : usd((now - old) * 1000n);
}

function totals(before: Report, after: Report, costOf: (call: ReportCall) => Money | undefined): { before: number; after: number; change: number } {
  const [old, now] = [before, after].map(report => sum(report.calls.flatMap(call => costOf(call) ?? [])) * 1000n) as [Money, Money];
  return { before: usd(old), after: usd(now), change: usd(now - old) };
}

function inputOf({ cost }: ReportCall): Money | undefined {
  return cost ? moneyOf(cost.inputPerCall) : undefined;
}

function outputMaxOf({ cost }: ReportCall): Money | undefined {
  return cost && cost.outputMaxPerCall !== null ? moneyOf(cost.outputMaxPerCall) : undefined;
}

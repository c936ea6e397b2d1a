/** What the savings of a report come to together: on one call, ways that exclude each other or share the same dollars count once. */
import type { Strategy } from '../core/finding.ts';
import type { Report, ReportCall, ReportFinding } from '../core/report.ts';

type Achievable = Report['summary']['achievable'];

/** In this order: what is not sent needs no price; what is sent goes to a model; then it waits in a batch or is read from a cache. */
const STEPS: readonly (readonly Strategy[])[] = [['deduplication'], ['fewer-tokens'], ['model-size'], ['batch', 'prompt-caching']];
/** Several findings of these are about different tokens; of the others, each is about the whole call. */
const ADDS: ReadonlySet<Strategy> = new Set<Strategy>(['fewer-tokens']);

/** Of the calls that cost something, when each runs a thousand times; on the known input, as the savings of findings are. */
export function achievableOf(calls: readonly ReportCall[], findings: readonly ReportFinding[]): Achievable {
  const byCall = new Map<string, ReportFinding[]>();
  for (const finding of findings) if (finding.callId !== undefined && finding.savings?.usdPerThousandCalls) byCall.set(finding.callId, [...(byCall.get(finding.callId) ?? []), finding]);
  const strategies = new Map<Strategy, number>();
  for (const { id, cost } of calls) {
    const before = (cost?.inputPerCall ?? 0) * 1000;
    let left = before;
    for (const step of STEPS) {
      const [strategy, saved] = best(step, byCall.get(id) ?? []);
      // What an earlier step has saved, a later one cannot save again: it takes its share of the rest.
      const share = before > 0 ? Math.min(saved / before, 1) : 0;
      if (strategy === undefined || share <= 0) continue;
      strategies.set(strategy, (strategies.get(strategy) ?? 0) + left * share);
      left -= left * share;
    }
  }
  const parts = [...strategies].map(([strategy, usd]) => ({ strategy, usdPerThousandCalls: rounded(usd) })).toSorted((a, b) => b.usdPerThousandCalls - a.usdPerThousandCalls || (a.strategy < b.strategy ? -1 : 1));
  return { usdPerThousandCalls: rounded(parts.reduce((sum, { usdPerThousandCalls }) => sum + usdPerThousandCalls, 0)), strategies: parts };
}

/** Of ways that exclude each other, the one that saves most. */
function best(step: readonly Strategy[], findings: readonly ReportFinding[]): readonly [Strategy | undefined, number] {
  let found: readonly [Strategy | undefined, number] = [undefined, 0];
  for (const strategy of step) {
    const savings = findings.filter(finding => finding.strategy === strategy).map(({ savings: each }) => each?.usdPerThousandCalls ?? 0);
    const saved = ADDS.has(strategy) ? savings.reduce((sum, each) => sum + each, 0) : Math.max(0, ...savings);
    if (saved > found[1]) found = [strategy, saved];
  }
  return found;
}

/** To the nano-dollar, as all sums of a report are. */
function rounded(usd: number): number {
  return Math.round(usd * 1e9) / 1e9;
}

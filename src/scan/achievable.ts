/** What the savings of a report come to together: on one call, ways that exclude each other or share the same dollars count once. */
import type { Strategy } from '../core/finding.ts';
import type { Report, ReportCall, ReportFinding } from '../core/report.ts';

type Achievable = Report['summary']['achievable'];
/** What each strategy saves on a call, in dollars for a thousand runs. */
type Parts = readonly (readonly [strategy: Strategy, usd: number])[];

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
    for (const [strategy, usd] of best(byCall.get(id) ?? [], (cost?.inputPerCall ?? 0) * 1000)) strategies.set(strategy, (strategies.get(strategy) ?? 0) + usd);
  }
  const parts = [...strategies].map(([strategy, usd]) => ({ strategy, usdPerThousandCalls: rounded(usd) })).toSorted((a, b) => b.usdPerThousandCalls - a.usdPerThousandCalls || (a.strategy < b.strategy ? -1 : 1));
  return { usdPerThousandCalls: rounded(parts.reduce((sum, { usdPerThousandCalls }) => sum + usdPerThousandCalls, 0)), strategies: parts };
}

/** All that goes together; where one way excludes others, with it or with them, as it saves more. */
function best(findings: readonly ReportFinding[], before: number): Parts {
  const excluding = findings.find(({ savings }) => savings?.excludes?.some(strategy => findings.some(other => other.strategy === strategy)));
  if (!excluding) return inSteps(findings, before);
  const without = best(findings.filter(finding => finding !== excluding), before);
  const along = best(findings.filter(finding => finding !== excluding && !excluding.savings!.excludes!.includes(finding.strategy)).concat({ ...excluding, savings: { ...excluding.savings!, excludes: [] } }), before);
  return totalOf(along) >= totalOf(without) ? along : without;
}

function totalOf(parts: Parts): number {
  return parts.reduce((total, [, usd]) => total + usd, 0);
}

/** Of what a call costs, step by step: what an earlier step has saved, a later one cannot save again, and takes its share of the rest. */
function inSteps(findings: readonly ReportFinding[], before: number): Parts {
  let left = before;
  return STEPS.flatMap((step): Parts => {
    const [strategy, saved] = dearest(step, findings);
    const share = before > 0 ? Math.min(saved / before, 1) : 0;
    if (strategy === undefined || share <= 0) return [];
    const usd = left * share;
    left -= usd;
    return [[strategy, usd]];
  });
}

/** Of ways that exclude each other, the one that saves most. */
function dearest(step: readonly Strategy[], findings: readonly ReportFinding[]): readonly [Strategy | undefined, number] {
  let found: readonly [Strategy | undefined, number] = [undefined, 0];
  for (const strategy of step) {
    const savings = findings.filter(finding => finding.strategy === strategy).map(({ savings: each }) => each?.usdPerThousandCalls ?? 0);
    const saved = ADDS.has(strategy) ? savings.reduce((total, each) => total + each, 0) : Math.max(0, ...savings);
    if (saved > found[1]) found = [strategy, saved];
  }
  return found;
}

/** To the nano-dollar, as all sums of a report are. */
function rounded(usd: number): number {
  return Math.round(usd * 1e9) / 1e9;
}

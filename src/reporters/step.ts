/** What to do, and what a call costs before and after it. */
import type { Report } from '../core/report.ts';

export interface Step {
  /** A sentence; names in backticks. */
  readonly title: string;
  /** `src/a.ts:12`. */
  readonly where: string;
  /** US dollars. */
  readonly before: number;
  readonly after: number;
  readonly basis: string;
  /** Ids of the rules that say the same of the code. */
  readonly rules: readonly string[];
  readonly effort?: string;
  readonly risk?: string;
  /** It is part of what the steps save together. */
  readonly isCounted?: boolean;
  readonly because?: readonly string[];
}

/** Steps in the order of their saving, in the money of one kind of period. */
export interface Steps {
  readonly per: 'a month' | 'per 1,000 calls';
  readonly steps: readonly Step[];
  /** What they save together: what excludes each other counts once. */
  readonly together: number;
  /** What the traffic costs now; only where it was measured. */
  readonly total?: number;
  /** What was read to know that, as sentences. */
  readonly read?: readonly string[];
}

/** `$3.48 per 1,000 runs of each call`: what the steps save together is no figure of one call. */
export function periodOfAll({ per }: Steps): string {
  return per === 'a month' ? per : 'per 1,000 runs of each call';
}

/** What the figures of the steps rest on. */
export function basesOf({ steps }: Steps): string {
  return [...new Set(steps.map(({ basis }) => basis))].toSorted().join(', ');
}

/** Where no traffic is known: the findings that save money on the known input of a call that has a price. */
export function stepsOfFindings({ calls, findings, summary }: Report, placeOf: (finding: Report['findings'][number]) => string): Steps {
  const byId = new Map(calls.map(call => [call.id, call]));
  const steps = findings.flatMap(finding => {
    const { callId, savings, message, ruleId } = finding;
    const before = (byId.get(callId ?? '')?.cost?.inputPerCall ?? 0) * 1000;
    const saved = savings?.usdPerThousandCalls ?? 0;
    return saved > 0 && before > 0 ? [{ title: message, where: placeOf(finding), before, after: Math.max(0, before - saved), basis: savings!.basis, rules: [ruleId] }] : [];
  });
  return { per: 'per 1,000 calls', steps: steps.toSorted((a, b) => b.before - b.after - (a.before - a.after) || (a.where < b.where ? -1 : 1)), together: summary.achievable.usdPerThousandCalls };
}

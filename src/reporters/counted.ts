import type { ReportCall } from '../core/report.ts';

/** The calls that cost something: a wrapper's body is what its callers cost, unless no caller of its kind was found. */
export function countedCalls(calls: readonly ReportCall[]): ReportCall[] {
  const called = new Set(calls.flatMap(({ role, sdk, operation }) => (role === 'wrapper-call' ? [`${sdk} ${operation}`] : [])));
  return calls.filter(({ role, sdk, operation }) => role !== 'wrapper' || !called.has(`${sdk} ${operation}`));
}

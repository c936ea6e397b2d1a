import type { ReportCall } from './report.ts';

/** The calls that cost something: a wrapper's body is what its callers cost, unless none was found. */
export function countedCalls(calls: readonly ReportCall[]): ReportCall[] {
  const called = new Set(calls.flatMap(({ sentBy = [] }) => sentBy));
  return calls.filter(({ id, role }) => role !== 'wrapper' || !called.has(id));
}

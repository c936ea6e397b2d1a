import { isTestPath } from './test-path.ts';
import type { ReportCall } from './report.ts';

/**
 * The calls that cost something: a wrapper's body is what its callers cost, and a model that is made is what its runs cost, unless none was found.
 * Tests take no wrapper's cost away, and what they hand it is not what it costs: they know other texts than production does.
 */
export function countedCalls(calls: readonly ReportCall[]): ReportCall[] {
  const pathOf = new Map(calls.map(({ id, path }) => [id, path]));
  const tries = ({ role, path, sentBy = [] }: ReportCall): boolean => (role === 'wrapper-call' || sentBy.length > 0) && isTestPath(path) && sentBy.every(id => !isTestPath(pathOf.get(id) ?? ''));
  const sends = calls.filter(call => !tries(call));
  const called = new Set(sends.flatMap(({ id, sentBy = [] }) => sentBy.filter(other => other !== id)));
  return sends.filter(({ id, role }) => (role !== 'wrapper' && role !== 'config') || !called.has(id));
}

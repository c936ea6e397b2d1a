import { describe, expect, test } from 'vitest';
import type { Report, ReportCall } from '../../src/core/report.ts';
import { compareReports } from '../../src/cost/index.ts';

function call(id: string, input: number, rest: Partial<ReportCall> = {}): ReportCall {
  return {
    id, path: 'src/a.ts', line: 1, column: 1, endLine: 1, endColumn: 1, range: [0, 0], language: 'typescript', sdk: 'aws-sdk', operation: 'converse', role: 'call', within: id,
    model: { state: 'known', id: 'm', canonical: 'm' }, maxTokens: { state: 'set', value: 1000 }, system: { state: 'none' }, user: { state: 'none' }, caching: { state: 'none' }, context: { loop: 'none' },
    tokens: { input: { static: input, basis: 'exact', error: 0 }, output: { max: 1000 } },
    cost: { currency: 'USD', inputPerCall: input * 1e-6, outputMaxPerCall: 0.005, basis: 'exact' },
    ...rest,
  };
}

function report(calls: ReportCall[], digest = 'sha256:1'): Report {
  return {
    version: 1, tool: { name: 'promptfare', version: '0.1.0' }, prices: { asOf: '2026-11-22', digest }, files: { scanned: 0, analyzed: 0, skipped: [], failed: [] },
    calls, findings: [], summary: { calls: calls.length, findings: 0, usdPerThousandCalls: { input: 0, outputMax: 0 }, unpriced: 0 },
  };
}

describe('compareReports', () => {
  test('the same report has no change', () => {
    const same = report([call('a', 100), call('b', 200, { cost: null })]);
    expect(compareReports(same, same)).toEqual({ changes: [], usdPerThousandCalls: { input: { before: 0.1, after: 0.1, change: 0 }, outputMax: { before: 5, after: 5, change: 0 } }, samePrices: true });
  });

  test('a moved call is the same call', () => {
    expect(compareReports(report([call('a', 100)]), report([call('a', 100, { path: 'src/b.ts', line: 90 })])).changes).toEqual([]);
  });

  test('an edited prompt is a change, though its id is new', () => {
    const { changes } = compareReports(report([call('a', 100)]), report([call('a2', 150, { within: 'a' })]));
    expect(changes).toMatchObject([{ kind: 'changed', inputTokens: 50, input: 0.05, outputMax: 0 }]);
  });

  test('so it is in a renamed file', () => {
    expect(compareReports(report([call('a', 100)]), report([call('a2', 90, { within: 'a', path: 'src/b.ts' })])).changes).toMatchObject([{ kind: 'changed', inputTokens: -10 }]);
  });

  test('calls by content are matched before calls by place', () => {
    const before = report([call('a', 100, { within: 'f' }), call('b', 200, { within: 'f' })]);
    const after = report([call('b', 200, { within: 'f' }), call('c', 300, { within: 'f' })]);
    expect(compareReports(before, after).changes).toMatchObject([{ kind: 'changed', before: { id: 'a' }, after: { id: 'c' }, inputTokens: 200 }]);
  });

  test('added and removed calls count whole, changed ones come first', () => {
    const { changes, usdPerThousandCalls } = compareReports(report([call('a', 100), call('b', 100)]), report([call('c', 300), call('b2', 200, { within: 'b' })]));
    expect(changes.map(({ kind, input }) => [kind, input])).toEqual([['changed', 0.1], ['added', 0.3], ['removed', -0.1]]);
    expect(usdPerThousandCalls.input).toEqual({ before: 0.2, after: 0.5, change: 0.3 });
  });

  test('a side without a price leaves the difference unknown', () => {
    expect(compareReports(report([call('a', 100, { cost: null })]), report([call('a2', 200, { within: 'a' })])).changes).toMatchObject([{ kind: 'changed', inputTokens: 100, input: null, outputMax: null }]);
  });

  test('a limit that was set bounds what was open', () => {
    const open = call('a', 100, { tokens: { input: { static: 100, basis: 'exact', error: 0 }, output: {} }, cost: { currency: 'USD', inputPerCall: 1e-4, outputMaxPerCall: null, basis: 'exact' } });
    expect(compareReports(report([open]), report([call('a', 100)])).changes).toMatchObject([{ kind: 'changed', input: 0, outputMax: null }]);
  });

  test('sums are exact', () => {
    expect(compareReports(report([]), report([call('a', 100_000), call('b', 100_000), call('c', 100_000)])).usdPerThousandCalls.input).toEqual({ before: 0, after: 300, change: 300 });
  });

  test('says when two price tables were used', () => expect(compareReports(report([]), report([], 'sha256:2')).samePrices).toBe(false));
});

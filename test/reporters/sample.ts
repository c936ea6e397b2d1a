import type { Report, ReportCall, ReportFinding } from '../../src/core/report.ts';

export function callOf(part: Partial<ReportCall> = {}): ReportCall {
  return {
    id: 'c_1', path: 'src/summary.ts', line: 12, column: 9, endLine: 20, endColumn: 3, range: [310, 640],
    language: 'typescript', sdk: 'aws-sdk', operation: 'converse', role: 'call', within: 'summarize',
    model: { state: 'known', id: 'us.anthropic.claude-haiku-4-5-20251001-v1:0', canonical: 'anthropic.claude-haiku-4-5-20251001-v1:0', name: 'Claude Haiku 4.5' },
    maxTokens: { state: 'set', value: 1024 },
    system: { state: 'static', chars: 5210, tokens: 1290 },
    user: { state: 'template', chars: 210, tokens: 55, holes: ['question'] },
    caching: { state: 'none' }, context: { loop: 'items' },
    tokens: { input: { static: 1345, basis: 'calibrated', error: 0.05, holes: 1 }, output: { max: 1024 } },
    cost: { currency: 'USD', inputPerCall: 0.0014795, outputMaxPerCall: 0.005632, basis: 'calibrated' },
    ...part,
  };
}

export function findingOf(part: Partial<ReportFinding> = {}): ReportFinding {
  return {
    id: 'f_1', ruleId: 'require-prompt-cache', severity: 'warning', callId: 'c_1',
    path: 'src/summary.ts', line: 2, column: 7, endLine: 2, endColumn: 13, range: [20, 26],
    message: '1,345 tokens are sent anew with each item. Add a `cachePoint` behind them.', strategy: 'prompt-caching',
    savings: { usdPerThousandCalls: 1.21, basis: 'calibrated' },
    fixes: [{ safety: 'safe', title: 'Add a `cachePoint` block.', edits: [{ range: [5, 5], text: 'x' }] }],
    ...part,
  };
}

export function reportOf(part: Partial<Report> = {}): Report {
  const unpriced = callOf({ id: 'c_2', path: 'src/very/deep/down/in/the/tree/of/this/project/classifier-of-support-tickets.ts', line: 7, model: { state: 'unknown', reason: 'parameter `modelId`' }, maxTokens: { state: 'missing' }, tokens: { input: { static: 12345, basis: 'calibrated', error: 0.3 }, output: {} }, cost: null });
  return {
    version: 1, tool: { name: 'promptfare', version: '0.1.0' }, prices: { asOf: '2026-11-22', digest: 'sha256:0' },
    files: { scanned: 1120, analyzed: 14, skipped: [{ path: 'a.min.js', reason: 'minified' }, { path: 'b.min.js', reason: 'minified' }, { path: 'dist/', reason: 'build output' }], failed: [{ path: 'b.ts', message: 'Unexpected token (3:4).' }] },
    calls: [callOf(), unpriced, callOf({ id: 'c_3', path: 'app/ask.ts', line: 3, cell: 2, model: { state: 'choice', ids: ['amazon.nova-lite-v1:0', 'amazon.nova-pro-v1:0'] }, tokens: { input: { static: 20, basis: 'exact', error: 0 }, output: {} }, cost: { currency: 'USD', inputPerCall: 0.00000122, outputMaxPerCall: null, basis: 'exact' } })],
    findings: [
      findingOf(),
      findingOf({ id: 'f_2', ruleId: 'require-max-tokens', severity: 'error', line: 3, column: 1, endLine: 4, endColumn: 2, message: 'No limit is sent.', strategy: 'fewer-tokens', savings: { tokensPerCall: 1200, basis: 'exact' }, fixes: [{ safety: 'suggested', title: 'Set `maxTokens`.', edits: [] }] }),
      findingOf({ id: 'f_3', path: 'z.ts', line: 1, column: 1, endLine: 1, endColumn: 2, fixes: [], savings: undefined as never }),
    ],
    summary: { calls: 3, findings: 3, usdPerThousandCalls: { input: 1.48, outputMax: 5.63 }, achievable: { usdPerThousandCalls: 0.0012, strategies: [{ strategy: 'model-size', usdPerThousandCalls: 0.0012 }] }, unpriced: 1 },
    ...part,
  };
}

export const code = 'const a = 1;\nconst prompt = `You are a very helpful assistant that goes on and on and on about everything there is`;\nawait client.send(prompt,\n  {});\n';

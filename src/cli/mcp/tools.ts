/** The tools: the commands of the same names, with answers of bounded size, and without the prompts of the project. */
import { z } from 'zod';
import type { Report, ReportCall, ReportFinding } from '../../core/report.ts';
import { runCount } from '../count/run.ts';
import { runExplain } from '../explain/run.ts';
import { runModels } from '../models/run.ts';
import { runScan } from '../scan/run.ts';
import type { ProcessLike } from '../terminal.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { runWhatIf } from '../what-if/run.ts';
import { captured, confined } from './captured.ts';
import { fixTool } from './fix.ts';
import { type Tool, tool } from './register.ts';
import { call, callId, finding, next, page, pageOf, paths } from './shapes.ts';

const MOST_TEXT = 20_000;

export function toolsFor(process: ProcessLike, allowFix: boolean): Tool[] {
  const json = async <T>(command: Parameters<typeof captured>[1], input?: string): Promise<T> => JSON.parse(await captured(process, command, input)) as T;
  return [
    tool({
      name: 'scan',
      description: 'Find the calls of Amazon Bedrock in this project with tokens and cost, and what wastes money in them, worst severity first.',
      input: { paths, rules: z.array(z.string().max(100)).max(50).default([]).describe('only these rules'), list: z.enum(['findings', 'calls']).default('findings'), ...page },
      output: { summary: z.object({ calls: z.number(), findings: z.number(), unpriced: z.number(), usdPerThousandCalls: z.object({ input: z.number(), outputMax: z.number() }) }), findings: z.array(finding).optional(), calls: z.array(call).optional(), next },
      async run({ paths: given, rules, list, ...at }) {
        const report = await json<Report>(one => runScan(one, confined(process, given), { format: [{ format: 'json' }], rule: rules, failOn: 'never' }));
        const { calls, findings, unpriced, usdPerThousandCalls } = report.summary;
        const shown = list === 'calls' ? pageOf(report.calls, at) : pageOf(report.findings.toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error')), at);
        return { summary: { calls, findings, unpriced, usdPerThousandCalls }, next: shown.next, [list]: shown.entries.map(one => (list === 'calls' ? callData(one as ReportCall) : findingData(one as ReportFinding))) };
      },
    }),
    tool({
      name: 'count',
      description: 'Count the tokens of a text or of a file of this project as a model on Bedrock does, and price them as input.',
      input: { model: z.string().max(2048).describe('a Bedrock model id in any form'), text: z.string().max(1_000_000).optional(), path: z.string().max(4096).optional() },
      output: { tokens: z.number(), basis: z.string(), error: z.number().describe('relative'), usd: z.number().nullable(), contextWindow: z.number().nullable() },
      async run({ model, text, path }) {
        if ((text === undefined) === (path === undefined)) throw new UsageError('Give either `text` or `path`.');
        const [file] = path === undefined ? [undefined] : confined(process, [path]);
        const { tokens, basis, error, cost, contextWindow } = await json<Counted>(one => runCount(one, file, { model, format: 'json' }), text);
        return { tokens, basis, error, usd: cost?.usd ?? null, contextWindow };
      },
    }),
    tool({
      name: 'what_if',
      description: 'Price the calls of this project in other ways: another model, caching, batch, flex, shorter prompts.',
      input: { paths, call: callId.optional(), model: z.string().max(2048).optional().describe('also on this model'), requests: z.number().int().min(1).max(1e9).default(10).describe('requests that come before a cache entry ends'), shorter: z.number().int().min(1).max(1e9).default(100).describe('tokens that the prompts could be shorter'), ...page },
      output: { unpriced: z.number(), calls: z.array(z.looseObject({ id: z.string(), path: z.string(), line: z.number() })), next },
      async run({ paths: given, call: id, model, requests, shorter, ...at }) {
        const { unpriced, calls } = await json<{ unpriced: number; calls: object[] }>(one => runWhatIf(one, confined(process, given), { requests, shorter, format: 'json', ...(id !== undefined && { call: id }), ...(model !== undefined && { model }) }));
        const shown = pageOf(calls, at);
        return { unpriced, calls: shown.entries, next: shown.next };
      },
    }),
    tool({
      name: 'explain',
      description: 'Say how a figure comes about (tokens, price, source) by the id of a call or finding, or what a rule is about by its name.',
      input: { id: z.string().max(100).describe('c_…, f_…, or the name of a rule'), paths },
      output: { text: z.string() },
      async run({ id, paths: given }) {
        return { text: cut(await captured(process, one => runExplain(one, id, confined(process, given), {}))) };
      },
    }),
    tool({
      name: 'models',
      description: 'List models on Bedrock with prices (US dollars per million tokens), limits and lifecycle.',
      input: { query: z.string().max(200).default('').describe('words of id or name'), live: z.boolean().default(true).describe('without those that have ended'), ...page },
      output: { asOf: z.string(), models: z.array(z.looseObject({ id: z.string() })), next },
      async run({ query, live, ...at }) {
        const { asOf, models } = await json<{ asOf: string; models: object[] }>(one => runModels(one, query.split(/\s+/).filter(Boolean), { json: true, live }));
        const shown = pageOf(models, at);
        return { asOf, models: shown.entries, next: shown.next };
      },
    }),
    ...(allowFix ? [fixTool(process)] : []),
  ];
}

interface Counted {
  readonly tokens: number;
  readonly basis: string;
  readonly error: number;
  readonly cost: { readonly usd: number } | null;
  readonly contextWindow: number | null;
}

function callData({ id, path, line, sdk, operation, role, model, tokens, cost, monthly }: ReportCall): z.infer<typeof call> {
  return {
    id, path, line, sdk, operation, role,
    model: model.state === 'known' ? model.id : model.state === 'choice' ? model.ids.slice(0, 5).join(' or ') : null,
    inputTokens: tokens.input.static,
    runTimeValues: tokens.input.holes ?? 0,
    maxOutputTokens: tokens.output.max ?? null,
    basis: tokens.input.basis,
    usdPerThousandCalls: { input: cost && cost.inputPerCall * 1000, outputMax: cost?.outputMaxPerCall == null ? null : cost.outputMaxPerCall * 1000 },
    ...(monthly && { usdPerMonth: monthly.usd && monthly.usd.input + monthly.usd.output }),
  };
}

function findingData({ id, ruleId, severity, path, line, callId: ofCall, message, savings, fixes }: ReportFinding): z.infer<typeof finding> {
  return {
    id, ruleId, severity, path, line, message,
    ...(ofCall !== undefined && { callId: ofCall }),
    ...(savings?.usdPerThousandCalls !== undefined && { usdSavedPerThousandCalls: savings.usdPerThousandCalls }),
    fixes: fixes.map(({ safety, title }) => ({ safety, title })),
  };
}

function cut(text: string): string {
  return text.length <= MOST_TEXT ? text : `${text.slice(0, MOST_TEXT)}\n… ${text.length - MOST_TEXT} more characters; \`promptfare explain\` prints all.`;
}

/** Calls and findings become the report: plain data, in a fixed order. */
import type { Call, Prompt } from '../core/call.ts';
import { generates, holesOf, staticText } from '../core/call.ts';
import { countedCalls } from '../core/counted.ts';
import type { Fix } from '../core/edit.ts';
import type { Facts } from '../core/facts.ts';
import { during } from '../core/fence.ts';
import type { Finding } from '../core/finding.ts';
import type { Module } from '../core/ir.ts';
import { positionsOf } from '../core/positions.ts';
import type { Report, ReportCall, ReportFinding, ReportPlace, ReportText } from '../core/report.ts';
import type { Position, Range, Span } from '../core/source.ts';
import { achievableOf } from './achievable.ts';
import { type Analysis, byPath, withClosed } from './analyse.ts';

/** What calls cost; the doors hand it in. */
export interface Pricing {
  /** Date of the price tables, ISO, and what they are identified by. */
  readonly asOf: string;
  readonly digest: string;
  estimate(call: Call): Pick<ReportCall, 'tokens' | 'cost' | 'monthly'>;
}
export interface ReportInput {
  readonly analysis: Analysis;
  /** Prompts without a call, listed beside the calls. */
  readonly prompts?: Analysis['files'];
  readonly findings: readonly Finding[];
  readonly facts: Facts;
  readonly pricing: Pricing;
  readonly version: string;
}

export function reportOf({ analysis, prompts = [], findings, facts, pricing, version }: ReportInput): Report {
  const modules = new Map(analysis.files.map(({ path, module }) => [path, module]));
  const ids = new Map(analysis.files.flatMap(({ calls: own }) => own.map(call => [placeKey(call), call.id] as const)));
  const idAt = (span: Span): string | undefined => ids.get(placeKey(span));
  const calls = [...analysis.files, ...prompts]
    .flatMap(({ path, module, calls: own }) => during(path, () => own.map(call => reportCall(call, module, facts, pricing, idAt))))
    .toSorted((a, b) => byPath(a, b) || a.range[0] - b.range[0] || a.range[1] - b.range[1]);
  const reported = findings.map(finding => reportFinding(finding, modules.get(finding.path)));
  return {
    version: 1,
    tool: { name: 'promptfare', version },
    prices: { asOf: pricing.asOf, digest: pricing.digest },
    files: {
      scanned: analysis.scanned,
      analyzed: analysis.analyzed,
      skipped: analysis.skipped.map(({ path, reason }) => ({ path, reason })),
      failed: withClosed(analysis.failed).map(({ path, message }) => ({ path, message })),
    },
    calls,
    findings: reported,
    summary: summaryOf(calls, reported),
  };
}

function summaryOf(calls: readonly ReportCall[], findings: readonly ReportFinding[]): Report['summary'] {
  const counted = countedCalls(calls);
  return {
    calls: calls.length,
    findings: findings.length,
    usdPerThousandCalls: {
      input: total(counted.map(({ cost }) => cost?.inputPerCall ?? 0)),
      outputMax: total(counted.map(({ cost }) => cost?.outputMaxPerCall ?? 0)),
    },
    achievable: achievableOf(counted, findings),
    unpriced: counted.filter(({ cost, operation }) => cost === null && generates.has(operation)).length,
    ...perMonth(counted),
  };
}

function perMonth(counted: readonly ReportCall[]): Pick<Report['summary'], 'usdPerMonth'> {
  const figures = counted.flatMap(({ monthly }) => monthly?.usd ?? []);
  if (figures.length === 0) return {};
  const sum = (values: readonly number[]): number => values.reduce((all, each) => all + Math.round(each * 1e6), 0) / 1e6;
  return { usdPerMonth: { input: sum(figures.map(({ input }) => input)), output: sum(figures.map(({ output }) => output)), calls: figures.length } };
}

/** USD per thousand calls; summed in nano-dollars, so that the order of the terms does not show. */
function total(perCall: readonly number[]): number {
  return perCall.reduce((sum, usd) => sum + Math.round(usd * 1e12), 0) / 1e9;
}

function placeKey({ path, range }: Span): string {
  return `${path}:${range[0]}:${range[1]}`;
}

function reportCall(call: Call, module: Module, facts: Facts, pricing: Pricing, idAt: (span: Span) => string | undefined): ReportCall {
  const { tokens, cost, monthly } = pricing.estimate(call);
  const [id] = call.model.ids;
  const part = (...parts: Prompt['part'][]): ReportText => reportText(call.prompts.filter(prompt => parts.includes(prompt.part)), facts, id);
  const tools = part('tools');
  const sentBy = [...new Set((call.sentBy ?? []).flatMap(span => idAt(span) ?? []))];
  return {
    id: call.id,
    ...placeOf(module, call.path, call.range),
    language: call.language,
    sdk: call.sdk,
    operation: call.operation,
    role: call.role,
    ...(call.within !== undefined && { within: call.within }),
    ...(sentBy.length > 0 && { sentBy }),
    model: reportModel(call, facts),
    maxTokens: { state: call.limit.state, ...(call.limit.value !== undefined && { value: call.limit.value }) },
    system: part('system'),
    user: part('user', 'assistant'),
    ...(tools.state !== 'none' && { tools }),
    caching: { state: call.caching.state },
    context: reportContext(call.context),
    tokens,
    cost,
    ...(monthly && { monthly }),
  };
}

function reportContext({ loop, over, items, handler }: Call['context']): ReportCall['context'] {
  return { loop, ...(over !== undefined && { over }), ...(items !== undefined && { items }), ...(handler && { handler: { ...handler } }) };
}

function reportModel({ model }: Call, facts: Facts): ReportCall['model'] {
  const via = model.via.length > 0 ? { via: [...model.via] } : {};
  const [id] = model.ids;
  if (model.state === 'none') return { state: 'none' };
  if (model.state === 'choice') return { state: 'choice', ids: [...model.ids], ...via };
  if (model.state === 'unknown' || id === undefined) return { state: 'unknown', reason: model.reason ?? 'not known from the source' };
  const known = facts.model(id);
  return { state: 'known', id, canonical: known?.id ?? id, ...(known && { name: known.name }), ...via };
}

function reportText(prompts: readonly Prompt[], facts: Facts, modelId: string | undefined): ReportText {
  if (prompts.length === 0) return { state: 'none' };
  if (prompts.every(({ state }) => state === 'unknown')) return { state: 'unknown' };
  const text = prompts.map(prompt => staticText(prompt.text)).join('');
  const holes = [...new Set(prompts.flatMap(prompt => holesOf(prompt.text)))];
  return {
    state: prompts.every(({ state }) => state === 'static') ? 'static' : 'template',
    chars: text.length,
    tokens: text === '' ? 0 : facts.count(text, modelId).tokens,
    ...(holes.length > 0 && { holes }),
  };
}

function reportFinding(finding: Finding, module: Module | undefined): ReportFinding {
  const { excludes, ...savings } = finding.savings ?? {};
  return {
    id: finding.id,
    ruleId: finding.ruleId,
    severity: finding.severity,
    ...(finding.callId !== undefined && { callId: finding.callId }),
    ...placeOf(module, finding.path, finding.range),
    message: finding.message,
    ...(finding.details && { details: [...finding.details] }),
    strategy: finding.strategy,
    ...(finding.savings && { savings: { ...savings, basis: finding.savings.basis, ...(excludes && { excludes: [...excludes] }) } }),
    fixes: finding.fixes.map(fix => reportFix(fix, finding.path)),
  };
}

/** Edits of the finding's own file name no path. */
function reportFix({ safety, title, edits }: Fix, path: string): ReportFinding['fixes'][number] {
  return {
    safety,
    title,
    edits: edits.map(edit => ({ ...(edit.path !== path && { path: edit.path }), range: [edit.range[0], edit.range[1]], text: edit.text })),
  };
}

function placeOf(module: Module | undefined, path: string, range: Range): ReportPlace {
  const place = module ? positionsOf(module) : (): Position => ({ line: 1, column: 1 });
  const start = place(range[0]);
  const end = place(range[1]);
  return {
    path,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    range: [range[0], range[1]],
    ...(start.cell !== undefined && { cell: start.cell }),
  };
}

import { expect, test, describe } from 'vitest';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { createHash } from 'node:crypto';
import { html } from '../../../src/reporters/html/html.ts';
import type { Steps } from '../../../src/reporters/step.ts';
import { callOf, findingOf, reportOf } from '../sample.ts';

type Element = DefaultTreeAdapterTypes.Element;

function elementsOf(page: string, name: string): Element[] {
  const found: Element[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if (node.nodeName === name) found.push(node as Element);
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(parse(page));
  return found;
}
function textOf(node: DefaultTreeAdapterTypes.Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}
/** Rows of the table below a caption that holds these words, cells parted by a bar. */
function rowsOf(page: string, caption: string): string[] {
  const table = elementsOf(page, 'table').find(each => textOf(each).includes(caption))!;
  const rows = table.childNodes.filter(({ nodeName }) => nodeName === 'tbody').flatMap(body => ('childNodes' in body ? body.childNodes : [])).filter(({ nodeName }) => nodeName === 'tr');
  return rows.map(row => ('childNodes' in row ? row.childNodes : []).map(textOf).join(' | '));
}
const attribute = ({ attrs }: Element, name: string): string | undefined => attrs.find(each => each.name === name)?.value;

const page = html(reportOf());

describe('figures', () => {
  test('stand in the headline with what they rest on', () => {
    const cards = elementsOf(page, 'dl').map(textOf).join('');
    expect(cards).toMatch(/Known input\$1\.48per 1,000 runs of each call; counted within ±5 %/);
    expect(cards).toMatch(/Output at the limits≤ \$5\.63per 1,000 runs of each call; 1 call without a limit left out/);
    expect(cards).toMatch(/Findings31 error, 2 warnings/);
    expect(cards).toMatch(/Calls3in 3 files: 2 priced, 1 without a price/);
  });
  test('stand by file, by model and by strategy', () => {
    expect(rowsOf(page, 'Bars are the known input')).toEqual([
      'src/summary.ts |  | 1 | $1.48 | $5.63 | ±5 %',
      'app/ask.ts |  | 1 | $0.00122 |  | exact',
      'src/very/deep/down/in/the/tree/of/this/project/classifier-of-support-tickets.ts |  | 1 |  |  | unpriced',
    ]);
    expect(rowsOf(page, 'What the findings can save')).toEqual(['prompt caching |  | 2 | ', 'fewer tokens |  | 1 | ']);
  });
  test('count every call once: with a price, without one, not billed by prompt, or at its callers', () => {
    const calls = [callOf({ sentBy: ['c_w'] }), callOf({ id: 'c_w', role: 'wrapper' }), callOf({ id: 'c_2', operation: 'agent', cost: null }), callOf({ id: 'c_3', cost: null, model: { state: 'unknown', reason: 'parameter' } })];
    const counted = html(reportOf({ calls, summary: { ...reportOf().summary, calls: 4, unpriced: 1 } }));
    expect(counted).toContain('in 1 file: 1 priced, 1 without a price, 1 not billed by prompt (agents, flows, pictures …), 1 in wrappers, counted at their callers');
  });
  test('leave out what has no price, and say so', () => {
    expect(page).toContain('1 call has no price and is in no sum of money:');
    expect(page).toContain('1: model parameter <code>modelId</code>');
  });
  test('are of a month only where there is traffic', () => {
    expect(textOf(parse(page))).not.toMatch(/\$[\d.,]+ a month|\$ a month/i);
    const call = callOf({ monthly: { calls: 30_000, usd: { input: 44.4, output: 20 }, basis: 'declared', leavesOut: ['question'] } });
    const report = reportOf({ calls: [call], summary: { ...reportOf().summary, usdPerMonth: { input: 44.4, output: 20, calls: 1 } } });
    const withTraffic = html(report);
    expect(textOf(parse(withTraffic))).toMatch(/A monthat least \$64\.401 call with traffic; declared/);
    expect(withTraffic).toContain('Areas are what calls with traffic cost in a month.');
    expect(rowsOf(withTraffic, 'A month counts the calls')[0]).toMatch(/\| \$64\.40$/);
    expect(textOf(parse(withTraffic))).toContain('30,000 calls, declaredwithout question');
  });
});

describe('steps', () => {
  test('come from findings where there are no logs', () => {
    expect(rowsOf(page, 'before, ')).toEqual(['1,345 tokens are sent anew with each item. Add a cachePoint behind them.src/summary.ts:2:7require-prompt-cache |  | $1.48 | $0.269 | $1.2182 % | calibrated']);
  });
  test('come from traffic where it was read, with what is not worth it', () => {
    const steps: Steps = { per: 'a month', together: 300, total: 1000, read: ['1,000 requests in 1 file.'], steps: [
      { title: 'cache the prompt for `1h`', where: 'src/a.ts:1', before: 900, after: 600, basis: 'measured', rules: ['require-prompt-cache'], effort: 'low', risk: 'low', isCounted: true, because: ['Read by 90 %.'] },
      { title: 'use Nova Lite', where: 'src/b.ts:1', before: 100, after: 150, basis: 'measured', rules: [] },
    ] };
    const text = textOf(parse(html(reportOf(), { steps })));
    expect(text).toMatch(/A month, at the rate of the logs\$1,000measured/);
    expect(text).toMatch(/Can be saved\$300\.00a month \(measured\), 30 % of what it costs/);
    expect(rowsOf(html(reportOf(), { steps }), 'US dollars a month')).toEqual(['cache the prompt for 1hsrc/a.ts:1require-prompt-cache · effort low · risk low · counted in the sumRead by 90 %. |  | $900.00 | $600.00 | $300.0033 % | measured']);
    expect(text).toMatch(/Not worth ituse Nova Lite, src\/b\.ts:1: \$50\.00 a month more/);
  });
});

describe('prompts', () => {
  test('are drawn as parts, with words beside the picture', () => {
    const shapeOf = (id: string) => (id === 'c_1' ? { segments: [{ kind: 'system', tokens: 1000 }, { kind: 'examples', tokens: 290 }, { kind: 'hole', name: 'question' }, { kind: 'request', tokens: 55 }], prefix: { state: 'used', tokens: 1290, segments: 2 } } as const : undefined);
    const [, summary] = rowsOf(html(reportOf(), { shapeOf }), 'tokens that are known before');
    expect(summary).toBe('src/summary.ts:12summarize, Claude Haiku 4.5 | system 1,000 · examples 290 · {question} · request 55 | 1,345+ 1 value±5 % | first 1,290 cached');
  });
  test('fall back on what the report knows', () => {
    expect(rowsOf(page, 'tokens that are known before')[1]).toContain('system 1,290 · messages 55 · {question}');
  });
  test('keep secrets to themselves', () => {
    const report = reportOf({ findings: [findingOf({ message: 'Key `AKIAIOSFODNN7EXAMPLE` is sent.', details: ['ghp_abcdefghijklmnopqrstuvwxyz0123456789'] })], calls: [callOf({ user: { state: 'template', tokens: 3, holes: ['"sk-ant-api03-abcdefghijklmnop"'] } })] });
    expect(html(report)).not.toMatch(/IOSFODNN7EXAMPLE|abcdefghijklmnop/);
  });
});

describe('the file', () => {
  test('S9: allows its own style and script only', () => {
    const [policy] = elementsOf(page, 'meta').filter(meta => attribute(meta, 'http-equiv') === 'Content-Security-Policy');
    const digest = (name: string): string => `'sha256-${createHash('sha256').update(textOf(elementsOf(page, name)[0]!)).digest('base64')}'`;
    expect(attribute(policy!, 'content')).toBe(`default-src 'none'; style-src ${digest('style')}; script-src ${digest('script')}; img-src data:; base-uri 'none'; form-action 'none'`);
  });
  test('has a caption for each table and words for each picture', () => {
    const tables = elementsOf(page, 'table');
    expect(tables.length).toBeGreaterThan(5);
    for (const table of tables) expect(table.childNodes.some(({ nodeName }) => nodeName === 'caption')).toBe(true);
    for (const svg of elementsOf(page, 'svg')) expect([attribute(svg, 'aria-hidden'), attribute(svg, 'role')].some(Boolean)).toBe(true);
    for (const svg of elementsOf(page, 'svg').filter(each => attribute(each, 'role') === 'img')) expect(attribute(svg, 'aria-label')).toMatch(/^Cost by file and call\. src\/summary\.ts: \$1\.48/);
    for (const head of elementsOf(page, 'th')) expect(attribute(head, 'scope')).toMatch(/^(?:row|col)$/);
  });
  test('is the same for the same report, and there for an empty one', () => {
    expect(html(reportOf())).toBe(page);
    const empty = html(reportOf({ calls: [], findings: [], summary: { calls: 0, findings: 0, usdPerThousandCalls: { input: 0, outputMax: 0 }, achievable: { usdPerThousandCalls: 0, strategies: [] }, unpriced: 0 } }));
    expect(elementsOf(empty, 'table')).toEqual([]);
    expect(textOf(parse(empty))).toContain('1,120 files scanned, 14 analysed.');
  });
  test('stays small for 5,000 calls, and says what it leaves out', () => {
    const calls = Array.from({ length: 5000 }, (_, index) => callOf({ id: `c_${index}`, path: `src/services/part-${index % 700}/handler.ts`, line: index + 1 }));
    const findings = calls.map((call, index) => findingOf({ id: `f_${index}`, callId: call.id, path: call.path, line: call.line }));
    const large = html(reportOf({ calls, findings, summary: { ...reportOf().summary, calls: 5000, findings: 5000 } }));
    expect(large.length).toBeLessThan(1_000_000);
    expect(large).toContain('The first 500 of 5,000; --format json lists all.');
    expect(large).toContain('… and 675 more files');
    expect(large).toContain('The 30 longest of 5,000 prompts');
    expect(large).toContain('… and 4,960 more steps that save less.');
  });
});

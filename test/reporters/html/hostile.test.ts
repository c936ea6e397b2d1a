/** Names, paths, models and messages are anyone's: in the page they are text and nothing else. */
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { expect, test } from 'vitest';
import { html } from '../../../src/reporters/html/html.ts';
import { isNightly, patience, runs } from '../../fuzz.ts';
import { callOf, findingOf, reportOf } from '../sample.ts';

const strings = [
  '<script>alert(1)</script>', '</script>', '</style>', '</title>', '<!--', '-->', '<![CDATA[', ']]>', '" onload="alert(1)', "' onfocus='x", '`', '<img src=x onerror=alert(1)>', '<svg onload=x>', '<a href="javascript:1">x</a>', '&lt;b&gt;', '&#60;b&#62;', '&amp', '&', '</td></tr></table>', '<base href=//x>', '<meta http-equiv=refresh content=0>',
  '</svg><p>', '</text></g></svg>', '<foreignObject>', '<iframe>', '<plaintext>', '<template>', '<math>', '\u202Egnp.ts', '\u2066x\u2069', '\u0000', '\u001B[31m', '\uD800', '\u2028', '\r\n', '', ' ', '__proto__', 'constructor', '{{x}}', '${x}', '::error::x', '##[error]x', '💥', 'שלום', '漢字',
];
const hostile = fc.oneof(fc.constantFrom(...strings), fc.array(fc.oneof(fc.constantFrom(...strings), fc.string({ unit: 'grapheme', maxLength: 8 }), fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 8 }).map(parts => parts.join('')));

/** A page in which every text is this one. */
function pageWith(text: string): string {
  const report = reportOf({
    tool: { name: 'promptfare', version: text },
    prices: { asOf: text, digest: text },
    calls: [
      callOf({ path: `a${text}`, within: text, sdk: text, model: { state: 'known', id: text, canonical: text, name: text }, user: { state: 'template', tokens: 5, holes: [text] }, monthly: { calls: 3, usd: { input: 1, output: 2 }, basis: 'declared', leavesOut: [text] } }),
      callOf({ id: 'c_2', path: `b${text}`, model: { state: 'choice', ids: [text, 'x'] } }),
      callOf({ id: 'c_3', path: `c${text}`, model: { state: 'unknown', reason: text }, cost: null }),
    ],
    findings: [findingOf({ path: text, message: text, ruleId: text, details: [text], fixes: [{ safety: 'safe', title: text, edits: [] }] }), findingOf({ id: 'f_2', message: `Two \`${text}\` of ${text}.` })],
    files: { scanned: 1, analyzed: 1, skipped: [{ path: text, reason: text }], failed: [{ path: text, message: text }] },
    budgets: [{ name: text, measure: 'tokens', limit: 1, value: 2, calls: 1, reached: [50], isOver: true }],
  });
  const shapeOf = () => ({ segments: [{ kind: 'system' as const, tokens: 5 }, { kind: 'hole' as const, name: text }] });
  return html(report, { base: text, shapeOf }) + html({ ...report, summary: { ...report.summary, usdPerMonth: { input: 1, output: 2, calls: 1 } } }, { steps: { per: 'a month', together: 1, steps: [{ title: text, where: text, before: 2, after: 1, basis: text, rules: [text], because: [text] }, { title: text, where: text, before: 1, after: 2, basis: text, rules: [] }] } });
}

/** Elements with the names of their attributes, in order; `code` left out, since messages make it of backticks. */
function structureOf(page: string): { elements: Set<string>; attributes: Set<string>; ids: string[]; addresses: string[]; controls: string[] } {
  const result = { elements: new Set<string>(), attributes: new Set<string>(), ids: [] as string[], addresses: [] as string[], controls: [] as string[] };
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    // oxlint-disable-next-line no-control-regex
    if (node.nodeName === '#text') result.controls.push(...((node as DefaultTreeAdapterTypes.TextNode).value.match(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069]/g) ?? []));
    else if (!node.nodeName.startsWith('#')) result.elements.add(node.nodeName);
    for (const { name, value } of 'attrs' in node ? node.attrs : []) {
      result.attributes.add(`${node.nodeName} ${name}`);
      if (name === 'id') result.ids.push(value);
      if (/^(?:href|src|xlink:href|action|style)$/.test(name)) result.addresses.push(value);
    }
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(parse(page));
  return result;
}

const expected = structureOf(pageWith('harm/less `code`'));

test('what is compared is there', () => {
  expect([...expected.elements]).toEqual(expect.arrayContaining(['svg', 'rect', 'title', 'table', 'caption', 'code', 'script', 'style', 'dl']));
  expect([...new Set(expected.addresses)].toSorted()).toEqual(['#budgets', '#calls', '#cost', '#coverage', '#findings', '#main', '#prompts', '#steps', 'data:,']);
});

test('S9, F9: no text makes an element, an attribute, an address or a control character', { timeout: patience(120_000) }, () => {
  fc.assert(
    fc.property(hostile, text => {
      const { elements, attributes, ids, addresses, controls } = structureOf(pageWith(text));
      expect([...elements].filter(name => !expected.elements.has(name))).toEqual([]);
      expect([...attributes].filter(name => !expected.attributes.has(name))).toEqual([]);
      expect(ids).toEqual(expected.ids);
      expect(addresses).toEqual(expected.addresses);
      expect(controls).toEqual([]);
    }),
    { numRuns: runs(300, 20_000), ...(!isNightly && { seed: 7 }), examples: strings.map(text => [text] as [string]) },
  );
});

test('S9: text comes out as it went in', () => {
  const page = pageWith('<b a="1">&amp;\'x\'</b>');
  expect(page).toContain('&#60;b a=&#34;1&#34;&#62;&#38;amp;&#39;x&#39;&#60;/b&#62;');
  expect(page).not.toContain('<b a=');
});

/** Names, paths, models and messages of a pull request are anyone's: none of them does anything in a comment. */
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { marked } from 'marked';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { describe, expect, test } from 'vitest';
import type { CallChange, CallState, DiffReport } from '../../src/core/diff.ts';
import { commentOf } from '../../src/reporters/comment.ts';
import { markdown } from '../../src/reporters/markdown.ts';
import type { Flavour } from '../../src/reporters/markup.ts';
import { isNightly, runs } from '../fuzz.ts';
import { callOf, findingOf, reportOf } from './sample.ts';

type Node = DefaultTreeAdapterTypes.Node;

const engines: { readonly [name: string]: (text: string) => string } = {
  micromark: text => micromark(text, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] }),
  marked: text => marked.parse(text, { gfm: true, async: false }),
  'markdown-it': text => new MarkdownIt({ html: true, linkify: true }).render(text),
};

const strings = [
  '@org/team', '#1', 'owner/repo#1', 'deadbeefdeadbeefdeadbeefdeadbeefdeadbeef', 'GH-1', '!1', '%1', '&1', '$1', '~label', 'ABC-123', '</details>', '</summary>', '<!-- x', '-->', '<!-- promptfare -->',
  '| a | b |', '|---|', '``', '```\n', '~~~', '![](http://x/a.png)', '<img src=x onerror=alert(1)>', '<script>alert(1)</script>', '[a](javascript:1)', '[x]: http://evil', '[^1]', 'https://evil.example', 'www.evil.example', 'evil.example', 'me@ex.com',
  String.raw`\|`, String.raw`\\|`, '&lt;script&gt;', '&#60;', '\n\n# h', '\n- x', '1. x', '$$x$$', '$a$', ':smile:', '~~a~~', '**b**', '__b__', '\u202E', '\u001B[31m', '\u200B', '<code>', '</code>', 'a`b', '`', '\\`', 'x\r\ny', '\u0000', '\uD800', '', ' ', '\t', 'Ａ', 'а', '::error::x', '##[error]x', '[ ]', '[x]', '> q', '\\', '{{x}}', '{% x %}', '💥', 'é',
];
const hostile = fc.oneof(fc.constantFrom(...strings), fc.array(fc.oneof(fc.constantFrom(...strings), fc.string({ unit: 'grapheme', maxLength: 8 }), fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 8 }).map(parts => parts.join('')));

/** A comparison in which every text is this one. */
function diffWith(text: string): DiffReport {
  const state = (input: number): CallState => ({ path: text, line: 5, within: text, model: { state: 'choice', ids: [text, 'a'] }, maxTokens: { state: 'set', value: 9 }, caching: 'none', loop: 'none', tokens: { input, holes: 0, outputMax: 9, basis: 'calibrated', error: 0.05 }, usdPerThousandCalls: { input, outputMax: 9 } });
  const change = (before: CallState | null, after: CallState | null, kinds: CallChange['kinds']): CallChange => ({ callId: 'c_1', path: text, line: 5, kinds, before, after, usdPerThousandCalls: { before: before?.tokens.input ?? 0, after: after?.tokens.input ?? 0 } });
  const moved: CallState = { ...state(1), path: `x/${text}`, model: { state: 'known', id: text, canonical: text, name: text } };
  const finding = findingOf({ path: text, message: text, ruleId: text, fixes: [{ safety: 'safe', title: text, edits: [{ range: [0, 1], text: 'SECRET' }] }], details: ['SECRET'] });
  return {
    version: 1,
    base: { ref: text, commit: null },
    head: { ref: text, commit: null, configurationChanged: true },
    changes: [change(moved, state(4), ['prompt', 'model']), change(null, moved, ['added']), change(state(2), null, ['removed'])],
    findings: { new: [finding, findingOf({ message: `Two \`${text}\` of ${text}.` })], fixed: [finding] },
    totals: { calls: { changed: 1, added: 1, removed: 1 }, usdPerThousandCalls: { input: { before: 1, after: 4, change: 3 }, outputMax: { before: 1, after: 1, change: 0 } }, coverage: { files: 2, calls: 3, unpriced: 1, skipped: [{ path: text, reason: text }], failed: [{ path: text, message: text }] } },
    budgets: [{ name: text, measure: 'tokens', limit: 1, before: 0, after: 2, reached: [50, 80, 100], state: 'over' }],
  };
}

/** The tags without what stands in `code`, and the text outside of it. */
function shapeOf(markdownText: string, engine: string): { tags: string; loose: string; codes: string[]; urls: string[] } {
  const tags: string[] = [];
  const codes: string[] = [];
  const urls: string[] = [];
  let loose = '';
  const visit = (node: Node): void => {
    if (node.nodeName === 'code') return void codes.push(textOf(node));
    if (node.nodeName === '#text') loose += (node as DefaultTreeAdapterTypes.TextNode).value;
    else tags.push(node.nodeName);
    if (node.nodeName === 'a') urls.push(...(node as DefaultTreeAdapterTypes.Element).attrs.map(({ value }) => value));
    if ('childNodes' in node) node.childNodes.forEach(visit);
    if (node.nodeName !== '#text') tags.push(`/${node.nodeName}`);
  };
  visit(parseFragment(engines[engine]!(markdownText)));
  return { tags: tags.join(' '), loose, codes, urls };
}

function textOf(node: Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

const numRuns = runs(150, 20_000);
const links = { after: 'https://example.com/blob/2/', before: 'https://example.com/blob/1/' };
const rendered: { readonly [what: string]: (text: string, flavour: Flavour) => string } = {
  comment: (text, flavour) => commentOf(diffWith(text), { flavour, links, marker: '<!-- ours -->' }).body!,
  report: text => markdown(reportOf({ calls: [callOf({ path: text, within: text, model: { state: 'choice', ids: [text, 'a'] } })], findings: [findingOf({ path: text, message: text, ruleId: text })], files: { scanned: 1, analyzed: 1, skipped: [{ path: text, reason: text }], failed: [{ path: text, message: text }] } }), { base: '' }),
};

describe.each(Object.keys(engines))('S1: %s', engine => {
  test.each(Object.keys(rendered))('%s: the structure is that of harmless names', what => {
    const expected = shapeOf(rendered[what]!('harmless', 'github'), engine);
    fc.assert(
      fc.property(hostile, text => {
        const { tags, loose, codes, urls } = shapeOf(rendered[what]!(text, 'github'), engine);
        expect(tags).toBe(expected.tags);
        // Nothing that a platform makes a mention, a reference, an address, an emoji or a formula of.
        expect(loose).not.toMatch(/[@#<>|[\]~`\\]|:\w+:|\w\.\w*[a-z]|https?:|[\da-f]{7}|[A-Z]-\d|[!%&$]\d+(?!\d|[.,]\d)[a-z]/i);
        expect(urls.every(url => url.startsWith('https://example.com/blob/'))).toBe(true);
        expect(codes.join('')).not.toContain('SECRET');
        for (const code of codes) expect(code.length).toBeLessThan(500);
      }),
      { numRuns, ...(!isNightly && { seed: 7 }) },
    );
  });
});

/** Bitbucket shows tags as they are, so there are none; names stand in code spans without backticks and bars. */
test('bitbucket: rows keep their cells, and no name stands outside of a code span', () => {
  const engine = 'markdown-it';
  const bitbucket = (text: string): string => rendered['comment']!(text, 'bitbucket').replace(/^<!-- ours -->/, '');
  const expected = shapeOf(bitbucket('harmless'), engine);
  fc.assert(
    fc.property(hostile, text => {
      const body = bitbucket(text);
      expect(body).not.toMatch(/<\/?(?:code|details|summary|br)\b[^|`]*$/);
      const { tags, loose } = shapeOf(body, engine);
      expect(tags).toBe(expected.tags);
      expect(loose).not.toMatch(/[@#<>|[\]~`\\]/);
    }),
    { numRuns, ...(!isNightly && { seed: 7 }) },
  );
});

test('what strangers wrote can still be read', () => {
  const { codes } = shapeOf(commentOf(diffWith('src/a|b`c.ts'), { flavour: 'github' }).body!, 'micromark');
  expect(codes).toContain('src/a|b`c.ts:5');
});

test.each<[Flavour, number]>([['github', 65_536], ['gitlab', 1_000_000], ['bitbucket', 32_768], ['azure', 150_000]])('S12: %s: 50,000 findings and calls with long names stay below the limit, and it says how many it leaves out', (flavour, limit) => {
  const [first] = diffWith('x'.repeat(100_000)).changes;
  const diff = { ...diffWith('x'), changes: Array.from({ length: 50_000 }, (_, line) => ({ ...first!, line: line + 1 })), findings: { new: Array.from({ length: 50_000 }, () => findingOf({ message: '💥'.repeat(5000) })), fixed: [] } };
  const { body, summary } = commentOf(diff, { flavour, links });
  expect(body!.length).toBeLessThan(Math.min(limit, 60_001));
  expect(Buffer.byteLength(summary)).toBeLessThan(1_000_000);
  expect(body).toMatch(/… and [\d,]+ calls more/);
  expect(body).toMatch(/… and [\d,]+ findings more/);
});

test('a path with marks and halves of characters is an address of one file', () => {
  const body = (path: string): string => commentOf({ ...diffWith('x'), changes: [{ ...diffWith('x').changes[0]!, path }] }, { flavour: 'github', links }).body!;
  expect(body('a b/(c)|d#e?.ts')).toContain('](https://example.com/blob/2/a%20b/%28c%29%7Cd%23e%3F.ts#L5)');
  expect(body('a\uD800.ts')).toContain('](https://example.com/blob/2/a%EF%BF%BD.ts#L5)');
  expect(commentOf(diffWith('x'), { flavour: 'github', links: { after: 'javascript:alert(1)//' } }).body).not.toContain('javascript');
});

/** An engine for tests: `model("id", "prompt")` is a call, `wrapper name` declares one, `name("id")` calls it, `syntax error` is one. */
import type { Call } from '../../src/core/call.ts';
import type { Facts } from '../../src/core/facts.ts';
import type { Host } from '../../src/core/host.ts';
import { identify } from '../../src/core/identity.ts';
import type { Module } from '../../src/core/ir.ts';
import { type NamedRule, defineProjectRule, defineRule } from '../../src/core/rule.ts';
import type { Text } from '../../src/core/value.ts';
import type { Inspector } from '../../src/inspect.ts';
import type { Configuration } from '../../src/scan/settings.ts';
import { type ScanOptions, type ScanResult, scan } from '../../src/scan/scan.ts';

export const engine = {
  needles: ['model(', 'wrapper '],
  createInspector(host: Host): Inspector {
    return {
      forget: () => {},
      resources: () => [],
      namedPrompts: () => ({ prompts: [] }),
      inspect(path, text) {
        if (text.includes('throw up')) throw new Error('the engine threw');
        if (text.includes('syntax error')) return { error: 'Unexpected token' };
        const names = [...text.matchAll(/import (\w+) from "([^"]+)"/g)].flatMap(([, name, specifier]) => {
          const located = host.locate(specifier!, path, 'typescript');
          return located?.kind === 'file' && host.read(located.path)?.includes(`wrapper ${name}`) ? [name!] : [];
        });
        const expression = new RegExp(`\\b(${['model', ...names].join('|')})\\("([^"]*)"(?:, "([^"]*)")?\\)`, 'g');
        const calls = [...text.matchAll(expression)].map(match => callOf(path, match));
        const comments = [...text.matchAll(/\/\/(.*)|\/\*([^]*?)\*\//g)].map(match => ({ text: match[1] ?? match[2]!, range: [match.index, match.index + match[0].length] as const }));
        const module = { path, language: 'typescript', text, comments: comments.filter(comment => comment.text.includes('promptfare-ignore')) } as unknown as Module;
        return { module, calls: identify(calls), wrappers: [...text.matchAll(/wrapper (\w+)/g)].map(match => match[1]!) };
      },
    };
  },
};

function callOf(path: string, match: RegExpExecArray): Omit<Call, 'id'> {
  const [whole, name, id, prompt] = match;
  const start = match.index;
  const textAt = (value: string, from: number): Text => ({ kind: 'text', pieces: [{ value, path, range: [from, from + value.length], exact: true }] });
  const idText = textAt(id!, start + name!.length + 2);
  const span = { path, range: [start, start + whole.length] as const };
  return {
    path, range: span.range, language: 'typescript', sdk: 'fake', operation: 'converse', role: name === 'model' ? 'call' : 'wrapper-call',
    model: { state: 'known', ids: [id!], via: [], texts: [idText], span: { path, range: (idText.pieces[0] as { range: readonly [number, number] }).range } },
    prompts: prompt === undefined ? [] : [{ part: 'user', state: 'static', text: textAt(prompt, start + name!.length + id!.length + 6), span }],
    limit: { state: 'missing', key: 'maxTokens' }, stop: undefined, caching: { state: 'none' }, isStream: false, context: { loop: 'none' }, structured: false,
  };
}

/** `old-N` becomes `old-N-1`, and `old-0` becomes `new`; `ping` and `pong` become each other. */
export const rules: readonly NamedRule[] = [
  {
    id: 'many-calls',
    rule: defineProjectRule({
      subject: 'project', description: 'Disallow many calls.', strategy: 'batch', recommended: 'off', fix: 'none', messages: { many: '{{count}} calls.' },
      *check(calls) {
        if (calls.length > 1) yield { message: 'many', data: { count: calls.length }, span: calls[0]!.model.span };
      },
    }),
  },
  {
    id: 'no-old-model',
    rule: defineRule({
      description: 'Disallow old models.', strategy: 'model-size', recommended: 'error', fix: 'suggested', messages: { old: '`{{id}}` is old.' },
      options: { allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Ids that are fine.' } },
      *check({ model }, { options }) {
        const [id] = model.ids;
        const [text] = model.texts;
        const piece = text?.pieces[0];
        if (!id || !piece || options.allow.includes(id)) return;
        const number = /^old-(\d+)$/.exec(id)?.[1];
        const to = number !== undefined ? (number === '0' ? 'new' : `old-${Number(number) - 1}`) : id === 'ping' ? 'pong' : id === 'pong' ? 'ping' : id === 'break' ? '" syntax error' : undefined;
        if (to === undefined) return;
        yield { message: 'old', data: { id }, span: model.span, savings: { usdPerThousandCalls: 1.5, basis: 'exact' }, fixes: [{ safety: 'suggested', title: `Use \`${to}\`.`, edits: [{ path: piece.path, range: piece.range, text: to }] }] };
      },
    }),
  },
  {
    id: 'no-trailing-space',
    rule: defineRule({
      description: 'Disallow spaces at the end.', strategy: 'fewer-tokens', recommended: 'warning', fix: 'safe', messages: { space: 'Remove the spaces at the end.' },
      *check({ prompts }) {
        for (const { text } of prompts) {
          const piece = text.pieces[0] as { value: string; path: string; range: readonly [number, number] };
          const kept = piece.value.trimEnd().length;
          if (kept < piece.value.length) yield { message: 'space', span: { path: piece.path, range: [piece.range[0] + kept, piece.range[1]] }, fixes: [{ safety: 'safe', title: 'Remove them.', edits: [{ path: piece.path, range: [piece.range[0] + kept, piece.range[1]], text: '' }] }] };
        }
      },
    }),
  },
];

export const facts = { count: (text: string) => ({ tokens: Math.ceil(text.length / 4), basis: 'calibrated', error: 0.05 }), model: () => undefined } as unknown as Facts;

export function scanned(root: string, options: Partial<ScanOptions> = {}, settings: Configuration['settings'] = {}): ScanResult {
  return scan({
    root, rules, facts, version: '0.0.0', engine,
    configuration: { directory: root, settings },
    pricing: {
      asOf: '2026-11-22', digest: 'sha256:0',
      estimate: ({ model }) => ({ tokens: { input: { static: 10, basis: 'calibrated', error: 0.05 }, output: {} }, cost: model.ids[0] === 'free' ? null : { currency: 'USD', inputPerCall: 0.001, outputMaxPerCall: null, basis: 'calibrated' } }),
    },
    ...options,
  });
}

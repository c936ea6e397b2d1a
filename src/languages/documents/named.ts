/** Documents that the configuration names as prompts: what of them is sent is told by the names of their keys. */
import type { NamedPrompt } from '../../core/host.ts';
import type { Expr } from '../../core/ir.ts';
import type { Range } from '../../core/source.ts';
import type { DocumentCall } from './document.ts';
import { at, entryAt, entryOf, impliedText, itemsOf, stringOf } from './document.ts';
import type { FrontMatter } from './front-matter.ts';
import { headingMarks, message, messagesIn } from './messages.ts';

const SYSTEM = /^(?:system|system_?prompt|system_?message|instructions?|persona)$/i;
const USER = /^(?:user|user_?prompt|user_?message|prompt|template|text|content|human|question)$/i;
const ASSISTANT = /^(?:assistant|ai)$/i;
const ELSEWHERE: Expr = { kind: 'opaque', range: [0, 0], reason: 'what sends the prompt' };
/** Shorter strings than this are labels. */
const SHORTEST = 20;

/** A text file as one prompt, or as the conversation that its headings make of it. */
export function namedText(text: string, path: string, { root, body }: FrontMatter, named: NamedPrompt): DocumentCall[] {
  const role = /system/i.test(path.split('/').at(-1)!) ? 'system' : 'user';
  const messages = messagesIn(text, body, headingMarks(text, body), role);
  const first = messages.items[0]?.value.range;
  return first ? [call(settingsOf(root, named), messages, [first[0], lineEnd(text, first[0])])] : [];
}

/** Prompts in data: conversations, objects with keys such as `system` and `user`, else every string that is longer than a label. */
export function namedData(root: Expr, named: NamedPrompt): DocumentCall[] {
  const known = conversations(root, root, named, 0);
  return known.length > 0 ? known : strings(root, 0).map(text => call(settingsOf(root, named), listOf([message(impliedText('user', text.range[0]), text)]), text.range));
}

function conversations(expr: Expr, holder: Expr, named: NamedPrompt, depth: number): DocumentCall[] {
  if (depth > 8) return [];
  if (expr.kind === 'list') {
    const isConversation = expr.items.length > 0 && expr.items.every(({ value }) => at(value, 'role') && at(value, 'content'));
    if (isConversation) return [call(settingsOf(holder, named), expr, expr.range)];
    return itemsOf(expr).flatMap(item => conversations(item, item, named, depth + 1));
  }
  if (expr.kind !== 'object') return [];
  const messages = expr.entries.flatMap(entry => {
    const role = entry.kind === 'entry' && typeof entry.key === 'string' && entry.value.kind === 'text' ? roleOf(entry.key) : undefined;
    return role ? [{ role, entry }] : [];
  });
  const own = messages.length > 0 ? [call(settingsOf(expr, named), listOf(messages.map(({ role, entry }) => message(impliedText(role, entry.range[0]), entry.value))), messages[0]!.entry.range)] : [];
  return [...own, ...expr.entries.flatMap(entry => conversations(entry.value, expr, named, depth + 1))];
}

function roleOf(key: string): string | undefined {
  return SYSTEM.test(key) ? 'system' : USER.test(key) ? 'user' : ASSISTANT.test(key) ? 'assistant' : undefined;
}

function strings(expr: Expr, depth: number): Expr[] {
  if (depth > 8) return [];
  if (expr.kind === 'text') {
    const text = stringOf(expr) ?? '';
    return text.length >= SHORTEST && /\s/.test(text) ? [expr] : [];
  }
  const inner = expr.kind === 'list' ? itemsOf(expr) : expr.kind === 'object' ? expr.entries.map(entry => entry.value) : [];
  return inner.flatMap(each => strings(each, depth + 1));
}

function call(settings: Expr, messages: Expr, range: Range): DocumentCall {
  return { callee: '<prompt file>', args: [settings, messages], range };
}

/** The object that holds model and limit; a model that the configuration names goes before none, and what else goes with it is for the code that sends the prompt to say. */
function settingsOf(root: Expr | undefined, { model }: NamedPrompt): Expr {
  if (model === undefined || entryAt(root, 'model')) return root ?? { kind: 'constant', range: [0, 0], value: null };
  const entries = root?.kind === 'object' ? root.entries : [];
  return { kind: 'object', range: [0, 0], entries: [{ kind: 'spread', value: ELSEWHERE, range: [0, 0] }, ...entries, entryOf('model', impliedText(model, 0))] };
}

function listOf(items: readonly Expr[]): Expr {
  const first = items[0]?.range ?? [0, 0];
  return { kind: 'list', range: [first[0], items.at(-1)?.range[1] ?? first[1]], items: items.map(value => ({ kind: 'item', value })) };
}

function lineEnd(text: string, offset: number): number {
  const end = text.slice(offset).search(/\r|\n/);
  return end < 0 ? text.length : offset + end;
}

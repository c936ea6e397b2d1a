/** Text files that hold a conversation: which part of the text each speaker has. */
import type { Expr, ListExpr, TextExpr } from '../../core/ir.ts';
import type { Range } from '../../core/source.ts';
import { entryOf, exactText, impliedText } from './document.ts';

/** Where a speaker begins: the mark is no part of what is said. */
interface Mark {
  readonly role: string;
  readonly start: number;
  readonly end: number;
}

/** Lines of their own: `system:`, as Prompty writes them. */
export function lineMarks(text: string, from: number): Mark[] {
  return marks(text, from, /^[ \t]*(?:#[ \t]*)?(system|user|assistant|developer|function|tool)[ \t]*(?:\[[^\]\r\n]*\][ \t]*)?:[ \t]*(?:\r?\n|$)/gim);
}

/** `{{role "system"}}` and `{{history}}`, as Dotprompt writes them. */
export function helperMarks(text: string, from: number): Mark[] {
  return marks(text, from, /\{\{~?\s*role\s+["'](\w+)["']\s*~?\}\}/g);
}

/** Headings: `## System`, `# User prompt`. */
export function headingMarks(text: string, from: number): Mark[] {
  return marks(text, from, /^#{1,4}[ \t]+(system|user|human|assistant)(?:[ \t]+(?:prompt|message|instructions?))?[ \t]*(?::[ \t]*)?(?:\r?\n|$)/gim);
}

function marks(text: string, from: number, expression: RegExp): Mark[] {
  const found: Mark[] = [];
  expression.lastIndex = from;
  for (let match = expression.exec(text); match; match = expression.exec(text)) {
    found.push({ role: match[1]!.toLowerCase(), start: match.index, end: match.index + match[0].length });
    if (match[0] === '') expression.lastIndex++;
  }
  return found;
}

/** `[{ role, content }]` of a text from an offset on; what stands before the first mark is said by `first`. */
export function messagesIn(text: string, from: number, found: readonly Mark[], first: string): ListExpr {
  const pieces = [{ role: first, start: from, end: from }, ...found].map(({ role, end }, index) => ({ role, range: trimmed(text, [end, found[index]?.start ?? text.length]) }));
  const spoken = pieces.filter(({ range }) => range[0] < range[1]);
  return { kind: 'list', range: [from, text.length], items: spoken.map(({ role, range }) => ({ kind: 'item', value: message(impliedText(role, range[0]), exactText(text, range)) })) };
}

/** `{ role, content }`. */
export function message(role: TextExpr, content: Expr): Expr {
  return { kind: 'object', range: content.range, entries: [entryOf('role', role), entryOf('content', content)] };
}

function trimmed(text: string, [start, end]: Range): Range {
  const own = text.slice(start, end);
  const first = start + own.length - own.trimStart().length;
  return [first, Math.max(first, start + own.trimEnd().length)];
}

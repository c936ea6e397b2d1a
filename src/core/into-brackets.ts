/** Where code goes between brackets, laid out as what stands there already. */
import type { Module } from './ir.ts';
import type { Range } from './source.ts';

/** Where code is put into a file, and the text around it. */
export interface Place {
  readonly path: string;
  readonly range: Range;
  readonly before: string;
  readonly after: string;
}

/** A line break, the indentation behind it, and the marks of a spread. The lines of a notebook are strings of a JSON list, or `\n` in one string. */
const LINE = /(\r?\n)([ \t]*)(?:\.\.\.|\*{1,2})?$/;
const NOTEBOOK_LINE = /(?<!\\)((?:\\r)?\\n(?:",\s*")?)((?: |\\t)*)\*{0,2}$/;
const BREAK = /\r?\n/;
const NOTEBOOK_BREAK = /(?:\\r)?\\n/;
const BLANK = /^\s*$/;
const NOTEBOOK_BLANK = /^(?:\s|\\[rnt]|",\s*")*$/;
/** As far back as the start of a line is looked for. */
const LONGEST_INDENT = 1000;

/**
 * Insert behind element `index` (the last by default) between brackets: on a line of its own where the elements have one,
 * with the comma they have, and behind a comment that stands on the line. Undefined where something unknown follows the element.
 */
export function intoBrackets(module: Module, elements: readonly Range[], brackets: Range, into: 'object' | 'list' | 'arguments', index = elements.length - 1): Place | undefined {
  const { path, text, syntax } = module;
  if (syntax.onLines && into !== 'arguments' && !/[{[]/.test(text[brackets[0]] ?? '')) {
    const found = elements[index] && syntax.onLines({ text, into, elements, index });
    return found && { path, ...found };
  }
  const padding = into === 'object' ? ' ' : '';
  const close = brackets[1] - 1;
  const own = elements[index];
  if (!own) {
    const isBlank = text.slice(brackets[0] + 1, close).trim() === '';
    return { path, range: [brackets[0] + 1, isBlank ? close : brackets[0] + 1], before: padding, after: isBlank ? padding : '' };
  }

  const next = elements[index + 1];
  const inNotebook = module.language === 'notebook';
  const behind = withoutComments(text.slice(own[1], next?.[0] ?? close), module);
  // Parentheses around the element are no part of it.
  const closed = (/^[\s)]*\)/.exec(behind)?.[0] ?? '').length;
  const comma = /^\s*,/.exec(behind.slice(closed))?.[0] ?? '';
  const rest = behind.slice(closed + comma.length);
  if (!next && !(inNotebook ? NOTEBOOK_BLANK : BLANK).test(rest)) return undefined;
  if (next && comma === '') return undefined;

  const at = own[1] + closed + comma.length;
  const lead = (inNotebook ? NOTEBOOK_LINE : LINE).exec(text.slice(Math.max(0, own[0] - LONGEST_INDENT), own[0]));
  const lineEnd = (inNotebook ? NOTEBOOK_BREAK : BREAK).exec(rest)?.index;
  if (!lead || lineEnd === undefined) return { path, range: [at, at], before: `${comma ? '' : ','} `, after: next ? ',' : '' };

  const line = `${lead[1]}${lead[2]}`;
  if (comma) return { path, range: [at + lineEnd, at + lineEnd], before: line, after: ',' };
  return { path, range: [at, at + lineEnd], before: `,${text.slice(at, at + lineEnd)}${line}`, after: '' };
}

/** Comments as spaces, so that places stay. */
function withoutComments(text: string, { language, syntax }: Module): string {
  const spaces = (match: string) => ' '.repeat(match.length);
  if (language === 'notebook') return text.replaceAll(/#(?:[^\\"\n]|\\[^n])*/g, spaces);
  // A block comment over several lines keeps its line breaks from being taken for the end of the line.
  return text.replaceAll(syntax.lineComment === '//' ? /\/\*[^]*?\*\/|\/\/[^\r\n]*/g : /#[^\r\n]*/g, spaces);
}

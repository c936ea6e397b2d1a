/** Texts of states that a run fills in: `States.Format('… {}', $.name)`, `{% 'Sum up: ' & $states.input.text %}`, `$.name`. */
import type { Expr, TextExpr, TextPart } from '../../core/ir.ts';
import type { Range } from '../../core/source.ts';
import { stringOf } from './document.ts';

/** `isPath`: the key ends in `.$`, so that the text is a path or an intrinsic function. */
export function filledIn(text: TextExpr, isPath: boolean): Expr {
  const written = stringOf(text) ?? '';
  const jsonata = /^\s*\{%([\s\S]*)%\}\s*$/.exec(written);
  if (jsonata) return pieced(text, written, written.indexOf('{%') + 2, written.lastIndexOf('%}'));
  if (isPath) return formatted(text, written) ?? opaque(text.range);
  return written.includes('${') ? substituted(text, written) : text;
}

/** `${Name}`: what the template puts in that deploys the machine. */
function substituted(text: TextExpr, written: string): Expr {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { 0: mark, index } of written.matchAll(/\$\{[\w.:]+\}/g)) {
    const range = rangeAt(text, index, index + mark.length);
    parts.push(...literal(text, written, from, index), { kind: 'hole', value: opaque(range), range });
    from = index + mark.length;
  }
  return { ...text, parts: [...parts, ...literal(text, written, from, written.length)] };
}

/** `States.Format`: each `{}` of its text is one of the arguments. */
function formatted(text: TextExpr, written: string): Expr | undefined {
  const [opening] = /^\s*States\.Format\(\s*'/.exec(written) ?? [];
  const end = opening === undefined ? -1 : closing(written, opening.length, "'");
  if (opening === undefined || end < 0) return undefined;
  const names = argumentsIn(written, end + 1);
  const parts: TextPart[] = [];
  let from = opening.length;
  let filled = 0;
  const put = (to: number): void => void parts.push(...literal(text, written, from, to));
  for (const { 0: mark, index } of [...written.slice(0, end).matchAll(/\\([\s\S])|\{\}/g)].filter(match => match.index >= opening.length)) {
    put(index);
    from = index + mark.length;
    if (mark === '{}') {
      const range = rangeAt(text, names[filled]?.[0] ?? index, names[filled++]?.[1] ?? from);
      parts.push({ kind: 'hole', value: opaque(range), range: rangeAt(text, index, from) });
    } else parts.push({ kind: 'literal', value: mark.slice(1), range: rangeAt(text, index, from), exact: false });
  }
  put(end);
  return { ...text, parts };
}

/** JSONata: strings that `&` puts together with what is not known. */
function pieced(text: TextExpr, written: string, start: number, end: number): Expr {
  const parts: TextPart[] = [];
  let isText = false;
  for (let from = start; from < end;) {
    let to = from;
    for (let depth = 0; to < end && (depth > 0 || written[to] !== '&'); to++) {
      const letter = written[to]!;
      if (letter === '"' || letter === "'") to = Math.max(to, closing(written, to + 1, letter));
      else if (/[([{]/.test(letter)) depth++;
      else if (/[)\]}]/.test(letter)) depth--;
    }
    const [, before = '', quote, string = ''] = /^(\s*)(["'])([\s\S]*)\2\s*$/.exec(written.slice(from, to)) ?? [];
    const inside = from + before.length + 1;
    if (quote !== undefined && closing(written, inside, quote) === inside + string.length) {
      isText = true;
      for (const piece of string.matchAll(/\\([\s\S])|[^\\]+/g)) {
        const [whole, escaped] = piece;
        if (escaped === undefined) parts.push(...literal(text, written, inside + piece.index, inside + piece.index + whole.length));
        else parts.push({ kind: 'literal', value: escaped === 'n' ? '\n' : escaped === 't' ? '\t' : escaped, range: rangeAt(text, inside + piece.index, inside + piece.index + 2), exact: false });
      }
    } else {
      const trimmed = written.slice(from, to);
      const range = rangeAt(text, from + trimmed.length - trimmed.trimStart().length, from + trimmed.trimEnd().length);
      parts.push({ kind: 'hole', value: opaque(range), range });
    }
    from = to + 1;
  }
  return isText ? { ...text, parts } : opaque(text.range);
}

/** Where a quoted string ends; −1 where it does not. */
function closing(written: string, from: number, quote: string): number {
  for (let at = from; at < written.length; at++) {
    if (written[at] === '\\') at++;
    else if (written[at] === quote) return at;
  }
  return -1;
}

/** From and to of each argument behind the first. */
function argumentsIn(written: string, from: number): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  let start = -1;
  let depth = 0;
  const end = (at: number): void => {
    if (start < 0) return;
    const text = written.slice(start, at);
    found.push([start + text.length - text.trimStart().length, start + text.trimEnd().length]);
  };
  for (let at = from; at < written.length; at++) {
    const letter = written[at]!;
    if (letter === "'") at = Math.max(at, closing(written, at + 1, "'"));
    else if (letter === '(') depth++;
    else if (letter === ')' && --depth < 0) return end(at), found;
    else if (letter === ',' && depth === 0) {
      end(at);
      start = at + 1;
    }
  }
  return found;
}

/** What stands for itself between two places of the text's value. */
function literal(text: TextExpr, written: string, from: number, to: number): TextPart[] {
  const parts: TextPart[] = [];
  let offset = 0;
  for (const part of text.parts) {
    if (part.kind !== 'literal') continue;
    const [start, end] = [Math.max(from, offset), Math.min(to, offset + part.value.length)];
    if (start < end) parts.push({ ...part, value: written.slice(start, end), range: part.exact ? [part.range[0] + start - offset, part.range[0] + end - offset] : part.range });
    offset += part.value.length;
  }
  return parts;
}

function rangeAt(text: TextExpr, from: number, to: number): Range {
  let offset = 0;
  const place = (wanted: number, isEnd: boolean): number | undefined => {
    offset = 0;
    for (const part of text.parts) {
      if (part.kind !== 'literal') continue;
      const next = offset + part.value.length;
      if (wanted < next || (isEnd && wanted === next)) return part.exact ? part.range[0] + wanted - offset : part.range[isEnd ? 1 : 0];
      offset = next;
    }
    return undefined;
  };
  return [place(from, false) ?? text.range[0], place(to, true) ?? text.range[1]];
}

function opaque(range: Range): Expr {
  return { kind: 'opaque', range, reason: 'value of a run' };
}

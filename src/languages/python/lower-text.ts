import type { Expr, TextPart } from '../../core/ir.ts';
import { lowerExpression } from './lower-expression.ts';
import type { Lowering } from './lowering.ts';
import type { FormatHole, StringNode } from './tree.ts';
import { unescape } from './unescape.ts';

/** String literals, also formatted and implicitly concatenated ones, as one text with its parts. */
export function lowerString(l: Lowering, node: StringNode): Expr {
  if (node.literals.some(({ broken }) => broken)) return l.opaque(node, 'broken formatted string');
  const parts: TextPart[] = [];
  node.literals.forEach((literal, i) => {
    const before = node.literals[i - 1];
    if (before) addLiteral(l, parts, '', before.bodyEnd, literal.bodyStart, false);
    const raw = /r/i.test(literal.delimiter);
    const bytes = /b/i.test(literal.delimiter);
    if (!literal.runs) return addText(l, parts, literal.bodyStart, literal.bodyEnd, { raw, bytes, format: false });
    for (const run of literal.runs) {
      if (run.type === 'run') addText(l, parts, run.start, run.end, { raw, bytes, format: true });
      else addHole(l, parts, run);
    }
  });
  return { kind: 'text', range: l.range(node.start, node.end), parts, delimiter: node.literals[0]!.delimiter };
}

function addHole(l: Lowering, parts: TextPart[], hole: FormatHole): void {
  const { shown } = hole;
  if (shown !== undefined) addLiteral(l, parts, l.text.slice(hole.start + 1, shown).replace(/\r\n?/g, '\n'), hole.start, shown, false);
  const value = lowerExpression(l, hole.value);
  for (const nested of hole.nested) lowerExpression(l, nested);
  // `{x=}` shows the value as `repr` does, unless told otherwise.
  const format = hole.conversion + hole.spec || (shown === undefined ? '' : '!r');
  parts.push({ kind: 'hole', value, range: l.range(shown ?? hole.start, hole.end), ...(format && { format }) });
}

function addLiteral(l: Lowering, parts: TextPart[], value: string, start: number, end: number, exact: boolean): void {
  if (!l.map || !exact) return void parts.push({ kind: 'literal', value, range: l.range(start, end), exact });
  for (const run of l.map.runs(start, end)) {
    parts.push({ kind: 'literal', value: l.text.slice(run.start, run.end), range: l.range(run.start, run.end), exact: run.exact });
  }
}

/** Splits text into runs that stand for themselves, and escapes. */
function addText(l: Lowering, parts: TextPart[], start: number, end: number, how: { raw: boolean; bytes: boolean; format: boolean }): void {
  const { text } = l;
  const body = text.slice(start, end);
  const special = how.format ? /[\\\r{}]/g : /[\\\r]/g;
  let run = start;
  for (let found = special.exec(body); found; found = special.exec(body)) {
    const at = start + found.index;
    const character = found[0];
    if (character === '\\' && how.raw) continue;
    let length = 1;
    let value: string | undefined = '\n';
    if (character === '\r') length = text[at + 1] === '\n' && at + 1 < end ? 2 : 1;
    else if (character === '\\') ({ length, value } = unescape(text, at, end, how));
    else [length, value] = [text[at + 1] === character && at + 1 < end ? 2 : 1, character];
    if (run < at) addLiteral(l, parts, text.slice(run, at), run, at, true);
    run = at + length;
    special.lastIndex = run - start;
    if (value === undefined) parts.push({ kind: 'hole', value: l.opaque({ start: at, end: run }, 'character by its Unicode name'), range: l.range(at, run) });
    else addLiteral(l, parts, value, at, run, false);
  }
  if (run < end) addLiteral(l, parts, text.slice(run, end), run, end, true);
}

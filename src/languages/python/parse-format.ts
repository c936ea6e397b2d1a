import { char, type Cursor } from './cursor.ts';
import { parseItems } from './parse-expression.ts';
import { Token } from './token.ts';
import type { FormatHole, FormatRun, Literal, Node } from './tree.ts';

const equals = char('=');

/** A formatted string (`f"…"`, `t"…"`), from its opening quotes on. */
export function parseFormat(p: Cursor): Literal {
  const { start, end: bodyStart } = p;
  const delimiter = p.text.slice(start, bodyStart);
  const runs: (FormatRun | FormatHole)[] = [];
  p.next();
  while (p.kind !== Token.FORMAT_END && p.kind !== Token.END) {
    if (p.kind === Token.FORMAT_TEXT) {
      runs.push({ type: 'run', start: p.start, end: p.end });
      p.next();
    } else if (p.kind === Token.HOLE) {
      runs.push(parseHole(p));
    } else {
      p.fail('a formatted string is broken');
      p.next();
    }
  }
  const bodyEnd = p.start;
  p.next();
  return { start, end: p.before, delimiter, bodyStart, bodyEnd, runs, broken: false };
}

const atHoleEnd = (p: Cursor): boolean => p.kind === Token.HOLE_END || p.kind === Token.FORMAT_END || p.kind === Token.END;

function parseHole(p: Cursor): FormatHole {
  const { start } = p;
  p.next();
  const nested: Node[] = [];
  let value = p.nested(() => parseItems(p));
  let shown: number | undefined;
  if (p.kind === equals) {
    p.next();
    shown = p.start;
  }
  let conversion = '';
  if (p.kind === Token.CONVERSION) {
    conversion = p.text.slice(p.start, p.end);
    p.next();
  }
  let spec = '';
  if (p.kind === Token.SPEC) {
    const from = p.start;
    p.next();
    while (!atHoleEnd(p)) {
      if (p.is(Token.HOLE)) {
        const inner = p.nested(() => {
          const hole = parseHole(p);
          return { type: 'opaque', start: hole.start, end: hole.end, reason: 'format', parts: [hole.value, ...hole.nested] };
        });
        nested.push(inner);
      } else {
        p.next();
      }
    }
    spec = p.text.slice(from, p.start);
  }
  if (p.kind !== Token.HOLE_END) {
    p.fail('a formatted string is broken');
    const from = p.start;
    // Commas do not end a field.
    while (!atHoleEnd(p)) {
      const before = p.index;
      p.skipBalanced();
      if (p.index === before) p.next();
    }
    value = { type: 'opaque', start: value.start, end: Math.max(from, value.end), reason: 'broken syntax', parts: [value] };
  }
  p.take(Token.HOLE_END);
  return { type: 'hole', start, end: p.before, value, shown, conversion, spec, nested };
}

import type { Cursor } from './cursor.ts';
import { parseFormat } from './parse-format.ts';
import { Token } from './token.ts';
import type { Literal, Node } from './tree.ts';

/** Adjacent string literals. */
export function parseStrings(p: Cursor): Node {
  const { start } = p;
  const literals: Literal[] = [];
  for (;;) {
    if (p.kind === Token.FORMAT_START) literals.push(parseFormat(p));
    else if (p.kind === Token.STRING) literals.push(plainLiteral(p));
    else return { type: 'string', start, end: p.before, literals };
  }
}

function plainLiteral(p: Cursor): Literal {
  const { start, end, text } = p;
  let quoteAt = start;
  while (text[quoteAt] !== '"' && text[quoteAt] !== "'") quoteAt++;
  const quote = text[quoteAt]!;
  const size = text.startsWith(quote.repeat(3), quoteAt) ? 3 : 1;
  const bodyStart = quoteAt + size;
  const closed = end - size >= bodyStart && text.startsWith(quote.repeat(size), end - size);
  p.next();
  const delimiter = text.slice(start, bodyStart);
  return { start, end, delimiter, bodyStart, bodyEnd: closed ? end - size : Math.max(end, bodyStart), broken: /[ft]/i.test(delimiter) };
}

/** Value of a number; undefined for complex ones. */
export function numberOf(source: string): number | undefined {
  const digits = source.replaceAll('_', '');
  if (/[jJ]$/.test(digits)) return undefined;
  const value = /^0\d+$/.test(digits) ? Number.parseInt(digits, 10) : Number(digits);
  return Number.isNaN(value) ? undefined : value;
}

import { char, type Cursor } from './cursor.ts';
import { parseItems, parseNamed } from './parse-expression.ts';
import { parsePatterns } from './parse-pattern.ts';
import { parseBlock } from './parse-statement.ts';
import { Token } from './token.ts';
import type { Case, Statement } from './tree.ts';

const [colon, equals, comma] = [...':=,'].map(char) as [number, number, number];

/** `match` is a word like any other unless its line ends in a colon and `case` follows. */
export function isMatch(p: Cursor): boolean {
  const { kinds, starts, ends } = p.tokens;
  let index = p.index + 1;
  if (kinds[index] === equals || kinds[index] === char('.') || kinds[index] === comma) return false;
  while (kinds[index] !== Token.NEWLINE && kinds[index] !== Token.END) index++;
  if (kinds[index - 1] !== colon || kinds[index + 1] !== Token.INDENT) return false;
  return p.text.slice(starts[index + 2], ends[index + 2]) === 'case';
}

/** `match`, from that word on. */
export function parseMatch(p: Cursor): Statement {
  const { start } = p;
  p.next();
  const subject = parseItems(p);
  p.expect(colon, 'the colon of a match');
  p.take(Token.NEWLINE);
  p.take(Token.INDENT);
  const cases: Case[] = [];
  while (p.isWord('case')) {
    p.next();
    const pattern = parsePatterns(p);
    const guard = p.take(Token.IF) ? parseNamed(p) : undefined;
    if (p.kind !== colon && !p.atLineEnd()) {
      p.fail('a pattern is broken');
      while (p.kind !== colon && !p.atLineEnd()) {
        const before = p.index;
        p.skipBalanced();
        if (p.index === before) p.next();
      }
    }
    cases.push({ pattern, guard, body: parseBlock(p) });
  }
  p.take(Token.DEDENT);
  return { type: 'match', start, end: p.endFrom(start), subject, cases };
}

import { char, type Cursor } from './cursor.ts';
import { parseAtom } from './parse-atom.ts';
import { atComprehension, parseComprehension } from './parse-comprehension.ts';
import { parseItem, parseNamed, parseTest } from './parse-expression.ts';
import { Token } from './token.ts';
import type { ArgNode, Node } from './tree.ts';

const [parenOpen, parenClose, bracketOpen, bracketClose] = [...'()[]'].map(char) as [number, number, number, number];
const [star, comma, colon, dot, equals] = [...'*,:.='].map(char) as [number, number, number, number, number];

/** An atom and the members, calls and subscripts after it. */
export function parsePrimary(p: Cursor): Node {
  const { start } = p;
  let node = parseAtom(p);
  for (;;) {
    if (p.kind === dot) {
      p.next();
      const nameStart = p.start;
      const isName = p.kind === Token.NAME || p.kind >= Token.AND;
      if (!isName) p.fail('a name is missing after the dot');
      const name = isName ? p.word() : '';
      if (isName) p.next();
      node = { type: 'attribute', start, end: isName ? p.before : nameStart, object: node, name, nameStart };
    } else if (p.kind === parenOpen) {
      const inside = p.end;
      const args = parseArguments(p);
      node = { type: 'call', start, end: p.before, callee: node, args, inside: [inside, Math.max(inside, p.before - 1)] };
    } else if (p.kind === bracketOpen) {
      const index = parseSubscript(p);
      node = { type: 'index', start, end: p.before, object: node, index };
    } else {
      return node;
    }
  }
}

/** `(a, *b, c=d, **e)`, from the parenthesis on. */
export function parseArguments(p: Cursor): ArgNode[] {
  const args: ArgNode[] = [];
  p.next();
  p.commaList(parenClose, () => {
    const { start } = p;
    const spread = p.kind === star ? 'items' : p.kind === Token.POWER ? 'keywords' : undefined;
    const name = p.kind === Token.NAME && p.peek() === equals ? p.word() : undefined;
    if (spread) p.next();
    if (name !== undefined) p.skip(2);
    let value = name === undefined && !spread ? parseNamed(p) : parseTest(p);
    if (atComprehension(p)) value = parseComprehension(p, 'generator', start, undefined, value);
    args.push({ start, end: p.endFrom(start), name, spread, value });
  });
  return args;
}

function parseSubscript(p: Cursor): Node {
  p.next();
  const { start } = p;
  const items: Node[] = [];
  let commas = 0;
  p.commaList(bracketClose, () => {
    items.push(parseSlice(p));
    if (p.kind === comma) commas++;
  });
  const end = Math.max(start, p.before - 1);
  if (items.length === 1 && commas === 0 && items[0]!.type !== 'star') return items[0]!;
  return { type: 'list', form: 'tuple', start, end, items };
}

function parseSlice(p: Cursor): Node {
  const { start } = p;
  const parts: Node[] = [];
  if (p.kind !== colon) {
    const first = parseItem(p);
    if ((p.kind as number) !== colon) return first;
    parts.push(first);
  }
  while (p.take(colon)) if (p.canStart()) parts.push(parseTest(p));
  return { type: 'slice', start, end: p.before, parts };
}

import { char, type Cursor } from './cursor.ts';
import { Token } from './token.ts';
import type { ImportedName, Statement } from './tree.ts';

const [dot, comma, star, parenOpen, parenClose] = [...'.,*()'].map(char) as [number, number, number, number, number];

/** `import a.b as c, d`. */
export function parseImport(p: Cursor): Statement {
  const { start } = p;
  p.next();
  const names: ImportedName[] = [];
  do parseImported(p, names);
  while (p.take(comma));
  return { type: 'import', start, end: p.endFrom(start), names };
}

/** `from ..a import b as c, d`, `from a import *`. */
export function parseFrom(p: Cursor): Statement {
  const { start } = p;
  p.next();
  let specifier = '';
  for (; p.kind === dot || p.kind === Token.ELLIPSIS; p.next()) specifier += p.kind === dot ? '.' : '...';
  if (p.kind === Token.NAME) specifier += parseDotted(p);
  if (specifier === '') p.fail('a module is missing');
  p.expect(Token.IMPORT, 'import');
  const names: ImportedName[] = [];
  if (!p.take(star)) {
    if (p.take(parenOpen)) {
      p.commaList(parenClose, () => parseImported(p, names));
    } else {
      do parseImported(p, names);
      while (p.take(comma));
    }
    // Nothing imported is not everything imported.
    if (names.length === 0) return { type: 'pass', start, end: p.endFrom(start) };
  }
  return { type: 'from', start, end: p.endFrom(start), specifier, names };
}

function parseImported(p: Cursor, names: ImportedName[]): void {
  const { start } = p;
  if (p.kind !== Token.NAME) return p.fail('an imported name is missing');
  const name = parseDotted(p);
  let as: string | undefined;
  if (p.take(Token.AS)) {
    if (p.kind === Token.NAME) as = p.word();
    p.expect(Token.NAME, 'an imported name');
  }
  names.push({ start, end: p.before, name, as });
}

function parseDotted(p: Cursor): string {
  let name = p.word();
  p.next();
  while (p.kind === dot && p.peek() === Token.NAME) {
    p.next();
    name += '.' + p.word();
    p.next();
  }
  return name;
}

import { char, type Cursor } from './cursor.ts';
import { parseItem, parseTest } from './parse-expression.ts';
import { Token } from './token.ts';
import type { ParamNode } from './tree.ts';

const [star, slash, equals, colon, comma] = [...'*/=:,'].map(char) as [number, number, number, number, number];

/** Parameters up to `close`, which is stepped over. */
export function parseParams(p: Cursor, close: number, annotated: boolean): ParamNode[] {
  const params: ParamNode[] = [];
  let kind: ParamNode['kind'] = 'positional';
  const read = (): void => {
    const { start } = p;
    if (p.take(slash)) return;
    const rest = p.take(star) ? 'rest' : p.take(Token.POWER) ? 'rest-keywords' : undefined;
    if (rest === 'rest') kind = 'keyword';
    if (p.kind !== Token.NAME) {
      if (rest !== 'rest') p.fail('a parameter has no name');
      return;
    }
    const name = p.word();
    const end = p.end;
    p.next();
    const annotation = annotated && p.take(colon) ? parseItem(p) : undefined;
    const fallback = p.take(equals) ? parseTest(p) : undefined;
    params.push({ start, end, name, kind: rest ?? kind, annotation, fallback });
  };
  if (close !== colon) {
    p.commaList(close, read);
    return params;
  }
  while (p.kind !== colon && !p.atLineEnd()) {
    const before = p.index;
    read();
    if (!p.take(comma) && p.index === before) break;
  }
  p.expect(colon, 'the colon of a lambda');
  return params;
}

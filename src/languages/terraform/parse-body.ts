/** Bodies of HCL: attributes and blocks, as objects. */
import type { EntryExpr, Expr, ObjectExpr } from '../../core/ir.ts';
import type { Range } from '../../core/source.ts';
import type { Cursor } from './cursor.ts';
import type { ExpressionParser } from './parse-expression.ts';

export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: ObjectExpr;
  readonly range: Range;
}
export interface Body {
  readonly attributes: readonly Extract<EntryExpr, { kind: 'entry' }>[];
  readonly blocks: readonly Block[];
}

/** Reads up to the end of the text, or to the brace that closes a block. */
export function parseBody(cursor: Cursor, parser: ExpressionParser): Body {
  const attributes: Extract<EntryExpr, { kind: 'entry' }>[] = [];
  const blocks: Block[] = [];
  for (;;) {
    cursor.skip(true);
    if (cursor.isDone || cursor.text[cursor.at] === '}') return { attributes, blocks };
    const start = cursor.at;
    const name = cursor.name();
    if (name === undefined) throw cursor.problem('expected a name');
    const isAttribute = cursor.peek() === '=' && cursor.text[cursor.at + 1] !== '=';
    if (!isAttribute) {
      blocks.push(parseBlock(cursor, parser, name, start));
      continue;
    }
    cursor.at++;
    const value = parser.read();
    attributes.push({ kind: 'entry', key: name, keyRange: [start, start + name.length], value, range: [start, value.range[1]] });
  }
}

function parseBlock(cursor: Cursor, parser: ExpressionParser, type: string, start: number): Block {
  const labels: string[] = [];
  for (let next = cursor.peek(); next !== '{'; next = cursor.peek()) {
    const label = next === '"' ? parser.read() : undefined;
    const name = label ? labelOf(label) : cursor.name();
    if (name === undefined) throw cursor.problem('expected `{`');
    labels.push(name);
  }
  const open = cursor.at++;
  const body = cursor.outside(() => parseBody(cursor, parser));
  cursor.skip(true);
  cursor.expect('}');
  return { type, labels, body: objectOf(body, [open, cursor.at]), range: [start, cursor.at] };
}

function labelOf(label: Expr): string | undefined {
  return label.kind === 'text' ? label.parts.map(part => (part.kind === 'literal' ? part.value : '')).join('') : undefined;
}

/** A body as a value: blocks under their type, several of one type as a list; `dynamic` ones once per item. */
function objectOf({ attributes, blocks }: Body, range: Range): ObjectExpr {
  const types = new Map<string, { readonly range: Range; readonly values: Expr[] }>();
  for (const block of blocks) {
    const isDynamic = block.type === 'dynamic' && block.labels.length === 1;
    const type = isDynamic ? block.labels[0]! : block.type;
    const value = isDynamic ? repeated(block) : block.body;
    const known = types.get(type);
    if (known) known.values.push(value);
    else types.set(type, { range: block.range, values: [value] });
  }
  const nested = [...types].map(([key, { range: place, values }]): EntryExpr => {
    const value: Expr = values.length === 1 ? values[0]! : { kind: 'list', items: values.map(item => ({ kind: 'item', value: item })), range: place };
    return { kind: 'entry', key, keyRange: [place[0], place[0] + key.length], value, range: place };
  });
  // No brackets of an object: nothing goes between commas here.
  return { kind: 'object', entries: [...attributes, ...nested].toSorted((a, b) => a.range[0] - b.range[0]), range, brackets: [range[0] + 1, range[1]] };
}

function repeated({ body, range }: Block): Expr {
  const content = body.entries.find(entry => entry.kind === 'entry' && entry.key === 'content');
  const of = body.entries.find(entry => entry.kind === 'entry' && entry.key === 'for_each');
  return content && of ? { kind: 'list', items: [{ kind: 'each', value: content.value, loops: [{ of: of.value, tests: [] }] }], range } : { kind: 'opaque', reason: 'dynamic block', range };
}

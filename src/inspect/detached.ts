/** What calls keep of values: what is known as data, without the tree and the frames in which it was found. */
import type { Expr, Module } from '../core/ir.ts';
import type { Entry, JsonValue, Origin, Piece, Text, Value } from '../core/value.ts';

/** Deeper structures are no prompts. */
const deepest = 40;

const bare = new WeakMap<Module, Module>();

/** What reports, comments and fixes need of a module: trees of all files of a large project fill the memory. */
export function withoutTree(module: Module): Module {
  let found = bare.get(module);
  if (!found) {
    found = { ...module, functions: [], classes: [], calls: [], globals: new Map(), exports: new Map(), reexports: [], imports: [] };
    bare.set(module, found);
    bare.set(found, found);
  }
  return found;
}

export function detachedText({ pieces, origin }: Text, depth = 0): Text {
  return { kind: 'text', pieces: pieces.map(piece => detachedPiece(piece, depth)), ...originOf(origin) };
}

export function detachedJson({ value, indent, origin }: JsonValue, depth = 0): JsonValue {
  return { kind: 'json', value: detachedValue(value, depth + 1), ...(indent && { indent }), ...originOf(origin) };
}

export function detachedValue(value: Value, depth = 0): Value {
  if (depth > deepest) return { kind: 'unknown', reason: 'limit' };
  switch (value.kind) {
    case 'text':
      return detachedText(value, depth);
    case 'json':
      return detachedJson(value, depth);
    case 'number':
      return { kind: 'number', value: value.value, ...originOf(value.origin) };
    case 'boolean':
      return { kind: 'boolean', value: value.value, ...originOf(value.origin) };
    case 'null':
      return { kind: 'null', ...originOf(value.origin), ...(value.isDeclared && { isDeclared: true }) };
    case 'list':
      return { kind: 'list', items: value.items.map(item => detachedValue(item, depth + 1)), open: value.open, ...(value.unordered && { unordered: true }), ...originOf(value.origin) };
    case 'object':
      return { kind: 'object', entries: new Map([...value.entries].map(([key, entry]) => [key, detachedEntry(entry, depth)])), open: value.open, ...originOf(value.origin) };
    case 'choice':
      return { kind: 'choice', options: value.options.map(option => detachedValue(option, depth + 1)), ...originOf(value.origin) };
    default:
      return { kind: 'unknown', reason: value.kind === 'unknown' ? value.reason : 'expression', ...originOf(value.origin) };
  }
}

function detachedEntry({ value, optional }: Entry, depth: number): Entry {
  return { value: detachedValue(value, depth + 1), ...(optional !== undefined && { optional }) };
}

function detachedPiece(piece: Piece, depth: number): Piece {
  if (!('hole' in piece)) return piece;
  const { hole, path, range, value, source } = piece;
  return { hole, path, range, ...(value && { value: detachedValue(value, depth + 1) }), ...(source && { source }) };
}

/** Constants hold nothing but themselves; what tells `null` from what is missing. */
function isLeaf({ kind }: Expr): boolean {
  return kind === 'constant' || kind === 'number';
}

function originOf(origin: Origin | undefined): { readonly origin?: Origin } {
  if (!origin) return {};
  const { path, range, module, expr, via } = origin;
  return { origin: { path, range, ...(module && { module: withoutTree(module) }), ...(expr && isLeaf(expr) && { expr }), ...(via && { via }) } };
}

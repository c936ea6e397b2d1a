/** Changes to files: born with their range, printed by the language of the file they go to. */
import { type Place, intoBrackets } from './into-brackets.ts';
import type { CallExpr, EntryExpr, Expr, Module, ObjectExpr, Plain, Syntax } from './ir.ts';
import { outOfBrackets } from './out-of-brackets.ts';
import type { Range, Span } from './source.ts';
import type { ListValue, ObjectValue, Piece, Text, Value } from './value.ts';

export interface Edit {
  readonly path: string;
  /** Replaced; empty for an insertion. */
  readonly range: Range;
  readonly text: string;
}

/** The edits that write a value where it belongs; undefined where that value cannot go there. */
export type SetEdits<T extends Plain> = (value: T) => readonly Edit[] | undefined;

/** safe: what the model is told and may answer stays the same, and no bill can rise. suggested: words, model, limits or caching change. */
export type Safety = 'safe' | 'suggested';

export interface Fix {
  readonly safety: Safety;
  /** What it does, in the imperative. */
  readonly title: string;
  readonly edits: readonly Edit[];
}

export function remove(span: Span): Edit {
  return { path: span.path, range: span.range, text: '' };
}

/** Put code before and behind an expression: `[{ text: ` … ` }]`. */
export function wrap(span: Span, before: string, after: string): Edit[] {
  const [start, end] = span.range;
  return [
    { path: span.path, range: [start, start], text: before },
    { path: span.path, range: [end, end], text: after },
  ];
}

/** Replace the one place in a text's known pieces where `from` stands; undefined where it stands in none, in several, or over an escape. */
export function replaceInText(text: Text, from: string, to: string): Edit | undefined {
  let found: Edit | undefined;
  for (const piece of text.pieces) {
    if (!('exact' in piece)) continue;
    const index = piece.value.indexOf(from);
    if (index < 0) continue;
    if (found || !piece.exact || piece.value.includes(from, index + 1)) return undefined;
    const start = piece.range[0] + index;
    found = { path: piece.path, range: [start, start + from.length], text: to };
  }
  return found;
}

/**
 * Delete characters `start` to `end` of a text's known pieces (offsets into `staticText`); undefined where a hole or an inexact piece
 * would be cut, or source that says another place of the text too, like what a list is joined by.
 */
export function removeFromText(text: Text, start: number, end: number): Edit[] | undefined {
  const edits: Edit[] = [];
  let offset = 0;
  for (const [index, piece] of text.pieces.entries()) {
    if (!('exact' in piece)) {
      if (offset > start && offset < end) return undefined;
      continue;
    }
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, piece.value.length);
    if (from < to) {
      const whole = from === 0 && to === piece.value.length;
      if ((!piece.exact && !whole) || text.pieces.some((other, place) => place !== index && isSameSource(other, piece))) return undefined;
      edits.push({
        path: piece.path,
        range: piece.exact ? [piece.range[0] + from, piece.range[0] + to] : piece.range,
        text: '',
      });
    }
    offset += piece.value.length;
  }
  return joinTouching(edits);
}

function isSameSource(a: Piece, b: Piece): boolean {
  return a.path === b.path && a.range[0] < b.range[1] && b.range[0] < a.range[1] && 'exact' in a;
}

function joinTouching(edits: readonly Edit[]): Edit[] {
  const joined: Edit[] = [];
  for (const edit of edits) {
    const last = joined.at(-1);
    if (last && last.path === edit.path && last.range[1] === edit.range[0] && !last.text && !edit.text) {
      joined[joined.length - 1] = { ...last, range: [last.range[0], edit.range[1]] };
    } else joined.push(edit);
  }
  return joined;
}

/** Source code to print as it is, or a plain value for the language to print. */
export type Code = { readonly code: string } | { readonly plain: Plain };

/** An edit in which a value is filled in. It holds nothing of a tree: calls keep it, and trees of a whole project fill the memory. */
export type EntryEdit = (value: Plain) => Edit;

/**
 * The edit that sets `path` inside an object value: into the deepest literal that is written in the source, with the objects
 * still missing on the way created. Undefined where no literal is known, or the key stands there already.
 */
export function entryEdit(object: ObjectValue, path: readonly string[]): EntryEdit | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return undefined;
  const entry = object.entries.get(key);
  if (entry && rest.length > 0) {
    return entry.value.kind === 'object' ? entryEdit(entry.value, rest) : undefined;
  }
  if (entry || !object.literal) return undefined;

  const { module, expr } = object.literal;
  const filled = (place: Place | undefined, into: 'object' | 'arguments' | 'chain') => place && filledAt(place, module.syntax, path, into);
  if (object.isBuilder) return filled(ontoChain(module, expr), 'chain');
  return expr.kind === 'object' ? filled(intoObject(module, expr), 'object') : filled(intoArguments(module, expr), 'arguments');
}

/** The same, with the value. */
export function insertEntry(object: ObjectValue, path: readonly string[], value: Plain): Edit | undefined {
  return entryEdit(object, path)?.(value);
}

function filledAt({ path, range, before, after }: Place, syntax: Syntax, [key, ...rest]: readonly string[], into: 'object' | 'arguments' | 'chain'): EntryEdit {
  return value => {
    const nested = rest.reduceRight<Plain>((inner, name) => ({ [name]: inner }), value);
    return { path, range, text: before + syntax.entry(key!, syntax.literal(nested), into) + after };
  };
}

function intoObject(module: Module, expr: ObjectExpr): Place | undefined {
  return intoBrackets(module, expr.entries.map(entry => entry.range), expr.brackets ?? expr.range, expr.brackets ? 'list' : 'object');
}

/** Another call behind the last of a chain, on a line of its own where that has one. */
function ontoChain({ path, text }: Module, expr: Expr): Place | undefined {
  if (expr.kind !== 'call' || expr.callee.kind !== 'member') return undefined;
  const [start] = expr.callee.propertyRange;
  const before = /(\r?\n[ \t]*)\.[ \t]*$/.exec(text.slice(Math.max(0, start - 1000), start))?.[1] ?? '';
  return { path, range: [expr.range[1], expr.range[1]], before, after: '' };
}

function intoArguments(module: Module, expr: CallExpr): Place | undefined {
  if (!expr.argsRange) return undefined;
  const [start, end] = expr.argsRange;
  return intoBrackets(module, expr.args.map(arg => arg.range), [start - 1, end + 1], 'arguments');
}

/** Put an item behind item `index` of a list literal, the last by default; `code` is already in the language of the file. */
export function insertItem(list: ListValue, code: string, index?: number): Edit | undefined {
  const { module, expr } = list.origin ?? {};
  if (!module || expr?.kind !== 'list') return undefined;
  const place = intoBrackets(module, expr.items.map(item => item.value.range), expr.brackets ?? expr.range, 'list', index);
  return place && { path: place.path, range: place.range, text: place.before + code + place.after };
}

/** Take item `index` out of a list literal that is written item by item; undefined where it cannot go. */
export function removeItem(list: ListValue, index: number): Edit | undefined {
  const { module, expr } = list.origin ?? {};
  if (!module || expr?.kind !== 'list' || expr.items.length !== list.items.length || expr.items.some(item => item.kind !== 'item')) return undefined;
  return outOfBrackets(module, expr.items.map(item => item.value.range), index);
}

/** Take the entry under `path` out of an object literal, with the objects on the way that hold nothing else; undefined where it cannot go. */
export function removeEntry(object: ObjectValue, [key, ...rest]: readonly string[]): Edit | undefined {
  if (key === undefined || !object.literal) return undefined;
  const inner = object.entries.get(key)?.value;
  if (rest.length > 0 && inner?.kind === 'object' && (inner.entries.size > 1 || inner.open)) return removeEntry(inner, rest);
  const { module, expr } = object.literal;
  const elements: readonly (EntryExpr | CallExpr['args'][number])[] = expr.kind === 'object' ? expr.entries : expr.args;
  const index = elements.findLastIndex(each => ('key' in each ? each.key === key : 'name' in each && each.name === key));
  const element = elements[index];
  const origin = object.entries.get(key)?.origin;
  // What was assigned later stands elsewhere, and would come back.
  if (!element || (origin && (origin.path !== module.path || origin.range[0] !== element.range[0]))) return undefined;
  return outOfBrackets(module, elements.map(each => each.range), index);
}

/** Write `to` with `value` in place of the entry under `from`; undefined where either path has siblings in the way, or nothing of it is written here. */
export function renameEntry(object: ObjectValue, from: readonly string[], to: readonly string[], value: Plain): Edit | undefined {
  const [key, ...rest] = from;
  const [name, ...names] = to;
  if (key === undefined || name === undefined || object.literal?.expr.kind !== 'object') return undefined;
  const inner = object.entries.get(key)?.value;
  if (key === name) return inner?.kind === 'object' ? renameEntry(inner, rest, names, value) : undefined;
  const { module, expr } = object.literal;
  const entry = expr.entries.findLast(each => each.kind === 'entry' && each.key === key);
  if (!entry || object.open || object.entries.has(name) || (rest.length > 0 && !isChain(inner, rest))) return undefined;
  const nested = names.reduceRight<Plain>((held, each) => ({ [each]: held }), value);
  return { path: module.path, range: entry.range, text: module.syntax.entry(name, module.syntax.literal(nested), 'object') };
}

/** Does the value hold this path and nothing beside it? */
function isChain(value: Value | undefined, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return true;
  return value?.kind === 'object' && !value.open && value.entries.size === 1 && isChain(value.entries.get(key)?.value, rest);
}

/** Where an expression stands in its module. */
export function spanOf(module: Module, expr: Expr | EntryExpr): Span {
  return { path: module.path, range: expr.range };
}

/** Do two edits touch the same characters of one file? Insertions at one point do. */
export function overlaps(a: Edit, b: Edit): boolean {
  if (a.path !== b.path) return false;
  if (a.range[0] === b.range[0]) return true;
  return a.range[0] < b.range[1] && b.range[0] < a.range[1];
}

/** The text after the edits, which must not overlap; UTF-16 offsets. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
  let result = '';
  let offset = 0;
  for (const edit of sorted) {
    if (edit.range[0] < offset) throw new RangeError(`overlapping edits at ${edit.range[0]} in ${edit.path}`);
    result += text.slice(offset, edit.range[0]) + edit.text;
    offset = edit.range[1];
  }
  return result + text.slice(offset);
}

/** A piece whose characters in the file equal its value. */
export function isExact(piece: Piece): boolean {
  return 'exact' in piece && piece.exact;
}

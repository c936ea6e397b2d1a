/** A file of data or text as a module: its contents are what it exports, and the calls are those that its format stands for. */
import type { CallExpr, Comment, EntryExpr, Expr, Fn, Module, Syntax, TextExpr, TextPart } from '../../core/ir.ts';
import type { LanguageId, Range } from '../../core/source.ts';
import { emptyModule } from '../empty-module.ts';

/** What a file is read to. */
export interface Document {
  readonly path: string;
  readonly language: LanguageId;
  readonly text: string;
  readonly syntax: Syntax;
  /** The contents; several where the file holds several documents. */
  readonly roots: readonly Expr[];
  readonly comments: readonly Comment[];
  /** `read` is the contents of a file that this one names. */
  calls?(read: (path: TextExpr) => CallExpr): readonly DocumentCall[];
  readonly recovered?: string | undefined;
}
/** A request that a tool makes of the file: no code can write a callee of such a name. */
export interface DocumentCall {
  readonly callee: `<${string}>`;
  readonly args: readonly Expr[];
  /** What a reader should be shown. */
  readonly range: Range;
}

/** A module without code; importing it gives its first document. */
export function moduleOf({ path, language, text, syntax, roots, comments, recovered, calls }: Document): Module {
  const { module, body, exports } = emptyModule({ path, language, text, syntax, comments, ...(recovered !== undefined && { recovered }) });
  if (roots[0]) exports.set('default', { kind: 'local', value: roots[0] });
  const found = calls?.(name => calledIn(body, { callee: '<file>', args: [name], range: name.range })) ?? [];
  module.calls.push(...found.toSorted((a, b) => a.range[0] - b.range[0]).map(call => calledIn(body, call)));
  return module;
}

/** A request of a file as a call in its body. */
export function calledIn(body: Fn, { callee, args, range }: DocumentCall): CallExpr {
  const place = { fn: body, offset: range[0], arms: [] };
  return { kind: 'call', range, callee: { kind: 'name', range, name: callee, at: place }, args: args.map(value => ({ value, range: value.range })), isNew: false, isAwaited: false, at: place };
}

/** Text that stands for itself. */
export function exactText(text: string, range: Range, delimiter = ''): TextExpr {
  const parts: TextPart[] = range[1] > range[0] ? [{ kind: 'literal', value: text.slice(...range), range, exact: true }] : [];
  return { kind: 'text', range, parts, delimiter };
}

/** Text that the file implies but does not write. */
export function impliedText(value: string, offset: number): TextExpr {
  const range: Range = [offset, offset];
  return { kind: 'text', range, parts: [{ kind: 'literal', value, range, exact: false }], delimiter: '' };
}

export function entryOf(key: string, value: Expr): EntryExpr {
  return { kind: 'entry', key, keyRange: [value.range[0], value.range[0]], value, range: value.range };
}

/** A key of an object, as it stands. */
export function entryAt(object: Expr | undefined, key: string): Extract<EntryExpr, { kind: 'entry' }> | undefined {
  if (object?.kind !== 'object') return undefined;
  return object.entries.findLast((entry): entry is Extract<EntryExpr, { kind: 'entry' }> => entry.kind === 'entry' && entry.key === key);
}

/** What stands under a dotted key. */
export function at(object: Expr | undefined, ...keys: readonly string[]): Expr | undefined {
  let found = object;
  for (const key of keys) found = entryAt(found, key)?.value;
  return found;
}

/** Items of a list, as they stand; none of anything else. */
export function itemsOf(list: Expr | undefined): readonly Expr[] {
  return list?.kind === 'list' ? list.items.map(item => item.value) : [];
}

/** Known text; undefined where it is none. */
export function stringOf(expr: Expr | undefined): string | undefined {
  if (expr?.kind !== 'text') return undefined;
  let result = '';
  for (const part of expr.parts) {
    if (part.kind !== 'literal') return undefined;
    result += part.value;
  }
  return result;
}

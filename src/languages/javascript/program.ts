import type { Binding, Comment, Def, Expr, Exported, Module } from '../../core/ir.ts';
import type { Range } from '../../core/source.ts';
import { classLike } from './classes.ts';
import { expression } from './expressions.ts';
import { functionLike } from './functions.ts';
import { emptyModule } from '../empty-module.ts';
import { Lowering, type Parts } from './lowering.ts';
import type { Node } from './node.ts';
import { declaration, statement, statements } from './statements.ts';
import { javascriptSyntax } from './syntax.ts';
import { annotation } from './types.ts';

/** A comment as ESTree parsers give it. */
export interface CommentNode {
  readonly type: string;
  readonly value: string;
  readonly range?: Range;
  readonly start?: number;
  readonly end?: number;
}

/** What is known of a file besides its tree. `text` has no BOM; all ranges are offsets into it. */
export interface ProgramInfo {
  readonly path: string;
  readonly text: string;
  readonly language: 'javascript' | 'typescript';
  readonly comments: readonly CommentNode[];
  /** Why the tree is partial. */
  readonly recovered?: string;
}

const PARTS: Parts = { expression, statement, statements, declaration, functionLike, classLike, annotation };

/** Lowers a program, as any parser of the ESTree family gives it, to the neutral IR. Leaves the tree as it is. */
export function lowerProgram(program: { readonly type: string; readonly body: readonly unknown[] }, info: ProgramInfo): Module {
  const { path, language, text, comments, recovered } = info;
  const { module, body } = emptyModule({
    path,
    language,
    text,
    syntax: javascriptSyntax,
    comments: comments.filter(comment => comment.type === 'Line' || comment.type === 'Block').map(commentOf),
    recovered,
  });
  const l = new Lowering(module, body, PARTS);
  const top = l.scope;
  statements(l, program.body as readonly Node[]);
  resolveNames(l);
  module.globals = top.names;
  module.exports = exportsOf(l);
  module.reexports = l.reexports;
  module.imports = [...new Set(l.imports)];
  inOrder(module.calls, call => call.range);
  inOrder(module.functions, fn => fn.range);
  inOrder(module.classes, cls => cls.range);
  for (const cls of module.classes) inOrder(cls.writes, def => [def.at.offset, 0]);
  return module;
}

function commentOf({ value, range, start, end }: CommentNode): Comment {
  return { text: value, range: range ?? [start ?? 0, end ?? 0] };
}

/** Free names that the platform gives; assigning to them makes no variable. */
const PLATFORM = new Set(['module', 'exports', 'window', 'globalThis', 'self', 'process', 'global', 'console', 'location', 'document']);

function resolveNames(l: Lowering): void {
  const top = l.nameScopes.length > 0 ? rootScope(l) : l.scope;
  for (const { to, scope, def } of l.events) {
    // Sloppy code makes globals by assigning.
    if (!('defs' in to) && def.kind === 'assign' && !PLATFORM.has(to.name) && !scope.find(to.name)) top.declare(to.name);
  }
  for (let i = 0; i < l.names.length; i++) {
    const name = l.names[i]!;
    name.binding = l.nameScopes[i]!.find(name.name);
  }
  const disordered = new Set<Binding>();
  for (const { to, def } of l.events) {
    const binding = 'defs' in to ? to : to.binding;
    if (!binding) continue;
    const { defs } = binding;
    const last: Def | undefined = defs[defs.length - 1];
    if (last && last.at.offset > def.at.offset) disordered.add(binding);
    defs.push(def);
  }
  for (const { defs } of disordered) defs.sort((a, b) => a.at.offset - b.at.offset);
  for (const { bindings, name } of l.loopNames) if (name.binding) bindings.push(name.binding);
}

function rootScope(l: Lowering): Lowering['scope'] {
  let { scope } = l;
  while (scope.parent) scope = scope.parent;
  return scope;
}

function exportsOf(l: Lowering): Map<string, Exported> {
  for (const { name, root, value } of l.commonExports) {
    if (root.binding) continue;
    l.exports.set(name, { kind: 'local', value });
    if (name === '=') addMembers(l, value);
  }
  return l.exports;
}

/** `module.exports = { a, ...require('./b') }` exports `a`, and all of `./b`. */
function addMembers(l: Lowering, value: Expr): void {
  if (value.kind !== 'object') return;
  for (const entry of value.entries) {
    if (entry.kind === 'entry') {
      if (typeof entry.key === 'string') l.exports.set(entry.key, { kind: 'local', value: entry.value });
      continue;
    }
    const specifier = requiredBy(entry.value);
    if (specifier !== undefined) l.reexports.push(specifier);
  }
}

function requiredBy(value: Expr): string | undefined {
  if (value.kind !== 'call' || value.callee.kind !== 'name' || value.callee.name !== 'require') return undefined;
  const source = value.args[0]?.value;
  return source?.kind === 'text' && source.parts.length === 1 && source.parts[0]!.kind === 'literal' ? source.parts[0]!.value : undefined;
}

/** Sorts by start, what contains before what it contains; nearly always sorted already. */
function inOrder<T>(items: T[], rangeOf: (item: T) => readonly [number, number]): void {
  let last = -1;
  for (const item of items) {
    const [start] = rangeOf(item);
    if (start < last) {
      items.sort((a, b) => rangeOf(a)[0] - rangeOf(b)[0] || rangeOf(b)[1] - rangeOf(a)[1]);
      return;
    }
    last = start;
  }
}

/** The module that a file of a tree-sitter grammar becomes, before anything in it is lowered. */
import type { Binding, Comment, Exported, Fn, Module, Syntax } from '../core/ir.ts';
import type { LanguageId } from '../core/source.ts';
import { lineStarts, positionAt } from '../core/source.ts';
import type { Draft } from './draft.ts';
import type { SyntaxTree } from './grammar.ts';

export interface EmptyModule {
  readonly module: Draft<Module>;
  /** What stands outside of all functions. */
  readonly body: Fn;
  readonly globals: Map<string, Binding>;
  readonly exports: Map<string, Exported>;
}

/** `syntaxOf` is handed the names of the module, which are bound later. */
export function emptyModule(path: string, language: LanguageId, text: string, { comments, broken }: SyntaxTree, syntaxOf: (globals: ReadonlyMap<string, Binding>) => Syntax): EmptyModule {
  const globals = new Map<string, Binding>();
  const exports = new Map<string, Exported>();
  const module: Draft<Module> = {
    path,
    language,
    text,
    syntax: syntaxOf(globals),
    functions: [],
    classes: [],
    calls: [],
    globals,
    exports,
    reexports: [],
    imports: [],
    comments: comments.map(({ start, end }): Comment => ({ text: text.slice(start, end).replace(/^\/[/*]|\*\/$/g, ''), range: [start, end] })),
    ...(broken !== undefined && { recovered: `syntax error in line ${positionAt(lineStarts(text), broken).line}` }),
  };
  const body: Fn = { kind: 'module', module, params: [], returns: [], yields: [], decorators: [], range: [0, text.length] };
  module.functions.push(body);
  return { module, body, globals, exports };
}

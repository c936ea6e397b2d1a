import type { Binding, Comment, Exported, Fn, Module, Syntax } from '../../core/ir.ts';
import type { LanguageId, Position } from '../../core/source.ts';
import { emptyModule } from '../empty-module.ts';
import { Cursor } from './cursor.ts';
import { docOf } from './lower-function.ts';
import { lowerBody } from './lower-statement.ts';
import { Lowering, type SourceMap } from './lowering.ts';
import { parseModule } from './parse-statement.ts';
import { tokenize } from './tokenize.ts';

/** A file that holds Python. */
export interface PythonFile {
  readonly path: string;
  readonly language: LanguageId;
  /** All text of the file; ranges of the module are offsets in it. */
  readonly text: string;
  readonly syntax: Syntax;
  /** The Python in it: the same text, or that of the cells, one after the other. */
  readonly source: string;
  /** Pieces of `source` that are complete in themselves. */
  readonly pieces: readonly (readonly [start: number, end: number])[];
  readonly map?: SourceMap;
  readonly position?: (offset: number) => Position;
  /** Lines that start with `%`, `!` or `?` are commands of IPython. */
  readonly magics?: boolean;
}

/** Parses Python and lowers it to the neutral IR. */
export function lowerModule(file: PythonFile): Module {
  const { path, language, text, syntax, source } = file;
  const tokens = tokenize(source, file.pieces, file.magics);
  const tree = parseModule(new Cursor(source, tokens));
  const { module, body, exports } = emptyModule({
    path,
    language,
    text,
    syntax,
    comments: [],
    ...(file.position && { position: file.position }),
    ...(tokens.recovered !== undefined && { recovered: tokens.recovered }),
  });
  const l = new Lowering(module, body, source, file.map);
  const doc = docOf(tree.statements[0]);
  if (doc) body.doc = l.range(doc.start, doc.end);
  lowerBody(l, tree.statements, doc !== undefined);
  l.resolve();
  module.globals = l.scope.names;
  module.comments = tokens.comments.map(([start, end]): Comment => ({ text: source.slice(start + 1, end), range: l.range(start, end) }));
  module.reexports = [...l.reexports];
  module.imports = [...l.imports];
  for (const binding of module.globals.values()) exports.set(binding.name, exported(binding, body, text.length));
  return module;
}

/** What others get when they import this name. */
function exported(binding: Binding, fn: Fn, end: number): Exported {
  const [def, ...others] = binding.defs;
  if (def && others.length === 0) {
    if (def.kind === 'import') return { kind: 'from', specifier: def.specifier, name: def.name === '=' ? '*' : def.name };
    if (def.kind === 'function' && def.fn.decorators.length === 0) return { kind: 'local', value: { kind: 'function', range: def.range, fn: def.fn } };
    if (def.kind === 'class') return { kind: 'local', value: { kind: 'class', range: def.range, cls: def.cls } };
  }
  return { kind: 'local', value: { kind: 'name', range: def?.range ?? [end, end], name: binding.name, binding, at: { fn, offset: end, arms: [] } } };
}

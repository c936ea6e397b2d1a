import type { Binding, Def, Exported, Fn, Module } from '../../core/ir.ts';
import { emptyModule } from '../empty-module.ts';
import { Grammar, marksOf } from '../grammar.ts';
import { declareTypes, lowerDeclaration } from './lower-declaration.ts';
import { GoLowering } from './lowering.ts';
import { goSyntax } from './syntax.ts';

/** The grammar of Go. */
export const goGrammar = new Grammar('go');

/** Names that every Go file knows. */
const universe = new Set('any append bool byte cap clear close comparable complex complex128 complex64 copy delete error false float32 float64 imag int int16 int32 int64 int8 iota len make max min new nil panic print println real recover rune string true uint uint16 uint32 uint64 uint8 uintptr _'.split(' '));

/** Parses Go and lowers it to the neutral IR; undefined where the grammar is not loaded. */
export function lowerModule(path: string, text: string): Module | undefined {
  const tree = goGrammar.parse(text);
  if (!tree) return undefined;
  const { module, body, exports } = emptyModule({ path, language: 'go', text, syntax: goSyntax, ...marksOf(tree, text) });
  const l = new GoLowering(module, body);
  const declarations = tree.root.children.filter((node) => node.isNamed);
  declareTypes(l, declarations);
  for (const declaration of declarations) lowerDeclaration(l, declaration);
  // What no block declares stands in another file of the package.
  l.finish((name): Def | undefined => (universe.has(name) ? undefined : { kind: 'import', specifier: '.', name, at: { fn: body, offset: 0, arms: [] }, range: [0, 0] }));
  module.globals = l.scope.names;
  module.imports = l.imports;
  for (const binding of module.globals.values()) {
    const value = exported(binding, body, text.length);
    if (value) exports.set(binding.name, { kind: 'local', value });
  }
  for (const [name, fn] of l.strayMethods) exports.set(name, { kind: 'local', value: { kind: 'function', range: fn.range, fn } });
  return module;
}

/** What the other files of the package see under a name; imports are the file's own. */
function exported(binding: Binding, fn: Fn, end: number): Extract<Exported, { kind: 'local' }>['value'] | undefined {
  const [def, ...others] = binding.defs;
  if (def?.kind === 'import') return undefined;
  if (def?.kind === 'function' && others.length === 0) return { kind: 'function', range: def.range, fn: def.fn };
  if (def?.kind === 'class') return { kind: 'class', range: def.range, cls: def.cls };
  return { kind: 'name', range: def?.range ?? [end, end], name: binding.name, binding, at: { fn, offset: end, arms: [] } };
}

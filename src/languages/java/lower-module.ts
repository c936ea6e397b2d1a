import type { Def, Expr, Module } from '../../core/ir.ts';
import { type EmptyModule, emptyModule } from '../empty-module.ts';
import { Grammar, marksOf, named, type Node, ofType } from '../grammar.ts';
import { declareClasses, lowerClass } from './lower-class.ts';
import { JavaLowering } from './lowering.ts';
import { lowerStatement } from './lower-statement.ts';
import { importedClass, membersOf, splitName } from './qualified.ts';
import { javaSyntax } from './syntax.ts';

/** The grammar of Java. */
export const javaGrammar = new Grammar('java');

/** Classes that every file knows, as far as values pass through them. */
const universe = new Set('System String StringBuilder StringBuffer Math Integer Long Short Byte Float Double Boolean Character Number Object Objects Thread Runnable Iterable Enum Record Override Deprecated SuppressWarnings FunctionalInterface Exception RuntimeException Error Throwable IllegalArgumentException IllegalStateException InterruptedException UnsupportedOperationException NullPointerException'.split(' '));

/** Parses Java and lowers it to the neutral IR; undefined where the grammar is not loaded. */
export function lowerModule(path: string, text: string): Module | undefined {
  const tree = javaGrammar.parse(text);
  if (!tree) return undefined;
  const short = new Set<string>();
  const { module, body, globals, exports }: EmptyModule = emptyModule({ path, language: 'java', text, syntax: javaSyntax(short), ...marksOf(tree, text) });
  const l = new JavaLowering(module, body);
  const declarations = named(tree.root);
  const wildcards = declarations.flatMap((node) => lowerImport(l, node));
  const own = declarations.find(({ type }) => type === 'package_declaration');
  const place = { at: { fn: body, offset: 0, arms: [] }, range: [0, 0] as const };
  declareClasses(l, declarations);
  for (const node of declarations) if (!lowerClass(l, node) && node.type !== 'import_declaration' && node.type !== 'package_declaration') lowerStatement(l, node);
  const packages = [own && ofType(own, 'scoped_identifier', 'identifier'), ...wildcards.filter(({ isStatic }) => !isStatic).map(({ name }) => name)].flatMap((node) => (node ? [l.source(node)] : []));
  const statics = wildcards.flatMap(({ name, isStatic }) => (isStatic ? [name] : []));
  l.finish((name): Def | undefined => {
    if (universe.has(name)) return { kind: 'import', specifier: `java.lang.${name}`, name, ...place };
    // Classes that nothing imports stand in the same package, or in one that is imported whole.
    if (/^[A-Z](?:$|\w*[a-z])/.test(name)) return { kind: 'import', specifier: packages.length > 0 ? packages.map((each) => `${each}.${name}`).join('|') : name, name, ...place };
    const [only, ...others] = statics;
    return only && others.length === 0 ? { kind: 'assign', value: staticMember(l, l.source(only), name), ...place } : undefined;
  });
  for (const [name, binding] of l.root.names) globals.set(name, binding);
  const isWhole = packages.includes('java.util');
  for (const name of ['Map', 'List']) if (isWhole || globals.get(name)?.defs[0]?.kind === 'import') short.add(name);
  module.imports = l.imports;
  for (const { name, defs: [def] } of globals.values()) if (def?.kind === 'class') exports.set(name, { kind: 'local', value: { kind: 'class', range: def.range, cls: def.cls } });
  return module;
}

function staticMember(l: JavaLowering, cls: string, name: string): Expr {
  return membersOf(importedClass(l, cls, [0, 0]), [name], [0, 0]);
}

/** Binds what an import names; gives packages and classes that are imported whole. */
function lowerImport(l: JavaLowering, node: Node): { readonly name: Node; readonly isStatic: boolean }[] {
  const name = node.type === 'import_declaration' ? ofType(node, 'scoped_identifier', 'identifier') : undefined;
  if (!name) return [];
  const isStatic = node.children.some(({ type }) => type === 'static');
  const full = l.source(name).replaceAll(/\s/g, '');
  l.imports.push(full);
  if (node.children.some(({ type }) => type === 'asterisk')) return [{ name, isStatic }];
  const split = splitName(full);
  const range = [node.start, node.end] as const;
  const last = full.slice(full.lastIndexOf('.') + 1);
  const at = { fn: l.fn, offset: 0, arms: [] };
  if (!split) return [];
  if (split.rest.length === 0) l.define(last, { kind: 'import', specifier: split.specifier, name: last, at, range });
  else l.define(last, { kind: 'assign', value: membersOf(importedClass(l, split.specifier, range), split.rest, range), at, range });
  return [];
}

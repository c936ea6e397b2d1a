import type { Expr, NameExpr } from '../../core/ir.ts';
import type { JavaLowering } from './lowering.ts';

/** A class of another file by its full name, where nothing in the file names it. */
export function importedClass(l: JavaLowering, specifier: string, range: readonly [number, number]): NameExpr {
  const [fn] = l.module.functions;
  const name = specifier.slice(specifier.lastIndexOf('.') + 1);
  const binding = { name, fn: fn!, defs: [{ kind: 'import' as const, specifier, name, at: { fn: fn!, offset: 0, arms: [] }, range }] };
  return { kind: 'name', range, name, binding, at: l.at(range[0]) };
}

/** `a.b.Outer.Inner.NAME`: the class, and the names below it. Undefined where no part of it is the name of a class. */
export function splitName(name: string): { readonly specifier: string; readonly rest: readonly string[] } | undefined {
  const segments = name.split('.').map((segment) => segment.trim());
  const index = segments.findIndex((segment) => /^[A-Z]/.test(segment));
  return index < 0 ? undefined : { specifier: segments.slice(0, index + 1).join('.'), rest: segments.slice(index + 1) };
}

/** `software.amazon.awssdk.….Message` in the middle of code: its first word names nothing in the file. */
export function qualifiedName(l: JavaLowering, node: { start: number; end: number }): Expr | undefined {
  const source = l.source(node);
  const first = /^[a-z]\w*/.exec(source)?.[0];
  const split = first !== undefined && /^[\w.\s]+$/.test(source) && source.includes('.') ? splitName(source) : undefined;
  if (!split || l.nameOrField({ start: node.start, end: node.start + first!.length }).kind !== 'name' || l.scope.find(first!)) return undefined;
  const range = [node.start, node.end] as const;
  return membersOf(importedClass(l, split.specifier, range), split.rest, range);
}

/** Members one below the other. */
export function membersOf(object: Expr, names: readonly string[], range: readonly [number, number]): Expr {
  return names.reduce<Expr>((inner, property) => ({ kind: 'member', range, object: inner, property, propertyRange: range }), object);
}

import type { Lowering } from './lowering.ts';
import type { ImportedName } from './tree.ts';

/** `import a.b as c` binds the module `a.b`; `import a.b` binds `a`, of which `.b` is a member. */
export function lowerImport(l: Lowering, names: readonly ImportedName[]): void {
  for (const { name, as, start, end } of names) {
    l.imports.add(name);
    const specifier = as === undefined ? name.split('.', 1)[0]! : name;
    bind(l, as ?? specifier, specifier, '=', start, end);
  }
}

/** `from a import b as c`; without names, `from a import *`. */
export function lowerFrom(l: Lowering, specifier: string, names: readonly ImportedName[]): void {
  l.imports.add(specifier);
  if (names.length === 0) l.reexports.add(specifier);
  for (const { name, as, start, end } of names) bind(l, as ?? name, specifier, name, start, end);
}

function bind(l: Lowering, local: string, specifier: string, name: string, start: number, end: number): void {
  l.define(local, { kind: 'import', specifier, name, at: l.at(end), range: l.range(start, end), ...(l.typeOnly && { typeOnly: true }) });
}

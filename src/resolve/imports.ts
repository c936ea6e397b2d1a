/** From one file to the next: imports, re-exports, modules as values, files that hold prompts. */
import type { Def, Module, NameExpr } from '../core/ir.ts';
import type { Value } from '../core/value.ts';
import { positionsOf } from '../core/positions.ts';
import { isPython } from '../core/source.ts';
import { unknown } from './choice.ts';
import type { Engine } from './engine.ts';

type ImportDef = Extract<Def, { kind: 'import' }>;

/** What an import gives; `range` is where it stands. */
export function importedValue(engine: Engine, def: Pick<ImportDef, 'specifier' | 'name' | 'range'>, module: Module): Value {
  const { specifier, name } = def;
  const located = engine.files.locate(specifier, module.path, module.language);
  if (!located) return unknown('import', specifier);
  if (located.kind === 'package') return external(located.name, name);

  const value = ofFile(engine, located.path, name) ?? submodule(engine, specifier, name, module);
  return value ? withHop(value, () => `import ${module.path}:${positionsOf(module)(def.range[0]).line}`) : unknown('import', specifier === '.' ? name : `${specifier}.${name}`);
}

function external(module: string, name: string): Value {
  return { kind: 'external', module, path: name === '*' || name === '=' ? [] : [name] };
}

/** An export of a file of the project; its contents where it is a data file. */
function ofFile(engine: Engine, path: string, name: string): Value | undefined {
  const target = engine.files.module(path);
  if (!target) {
    const data = engine.files.data(path);
    return data && (name === 'default' || name === '=' || name === '*' ? data : engine.member(data, name));
  }
  if (name === '*') return { kind: 'namespace', path };
  if (name === '=') return target.exports.has('=') ? engine.exported(path, '=') : { kind: 'namespace', path };
  return engine.exported(path, name) ?? (name === 'default' && target.exports.has('=') ? engine.exported(path, '=') : viaCommonJs(engine, target, name));
}

/** `const { a } = require('./x')` of a file that assigns `module.exports`. */
function viaCommonJs(engine: Engine, target: Module, name: string): Value | undefined {
  if (!target.exports.has('=')) return undefined;
  const whole = engine.exported(target.path, '=');
  return whole && engine.member(whole, name);
}

/** Python: `from package import module`. */
function submodule(engine: Engine, specifier: string, name: string, module: Module): Value | undefined {
  if (!isPython(module.language)) return undefined;
  const located = engine.files.locate(specifier.endsWith('.') ? `${specifier}${name}` : `${specifier}.${name}`, module.path, module.language);
  if (located?.kind === 'file') return { kind: 'namespace', path: located.path };
  return located?.kind === 'package' ? { kind: 'external', module: located.name, path: [] } : undefined;
}

/** An exported name, followed through re-exports; undefined where the module has none such. */
export function exportedValue(engine: Engine, module: Module, name: string, seen: Set<string> = new Set()): Value | undefined {
  const key = `${module.path}\n${name}`;
  if (seen.has(key)) return undefined;
  seen.add(key);
  const found = module.exports.get(name);
  if (found?.kind === 'local') return engine.evaluate(found.value, engine.frame(module.functions[0]!));
  if (found) return reexported(engine, module, found.specifier, found.name, seen);
  for (const specifier of module.reexports) {
    const value = name === 'default' ? undefined : reexported(engine, module, specifier, name, seen);
    if (value && !(value.kind === 'external' && value.path.length > 0)) return value;
  }
  return undefined;
}

/** What `from settings import *` of Python gives a name that nothing in its own file defines. */
export function starredValue(engine: Engine, { name, at }: NameExpr): Value | undefined {
  const { module } = at.fn;
  if (module.reexports.length === 0 || !isPython(module.language) || name.startsWith('_')) return undefined;
  return exportedValue(engine, module, name);
}

function reexported(engine: Engine, module: Module, specifier: string, name: string, seen: Set<string>): Value | undefined {
  const located = engine.files.locate(specifier, module.path, module.language);
  if (!located) return undefined;
  if (located.kind === 'package') return external(located.name, name);
  if (name === '*') return { kind: 'namespace', path: located.path };
  const target = engine.files.module(located.path);
  if (!target) return ofFile(engine, located.path, name);
  return exportedValue(engine, target, name, seen) ?? viaCommonJs(engine, target, name);
}

/** Notes on a text or number how it was reached. */
function withHop(value: Value, hop: () => string): Value {
  if ((value.kind !== 'text' && value.kind !== 'number') || !value.origin) return value;
  return { ...value, origin: { ...value.origin, via: [hop(), ...(value.origin.via ?? [])] } };
}

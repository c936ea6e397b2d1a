/** Files that hold data or text, as values: what code imports, or reads as a prompt. */
import type { Expr, Module } from '../core/ir.ts';
import type { Entry, Origin, Value } from '../core/value.ts';
import { unknown } from './choice.ts';
import { textOf } from './text.ts';

const known = new WeakMap<Module, Value>();

/** The contents of a module without code: its first document. */
export function contentsOf(module: Module): Value | undefined {
  const exported = module.exports.get('default');
  if (exported?.kind !== 'local') return undefined;
  let value = known.get(module);
  if (!value) known.set(module, (value = valueOf(exported.value, module)));
  return value;
}

function valueOf(expr: Expr, module: Module): Value {
  const origin: Origin = { path: module.path, range: expr.range, module, expr };
  switch (expr.kind) {
    case 'text':
      return textOf(expr.parts.flatMap(part => (part.kind === 'literal' ? [{ value: part.value, path: module.path, range: part.range, exact: part.exact }] : [])), origin);
    case 'number':
      return { kind: 'number', value: expr.value, origin };
    case 'constant':
      return typeof expr.value === 'boolean' ? { kind: 'boolean', value: expr.value, origin } : { kind: 'null', origin };
    case 'list':
      return { kind: 'list', items: expr.items.map(item => valueOf(item.value, module)), open: false, origin };
    case 'object': {
      const entries = new Map<string, Entry>();
      let open = false;
      for (const entry of expr.entries) {
        if (entry.kind === 'entry' && typeof entry.key === 'string') entries.set(entry.key, { value: valueOf(entry.value, module), origin: { path: module.path, range: entry.range, module, expr: entry.value } });
        else open = true;
      }
      return { kind: 'object', entries, open, origin, literal: { module, expr } };
    }
    default:
      return { ...unknown('file'), origin };
  }
}

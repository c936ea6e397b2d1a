import type { Module } from './ir.ts';
import { type Position, lineStarts, positionAt } from './source.ts';

const tables = new WeakMap<Module, readonly number[]>();

/** Where an offset of a module is, as people read it. */
export function positionsOf(module: Module): (offset: number) => Position {
  if (module.position) return module.position;
  let starts = tables.get(module);
  if (!starts) tables.set(module, (starts = lineStarts(module.text)));
  const table = starts;
  return offset => positionAt(table, offset);
}

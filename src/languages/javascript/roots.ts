import type { Def } from '../../core/ir.ts';
import type { Root } from '../root-of.ts';
import type { Lowering } from './lowering.ts';

/** Adds an event to the binding, or to the class, that a chain of members starts at. */
export function recordAt(l: Lowering, { root, path: [name] }: Root, def: Def): void {
  if (root.kind === 'name') l.define(root, def);
  else if (!root.of) root.cls?.writes.push(def);
  else if (typeof name === 'string') root.of.written.add(name);
}

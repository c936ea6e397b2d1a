/** The module that a file becomes, before anything in it is lowered. */
import type { Binding, Exported, Fn, Module } from '../core/ir.ts';
import type { Draft } from './draft.ts';

export interface EmptyModule {
  readonly module: Draft<Module>;
  /** What stands outside of all functions. */
  readonly body: Draft<Fn>;
  readonly globals: Map<string, Binding>;
  readonly exports: Map<string, Exported>;
}

/** A module with nothing in it but its body. */
export function emptyModule(head: Pick<Module, 'path' | 'language' | 'text' | 'syntax' | 'comments' | 'position' | 'recovered'>): EmptyModule {
  const globals = new Map<string, Binding>();
  const exports = new Map<string, Exported>();
  const module: Draft<Module> = { ...head, functions: [], classes: [], calls: [], globals, exports, reexports: [], imports: [] };
  const body: Draft<Fn> = { kind: 'module', module, params: [], returns: [], yields: [], decorators: [], range: [0, head.text.length] };
  module.functions.push(body);
  return { module, body, globals, exports };
}

/** Where a name has its value. */
import type { Binding } from '../core/ir.ts';
import type { Env } from '../core/value.ts';
import type { Engine } from './engine.ts';

/** The frame in which the scope of a binding runs: found among the closures of `env`, else that of an unknown caller. */
export function frameOf(engine: Engine, binding: Binding, env: Env): Env {
  for (let frame: Env | undefined = env; frame; frame = frame.parent) if (frame.fn === binding.fn) return frame;
  return engine.frame(binding.fn);
}

/** Where the names of a function have their values. */
import type { Fn } from '../core/ir.ts';
import type { Env } from '../core/value.ts';
import type { Engine } from './engine.ts';

/** The frame in which a function runs: found among the closures of `env`, else that of an unknown caller. */
export function frameOf(engine: Engine, fn: Fn, env: Env): Env {
  for (let frame: Env | undefined = env; frame; frame = frame.parent) if (frame.fn === fn) return frame;
  return engine.frame(fn);
}

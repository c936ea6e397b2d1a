/** Which object `this` is. */
import type { Class } from '../core/ir.ts';
import type { Env, Value } from '../core/value.ts';

/** The receiver of the nearest frame that has one of this class, else of the nearest that has any. */
export function selfOf(env: Env, cls: Class | undefined): Value | undefined {
  let nearest: Value | undefined;
  for (let frame: Env | undefined = env; frame; frame = frame.parent) {
    const { self } = frame;
    if (self && (!cls || ('cls' in self && self.cls === cls))) return self;
    nearest ??= self;
  }
  // A class inside another sees what that has.
  return cls && nearest && 'cls' in nearest && isInside(nearest.cls, cls) ? { kind: 'instance', cls } : nearest;
}

function isInside(inner: Class, outer: Class): boolean {
  return inner.module === outer.module && outer.range[0] < inner.range[0] && inner.range[1] < outer.range[1];
}

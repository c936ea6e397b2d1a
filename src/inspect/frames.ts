/** The frames of functions on the way from a caller down to a request: one of each for all who ask, so that what was found out in it is known then. */
import type { CallExpr, Fn } from '../core/ir.ts';
import type { Arguments, Env, FunctionValue } from '../core/value.ts';
import type { Engine } from '../resolve/engine.ts';
import { callFrame } from '../resolve/functions.ts';
import type { Match, Matcher } from './match.ts';

export class Frames {
  private readonly engine: Engine;
  private readonly matcher: Matcher;
  private readonly byCallee = new WeakMap<FunctionValue, Env[]>();
  private readonly byOuter = new WeakMap<Env, Map<Fn, Env>>();
  private readonly matches = new WeakMap<Env, Map<CallExpr, Match>>();

  constructor(engine: Engine, matcher: Matcher) {
    this.engine = engine;
    this.matcher = matcher;
  }

  /** The frame of a function that is called with these arguments. */
  called(callee: FunctionValue, args: Arguments): Env {
    let known = this.byCallee.get(callee);
    if (!known) this.byCallee.set(callee, (known = []));
    const old = known.find(frame => frame.args?.expr === args.expr && frame.args.env === args.env);
    if (old) return old;
    const frame = callFrame(this.engine, callee, args);
    known.push(frame);
    return frame;
  }

  /** The frame of a function nested in the one that `outer` runs. */
  within(fn: Fn, outer: Env): Env {
    if (fn === outer.fn || !fn.parent || !isInside(fn, outer.fn)) return outer;
    if (outer === this.engine.frame(outer.fn)) return this.engine.frame(fn);
    const parent = this.within(fn.parent, outer);
    let nested = this.byOuter.get(parent);
    if (!nested) this.byOuter.set(parent, (nested = new Map()));
    let env = nested.get(fn);
    if (!env) nested.set(fn, (env = { fn, depth: parent.depth, parent, ...(parent.self && { self: parent.self }) }));
    return env;
  }

  /** What a call is in a frame: chains to several requests often begin with the same calls. */
  match(call: CallExpr, env: Env): Match {
    let known = this.matches.get(env);
    if (!known) this.matches.set(env, (known = new Map()));
    let match = known.get(call);
    if (!match) known.set(call, (match = this.engine.apart(() => this.matcher.match(call, env))));
    return match;
  }
}

/** Is a function another one, or nested in it? */
export function isInside(fn: Fn, outer: Fn): boolean {
  for (let around: Fn | undefined = fn; around; around = around.parent) if (around === outer) return true;
  return false;
}

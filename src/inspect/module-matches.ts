/** What the calls of other modules are, found out once for all files that lead to them. */
import type { CallExpr, Module } from '../core/ir.ts';
import type { Engine } from '../resolve/engine.ts';
import type { Match, Matcher } from './match.ts';
import type { Reads } from './reads.ts';

/** Asks what a call is where the callers of the function around it are not known. */
export function matchAlone(engine: Engine, matcher: Matcher, call: CallExpr): Match {
  return engine.apart(() => matcher.match(call, engine.frame(call.at.fn)));
}

/**
 * The matches of modules, each with an engine of its own. What an engine has found out before can decide what it still has patience
 * for: so the calls of a module are always asked in source order, and what is found does not depend on who asks for which of them first.
 */
export class ModuleMatches {
  private readonly asking: () => Asking;
  private readonly byModule = new WeakMap<Module, Found>();

  constructor(asking: () => Asking) {
    this.asking = asking;
  }

  of(call: CallExpr): Match {
    const { module } = call.at.fn;
    let found = this.byModule.get(module);
    if (!found?.reads.hold()) {
      const asking = this.asking();
      this.byModule.set(module, (found = { matches: inOrder(module, asking), reads: asking.reads }));
    }
    return found.matches(call);
  }

  /** Takes over what was found out in the same order, and from what. */
  put(module: Module, matches: ReadonlyMap<CallExpr, Match>, reads: Reads): void {
    this.byModule.set(module, { matches: call => matches.get(call)!, reads });
  }
}

export interface Asking {
  readonly engine: Engine;
  readonly matcher: Matcher;
  /** What the engine has read. */
  readonly reads: Reads;
}
interface Found {
  readonly matches: MatchesInOrder;
  readonly reads: Reads;
}
type MatchesInOrder = (call: CallExpr) => Match;

function inOrder(module: Module, { engine, matcher }: Asking): MatchesInOrder {
  const matches = new Map<CallExpr, Match>();
  return call => {
    for (let index = matches.size; !matches.has(call); index++) {
      const next = module.calls[index] ?? call;
      matches.set(next, matchAlone(engine, matcher, next));
    }
    return matches.get(call)!;
  };
}

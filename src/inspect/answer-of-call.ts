/** What is done with the answer of a call, and behind a call of a wrapper with what that gives back. */
import type { Answer, Role } from '../core/call.ts';
import type { CallExpr, Fn } from '../core/ir.ts';
import type { Draft } from '../core/sdk.ts';
import type { Engine } from '../resolve/engine.ts';
import type { State } from './answer-state.ts';
import { answerOf } from './answer.ts';
import { type Wrappers, outermost } from './wrappers.ts';

/** Ways down from one call that are looked at. */
const mostWays = 3;

/** Undefined where no use of it is seen. */
export function answerBehind(engine: Engine, wrappers: Wrappers, call: CallExpr, draft: Draft, role: Role): Answer | undefined {
  const around = (callersOf: (fn: Fn) => readonly CallExpr[]) => ({ engine, sdk: draft.sdk, callersOf, functionsOf: (each: CallExpr) => wrappers.standalone(each).functions });
  if (role !== 'wrapper-call') return answerOf(call, startOf(call, role), around(fn => wrappers.callers(fn)));
  const uses = wrappers.waysDown(call).slice(0, mostWays).flatMap(way => {
    const sent = way.at(-1)!;
    // On this way, each function on it is called from the one above it.
    const above = new Map<Fn, CallExpr>();
    way.forEach((each, index) => {
      for (let fn: Fn | undefined = outermost(each.at.fn); fn && fn.kind !== 'module'; fn = fn.parent) above.set(fn, index === 0 ? call : way[index - 1]!);
    });
    const callersOf = (fn: Fn): readonly CallExpr[] => (above.has(fn) ? [above.get(fn)!] : wrappers.callers(fn));
    return answerOf(sent, startOf(sent, 'call'), around(callersOf))?.uses ?? [];
  });
  return uses.length > 0 ? { uses: uses.filter((use, index) => uses.findIndex(other => other.kind === use.kind && other.span.path === use.span.path && other.span.range[0] === use.span.range[0]) === index) } : undefined;
}

function startOf(call: CallExpr, role: Role): State {
  if (role === 'config') return { at: 'model' };
  const { callee } = call;
  const name = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : undefined;
  return call.isNew && typeof name === 'string' && name.endsWith('Command') ? { at: 'request' } : { at: 'response', path: [] };
}

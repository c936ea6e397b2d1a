/** A field as the method that reads it left it: behind `self.model = pick()` it holds no default of the constructor. */
import type { Arm, Def, Fn, MemberExpr, Place } from '../core/ir.ts';
import type { Env, Value } from '../core/value.ts';
import { valueBehind } from './bindings.ts';
import { optionsOf } from './choice.ts';
import type { Engine } from './engine.ts';
import { writesTo } from './field-writes.ts';
import { frameOf } from './frame.ts';
import { plain } from './text.ts';

/** What the method itself has surely put into `this.name` before it is read there; undefined where it has put nothing. */
export function writtenHere(engine: Engine, { object, property, range }: MemberExpr, env: Env): Value | undefined {
  if (object.kind !== 'this' || object.isSuper || object.of || typeof property !== 'string') return undefined;
  const method = methodAround(env.fn);
  const own = method?.owner ? writesTo(method.owner, property).filter(({ at }) => at.fn === method) : [];
  // A constructor is followed to its end.
  if (own.length === 0 || method!.kind === 'constructor') return undefined;
  const arms = armsAt(method!, env.fn, range);
  if (!arms && own.some(({ at }) => at.arms.length > 0)) return undefined;
  const use: Place = { fn: method!, offset: range[0], arms: arms ?? [] };
  const value = valueBehind(engine, own.map(asName), use, frameOf(engine, method!, env));
  return value && optionsOf(value).some(isFilledElsewhere) ? undefined : value;
}

/** `this.messages = []`, which what is called in between fills. */
function isFilledElsewhere(value: Value): boolean {
  return value.kind === 'null' || value.kind === 'list' || value.kind === 'object' || plain(value) === '';
}

function methodAround(fn: Fn): Fn | undefined {
  return fn.owner || fn.kind !== 'lambda' ? fn : fn.parent && methodAround(fn.parent);
}

/** The arms around a part of an argument, seen from the method; undefined where that stands in no call. */
function armsAt(method: Fn, fn: Fn, [start, end]: MemberExpr['range']): readonly Arm[] | undefined {
  if (fn !== method) return fn.passedTo && armsAt(method, fn.passedTo.call.at.fn, fn.passedTo.call.range);
  const around = method.module.calls.filter(({ at, range }) => at.fn === method && range[0] <= start && end <= range[1]);
  return around.at(-1)?.at.arms;
}

/** What happens to a field of an object, as if to a name. */
function asName(def: Def): Def {
  if (!('path' in def) || !def.path) return def;
  const path = def.path.slice(1);
  if (def.kind !== 'set' || path.length > 0) return { ...def, path } as Def;
  const { at, range, value } = def;
  return def.append ? { kind: 'append', at, range, value } : { kind: 'assign', at, range, value };
}

/** A function of a language or its standard library that values pass through. */
import type { Arguments, Called, ExternalValue, Origin, Value } from '../../core/value.ts';
import type { Engine, Given } from '../engine.ts';

export type Builtin = (engine: Engine, call: GlobalCall) => Value | undefined;
export interface GlobalCall {
  readonly args: Arguments;
  readonly given: Given;
  readonly callee: ExternalValue;
  readonly origin: Origin;
  /** Positional argument, `null` where absent. */
  at(index: number): Value;
  named(name: string): Value;
}
/** An argument by its name or its place, `null` where it is not given. */
export function argumentOf({ at, named }: GlobalCall, name: string, index: number | undefined): Value {
  const value = named(name);
  return value.kind === 'null' && index !== undefined ? at(index) : value;
}

/** More methods than these after one another are not looked through. */
const mostMethods = 24;

/** The calls of a chain, the last first. */
export function callsOf(last: Called | undefined): Called[] {
  const calls: Called[] = [];
  for (let call = last; call && calls.length < mostMethods; call = call.callee.result) calls.push(call);
  return calls;
}

/** A call of a method. */
export interface MethodCall {
  readonly engine: Engine;
  readonly given: Given;
  readonly args: Arguments;
  readonly origin: Origin;
  /** Positional argument, `null` where absent. */
  at(index: number): Value;
}

/** Fields of dataclasses, attrs and pydantic models whose default a call says. */
import type { Value } from '../core/value.ts';
import { given } from './arguments.ts';
import { unknown } from './choice.ts';
import type { Engine } from './engine.ts';

/** `field(default_factory=f)`, `Field(default=x)`, `Field(x, …)`. */
export function fieldDefault(engine: Engine, value: Value): Value {
  if (value.kind !== 'external' || !value.result?.args || !/^(field|Field|attrib|ib)$/.test(value.result.callee.path.at(-1) ?? '')) return value;
  const { positional, named } = given(engine, value.result.args);
  const factory = (named.get('default_factory') ?? named.get('factory'))?.();
  if (factory?.kind === 'function') return engine.run(factory, undefined);
  return (named.get('default') ?? positional[0]?.value)?.() ?? unknown('expression');
}

/** Members of what a chain of calls of a package gives, where they are no functions. */
import type { ExternalValue, Value } from '../../core/value.ts';
import type { Engine } from '../engine.ts';
import type { Key } from '../path.ts';
import { argvOf } from './command-line.ts';
import { shapeOf } from './schemas.ts';

const members: ReadonlyMap<string, (engine: Engine, value: ExternalValue) => Value | undefined> = new Map([
  ['shape', shapeOf],
  ['argv', argvOf],
]);

/** `z.object({ … }).shape`; undefined for all that is not known here. */
export function memberOfChain(engine: Engine, value: ExternalValue, key: Key): Value | undefined {
  return typeof key === 'string' && value.result ? members.get(key)?.(engine, value) : undefined;
}

/** Numbers that functions of the languages make of others: `Math.max(64, limit)`. */
import type { Unknown, Value } from '../../core/value.ts';
import { choice, optionsOf, unknown } from '../choice.ts';
import type { Builtin } from './builtin.ts';

/** Fewer ways to combine the options of arguments than these are looked at. */
const mostCombined = 32;

/** The one of several numbers that `pick` gives. */
export const extreme = (pick: (...values: number[]) => number): Builtin => (_engine, { given: all, origin }) => {
  const values = all.positional.map(argument => argument.value());
  const numbers = values.map(value => optionsOf(value).flatMap(option => (option.kind === 'number' ? [option.value] : [])));
  const isKnown = values.length > 0 && values.every((value, index) => numbers[index]!.length === optionsOf(value).length);
  // `min(300, config.limit)`, one of several: each with each of the others.
  const combined = isKnown ? numbers.reduce<number[][]>((rows, each) => rows.flatMap(row => each.map(next => [...row, next])).slice(0, mostCombined), [[]]) : [];
  if (combined.length > 0 && combined.length < mostCombined) return choice([...new Set(combined.map(row => pick(...row)))].map((value): Value => ({ kind: 'number', value, origin })));
  const dependent = values.flatMap(optionsOf).find(value => value.kind === 'unknown' && value.param);
  return computed(dependent?.kind === 'unknown' ? dependent : unknown('call'));
};

/** What a calculation gives is there, whatever it is. */
export function computed(value: Unknown): Unknown {
  return { ...value, isPresent: true };
}

/** Methods of lists that values pass through. */
import type { ListValue, Value } from '../../core/value.ts';
import { forItem } from '../callbacks.ts';
import { choice, nothing, unknown } from '../choice.ts';
import { returned } from '../functions.ts';
import { numbered, withUnsure } from '../pairs.ts';
import { entryAt, extend, keyFrom } from '../path.ts';
import { textOf } from '../text.ts';
import { truthOf } from '../truth.ts';
import { mostTurns } from '../turns.ts';
import type { MethodCall } from './builtin.ts';
import { joined } from './text-methods.ts';

export function ofList(list: ListValue, name: string, call: MethodCall): Value | undefined {
  const { at, engine, origin } = call;
  switch (name) {
    case 'join': {
      const separator = at(0);
      return joined(separator.kind === 'text' ? separator : textOf([{ value: ',', path: origin.path, range: origin.range, exact: false }]), list, call);
    }
    case 'concat':
      return call.given.positional.reduce<Value>((result, argument) => {
        const added = argument.value();
        return extend(result, added.kind === 'list' ? added.items : [added], { optional: false, open: added.kind === 'list' ? added.open : added.kind === 'unknown' });
      }, list);
    case 'map':
    case 'flatMap': {
      const callback = at(0);
      if (callback.kind !== 'function') return { kind: 'list', items: [], open: true, origin };
      // One run for each item is no recursion.
      const run = (item: Value, index: number): Value => {
        const args = forItem(call.args, item, list.open ? undefined : index);
        return list.items.length > mostTurns ? engine.run(callback, args) : returned(engine, callback, args);
      };
      const made: ListValue = { kind: 'list', items: list.items.map(run), open: list.open, origin };
      return name === 'map' ? made : flat(made);
    }
    case 'filter': {
      const passes = tested(list, call);
      const items = list.items.filter((_, index) => passes[index] !== false);
      const unsure = list.open ? [] : list.items.filter((_, index) => passes[index] === undefined);
      return withUnsure({ ...list, items, open: list.open || unsure.length > 0 }, new Set(unsure));
    }
    case 'find':
    case 'some':
    case 'every':
      return searched(list, name, call);
    case 'flat':
      return flat(list);
    case 'slice': {
      const [start, end] = [at(0), at(1)];
      if (start.kind === 'null') return list;
      if (list.open || start.kind !== 'number' || (end.kind !== 'number' && end.kind !== 'null')) return { ...list, open: true };
      return { ...list, items: list.items.slice(start.value, end.kind === 'number' ? end.value : undefined) };
    }
    case 'at':
      return entryAt(list, keyFrom(at(0)));
    case 'pop':
      return entryAt(list, -1);
    case 'shift':
      return entryAt(list, 0);
    case 'entries':
      return numbered(list, origin);
    case 'reverse':
    case 'sort':
    case 'copy':
    case 'values':
      return list;
    case 'includes':
      return unknown('call');
    default:
      return undefined;
  }
}

/** Items of a list of which each is asked whether it passes, whatever the others say. */
const mostAsked = 8;

/** For each item whether the callback holds; undefined where that is not known. */
function tested(list: ListValue, call: MethodCall): (boolean | undefined)[] {
  const { items } = list;
  const callback = call.at(0);
  if (callback.kind === 'external' && callback.path.at(-1) === 'Boolean') return items.map(item => item.kind !== 'null');
  let isAsked = callback.kind === 'function' && items.length <= mostTurns;
  return items.map((item, index) => {
    const passes = isAsked && callback.kind === 'function' ? truthOf(returned(call.engine, callback, forItem(call.args, item, list.open ? undefined : index))) : undefined;
    // A long list is data: what does not decide for one of its items decides for none.
    if (passes === undefined && items.length > mostAsked) isAsked = false;
    return passes;
  });
}

/** `find` gives the first item that passes; `some` and `every` say whether one does, and whether all do. */
function searched(list: ListValue, name: 'find' | 'some' | 'every', call: MethodCall): Value {
  const { items, open } = list;
  const passes = tested(list, call);
  if (name !== 'find') {
    const deciding = name === 'some';
    const value = passes.includes(deciding) ? deciding : open || passes.includes(undefined) ? undefined : !deciding;
    return value === undefined ? unknown('call') : { kind: 'boolean', value };
  }
  const first = passes.indexOf(true);
  const found = items.filter((_, index) => passes[index] !== false && (first < 0 || index <= first));
  // What is looked for is there, as far as nothing says otherwise.
  if (first >= 0 || (found.length > 0 && !open)) return choice(found);
  return choice([...found, open || items.length === 0 ? unknown('call') : nothing]);
}

/** Lists in a list laid out in it. */
function flat(list: ListValue): ListValue {
  const isKnown = list.items.every(item => item.kind !== 'unknown' && item.kind !== 'choice' && item.kind !== 'external' && !(item.kind === 'list' && item.open));
  return { ...list, items: list.items.flatMap(item => (item.kind === 'list' ? item.items : [item])), open: list.open || !isKnown };
}

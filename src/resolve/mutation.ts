/** Methods that change their receiver: `list.push(v)`, `dict.update(e)`, `Object.assign(x, y)`. */
import type { CallExpr } from '../core/ir.ts';
import type { Env, ObjectValue, Value } from '../core/value.ts';
import { given } from './arguments.ts';
import { mapOptions, unknown } from './choice.ts';
import type { Engine } from './engine.ts';
import { calledMethod } from './builtins/methods.ts';
import { changeAt, extend, keyFrom, merge, removeAt } from './path.ts';

/** The receiver after the call; `optional` where the call may not happen, or happens any number of times. */
export function mutate(engine: Engine, receiver: Value, call: CallExpr, env: Env, optional: boolean): Value {
  const { positional, named, openItems } = given(engine, { expr: call, env, module: env.fn.module });
  const values = positional.map(argument => argument.value());
  const name = call.callee.kind === 'member' && typeof call.callee.property === 'string' ? call.callee.property : '';
  const isAssign = name === 'assign';
  const args = isAssign ? values.slice(1) : values;

  return mapOptions(receiver, value => {
    if (value.kind === 'list') {
      switch (name) {
        case 'push':
        case 'append':
        case 'add':
          return extend(value, args, { optional, open: openItems });
        case 'unshift':
          return extend(value, args, { optional, front: true });
        case 'put':
        case 'addLast':
          return extend(value, args, { optional, open: openItems });
        case 'addAll':
          return args[0]?.kind === 'list' ? extend(value, args[0].items, { optional: optional || args[0].open }) : { ...value, open: true };
        case 'insert':
          return extend(value, args.slice(1), { optional, front: args[0]?.kind === 'number' && args[0].value === 0 });
        case 'extend':
          return args[0]?.kind === 'list' ? extend(value, args[0].items, { optional: optional || args[0].open }) : { ...value, open: true };
        case 'clear':
          return optional ? { ...value, open: true } : { ...value, items: [], open: false };
        default:
          return { ...value, open: true };
      }
    }
    if (value.kind !== 'object') return value;
    if (value.isBuilder) return built(engine, value, name, call, env, optional);
    switch (name) {
      case 'assign':
      case 'putAll':
      case 'update': {
        const merged = args.reduce<Extract<Value, { kind: 'object' }>>((object, arg) => merge(object, arg, optional), value);
        return [...named].reduce<Value>((object, [key, argument]) => changeAt(object, [key], argument, { optional, origin: undefined }), merged);
      }
      case 'set':
      case 'put':
      case 'putIfAbsent':
      case 'setdefault':
        return args.length > 1 && !((name === 'setdefault' || name === 'putIfAbsent') && value.entries.has(String(keyFrom(args[0]!))))
          ? changeAt(value, [keyFrom(args[0]!)], () => args[1] ?? unknown('call'), { optional, origin: undefined })
          : value;
      case 'pop':
      case 'delete':
        return args[0] && !optional ? removeAt(value, [keyFrom(args[0])]) : value;
      default:
        return value;
    }
  });
}

/** A builder after one more call. */
function built(engine: Engine, value: ObjectValue, name: string, call: CallExpr, env: Env, optional: boolean): Value {
  const origin = { path: env.fn.module.path, range: call.range };
  const after = calledMethod(engine, value, name, { expr: call, env, module: env.fn.module }, origin);
  if (after?.kind !== 'object' || !after.isBuilder) return value;
  if (!optional) return after;
  const changed = [...after.entries].filter(([key, entry]) => value.entries.get(key) !== entry);
  return changed.reduce<Value>((result, [key, entry]) => changeAt(result, [key], () => entry.value, { optional, origin: entry.origin }), { ...value, open: value.open || after.open });
}

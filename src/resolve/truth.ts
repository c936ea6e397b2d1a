/** Whether a condition holds, where that is known. */
import type { Arm, Expr } from '../core/ir.ts';
import { isPython } from '../core/source.ts';
import type { Env, ExternalValue, Value } from '../core/value.ts';
import { optionsOf } from './choice.ts';
import type { Engine } from './engine.ts';
import { plain } from './text.ts';

export function truth(engine: Engine, test: Expr, env: Env): boolean | undefined {
  if (test.kind === 'opaque' && /^(?:unary )?(?:!|not)$/.test(test.reason) && test.parts?.[0]) {
    const inner = truth(engine, test.parts[0], env);
    return inner === undefined ? undefined : !inner;
  }
  if (test.kind === 'choose' && test.operator !== 'if') return combined(engine, test.operator, test.options, env);
  const value = engine.evaluate(test, env);
  return truthOf(value) ?? (test.kind === 'name' && isEmptyArgument(value, env) ? false : undefined);
}

/** Does an arm run? Each `else if` asks anew: it does where what it asks holds, and nothing that was asked before it does. */
export function byTests({ branch, index }: Arm, ask: (test: Expr) => boolean | undefined): boolean | undefined {
  if (branch.kind !== 'if' || !branch.test) return undefined;
  const tests = [branch.test, ...(branch.otherTests ?? [])];
  let isSure = true;
  for (const test of tests.slice(0, index)) {
    const held = ask(test);
    if (held === true) return false;
    isSure &&= held === false;
  }
  const own = tests[index];
  const runs = own ? ask(own) : branch.arms <= tests.length + 1 || undefined;
  return runs === false || isSure ? runs : undefined;
}

/** `[]` and `{}` that stand in the call itself: false in Python. A name that holds one may have been given more by what it was handed to. */
function isEmptyArgument(value: Value, env: Env): boolean {
  if (!isPython(env.fn.module.language)) return false;
  const isEmpty = (value.kind === 'list' && value.items.length === 0 && !value.open) || (value.kind === 'object' && value.entries.size === 0 && !value.open);
  return isEmpty && isWrittenIn(env, value.origin?.expr);
}

/** Is it an argument of the call that a frame is of, or of those that led to it? */
function isWrittenIn({ args }: Env, expr: Expr | undefined): boolean {
  return args !== undefined && (args.expr.args.some(({ value }) => value === expr) || (args.env !== undefined && isWrittenIn(args.env, expr)));
}

/** A value taken as a condition; undefined where options differ or nothing is known. */
export function truthOf(value: Value): boolean | undefined {
  const answers = new Set(optionsOf(value).map(one));
  return answers.size === 1 ? [...answers][0] : undefined;
}

function one(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'null':
      return false;
    case 'boolean':
      return value.value;
    case 'number':
      return value.value !== 0;
    case 'text': {
      const text = plain(value);
      if (text === '' && value.isSetting) return undefined;
      return text === undefined ? value.pieces.some(piece => 'exact' in piece && piece.value !== '') || undefined : text !== '';
    }
    case 'object':
      // An empty object is true in JavaScript and false in Python.
      return value.entries.size > 0 && [...value.entries.values()].some(entry => !entry.optional) ? true : undefined;
    case 'list':
      return value.items.length > 0 && !value.open ? true : undefined;
    case 'function':
    case 'class':
    case 'instance':
      return true;
    case 'unknown':
      return value.isTruthy;
    default:
      return undefined;
  }
}

function combined(engine: Engine, operator: 'or' | 'nullish' | 'and', options: readonly Expr[], env: Env): boolean | undefined {
  const [left, right] = options.map(option => truth(engine, option, env));
  if (operator === 'and') return left === false || right === false ? false : left === true && right === true ? true : undefined;
  return left === true || right === true ? true : left === false && right === false ? false : undefined;
}

/** Whether a comparison holds; `null` where the operator does not compare. */
export function compared(operator: string, a: Value, b: Value): boolean | undefined | null {
  if (a.kind === 'number' && b.kind === 'number') {
    const order = ordered(operator, a.value, b.value);
    if (order !== undefined) return order;
  }
  const isNot = operator === '!==' || operator === '!=' || operator === 'is not' || operator === 'not in';
  const isEqual = isNot || operator === '===' || operator === '==' || operator === 'is';
  if (!isEqual && operator !== 'in') return null;
  const same = operator === 'in' || operator === 'not in' ? contains(b, a) : equal(a, b);
  return same === undefined ? undefined : same !== isNot;
}

function ordered(operator: string, a: number, b: number): boolean | undefined {
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    default:
      return undefined;
  }
}

function equal(a: Value, b: Value): boolean | undefined {
  if (a.kind === 'choice' || b.kind === 'choice' || a.kind === 'unknown' || b.kind === 'unknown') return undefined;
  if (a.kind === 'null' || b.kind === 'null') return a.kind === b.kind;
  if (isSentinel(a) || isSentinel(b)) return sameSentinel(a, b);
  if ((a.kind === 'number' || a.kind === 'boolean') && a.kind === b.kind) return a.value === b.value;
  if (isSetting(a) || isSetting(b)) return undefined;
  const [x, y] = [plain(a), plain(b)];
  return x === undefined || y === undefined ? undefined : x === y;
}

function isSetting(value: Value): boolean {
  return value.kind === 'text' && value.isSetting === true;
}

/** What stands for no argument where `None` and `undefined` mean something: `_UNSET = object()`, `Symbol('unset')`. */
function isSentinel(value: Value): value is ExternalValue {
  const callee = value.kind === 'external' && value.path.length === 0 ? value.result?.callee : undefined;
  return callee?.module === '' && (callee.path.join('.') === 'object' || callee.path.join('.') === 'Symbol');
}

/** Of which one is a sentinel at least. */
function sameSentinel(a: Value, b: Value): boolean | undefined {
  // What a package gives may be one, or the same.
  if (!isSentinel(a) || !isSentinel(b)) return a.kind === b.kind ? undefined : false;
  const [first, second] = [a.result?.args?.expr, b.result?.args?.expr];
  if (!first || !second) return undefined;
  // A function makes another in each call.
  return first === second ? first.at.fn === a.result!.args!.module.functions[0] || undefined : false;
}

function contains(container: Value, item: Value): boolean | undefined {
  const needle = plain(item);
  if (needle === undefined || isSetting(item)) return undefined;
  // What an id holds, `"nova" in model_id`, goes with the default that is told as the model.
  const text = plain(container);
  if (text !== undefined) return text.includes(needle);
  if (container.kind === 'list' && !container.open) {
    const items = container.items.map(plain);
    return items.includes(needle) ? true : items.includes(undefined) ? undefined : false;
  }
  return undefined;
}

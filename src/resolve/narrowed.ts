/** What a name may be in the arms of an `if` that asks what it is: none of the texts that would have gone another way. */
import type { Arm, Binding, CallExpr, Expr, Place } from '../core/ir.ts';
import type { Env, Value } from '../core/value.ts';
import { choice, optionsOf } from './choice.ts';
import type { Engine } from './engine.ts';
import { plain } from './text.ts';
import { byTests } from './truth.ts';

export function narrowed(engine: Engine, value: Value, binding: Binding, use: Place, env: Env): Value {
  if (value.kind !== 'choice') return value;
  const into = use.arms.filter(arm => arm.branch.kind === 'if' && !isChangedIn(arm, binding, use));
  const past = armsLeft(binding, use);
  if (into.length === 0 && past.length === 0) return value;
  const question: Question = { engine, env, isAsked: other => other === binding };
  const kept = optionsOf(value).filter(option => {
    const text = plain(option);
    return text === undefined || (into.every(arm => enters(question, text, arm) !== false) && !past.some(arm => enters(question, text, arm) === true));
  });
  return kept.length === 0 || kept.length === optionsOf(value).length ? value : choice(kept, value.origin);
}

/** What a value may still be where an arm that certainly changes it was not entered; nothing where all of it enters. */
export function outside(engine: Engine, value: Value, arm: Arm, isAsked: Question['isAsked'], env: Env): Value | undefined {
  const kept = optionsOf(value).filter(option => {
    const text = plain(option);
    return text === undefined || enters({ engine, env, isAsked }, text, arm) !== true;
  });
  return kept.length === 0 ? undefined : kept.length === optionsOf(value).length ? value : choice(kept, value.origin);
}

interface Question {
  readonly engine: Engine;
  readonly env: Env;
  /** Is it the name that the tests may ask of? */
  readonly isAsked: (binding: Binding | undefined) => boolean;
}

/** Is something else bound to the name between the test of an arm and a use in it? `id = 'us.' + id` uses what it was. */
function isChangedIn(arm: Arm, { defs }: Binding, use: Place): boolean {
  return defs.some(({ at, range }) => at.arms.includes(arm) && range[1] <= use.offset);
}

/** Arms that return before the use: who gets to it did not enter them. */
function armsLeft({ defs, fn }: Binding, use: Place): Arm[] {
  return fn.returns.flatMap(({ at }) => {
    const arm = at.offset < use.offset ? at.arms.find(own => !use.arms.includes(own)) : undefined;
    const asked = arm?.exits && arm.until === undefined && !use.arms.some(({ branch }) => branch === arm.branch) ? arm.branch.test : undefined;
    const isChanged = defs.some(def => def.kind !== 'param' && asked && def.range[1] > asked.range[0] && def.range[1] <= use.offset && !def.at.arms.includes(arm!));
    return asked && !isChanged ? [arm!] : [];
  });
}

/** Does a text get there? Undefined where that is not known. */
function enters(question: Question, text: string, arm: Arm): boolean | undefined {
  return byTests(arm, test => holds(question, text, test));
}

/** Does a test hold for a name with this text? Undefined where it asks something else. */
function holds(question: Question, text: string, test: Expr | undefined): boolean | undefined {
  switch (test?.kind) {
    case 'opaque': {
      const inner = /^(?:unary )?(?:!|not)$/.test(test.reason) ? holds(question, text, test.parts?.[0]) : undefined;
      return inner === undefined ? undefined : !inner;
    }
    case 'choose': {
      const sides = test.options.map(option => holds(question, text, option));
      if (test.operator === 'and') return sides.includes(false) ? false : sides.includes(undefined) ? undefined : true;
      return test.operator !== 'or' ? undefined : sides.includes(true) ? true : sides.includes(undefined) ? undefined : false;
    }
    case 'binary': {
      if (/^[!=]={1,2}$/.test(test.operator) && isName(question, test.left)) return about(question, test.right, asked => (text === asked) === test.operator.startsWith('='));
      return test.operator === 'in' && isName(question, test.right) ? about(question, test.left, part => text.includes(part)) : undefined;
    }
    case 'call':
      return holdsOf(question, text, test);
    default:
      return undefined;
  }
}

function holdsOf(question: Question, text: string, { callee, args: [first] }: CallExpr): boolean | undefined {
  if (callee.kind !== 'member' || typeof callee.property !== 'string' || !first || !isName(question, callee.object)) return undefined;
  switch (callee.property) {
    case 'includes':
      return about(question, first.value, part => text.includes(part));
    case 'startsWith':
    case 'startswith':
      return about(question, first.value, part => text.startsWith(part));
    case 'endsWith':
    case 'endswith':
      return about(question, first.value, part => text.endsWith(part));
    default:
      return undefined;
  }
}

function isName({ isAsked }: Question, expr: Expr): boolean {
  return expr.kind === 'name' && isAsked(expr.binding);
}

function about({ engine, env }: Question, expr: Expr, is: (text: string) => boolean): boolean | undefined {
  const text = plain(engine.evaluate(expr, env));
  return text === undefined ? undefined : is(text);
}

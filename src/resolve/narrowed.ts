/** What a name may be in the arms of an `if` that asks what it is: none of the texts that would have gone another way. */
import type { Arm, Binding, CallExpr, Expr, Place } from '../core/ir.ts';
import type { Env, Value } from '../core/value.ts';
import { choice, optionsOf } from './choice.ts';
import type { Engine } from './engine.ts';
import { plain } from './text.ts';
import { byTests, truthOf } from './truth.ts';

export function narrowed(engine: Engine, value: Value, binding: Binding, use: Place, env: Env): Value {
  if (value.kind !== 'choice') return value;
  const into = use.arms.filter(arm => arm.branch.kind === 'if' && !isChangedIn(arm, binding, use));
  const past = armsLeft(binding, use);
  if (into.length === 0 && past.length === 0) return value;
  // An empty text adds nothing: where it is asked whether there is any, there is some now and then.
  const question: Question = { engine, env, isAsked: other => other === binding, asksOnlyWhich: true };
  const kept = optionsOf(value).filter(option => {
    if (plain(option) === undefined) return true;
    return into.every(arm => enters(question, option, arm) !== false) && !past.some(arm => enters(question, option, arm) === true);
  });
  return kept.length === 0 || kept.length === optionsOf(value).length ? value : choice(kept, value.origin);
}

/** What a value may still be where an arm that certainly changes it was not entered; nothing where all of it enters. */
export function outside(engine: Engine, value: Value, arm: Arm, isAsked: Question['isAsked'], env: Env): Value | undefined {
  const kept = optionsOf(value).filter(option => enters({ engine, env, isAsked }, option, arm) !== true);
  return kept.length === 0 ? undefined : kept.length === optionsOf(value).length ? value : choice(kept, value.origin);
}

/** Is it known of all that a name may be that it does not get into an arm? Behind `if limit is None: limit = 500` a limit that was given is none of these. */
export function isShutTo(engine: Engine, value: Value, arm: Arm, isAsked: Question['isAsked'], env: Env): boolean {
  return optionsOf(value).every(option => enters({ engine, env, isAsked }, option, arm) === false);
}

interface Question {
  readonly engine: Engine;
  readonly env: Env;
  /** Is it the name that the tests may ask of? */
  readonly isAsked: (binding: Binding | undefined) => boolean;
  /** Tests of whether it is anything at all tell nothing. */
  readonly asksOnlyWhich?: true;
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

/** Does a value get there? Undefined where that is not known. */
function enters(question: Question, value: Value, arm: Arm): boolean | undefined {
  return byTests(arm, test => holds(question, value, test));
}

/** Does a test hold for a name with this value? Undefined where it asks something else. */
function holds(question: Question, value: Value, test: Expr | undefined): boolean | undefined {
  switch (test?.kind) {
    case 'name':
      return isName(question, test) && !question.asksOnlyWhich ? truthOf(value) : undefined;
    case 'opaque': {
      const inner = /^(?:unary )?(?:!|not)$/.test(test.reason) ? holds(question, value, test.parts?.[0]) : undefined;
      return inner === undefined ? undefined : !inner;
    }
    case 'choose': {
      const sides = test.options.map(option => holds(question, value, option));
      if (test.operator === 'and') return sides.includes(false) ? false : sides.includes(undefined) ? undefined : true;
      return test.operator !== 'or' ? undefined : sides.includes(true) ? true : sides.includes(undefined) ? undefined : false;
    }
    case 'binary': {
      const isNot = NOT_EQUAL.test(test.operator);
      if ((isNot || EQUAL.test(test.operator)) && isName(question, test.left)) {
        const isSame = isNothing(test.right) ? isNull(value) : about(question, value, test.right, (text, asked) => text === asked);
        return isSame === undefined ? undefined : isSame !== isNot;
      }
      return test.operator === 'in' && isName(question, test.right) ? about(question, value, test.left, (text, part) => text.includes(part)) : undefined;
    }
    case 'call':
      return holdsOf(question, value, test);
    default:
      return undefined;
  }
}

const EQUAL = /^(?:={2,3}|is)$/;
const NOT_EQUAL = /^(?:!={1,2}|is not)$/;

/** `None`, `null`, `undefined` */
function isNothing(expr: Expr): boolean {
  return expr.kind === 'constant' && expr.value === null;
}

function isNull({ kind }: Value): boolean | undefined {
  return kind === 'null' ? true : kind === 'unknown' || kind === 'external' || kind === 'choice' ? undefined : false;
}

function holdsOf(question: Question, value: Value, { callee, args: [first] }: CallExpr): boolean | undefined {
  if (callee.kind !== 'member' || typeof callee.property !== 'string' || !first || !isName(question, callee.object)) return undefined;
  switch (callee.property) {
    case 'includes':
      return about(question, value, first.value, (text, part) => text.includes(part));
    case 'startsWith':
    case 'startswith':
      return about(question, value, first.value, (text, part) => text.startsWith(part));
    case 'endsWith':
    case 'endswith':
      return about(question, value, first.value, (text, part) => text.endsWith(part));
    default:
      return undefined;
  }
}

function isName({ isAsked }: Question, expr: Expr): boolean {
  return expr.kind === 'name' && isAsked(expr.binding);
}

function about({ engine, env }: Question, value: Value, expr: Expr, is: (text: string, asked: string) => boolean): boolean | undefined {
  const text = plain(value);
  const asked = text === undefined ? undefined : plain(engine.evaluate(expr, env));
  return text === undefined || asked === undefined ? undefined : is(text, asked);
}

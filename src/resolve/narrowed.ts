/** What a name may be in the arms of an `if` that asks what it is: none of the texts that would have gone another way. */
import type { Arm, Binding, CallExpr, Expr, Place } from '../core/ir.ts';
import type { Env, Value } from '../core/value.ts';
import { choice, optionsOf } from './choice.ts';
import type { Engine } from './engine.ts';
import { plain } from './text.ts';

export function narrowed(engine: Engine, value: Value, binding: Binding, use: Place, env: Env): Value {
  if (value.kind !== 'choice') return value;
  const arms = use.arms.filter(arm => arm.branch.kind === 'if' && !binding.defs.some(def => def.at.arms.includes(arm)));
  if (arms.length === 0) return value;
  const question: Question = { engine, binding, env };
  const kept = optionsOf(value).filter(option => {
    const text = plain(option);
    return text === undefined || arms.every(arm => leadsInto(question, text, arm));
  });
  return kept.length === 0 || kept.length === optionsOf(value).length ? value : choice(kept, value.origin);
}

interface Question {
  readonly engine: Engine;
  readonly binding: Binding;
  readonly env: Env;
}

/** May a text get there: past the tests of the arms before it, and through its own? */
function leadsInto(question: Question, text: string, { branch, index }: Arm): boolean {
  const tests = [branch.test, ...(branch.otherTests ?? [])];
  return tests.slice(0, index).every(test => holds(question, text, test) !== true) && holds(question, text, tests[index]) !== false;
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
      if (/^={2,3}$/.test(test.operator) && isName(question, test.left)) return about(question, test.right, asked => text === asked);
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

function isName({ binding }: Question, expr: Expr): boolean {
  return expr.kind === 'name' && expr.binding === binding;
}

function about({ engine, env }: Question, expr: Expr, is: (text: string) => boolean): boolean | undefined {
  const text = plain(engine.evaluate(expr, env));
  return text === undefined ? undefined : is(text);
}

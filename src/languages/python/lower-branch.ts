import type { Binding, Branch, Loop } from '../../core/ir.ts';
import { branch, type Completion, GOES_ON, inArm, LEAVES_FUNCTION } from '../completion.ts';
import type { Draft } from '../draft.ts';
import { inTarget } from './jumps.ts';
import { lowerExpression } from './lower-expression.ts';
import { lowerBlock } from './lower-statement.ts';
import { defineTarget } from './lower-target.ts';
import type { Lowering } from './lowering.ts';
import type { Block, Node, Statement } from './tree.ts';

type Of<T extends Statement['type']> = Extract<Statement, { type: T }>;

/** `if` and all its `elif`s are one branch. */
export function lowerIf(l: Lowering, node: Of<'if'>): Completion {
  const [first] = node.clauses;
  if (node.clauses.length === 1 && !node.otherwise && isTypeChecking(first!.test)) return lowerTypeOnly(l, first!.test, first!.body);
  let completion: Completion = LEAVES_FUNCTION;
  let of: Branch | undefined;
  for (const { test, body } of node.clauses) {
    const lowered = lowerExpression(l, test);
    if (of) (of.otherTests ??= []).push(lowered);
    else of = branch('if', node.otherwise !== undefined, lowered);
    completion = Math.max(completion, inArm(l, of, () => lowerBlock(l, body)));
  }
  const { otherwise } = node;
  return otherwise ? Math.max(completion, inArm(l, of!, () => lowerBlock(l, otherwise))) : GOES_ON;
}

function isTypeChecking(test: Node): boolean {
  return (test.type === 'name' || test.type === 'attribute') && test.name === 'TYPE_CHECKING';
}

/** `if TYPE_CHECKING:` holds for whoever reads types: no branch. */
function lowerTypeOnly(l: Lowering, test: Node, body: Block): Completion {
  lowerExpression(l, test);
  const { typeOnly } = l;
  l.typeOnly = true;
  lowerBlock(l, body);
  l.typeOnly = typeOnly;
  return GOES_ON;
}

/** `while`. */
export function lowerWhile(l: Lowering, node: Of<'while'>): Completion {
  const forEver = (node.test.type === 'constant' && node.test.value === true) || (node.test.type === 'number' && node.test.value === 1);
  const loop: Draft<Loop> = { kind: 'while', fn: l.fn, bindings: [], range: l.range(node.start, node.end), exits: [] };
  return runLoop(l, node, loop, branch('loop', forEver), () => {
    loop.test = lowerExpression(l, node.test);
    return lowerBlock(l, node.body);
  });
}

/** `for`, also `async for`. */
export function lowerFor(l: Lowering, node: Of<'for'>): Completion {
  const over = lowerExpression(l, node.iterable);
  const bindings: Binding[] = [];
  const loop: Draft<Loop> = { kind: 'for-of', fn: l.fn, over, bindings, range: l.range(node.start, node.end), exits: [] };
  return runLoop(l, node, loop, { ...branch('loop', false), loop }, () => {
    const range = l.range(node.target.start, node.target.end);
    bindings.push(...defineTarget(l, node.target, { kind: 'item', of: over }, node.iterable.end, range));
    return lowerBlock(l, node.body);
  });
}

function runLoop(l: Lowering, node: Of<'for' | 'while'>, loop: Draft<Loop>, of: Branch, lower: () => Completion): Completion {
  if (l.loop) loop.parent = l.loop;
  const outer = l.loop;
  l.loop = loop;
  let used = false;
  const completion = inArm(l, of, () =>
    inTarget(l, 'loop', node.end, (own, target) => {
      const body = lower();
      ({ used } = target);
      if (body < own) return body;
      // Without a `break`, what runs for ever is left by `return` and `raise` only.
      return of.total && !used ? LEAVES_FUNCTION : GOES_ON;
    }, loop),
  );
  if (outer) l.loop = outer;
  else l.loop = undefined;
  // `else` runs unless a `break` was met: no arm.
  const otherwise = node.otherwise ? lowerBlock(l, node.otherwise) : GOES_ON;
  if (of.total) return completion;
  return used ? GOES_ON : otherwise;
}

/** `try`; `else` goes on in the arm of the body, `finally` always runs: it is no arm. */
export function lowerTry(l: Lowering, node: Of<'try'>): Completion {
  const completion = node.handlers.length > 0 ? lowerCaught(l, node) : lowerBlock(l, node.body);
  const last = node.last ? lowerBlock(l, node.last) : GOES_ON;
  return last === GOES_ON ? completion : last;
}

function lowerCaught(l: Lowering, node: Of<'try'>): Completion {
  const of = branch('try', true);
  let own = 0;
  const tried = inArm(l, of, () => {
    const body = inTarget(l, 'try', node.body.end, (target) => {
      own = target;
      return lowerBlock(l, node.body);
    });
    const otherwise = node.otherwise ? lowerBlock(l, node.otherwise) : GOES_ON;
    return body === GOES_ON ? otherwise : body;
  });
  let recovered: Completion = LEAVES_FUNCTION;
  for (const { caught, name, body } of node.handlers) {
    const done = inArm(l, of, () => {
      if (caught) lowerExpression(l, caught);
      if (name) l.define(name.name, { kind: 'unknown', reason: 'caught exception', at: l.at(name.end), range: l.range(name.start, name.end) });
      return lowerBlock(l, body);
    });
    recovered = Math.max(recovered, done);
  }
  // What the body raises goes on in a handler.
  return tried >= own && tried !== GOES_ON ? recovered : Math.max(tried, recovered);
}

/** `with a as b, c as d`. */
export function lowerWith(l: Lowering, node: Of<'with'>): Completion {
  for (const { value, target } of node.items) {
    const entered = lowerExpression(l, value);
    const { end } = target ?? value;
    if (target) defineTarget(l, target, { kind: 'enter', value: entered }, end, l.range(value.start, end));
  }
  return lowerBlock(l, node.body);
}

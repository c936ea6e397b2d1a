import { branch } from '../completion.ts';
import { inArm, inTarget } from './jumps.ts';
import { type Completion, GOES_ON, type Lowering, type Target } from './lowering.ts';
import type { Node } from './node.ts';
import { definePattern } from './patterns.ts';

/** Lowers `if`, `switch` and `try`. */
export function branchStatement(l: Lowering, node: Node): Completion {
  if (node.type === 'IfStatement') return ifStatement(l, node);
  if (node.type === 'SwitchStatement') return inTarget(l, 'switch', node.range[1], (own, target) => switchStatement(l, node, own, target));
  return tryStatement(l, node);
}

/** A chain of `else if` is one branch with an arm each. */
function ifStatement(l: Lowering, node: Node): Completion {
  const of = branch('if', false, l.parts.expression(l, node.test));
  let completion = inArm(l, of, () => l.parts.statement(l, node.consequent));
  let alternate: Node | undefined = node.alternate ?? undefined;
  while (alternate?.type === 'IfStatement') {
    const { test, consequent }: Node = alternate;
    (of.otherTests ??= []).push(l.parts.expression(l, test));
    completion = Math.max(completion, inArm(l, of, () => l.parts.statement(l, consequent)));
    alternate = alternate.alternate ?? undefined;
  }
  if (!alternate) return GOES_ON;
  const last = alternate;
  of.total = true;
  return Math.max(completion, inArm(l, of, () => l.parts.statement(l, last)));
}

function switchStatement(l: Lowering, node: Node, own: number, target: Target): Completion {
  const of = branch('switch', false, l.parts.expression(l, node.discriminant));
  const cases: readonly Node[] = node.cases;
  return l.block(node.range[0], () => {
    let completion = -1;
    for (let first = 0; first < cases.length; ) {
      let group: Completion = GOES_ON;
      const start = first;
      group = inArm(l, of, () => {
        const [end, leaves] = fallThrough(l, cases, start, of);
        first = end;
        return leaves;
      }, own);
      completion = Math.max(completion, group);
    }
    return of.total && !target.used ? completion : GOES_ON;
  });
}

/**
 * Cases that run into one another are one arm; all but the last are optional within it, for control can enter below them.
 * Gives the index of the case after them, and where control goes.
 */
function fallThrough(l: Lowering, cases: readonly Node[], start: number, of: { total: boolean }): [number, Completion] {
  let i = start;
  for (;;) {
    const { test, consequent }: Node = cases[i]!;
    if (test) l.parts.expression(l, test);
    else of.total = true;
    const isLast = i === cases.length - 1;
    let completion: Completion = GOES_ON;
    if (consequent.length > 0 && !isLast && !mayLeave(consequent)) inArm(l, branch('if', false), () => l.parts.statements(l, consequent));
    else completion = l.parts.statements(l, consequent);
    i++;
    if (isLast || (consequent.length > 0 && completion !== GOES_ON)) return [i, completion];
  }
}

const LEAVING = new Set(['ReturnStatement', 'ThrowStatement', 'BreakStatement', 'ContinueStatement', 'SwitchStatement', 'TryStatement', 'WhileStatement', 'ForStatement']);

/** The last statement is one that can always leave, as nearly every case ends. */
function mayLeave(nodes: readonly Node[]): boolean {
  let last = nodes[nodes.length - 1]!;
  while (last.type === 'BlockStatement' && last.body.length > 0) last = last.body[last.body.length - 1];
  return LEAVING.has(last.type) || (last.type === 'IfStatement' && Boolean(last.alternate));
}

function tryStatement(l: Lowering, node: Node): Completion {
  const { block, handler, finalizer }: Node = node;
  const completion = handler ? caught(l, block, handler) : l.parts.statement(l, block);
  // `finally` always runs: it is no arm.
  const last = finalizer ? l.parts.statement(l, finalizer) : GOES_ON;
  return last === GOES_ON ? completion : last;
}

function caught(l: Lowering, block: Node, handler: Node): Completion {
  const of = branch('try', true);
  let own = 0;
  const tried = inTarget(l, 'try', block.range[1], target => {
    own = target;
    return inArm(l, of, () => l.parts.statement(l, block));
  });
  const recovered = inArm(l, of, () =>
    l.block(handler.range[0], () => {
      if (handler.param) {
        const { range }: Node = handler.param;
        definePattern(l, handler.param, { kind: 'unknown', reason: 'caught error' }, { end: range[1], range, declares: true });
      }
      return l.parts.statement(l, handler.body);
    }),
  );
  // What the block throws goes on in the handler.
  return tried >= own && tried !== GOES_ON ? recovered : Math.max(tried, recovered);
}

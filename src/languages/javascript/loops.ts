import type { Binding, Branch, Expr, Loop } from '../../core/ir.ts';
import { branch } from '../completion.ts';
import { inArm, inTarget } from './jumps.ts';
import type { Draft } from '../draft.ts';
import { type Completion, GOES_ON, type Lowering } from './lowering.ts';
import { type Node, transparent } from './node.ts';
import { definePattern } from './patterns.ts';

/** Lowers a loop of any form. */
export function loopStatement(l: Lowering, node: Node): Completion {
  return l.block(node.range[0], () => {
    switch (node.type) {
      case 'ForStatement':
        return counted(l, node);
      case 'WhileStatement':
      case 'DoWhileStatement':
        return conditional(l, node);
      default:
        return iterated(l, node);
    }
  });
}

function makeLoop(l: Lowering, node: Node, kind: Loop['kind'], bindings: Binding[], over?: Expr, test?: Expr): Draft<Loop> {
  return { kind, fn: l.fn, parent: l.loop, over, test, bindings, range: node.range, exits: [] };
}

function iterated(l: Lowering, node: Node): Completion {
  const over = l.parts.expression(l, node.right);
  const bindings: Binding[] = [];
  const keys = node.type === 'ForInStatement' || undefined;
  const loop = makeLoop(l, node, keys ? 'for-in' : 'for-of', bindings, over);
  return run(l, node, loop, { ...branch('loop', false), loop }, () => {
    const left: Node = node.left;
    const declares = left.type === 'VariableDeclaration';
    const pattern: Node = declares ? left.declarations[0].id : left;
    // The item is there from the start of the body on.
    const manner = { end: node.right.range[1], range: left.range, declares, isVar: declares && left.kind === 'var' };
    bindings.push(...definePattern(l, pattern, { kind: 'item', of: over, keys }, manner));
    const target = transparent(pattern);
    if (!declares && target.type === 'Identifier') l.loopNames.push({ bindings, name: l.name(target.name, target.range) });
    return l.parts.statement(l, node.body);
  });
}

function counted(l: Lowering, node: Node): Completion {
  const bindings: Binding[] = [];
  if (node.init?.type === 'VariableDeclaration') bindings.push(...l.parts.declaration(l, node.init));
  else if (node.init) l.parts.expression(l, node.init);
  const loop = makeLoop(l, node, 'for', bindings);
  // The test runs in each turn: calls in it are calls of the loop.
  return run(l, node, loop, branch('loop', !node.test), () => {
    if (node.test) loop.test = l.parts.expression(l, node.test);
    const completion = l.parts.statement(l, node.body);
    if (node.update) l.parts.expression(l, node.update);
    return completion;
  });
}

function conditional(l: Lowering, node: Node): Completion {
  const isDo = node.type === 'DoWhileStatement';
  const isForever = node.test.type === 'Literal' && Boolean(node.test.value);
  const loop = makeLoop(l, node, 'while', []);
  return run(l, node, loop, branch('loop', isDo || isForever), () => {
    if (isDo) {
      const completion = l.parts.statement(l, node.body);
      loop.test = l.parts.expression(l, node.test);
      return completion;
    }
    loop.test = l.parts.expression(l, node.test);
    return l.parts.statement(l, node.body);
  }, isForever);
}

function run(l: Lowering, node: Node, loop: Loop, of: Branch, lower: () => Completion, isForever = of.total): Completion {
  const outer = l.loop;
  l.loop = loop;
  const completion = inArm(l, of, () => inTarget(l, 'loop', node.range[1], (own, target) => {
    const body = lower();
    if (body < own && !target.used && !target.again) return Math.max(body, target.past);
    // Without a `break`, what runs for ever is left by jumps past it only.
    return isForever && !target.used ? target.past : GOES_ON;
  }, loop));
  l.loop = outer;
  return of.total ? completion : GOES_ON;
}

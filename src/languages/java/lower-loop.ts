import type { Loop } from '../../core/ir.ts';
import { branch, GOES_ON, type Completion } from '../completion.ts';
import type { Draft } from '../draft.ts';
import { child, type Node } from '../grammar.ts';
import { noteChange } from './lower-assignment.ts';
import { lowerExpression } from './lower-expression.ts';
import { lowerStatement, lowerVariables } from './lower-statement.ts';
import { lowerType } from './lower-type.ts';
import type { JavaLowering } from './lowering.ts';

function loopOf(l: JavaLowering, node: Node, kind: Loop['kind'], bindings: Loop['bindings'] = []): Draft<Loop> {
  return { kind, fn: l.fn, bindings, range: [node.start, node.end], exits: [], ...(l.loop && { parent: l.loop }) };
}

function lowerTurns(l: JavaLowering, loop: Loop, label: string | undefined, lower: () => void): Completion {
  l.inLoop(loop, label, () => {
    l.inArm(branch('loop', false), () => {
      lower();
      return GOES_ON;
    });
    return GOES_ON;
  });
  return GOES_ON;
}

/** `for (Item item : items)` */
export function lowerEach(l: JavaLowering, node: Node, label: string | undefined): Completion {
  const [name, value, body] = [child(node, 'name'), child(node, 'value'), child(node, 'body')];
  const list = value && lowerExpression(l, value);
  const type = lowerType(l, child(node, 'type'));
  const binding = name && list ? l.define(l.source(name), { kind: 'item', of: list, at: l.at(name.start), range: [name.start, name.end] }) : undefined;
  if (binding && type && !binding.type) Object.assign(binding, { type });
  const loop = loopOf(l, node, 'for-of', binding ? [binding] : []);
  if (list) loop.over = list;
  return lowerTurns(l, loop, label, () => void (body && lowerStatement(l, body)));
}

/** `for (int i = 0; i < n; i++)` */
export function lowerFor(l: JavaLowering, node: Node, label: string | undefined): Completion {
  for (const each of node.children) if (each.field === 'init') init(l, each);
  const loop = loopOf(l, node, 'for', [...l.scope.names.values()]);
  const condition = child(node, 'condition');
  if (condition) loop.test = lowerExpression(l, condition);
  const body = child(node, 'body');
  return lowerTurns(l, loop, label, () => {
    if (body) lowerStatement(l, body);
    for (const each of node.children) if (each.field === 'update') noteChange(l, lowerExpression(l, each));
  });
}

function init(l: JavaLowering, node: Node): void {
  if (node.type === 'local_variable_declaration') lowerVariables(l, node);
  else lowerExpression(l, node);
}

/** `while (test) …` */
export function lowerWhile(l: JavaLowering, node: Node, label: string | undefined): Completion {
  const [condition, body] = [child(node, 'condition'), child(node, 'body')];
  const loop = loopOf(l, node, 'while');
  if (condition) loop.test = lowerExpression(l, condition);
  return lowerTurns(l, loop, label, () => void (body && lowerStatement(l, body)));
}

/** `do … while (test)` runs once at least. */
export function lowerDo(l: JavaLowering, node: Node, label: string | undefined): Completion {
  const [condition, body] = [child(node, 'condition'), child(node, 'body')];
  const loop = loopOf(l, node, 'while');
  l.inLoop(loop, label, () => {
    if (body) lowerStatement(l, body);
    if (condition) loop.test = lowerExpression(l, condition);
    return GOES_ON;
  });
  return GOES_ON;
}

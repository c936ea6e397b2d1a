import type { Binding } from '../../core/ir.ts';
import { branchStatement } from './branches.ts';
import { enumDeclaration, namespaceDeclaration } from './enums.ts';
import { inTarget, jump } from './jumps.ts';
import { loopStatement } from './loops.ts';
import { type Completion, GOES_ON, LEAVES_FUNCTION, type Lowering } from './lowering.ts';
import { moduleStatement } from './modules.ts';
import type { Node } from './node.ts';
import { definePattern } from './patterns.ts';
import { sourceOf } from './sources.ts';

/** Lowers statements in order; the first that always leaves decides where control goes. */
export function statements(l: Lowering, nodes: readonly Node[]): Completion {
  let completion: Completion = GOES_ON;
  for (const node of nodes) {
    const next = statement(l, node);
    if (completion === GOES_ON) completion = next;
  }
  return completion;
}

/** Lowers one statement. */
export function statement(l: Lowering, node: Node): Completion {
  const levels = SIMPLE.has(node.type) ? 1 : 3;
  if (!l.enter(levels)) return GOES_ON;
  const completion = lower(l, node);
  l.leave(levels);
  return completion;
}

const SIMPLE = new Set(['ExpressionStatement', 'VariableDeclaration', 'ReturnStatement', 'ThrowStatement', 'BlockStatement']);

function lower(l: Lowering, node: Node): Completion {
  switch (node.type) {
    case 'ExpressionStatement':
      return effect(l, node);
    case 'VariableDeclaration':
      declaration(l, node);
      return GOES_ON;
    case 'ReturnStatement':
      if (node.argument) l.fn.returns.push({ value: l.parts.expression(l, node.argument), at: l.at(node.range[0]) });
      else l.fn.returns.push({ value: { kind: 'constant', range: node.range, value: undefined }, at: l.at(node.range[0]) });
      return jump(l, 'return', node);
    case 'IfStatement':
    case 'SwitchStatement':
    case 'TryStatement':
      return branchStatement(l, node);
    case 'ForStatement':
    case 'ForOfStatement':
    case 'ForInStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return loopStatement(l, node);
    case 'BlockStatement':
      return l.block(node.range[0], () => statements(l, node.body));
    case 'ThrowStatement':
      l.parts.expression(l, node.argument);
      return jump(l, 'throw', node);
    case 'BreakStatement':
      return jump(l, 'break', node);
    case 'ContinueStatement':
      return jump(l, 'continue', node);
    case 'LabeledStatement':
      return labelled(l, node);
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      declared(l, node);
      return GOES_ON;
    case 'TSEnumDeclaration':
      if (!node.declare || node.const) enumDeclaration(l, node);
      return GOES_ON;
    case 'TSModuleDeclaration':
      namespaceDeclaration(l, node);
      return GOES_ON;
    case 'WithStatement':
      l.parts.expression(l, node.object);
      return statement(l, node.body);
    default:
      moduleStatement(l, node);
      return GOES_ON;
  }
}

function effect(l: Lowering, node: Node): Completion {
  const value = l.parts.expression(l, node.expression);
  const isExit =
    value.kind === 'call' &&
    value.callee.kind === 'member' &&
    value.callee.property === 'exit' &&
    value.callee.object.kind === 'name' &&
    value.callee.object.name === 'process';
  return isExit ? LEAVES_FUNCTION : GOES_ON;
}

/** Lowers `const`, `let`, `var` and `using`; gives the bindings. */
export function declaration(l: Lowering, node: Node): Binding[] {
  const bound: Binding[] = [];
  const isVar = node.kind === 'var';
  for (const declarator of node.declarations as Node[]) {
    const id: Node = declarator.id;
    if (declarator.init) {
      const source = sourceOf(l, declarator.init, id.name, String(node.kind).endsWith('using'));
      bound.push(...definePattern(l, id, source, { end: declarator.range[1], range: declarator.range, declares: true, isVar }));
      continue;
    }
    // A second `var x;` changes nothing.
    const isKnown = isVar && id.type === 'Identifier' && l.scope.forVars.names.has(id.name);
    if (isKnown) continue;
    const source = node.declare
      ? ({ kind: 'unknown', reason: 'declared elsewhere' } as const)
      : ({ kind: 'assign', value: { kind: 'constant', range: id.range, value: undefined } } as const);
    bound.push(...definePattern(l, id, source, { end: declarator.range[1], range: declarator.range, declares: true, isVar }));
  }
  return bound;
}

function declared(l: Lowering, node: Node): void {
  const { range } = node;
  const name: string | undefined = node.id?.name;
  if (node.type === 'ClassDeclaration') {
    const binding = name === undefined ? undefined : l.scope.declare(name);
    const cls = l.parts.classLike(l, node);
    if (binding) l.define(binding, { kind: 'class', cls, at: l.at(range[0]), range });
    return;
  }
  const { scope } = l;
  const binding = name === undefined ? undefined : scope.declare(name);
  const fn = l.parts.functionLike(l, node, { kind: 'function', name });
  if (binding) l.define(binding, { kind: 'function', fn, at: l.at(scope.start), range });
}

function labelled(l: Lowering, node: Node): Completion {
  const label: string = node.label.name;
  if (LOOPS.has(node.body.type) || node.body.type === 'LabeledStatement') {
    l.labels.push(label);
    return statement(l, node.body);
  }
  l.labels.push(label);
  return inTarget(l, 'label', node.range[1], (own, target) => {
    const completion = statement(l, node.body);
    return completion >= own || target.used ? GOES_ON : completion;
  });
}

const LOOPS = new Set(['ForStatement', 'ForOfStatement', 'ForInStatement', 'WhileStatement', 'DoWhileStatement']);

import type { ChooseExpr, EntryExpr, Expr, Holder, ItemExpr, ObjectExpr, OpaqueExpr } from '../../core/ir.ts';
import { branch, inArm } from '../completion.ts';
import { assignment, deletion, update } from './assignments.ts';
import { call, dynamicImport, taggedTemplate } from './calls.ts';
import type { Lowering } from './lowering.ts';
import { type Node, constantKey, constantString } from './node.ts';
import { stringText, templateText } from './text.ts';

/** Lowers an expression and visits all of its parts. */
export function expression(l: Lowering, node: Node, hint?: string, isAwaited = false): Expr {
  if (!l.enter(1)) return opaque(node, 'nested too deeply');
  const lowered = lower(l, node, hint, isAwaited);
  l.leave(1);
  return lowered;
}

function lower(l: Lowering, node: Node, hint: string | undefined, isAwaited: boolean): Expr {
  switch (node.type) {
    case 'Identifier':
      if (node.name === 'undefined') return { kind: 'constant', range: node.range, value: undefined };
      return l.name(node.name, node.range);
    case 'MemberExpression':
      return member(l, node);
    case 'Literal':
      return literal(l, node);
    case 'CallExpression':
    case 'NewExpression':
      return call(l, node, isAwaited);
    case 'ObjectExpression':
      return objectLiteral(l, node);
    case 'ArrayExpression':
      return { kind: 'list', range: node.range, items: items(l, node) };
    case 'TemplateLiteral':
      return templateText(l, node);
    case 'ArrowFunctionExpression':
      return { kind: 'function', range: node.range, fn: l.parts.functionLike(l, node, { kind: 'lambda', name: hint }) };
    case 'FunctionExpression':
      return { kind: 'function', range: node.range, fn: l.parts.functionLike(l, node, { kind: 'function', name: node.id?.name ?? hint }) };
    case 'AwaitExpression':
      return l.parts.expression(l, node.argument, hint, true);
    case 'ParenthesizedExpression':
    case 'ChainExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
      return l.parts.expression(l, node.expression, hint, isAwaited);
    case 'BinaryExpression':
    case 'LogicalExpression':
      return leftChain(l, node, hint);
    case 'ConditionalExpression': {
      const test = l.parts.expression(l, node.test);
      const of = branch('if', true, test);
      const options = [node.consequent, node.alternate].map((each: Node) => inArm(l, of, () => l.parts.expression(l, each, hint)));
      return { kind: 'choose', range: node.range, operator: 'if', test, options };
    }
    case 'AssignmentExpression':
      return assignment(l, node);
    case 'UpdateExpression':
      return update(l, node);
    case 'UnaryExpression':
      return unary(l, node);
    case 'ThisExpression':
      return { kind: 'this', range: node.range, cls: l.cls, ...(l.holder && { of: l.holder }) };
    case 'Super':
      return { kind: 'this', range: node.range, isSuper: true, cls: l.cls };
    case 'TaggedTemplateExpression':
      return taggedTemplate(l, node);
    case 'ClassExpression':
      return { kind: 'class', range: node.range, cls: l.parts.classLike(l, node, hint) };
    case 'SequenceExpression':
      return sequence(l, node);
    case 'ImportExpression':
      return dynamicImport(l, node, isAwaited);
    case 'YieldExpression':
      return yielded(l, node);
    case 'MetaProperty':
      return { kind: 'member', range: node.range, object: l.name(node.meta.name, node.meta.range), property: node.property.name, propertyRange: node.property.range };
    default:
      return opaque(node, REASONS[node.type] ?? node.type, visitInside(l, node));
  }
}

const CHOICES: Readonly<Record<string, ChooseExpr['operator']>> = { '||': 'or', '&&': 'and', '??': 'nullish' };
const REASONS: Readonly<Record<string, string>> = { JSXElement: 'JSX', JSXFragment: 'JSX' };

function opaque(node: Node, reason: string, parts: readonly Expr[] = []): OpaqueExpr {
  return { kind: 'opaque', range: node.range, reason, ...(parts.length > 0 && { parts }) };
}

function literal(l: Lowering, node: Node): Expr {
  const { value, range } = node;
  if (typeof value === 'string') return stringText(l, node);
  if (typeof value === 'number') return { kind: 'number', range, value };
  if (typeof node.bigint === 'string') return { kind: 'number', range, value: Number(node.bigint) };
  if (node.regex) return opaque(node, 'regular expression');
  return { kind: 'constant', range, value: value as boolean | null };
}

/** `a + b + c …` hangs to the left, often by the hundred: no recursion. */
function leftChain(l: Lowering, top: Node, hint: string | undefined): Expr {
  const chain: Node[] = [];
  let node = top;
  while (node.type === 'BinaryExpression' || node.type === 'LogicalExpression') {
    chain.push(node);
    node = node.left;
  }
  let left: Expr = node.type === 'PrivateIdentifier' ? opaque(node, 'private name') : l.parts.expression(l, node);
  for (let i = chain.length - 1; i >= 0; i--) {
    const { type, range, operator, right }: Node = chain[i]!;
    if (type === 'BinaryExpression') left = { kind: 'binary', range, operator, left, right: l.parts.expression(l, right) };
    else {
      // What `||` and `??` ask, the arm cannot tell.
      const of = branch('if', false, operator === '&&' ? left : undefined);
      left = { kind: 'choose', range, operator: CHOICES[operator]!, options: [left, inArm(l, of, () => l.parts.expression(l, right, hint))] };
    }
  }
  return left;
}

function member(l: Lowering, node: Node): Expr {
  const object = l.parts.expression(l, node.object);
  const property: Node = node.property;
  const { range } = node;
  const optional = inOptionalChain(node) ? ({ isOptional: true } as const) : {};
  if (!node.computed) {
    const name = property.type === 'PrivateIdentifier' ? `#${property.name}` : property.name;
    return { kind: 'member', range, object, property: name, propertyRange: property.range, ...optional };
  }
  return { kind: 'member', range, object, property: index(l, property), propertyRange: property.range, ...optional };
}

/** Does `?.` stand before it, or further to the left in its chain? Parentheses end a chain. */
function inOptionalChain(last: Node): boolean {
  let node = last;
  for (;;) {
    if (node.optional === true) return true;
    if (node.type === 'MemberExpression') node = node.object;
    else if (node.type === 'CallExpression') node = node.callee;
    else if (node.type === 'TSNonNullExpression') node = node.expression;
    else return false;
  }
}

function index(l: Lowering, node: Node): string | number | { readonly computed: Expr } {
  if (node.type === 'Literal' && typeof node.value === 'number') return node.value;
  return constantString(node) ?? { computed: l.parts.expression(l, node) };
}

function objectLiteral(l: Lowering, { range, properties }: Node): Expr {
  const lowered: EntryExpr[] = [];
  const object: ObjectExpr = { kind: 'object', range, entries: lowered };
  const holder: Holder = { object, fn: l.fn, written: new Set() };
  for (const property of properties as readonly Node[]) {
    if (property.type === 'SpreadElement') {
      lowered.push({ kind: 'spread', value: l.parts.expression(l, property.argument), range: property.range });
      continue;
    }
    const keyNode: Node = property.key;
    const constant = constantKey(keyNode, property.computed);
    const key = constant ?? { computed: l.parts.expression(l, keyNode) };
    const value = entryValue(l, property, constant, holder);
    // A setter gives no value.
    if (property.kind !== 'set') lowered.push({ kind: 'entry', key, keyRange: keyNode.range, value, range: property.range });
  }
  return object;
}

function entryValue(l: Lowering, property: Node, name: string | undefined, holder: Holder): Expr {
  const { value } = property;
  const isMethod = property.method || property.kind !== 'init';
  if (!isMethod && value.type !== 'FunctionExpression') return l.parts.expression(l, value, name);
  const kind = property.kind === 'get' ? 'getter' : isMethod ? 'method' : 'function';
  return { kind: 'function', range: value.range, fn: l.parts.functionLike(l, value, { kind, name: isMethod ? name : (value.id?.name ?? name), holder }) };
}

function items(l: Lowering, node: Node): ItemExpr[] {
  const lowered: ItemExpr[] = [];
  for (const element of node.elements as (Node | null)[]) {
    // A hole reads as undefined; it stands at no place of its own.
    if (!element) lowered.push({ kind: 'item', value: { kind: 'constant', range: [node.range[0], node.range[0]], value: undefined } });
    else if (element.type === 'SpreadElement') lowered.push({ kind: 'spread', value: l.parts.expression(l, element.argument) });
    else lowered.push({ kind: 'item', value: l.parts.expression(l, element) });
  }
  return lowered;
}

function unary(l: Lowering, node: Node): Expr {
  if (node.operator === 'delete') return deletion(l, node);
  const value = l.parts.expression(l, node.argument);
  const { range } = node;
  if (value.kind === 'number') {
    if (node.operator === '-') return { kind: 'number', range, value: -value.value };
    if (node.operator === '+') return { kind: 'number', range, value: value.value };
    // Minifiers write `true` as `!0`.
    if (node.operator === '!') return { kind: 'constant', range, value: value.value === 0 };
  }
  if (node.operator === 'void') return { kind: 'constant', range, value: undefined };
  return opaque(node, `unary ${node.operator}`, [value]);
}

function sequence(l: Lowering, node: Node): Expr {
  let last: Expr | undefined;
  for (const part of node.expressions as Node[]) last = l.parts.expression(l, part);
  return last ?? opaque(node, 'sequence');
}

function yielded(l: Lowering, node: Node): Expr {
  if (!node.argument) return opaque(node, 'yield');
  const value = l.parts.expression(l, node.argument);
  if (!node.delegate) l.fn.yields.push({ value, at: l.at(node.range[0]) });
  return opaque(node, 'yield');
}

/** Parts of JSX that hold expressions, outside in. */
const JSX_PARTS = ['openingElement', 'attributes', 'children', 'argument', 'value', 'expression'] as const;

function visitInside(l: Lowering, node: Node, found: Expr[] = []): Expr[] {
  if (!node.type.startsWith('JSX') || !l.enter(1)) return found;
  for (const part of JSX_PARTS) {
    const inner: unknown = node[part];
    if (Array.isArray(inner)) for (const each of inner) visitJsx(l, each as Node, found);
    else if (inner !== null && typeof inner === 'object') visitJsx(l, inner as Node, found);
  }
  l.leave(1);
  return found;
}

function visitJsx(l: Lowering, node: Node, found: Expr[]): void {
  if (node.type.startsWith('JSX')) visitInside(l, node, found);
  else if (node.type !== 'Literal') found.push(l.parts.expression(l, node));
}

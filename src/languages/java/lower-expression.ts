import type { Expr, MemberExpr } from '../../core/ir.ts';
import { branch } from '../completion.ts';
import { child, named, type Node } from '../grammar.ts';
import { propertyOf } from '../plain-text.ts';
import { lowerAssignment, noteReference } from './lower-assignment.ts';
import { lowerCall, lowerCreation } from './lower-call.ts';
import { lowerLambda } from './lower-function.ts';
import { lowerSwitchValue } from './lower-switch.ts';
import { lowerCharacter, lowerString } from './lower-text.ts';
import { lowerType } from './lower-type.ts';
import type { JavaLowering } from './lowering.ts';
import { qualifiedName } from './qualified.ts';

/** Lowers an expression and notes its calls. `isNarrow`: it goes into a map that holds one type only. */
export function lowerExpression(l: JavaLowering, node: Node, isNarrow = false): Expr {
  return l.deeper(node, () => lower(l, node, isNarrow));
}

function lower(l: JavaLowering, node: Node, isNarrow: boolean): Expr {
  const range = [node.start, node.end] as const;
  switch (node.type) {
    case 'identifier':
      return l.nameOrField(node);
    case 'type_identifier':
    case 'scoped_type_identifier':
    case 'generic_type':
      return lowerType(l, node) ?? l.name(node);
    case 'this':
      return { kind: 'this', range, ...(l.cls && { cls: l.cls }) };
    case 'super':
      return { kind: 'this', range, isSuper: true, ...(l.cls && { cls: l.cls }) };
    case 'string_literal':
      return lowerString(l, node);
    case 'character_literal':
      return lowerCharacter(l, node);
    case 'true':
    case 'false':
      return { kind: 'constant', range, value: node.type === 'true' };
    case 'null_literal':
      return { kind: 'constant', range, value: null };
    case 'field_access':
    case 'scoped_identifier':
      return lowerField(l, node);
    case 'array_access': {
      const [object, index] = [child(node, 'array'), child(node, 'index')];
      if (!object || !index) return opaque(l, node, 'index');
      return { kind: 'member', range, object: lowerExpression(l, object), property: propertyOf(lowerExpression(l, index)), propertyRange: [index.start, index.end] };
    }
    case 'parenthesized_expression':
      return named(node)[0] ? lowerExpression(l, named(node)[0]!, isNarrow) : opaque(l, node, 'parentheses');
    case 'method_invocation':
      return lowerCall(l, node, isNarrow);
    case 'object_creation_expression':
      return lowerCreation(l, node);
    case 'cast_expression':
      return child(node, 'value') ? lowerExpression(l, child(node, 'value')!) : opaque(l, node, 'cast');
    case 'assignment_expression':
      return lowerAssignment(l, node);
    case 'unary_expression':
      return lowerUnary(l, node);
    case 'binary_expression':
      return lowerBinary(l, node);
    case 'ternary_expression':
      return lowerTernary(l, node);
    case 'instanceof_expression':
      return lowerInstanceOf(l, node);
    case 'switch_expression':
      return lowerSwitchValue(l, node);
    case 'lambda_expression':
      return { kind: 'function', range, fn: lowerLambda(l, node) };
    case 'method_reference':
      return lowerReference(l, node);
    case 'array_initializer':
      return { kind: 'list', range, items: named(node).map((each) => ({ kind: 'item', value: lowerExpression(l, each) })) };
    case 'array_creation_expression': {
      const value = child(node, 'value');
      if (!value) return opaque(l, node, 'array');
      return { kind: 'list', range, brackets: [value.start, value.end], items: named(value).map((each) => ({ kind: 'item', value: lowerExpression(l, each) })) };
    }
    default:
      return /_literal$/.test(node.type) && !node.type.startsWith('class') ? lowerNumber(l, node) : opaque(l, node, node.type.replaceAll('_', ' '));
  }
}

function opaque(l: JavaLowering, node: Node, reason: string): Expr {
  for (const part of named(node)) if (!part.type.includes('type')) lowerExpression(l, part);
  return l.opaque(node, reason);
}

/** `1_000L`, `0x1F`, `0b11`, `017`, `1e3f`. */
function lowerNumber(l: JavaLowering, node: Node): Expr {
  const source = l.source(node).replaceAll('_', '').replace(/[lL]$/, '');
  const decimal = /^0x/i.test(source) ? source : source.replace(/[fFdD]$/, '');
  const value = Number(/^0\d+$/.test(decimal) ? `0o${decimal.slice(1)}` : decimal);
  return Number.isNaN(value) ? l.opaque(node, 'number') : { kind: 'number', range: [node.start, node.end], value };
}

/** `this.model`, `Config.MODEL`, `Outer.this`. */
function lowerField(l: JavaLowering, node: Node): Expr {
  const range = [node.start, node.end] as const;
  const full = qualifiedName(l, node);
  if (full) return full;
  const [object, field] = [child(node, 'object') ?? child(node, 'scope'), child(node, 'field') ?? child(node, 'name')];
  if (!object || !field) return opaque(l, node, 'field');
  if (field.type === 'this') {
    const cls = l.classNamed(l.source(object));
    return { kind: 'this', range, ...(cls && { cls }) };
  }
  const name = l.source(field);
  const own = object.type === 'this' && l.cls ? l.fieldKey(l.cls, name) : name;
  return { kind: 'member', range, object: lowerExpression(l, object), property: own, propertyRange: [field.start, field.end] };
}

function lowerUnary(l: JavaLowering, node: Node): Expr {
  const [operator, operand] = [child(node, 'operator'), child(node, 'operand')];
  if (!operator || !operand) return opaque(l, node, 'operator');
  const value = lowerExpression(l, operand);
  if (operator.type === '-' && value.kind === 'number') return { ...value, range: [node.start, node.end], value: -value.value };
  return operator.type === '+' ? value : l.opaque(node, `unary ${operator.type}`);
}

function lowerBinary(l: JavaLowering, node: Node): Expr {
  const [first, operator, second] = [child(node, 'left'), child(node, 'operator'), child(node, 'right')];
  if (!first || !operator || !second) return opaque(l, node, 'operator');
  const range = [node.start, node.end] as const;
  const left = lowerExpression(l, first);
  if (operator.type !== '&&' && operator.type !== '||') return { kind: 'binary', range, operator: operator.type, left, right: lowerExpression(l, second) };
  const right = l.inArm(branch('if', false, operator.type === '&&' ? left : undefined), () => lowerExpression(l, second));
  return { kind: 'choose', range, operator: operator.type === '&&' ? 'and' : 'or', options: [left, right] };
}

function lowerTernary(l: JavaLowering, node: Node): Expr {
  const [condition, first, second] = [child(node, 'condition'), child(node, 'consequence'), child(node, 'alternative')];
  if (!condition || !first || !second) return opaque(l, node, 'condition');
  const test = lowerExpression(l, condition);
  const of = branch('if', true, test);
  const options = [first, second].map((each) => l.inArm(of, () => lowerExpression(l, each)));
  return { kind: 'choose', range: [node.start, node.end], operator: 'if', test, options };
}

/** `o instanceof Text t`: another name for it. */
function lowerInstanceOf(l: JavaLowering, node: Node): Expr {
  const [left, name] = [child(node, 'left'), child(node, 'name')];
  const value = left && lowerExpression(l, left);
  if (value && name) l.define(l.source(name), { kind: 'assign', value, at: l.at(name.start), range: [name.start, name.end] });
  return l.opaque(node, 'instanceof');
}

/** `this::ask`, `Prompts::of`, `Request::new`. */
function lowerReference(l: JavaLowering, node: Node): Expr {
  const [object, method] = [named(node)[0], named(node)[1]];
  if (!object) return l.opaque(node, 'method reference');
  const value = lowerExpression(l, object);
  if (!method) return value;
  const made: MemberExpr = { kind: 'member', range: [node.start, node.end], object: value, property: l.source(method), propertyRange: [method.start, method.end] };
  noteReference(l, made);
  return made;
}

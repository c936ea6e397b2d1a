import type { ArgExpr, Expr } from '../../core/ir.ts';
import { branch } from '../completion.ts';
import { child, hasMark, named, type Node } from '../grammar.ts';
import { lowerFn } from './lower-declaration.ts';
import { propertyOf } from '../plain-text.ts';
import { lowerComposite, lowerNumber, lowerString } from './lower-literal.ts';
import { lowerType } from './lower-type.ts';
import type { GoLowering } from './lowering.ts';

/** Lowers an expression and notes its calls. */
export function lowerExpression(l: GoLowering, node: Node): Expr {
  return l.deeper(node, () => lower(l, node));
}

/** The expressions of a list. */
export function lowerExpressions(l: GoLowering, list: Node): Expr[] {
  return list.type === 'expression_list' ? named(list).map((each) => lowerExpression(l, each)) : [lowerExpression(l, list)];
}

function lower(l: GoLowering, node: Node): Expr {
  const range = [node.start, node.end] as const;
  switch (node.type) {
    case 'identifier':
    case 'type_identifier':
    case 'package_identifier':
      return l.name(node);
    case 'interpreted_string_literal':
    case 'raw_string_literal':
      return lowerString(l, node);
    case 'int_literal':
    case 'float_literal':
      return lowerNumber(l, node);
    case 'true':
    case 'false':
      return { kind: 'constant', range, value: node.type === 'true' };
    case 'nil':
      return { kind: 'constant', range, value: null };
    case 'selector_expression': {
      const [object, property] = [child(node, 'operand'), child(node, 'field')];
      if (!object || !property) return opaque(l, node, 'selector');
      return { kind: 'member', range, object: lowerExpression(l, object), property: l.source(property), propertyRange: [property.start, property.end] };
    }
    case 'index_expression': {
      const [object, index] = [child(node, 'operand'), child(node, 'index')];
      if (!object || !index) return opaque(l, node, 'index');
      return { kind: 'member', range, object: lowerExpression(l, object), property: propertyOf(lowerExpression(l, index)), propertyRange: [index.start, index.end] };
    }
    case 'parenthesized_expression':
      return named(node)[0] ? lowerExpression(l, named(node)[0]!) : opaque(l, node, 'parentheses');
    case 'call_expression':
      return lowerCall(l, node);
    case 'type_conversion_expression': {
      const operand = child(node, 'operand');
      return operand ? lowerExpression(l, operand) : opaque(l, node, 'conversion');
    }
    case 'type_assertion_expression':
      return lowerExpression(l, child(node, 'operand') ?? node.children[0]!);
    case 'unary_expression':
      return lowerUnary(l, node);
    case 'binary_expression':
      return lowerBinary(l, node);
    case 'composite_literal':
      return lowerComposite(l, node);
    case 'func_literal':
      return { kind: 'function', range, fn: lowerFn(l, node, 'lambda') };
    default:
      return opaque(l, node, node.type.replaceAll('_', ' '));
  }
}

function opaque(l: GoLowering, node: Node, reason: string): Expr {
  for (const part of named(node)) lowerExpression(l, part);
  return l.opaque(node, reason);
}

/** `&x` and `*x` are what they point at. */
function lowerUnary(l: GoLowering, node: Node): Expr {
  const operand = lowerExpression(l, child(node, 'operand') ?? node.children[0]!);
  const operator = l.text[node.start];
  if (operator === '&' && operand.kind === 'object') return { ...operand, range: [node.start, node.end] };
  if (operator === '&' || operator === '*' || operator === '+') return operand;
  if (operator === '-' && operand.kind === 'number') return { ...operand, range: [node.start, node.end], value: -operand.value };
  return l.opaque(node, `unary ${operator}`);
}

function lowerBinary(l: GoLowering, node: Node): Expr {
  const [first, operator, second] = [child(node, 'left'), child(node, 'operator'), child(node, 'right')];
  if (!first || !operator || !second) return opaque(l, node, 'operator');
  const range = [node.start, node.end] as const;
  const left = lowerExpression(l, first);
  if (operator.type === '&&' || operator.type === '||') {
    const of = branch('if', false, operator.type === '&&' ? left : undefined);
    const right = l.inArm(of, () => lowerExpression(l, second));
    return { kind: 'choose', range, operator: operator.type === '&&' ? 'and' : 'or', options: [left, right] };
  }
  return { kind: 'binary', range, operator: operator.type, left, right: lowerExpression(l, second) };
}

function lowerCall(l: GoLowering, node: Node): Expr {
  const [callee, list] = [child(node, 'function'), child(node, 'arguments')];
  if (!callee || !list) return opaque(l, node, 'call');
  const made = callee.type === 'identifier' ? lowerMaking(l, node, l.source(callee), list) : undefined;
  if (made) return made;
  const call = l.call(node);
  call.callee = lowerExpression(l, callee);
  const { callee: target } = call;
  if (target.kind === 'function') target.fn.passedTo = { call, index: -1 };
  const args: ArgExpr[] = [];
  call.args = args;
  call.argsRange = [list.start + 1, list.end - 1];
  for (const each of named(list)) {
    const isSpread = each.type === 'variadic_argument';
    const value = lowerExpression(l, isSpread ? named(each)[0]! : each);
    if (value.kind === 'function') value.fn.passedTo = { call, index: args.length };
    args.push({ value, range: [each.start, each.end], ...(isSpread && { spread: 'items' }) });
  }
  return call;
}

/** `make([]T, 0)`, `make(map[K]V)`, `new(T)`. */
function lowerMaking(l: GoLowering, node: Node, name: string, list: Node): Expr | undefined {
  const [type, size] = named(list);
  const range = [node.start, node.end] as const;
  if (!type || (name !== 'make' && name !== 'new')) return undefined;
  if (name === 'new') {
    const made = lowerType(l, type);
    return { kind: 'object', range, entries: [], ...(made && { type: made }) };
  }
  for (const each of named(list).slice(1)) lowerExpression(l, each);
  if (type.type === 'map_type') return { kind: 'object', range, entries: [] };
  if (type.type !== 'slice_type') return l.opaque(node, 'make');
  return { kind: 'list', range, items: size && l.source(size) !== '0' ? [{ kind: 'spread', value: l.opaque(node, 'items') }] : [] };
}

/** `x, err := f()`: does one value go to several names? */
export function isDefinition(node: Node): boolean {
  return node.type === 'short_var_declaration' || hasMark(node, ':=');
}

import type { EntryExpr, Expr, ItemExpr } from '../../core/ir.ts';
import { branch, inArm } from '../completion.ts';
import { plainText, propertyOf } from '../plain-text.ts';
import { lowerAnnotated } from './annotation.ts';
import { lowerCall } from './lower-call.ts';
import { lowerComprehension } from './lower-comprehension.ts';
import { lowerLambda } from './lower-function.ts';
import { lowerString } from './lower-text.ts';
import { defineTarget } from './lower-target.ts';
import type { Lowering } from './lowering.ts';
import type { DictEntry, Node } from './tree.ts';

/** Lowers an expression and notes its calls. */
export function lowerExpression(l: Lowering, node: Node): Expr {
  return l.deeper(node, () => lower(l, node));
}

function lower(l: Lowering, node: Node): Expr {
  const range = l.range(node.start, node.end);
  switch (node.type) {
    case 'name':
      return l.name(node.name, node.start, node.end);
    case 'number':
      return node.value === undefined ? l.opaque(node, 'complex number') : { kind: 'number', range, value: node.value };
    case 'constant':
      return { kind: 'constant', range, value: node.value };
    case 'string':
      return lowerString(l, node);
    case 'list':
      return { kind: 'list', range, items: node.items.map((item) => lowerItem(l, item)) };
    case 'dict':
      return { kind: 'object', range, entries: node.entries.map((entry) => lowerEntry(l, entry)) };
    case 'comprehension':
      return lowerComprehension(l, node);
    case 'attribute': {
      const object = lowerExpression(l, node.object);
      return { kind: 'member', range, object, property: node.name, propertyRange: l.range(node.nameStart, node.end) };
    }
    case 'index': {
      const annotated = lowerAnnotated(l, node);
      if (annotated) return annotated;
      const object = lowerExpression(l, node.object);
      return { kind: 'member', range, object, property: propertyOf(lowerExpression(l, node.index)), propertyRange: l.range(node.index.start, node.index.end) };
    }
    case 'slice':
      return opaque(l, node, node.parts, 'slice');
    case 'call':
      return lowerCall(l, node, false);
    case 'await':
      return node.value.type === 'call' ? lowerCall(l, node.value, true) : lowerExpression(l, node.value);
    case 'unary': {
      const operand = lowerExpression(l, node.operand);
      if (node.operator === '-' && operand.kind === 'number') return { kind: 'number', range, value: -operand.value };
      return { ...l.opaque(node, `unary ${node.operator}`), parts: [operand] };
    }
    case 'binary':
      return { kind: 'binary', range, operator: node.operator, left: lowerExpression(l, node.left), right: lowerExpression(l, node.right) };
    case 'logical': {
      const left = lowerExpression(l, node.left);
      // `a or b` runs `b` where `a` fails: a test of its own kind, which the arm cannot tell.
      const of = branch('if', false, node.operator === 'and' ? left : undefined);
      const right = inArm(l, of, () => lowerExpression(l, node.right));
      return { kind: 'choose', range, operator: node.operator, options: [left, right] };
    }
    case 'compare': {
      const [left, right, ...others] = node.operands.map((operand) => lowerExpression(l, operand));
      if (others.length > 0) return l.opaque(node, 'chain of comparisons');
      return { kind: 'binary', range, operator: node.operators[0]!, left: left!, right: right! };
    }
    case 'conditional': {
      const test = lowerExpression(l, node.test);
      const of = branch('if', true, test);
      const body = inArm(l, of, () => lowerExpression(l, node.body));
      const otherwise = inArm(l, of, () => lowerExpression(l, node.otherwise));
      return { kind: 'choose', range, operator: 'if', test, options: [body, otherwise] };
    }
    case 'lambda':
      return { kind: 'function', range, fn: lowerLambda(l, node) };
    case 'star':
      return opaque(l, node, [node.value], 'unpacking');
    case 'walrus': {
      const value = lowerExpression(l, node.value);
      const { scope } = l;
      l.scope = scope.holder();
      defineTarget(l, node.target, { kind: 'assign', value }, node.end, range);
      l.scope = scope;
      return value;
    }
    case 'yield': {
      const value = node.value && lowerExpression(l, node.value);
      Object.assign(l.fn, { isGenerator: true });
      if (value) l.fn.yields.push({ value: node.from ? l.opaque(node, 'yield from') : value, at: l.at(node.start) });
      return l.opaque(node, 'yield');
    }
    case 'opaque':
      return opaque(l, node, node.parts, node.reason);
  }
}

function opaque(l: Lowering, node: Node, parts: readonly Node[], reason: string): Expr {
  const lowered = parts.map(part => lowerExpression(l, part));
  return { ...l.opaque(node, reason), ...(lowered.length > 0 && { parts: lowered }) };
}

function lowerItem(l: Lowering, item: Node): ItemExpr {
  return item.type === 'star' ? { kind: 'spread', value: lowerExpression(l, item.value) } : { kind: 'item', value: lowerExpression(l, item) };
}

function lowerEntry(l: Lowering, entry: DictEntry): EntryExpr {
  const range = l.range(entry.start, entry.end);
  if (!entry.key) return { kind: 'spread', value: lowerExpression(l, entry.value), range };
  const key = lowerExpression(l, entry.key);
  const name = plainText(key);
  return { kind: 'entry', key: name ?? { computed: key }, keyRange: key.range, value: lowerExpression(l, entry.value), range };
}

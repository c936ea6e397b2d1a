import type { Class, Fn, NameExpr, Param } from '../../core/ir.ts';
import type { Draft } from '../draft.ts';
import { child, named, type Node, ofType } from '../grammar.ts';
import { annotationsOf, hasModifier } from './annotations.ts';
import { lowerExpression } from './lower-expression.ts';
import { presetOf } from './preset.ts';
import { lowerBlock } from './lower-statement.ts';
import { lowerType } from './lower-type.ts';
import type { JavaLowering } from './lowering.ts';

/** Adds a method to a class; those of one name are told apart by their arguments. */
export function addMethod(l: JavaLowering, node: Node, cls: Draft<Class>): void {
  const name = child(node, 'name');
  if (name) add(cls, l.source(name), lowerFn(l, node, 'method', l.source(name), cls));
}

/** Adds a constructor to a class. That of a record without parameters only looks at them. */
export function addConstructor(l: JavaLowering, node: Node, cls: Draft<Class>): void {
  const fn = lowerFn(l, node, 'constructor', 'constructor', cls);
  if (node.type === 'constructor_declaration') add(cls, 'constructor', fn);
}

function add(cls: Draft<Class>, name: string, fn: Draft<Fn>): void {
  const first: Draft<Fn> | undefined = cls.methods.get(name);
  if (first) first.overloads = [...(first.overloads ?? [first]), fn];
  else cls.methods.set(name, fn);
}

/** `static { … }` and `{ … }`: run before anything else. */
export function lowerInitializer(l: JavaLowering, node: Node, cls: Draft<Class>): void {
  const fn = draftOf(l, node, 'method', cls);
  if (node.type === 'static_initializer') fn.isStatic = true;
  const block = node.type === 'block' ? node : ofType(node, 'block');
  l.inMember(fn, () => void (block && lowerBlock(l, block)));
}

function draftOf(l: JavaLowering, node: Node, kind: Fn['kind'], owner?: Class): Draft<Fn> {
  return { kind, module: l.module, parent: l.fn, params: [], returns: [], yields: [], decorators: [], range: [node.start, node.end], ...(owner && { owner }) };
}

function lowerFn(l: JavaLowering, node: Node, kind: Fn['kind'], name: string, cls: Class): Draft<Fn> {
  const returnType = kind === 'method' ? lowerType(l, child(node, 'type')) : undefined;
  const fn: Draft<Fn> = { ...draftOf(l, node, kind, cls), name, decorators: annotationsOf(node).map((each) => l.opaque(each, 'annotation')), ...(returnType && { returnType }) };
  if (hasModifier(node, 'static')) fn.isStatic = true;
  if (hasModifier(node, 'private')) fn.isPrivate = true;
  l.inMember(fn, () => {
    lowerParams(l, fn, child(node, 'parameters'));
    const body = child(node, 'body');
    if (body) lowerBlock(l, body);
  });
  return fn;
}

/** `r -> r.modelId(x)`, `(a, b) -> { … }`. One that only does things to its parameter gives it back here. */
export function lowerLambda(l: JavaLowering, node: Node): Fn {
  const fn = draftOf(l, node, 'lambda');
  l.inFunction(fn, () => {
    const list = child(node, 'parameters');
    lowerParams(l, fn, list);
    const body = child(node, 'body');
    const [param, ...others] = fn.params;
    if (param?.name !== undefined && others.length === 0) l.builders.add(l.scope.find(param.name)!);
    if (body?.type !== 'block') {
      if (body) fn.returns.push({ value: lowerExpression(l, body), at: l.at(body.start) });
      return;
    }
    lowerBlock(l, body);
    if (fn.returns.length > 0 || param?.name === undefined || others.length > 0) return;
    const value: NameExpr = { kind: 'name', range: [body.end, body.end], name: param.name, binding: l.scope.find(param.name)!, at: l.at(body.end) };
    fn.returns.push({ value, at: l.at(body.end) });
  });
  return fn;
}

function lowerParams(l: JavaLowering, fn: Draft<Fn>, list: Node | undefined): void {
  for (const node of list ? (list.type === 'identifier' ? [list] : named(list)) : []) {
    const isRest = node.type === 'spread_parameter';
    const name = node.type === 'identifier' ? node : isRest ? child(ofType(node, 'variable_declarator') ?? node, 'name') : child(node, 'name');
    if (!name) continue;
    const type = lowerType(l, child(node, 'type') ?? (isRest ? named(node).find((each) => each.type !== 'modifiers') : undefined));
    const preset = presetOf(l, node);
    const param: Draft<Param> = { name: l.source(name), kind: isRest ? 'rest' : 'positional', index: fn.params.length, ...(type && !isRest && { type }), ...(preset && { default: preset }) };
    fn.params.push(param);
    param.binding = l.define(l.source(name), { kind: 'param', fn, param, at: l.at(name.start), range: [name.start, name.end] });
    if (type && l.source(child(node, 'type') ?? name).endsWith('Builder')) l.builders.add(param.binding);
  }
}

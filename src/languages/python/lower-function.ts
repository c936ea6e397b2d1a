import type { CallExpr, Class, Expr, Fn, Param } from '../../core/ir.ts';
import { lastName } from '../../core/walk.ts';
import { type Completion, LEAVES_FUNCTION } from '../completion.ts';
import type { Draft } from '../draft.ts';
import { lowerAnnotation } from './annotation.ts';
import type { Lowering } from './lowering.ts';
import { lowerExpression } from './lower-expression.ts';
import { lowerBody } from './lower-statement.ts';
import { annotate, Scope } from './scope.ts';
import type { DefStatement, LambdaNode, Node, ParamNode } from './tree.ts';

/** Methods that get their class without being marked as class methods. */
const classMethods: ReadonlySet<string> = new Set(['__new__', '__init_subclass__', '__class_getitem__']);

/** A `lambda`. */
export function lowerLambda(l: Lowering, node: LambdaNode): Fn {
  return enter(l, { kind: 'lambda', range: l.range(node.start, node.end) }, node.params, undefined, (fn) => {
    const value = lowerExpression(l, node.body);
    fn.returns.push({ value, at: l.at(node.body.start) });
  });
}

/** A `def`: binds its name, and makes it a method of the class whose body it stands in. */
export function lowerDef(l: Lowering, node: DefStatement): void {
  const decorators = node.decorators.map((decorator) => lowerExpression(l, decorator));
  for (const part of node.typeParams) lowerExpression(l, part);
  const names = decorators.map(each => lastName(each.kind === 'call' ? each.callee : each));
  const owner = l.scope.kind === 'class' ? l.scope.cls : undefined;
  const isClassMethod = names.includes('classmethod') || classMethods.has(node.name);
  const isStatic = names.includes('staticmethod');
  const isGetter = names.some((name) => name === 'property' || name === 'cached_property' || name === 'computed_field');
  const kind = !owner ? 'function' : node.name === '__init__' ? 'constructor' : isGetter ? 'getter' : 'method';
  const receiver = owner && !isStatic ? node.params.find((param) => param.kind === 'positional') : undefined;
  const returnType = lowerAnnotation(l, node.result);
  const range = l.range(node.start, node.end);
  const about = {
    kind,
    name: node.name,
    range,
    decorators,
    ...(owner && { owner }),
    ...(owner && (isStatic || isClassMethod) && { isStatic: true }),
    ...(/^_(?!_)/.test(node.name) && { isPrivate: true }),
    ...(node.isAsync && { isAsync: true }),
    ...(returnType && { returnType }),
  } as const;
  // The name is bound before the body is lowered: a function may call itself.
  const at = l.at(node.start);
  const nameRange = l.range(node.nameStart, node.nameStart + node.name.length);
  const { scope } = l;
  const fn = enter(l, about, node.params, receiver && owner ? { param: receiver, cls: owner } : undefined, (draft) => {
    if (node.name !== '') l.define(node.name, { kind: 'function', fn: draft, at, range: nameRange }, scope);
    const doc = docOf(node.body.statements[0]);
    if (doc) draft.doc = l.range(doc.start, doc.end);
    lowerBody(l, node.body.statements, doc !== undefined);
  });
  // `@x.setter` and `@overload` leave what there is.
  if (owner && !names.some((name) => name === 'setter' || name === 'deleter' || name === 'overload')) owner.methods.set(node.name, fn);
}

/** The documentation that a body starts with. */
export function docOf(first: { readonly type: string; readonly value?: unknown } | undefined): Node | undefined {
  if (first?.type !== 'expression') return undefined;
  const value = first.value as Node;
  return value.type === 'string' && value.literals.every(({ delimiter }) => !/[bft]/i.test(delimiter)) ? value : undefined;
}

type About = Pick<Fn, 'kind' | 'range'> & Partial<Fn>;

function enter(l: Lowering, about: About, params: readonly ParamNode[], receiver: { param: ParamNode; cls: Class } | undefined, lower: (fn: Draft<Fn>) => void): Fn {
  const own = params.filter((param) => param !== receiver?.param);
  const lowered = own.map((param, index) => lowerParam(l, param, index));
  const fn: Draft<Fn> = { decorators: [], ...about, module: l.module, parent: l.fn, params: lowered, returns: [], yields: [] };
  l.module.functions.push(fn);
  const { fn: outer, scope, arms, loop, targets } = l;
  const inner = new Scope('function', fn, scope);
  if (receiver) inner.receiver = { name: receiver.param.name, cls: receiver.cls };
  Object.assign(l, { fn, scope: inner, arms: [], loop: undefined, targets: [] });
  own.forEach(({ start, end, name }, i) => {
    const param: Draft<Param> = lowered[i]!;
    param.binding = l.define(name, { kind: 'param', fn, param, at: l.at(start), range: l.range(start, end) });
    annotate(param.binding, param.type);
  });
  lower(fn);
  Object.assign(l, { fn: outer, scope, arms, loop, targets });
  return fn;
}

function lowerParam(l: Lowering, { name, kind, annotation, fallback }: ParamNode, index: number): Param {
  const notes: CallExpr[] = [];
  const type = lowerAnnotation(l, annotation, notes);
  const value = fallback && lowerExpression(l, fallback);
  return { name, kind, index, ...(value && { default: value }), ...(type && { type }), ...(notes.length > 0 && { notes }) };
}

/** `return value`. */
export function lowerReturn(l: Lowering, value: Node | undefined, start: number, end: number): Completion {
  const expr: Expr = value ? lowerExpression(l, value) : { kind: 'constant', range: l.range(start, end), value: null };
  l.fn.returns.push({ value: expr, at: l.at(start) });
  return LEAVES_FUNCTION;
}

import type { Class } from '../../core/ir.ts';
import { BlockScope } from '../block-scope.ts';
import type { Draft } from '../draft.ts';
import { child, named, type Node, ofType } from '../grammar.ts';
import { annotation, annotationsOf, hasModifier } from './annotations.ts';
import { lowerArguments } from './lower-call.ts';
import { lowerExpression } from './lower-expression.ts';
import { addConstructor, addMethod, lowerInitializer } from './lower-function.ts';
import { addGetters, addRecord } from './implied-members.ts';
import { isNarrowMap, lowerType } from './lower-type.ts';
import type { JavaLowering, Members } from './lowering.ts';
import { boundSetting, presetOf } from './preset.ts';

const kinds = new Set(['class_declaration', 'interface_declaration', 'enum_declaration', 'record_declaration', 'annotation_type_declaration']);
const declared = new WeakMap<Node, Draft<Class>>();

/** Classes first: names of them, and of what they hold, may stand before them. */
export function declareClasses(l: JavaLowering, nodes: readonly Node[]): void {
  for (const node of nodes) if (kinds.has(node.type)) declareClass(l, node);
}

function declareClass(l: JavaLowering, node: Node): Draft<Class> {
  const name = child(node, 'name');
  const own = name && l.source(name);
  const members = membersIn(l, node);
  const cls = l.declareClass(own, [node.start, node.end], members);
  declared.set(node, cls);
  if (name) l.define(own!, { kind: 'class', cls, at: l.at(node.start), range: [name.start, name.end] });
  for (const inner of bodyOf(node)) {
    const nested = kinds.has(inner.type) ? declareClass(l, inner) : undefined;
    if (nested?.name !== undefined) cls.fields.set(nested.name, { name: nested.name, isStatic: true, fn: l.fn, value: { kind: 'class', range: nested.range, cls: nested } });
  }
  return cls;
}

/** What stands in the body of a class, an enum's constants among it. */
export function bodyOf(node: Node): Node[] {
  const body = child(node, 'body') ?? ofType(node, 'class_body');
  return body ? named(body).flatMap((each) => (each.type === 'enum_body_declarations' ? named(each) : [each])) : [];
}

function membersIn(l: JavaLowering, node: Node): Members {
  const [fields, methods, statics] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const isInterface = node.type === 'interface_declaration';
  for (const each of bodyOf(node)) {
    const name = child(each, 'name');
    const names = each.type === 'method_declaration' || each.type === 'enum_constant' ? (name ? [l.source(name)] : []) : declaratorsOf(each).map(({ key }) => l.source(key));
    for (const own of names) {
      (each.type === 'method_declaration' ? methods : fields).add(own);
      if (each.type === 'enum_constant' || hasModifier(each, 'static') || (isInterface && each.type === 'constant_declaration')) statics.add(own);
    }
  }
  for (const parameter of node.type === 'record_declaration' ? named(child(node, 'parameters') ?? node) : []) {
    const name = child(parameter, 'name');
    if (!name) continue;
    fields.add(l.source(name));
    methods.add(l.source(name));
  }
  return { fields, methods, statics };
}

function declaratorsOf(field: Node): { readonly key: Node; readonly value: Node | undefined }[] {
  return field.children.flatMap((each) => {
    const key = each.type === 'variable_declarator' ? child(each, 'name') : undefined;
    return key ? [{ key, value: child(each, 'value') }] : [];
  });
}

/** Lowers a class, wherever it stands; false where the node is none. */
export function lowerClass(l: JavaLowering, node: Node): boolean {
  if (!kinds.has(node.type)) return false;
  const cls = declared.get(node) ?? declareClass(l, node);
  lowerBody(l, node, cls, [child(node, 'superclass'), child(node, 'interfaces'), ofType(node, 'extends_interfaces')].flatMap((each) => (each ? typesIn(each) : [])));
  return true;
}

function typesIn(node: Node): Node[] {
  return named(node).flatMap((each) => (each.type === 'type_list' || each.type === 'interface_type_list' ? named(each) : [each]));
}

/** `new Base() { … }` */
export function lowerAnonymous(l: JavaLowering, node: Node, base: Node): void {
  const cls = l.declareClass(undefined, [node.start, node.end], membersIn(l, node));
  lowerBody(l, node, cls, [base]);
}

function lowerBody(l: JavaLowering, node: Node, cls: Draft<Class>, bases: readonly Node[]): void {
  cls.bases = bases.flatMap((base) => lowerType(l, base) ?? []);
  cls.decorators = annotationsOf(node).map((each) => l.opaque(each, 'annotation'));
  l.inClass(cls, () => {
    l.inScope(new BlockScope(l.fn, l.scope, cls), () => {
      if (node.type === 'record_declaration') addRecord(l, node, cls);
      for (const each of bodyOf(node)) lowerMember(l, each, cls, node);
      addGetters(l, node, cls);
    });
  });
}

function lowerMember(l: JavaLowering, node: Node, cls: Draft<Class>, owner: Node): void {
  switch (node.type) {
    case 'field_declaration':
    case 'constant_declaration':
      return lowerField(l, node, cls, owner);
    case 'enum_constant':
      return lowerConstant(l, node, cls, owner);
    case 'method_declaration':
      return addMethod(l, node, cls);
    case 'constructor_declaration':
    case 'compact_constructor_declaration':
      return addConstructor(l, node, cls);
    case 'static_initializer':
    case 'block':
      return lowerInitializer(l, node, cls);
    default:
      lowerClass(l, node);
  }
}

function lowerField(l: JavaLowering, node: Node, cls: Draft<Class>, owner: Node): void {
  const isStatic = node.type === 'constant_declaration' || hasModifier(node, 'static');
  const typeNode = child(node, 'type');
  const type = lowerType(l, typeNode);
  const written = annotation(l, node, 'JsonProperty', 'SerializedName', 'JsonbProperty');
  for (const { key, value } of declaratorsOf(node)) {
    const name = l.fieldKey(cls, l.source(key));
    const own = value ? lowerExpression(l, value, isNarrowMap(l, typeNode)) : presetOf(l, node);
    const initial = isStatic ? own : boundSetting(l, owner, key, own);
    const jsonKey = written?.text ?? (name.endsWith('#') ? l.source(key) : undefined);
    cls.fields.set(name, { name, isStatic, fn: l.fn, ...(initial && { value: initial }), ...(type && { type }), ...(jsonKey !== undefined && { key: jsonKey }) });
  }
}

/** `A("x")` of an enum is made once. */
function lowerConstant(l: JavaLowering, node: Node, cls: Draft<Class>, owner: Node): void {
  const [name, list, type] = [child(node, 'name'), child(node, 'arguments'), child(owner, 'name')];
  if (!name || !type) return;
  const call = l.call(node, true);
  call.callee = l.name(type);
  if (list) lowerArguments(l, call, list);
  const key = l.fieldKey(cls, l.source(name));
  cls.fields.set(key, { name: key, isStatic: true, fn: l.fn, value: call });
}

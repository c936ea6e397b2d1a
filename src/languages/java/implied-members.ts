import type { Class, Fn, NameExpr, Param } from '../../core/ir.ts';
import type { Draft } from '../draft.ts';
import { child, named, type Node } from '../grammar.ts';
import { annotation, isAnnotated } from './annotations.ts';
import { lowerType } from './lower-type.ts';
import type { JavaLowering } from './lowering.ts';
import { boundSetting, presetOf } from './preset.ts';

/** A record has a field for each parameter, a method that gives it, and a constructor that sets them. */
export function addRecord(l: JavaLowering, node: Node, cls: Draft<Class>): void {
  const made = draft(l, node, 'constructor', cls, 'constructor');
  for (const parameter of named(child(node, 'parameters') ?? node)) {
    const name = child(parameter, 'name');
    if (!name) continue;
    const own = l.source(name);
    const type = lowerType(l, child(parameter, 'type'));
    const preset = boundSetting(l, node, name, presetOf(l, parameter));
    const param: Param = { name: own, kind: 'positional', index: made.params.length, ...(type && { type }), ...(preset && { default: preset }) };
    made.params.push(param);
    const key = l.fieldKey(cls, own);
    cls.fields.set(key, { name: key, isStatic: false, fn: l.fn, key: annotation(l, parameter, 'JsonProperty', 'SerializedName')?.text ?? own, ...(type && { type }) });
    addGetter(l, name, cls, own, key);
    const range = [name.start, name.end] as const;
    const binding = { name: own, fn: made, defs: [{ kind: 'param' as const, fn: made, param, at: { fn: made, offset: name.start, arms: [] }, range }] };
    const value: NameExpr = { kind: 'name', range, name: own, binding, at: { fn: made, offset: name.end, arms: [] } };
    cls.writes.push({ kind: 'set', path: [key], value, at: { fn: made, offset: name.end, arms: [] }, range });
  }
  l.module.functions.push(made);
  cls.methods.set('constructor', made);
}

const gettingAnnotations = new Set(['Data', 'Getter', 'Value']);

/** Lombok: `getModel()` of the field `model`. */
export function addGetters(l: JavaLowering, node: Node, cls: Draft<Class>): void {
  if (!isAnnotated(l, node, gettingAnnotations)) return;
  for (const { name, isStatic, fn } of cls.fields.values()) {
    const getter = `get${name[0]!.toUpperCase()}${name.slice(1)}`;
    if (!isStatic && fn === l.fn && !cls.methods.has(getter)) addGetter(l, node, cls, getter, name);
  }
}

function addGetter(l: JavaLowering, node: Node, cls: Draft<Class>, name: string, field: string): void {
  const fn = draft(l, node, 'method', cls, name);
  const range = [node.start, node.end] as const;
  fn.returns.push({ value: { kind: 'member', range, object: { kind: 'this', range, cls }, property: field, propertyRange: range }, at: { fn, offset: node.end, arms: [] } });
  l.module.functions.push(fn);
  cls.methods.set(name, fn);
}

function draft(l: JavaLowering, node: Node, kind: Fn['kind'], owner: Class, name: string): Draft<Fn> {
  return { kind, name, module: l.module, parent: l.fn, owner, params: [], returns: [], yields: [], decorators: [], range: [node.start, node.end] };
}

import type { Expr, Fn, Param } from '../../core/ir.ts';
import type { Draft } from '../draft.ts';
import { child, named, ofType, type Node } from '../grammar.ts';
import { lowerExpressions } from './lower-expression.ts';
import { lowerBlock, lowerStatement } from './lower-statement.ts';
import { lowerType } from './lower-type.ts';
import type { GoLowering } from './lowering.ts';

/** Types first: methods and literals may stand before them. */
export function declareTypes(l: GoLowering, declarations: readonly Node[]): void {
  for (const declaration of declarations) {
    if (declaration.type === 'type_declaration') for (const spec of named(declaration)) declareType(l, spec);
  }
}

/** `type T struct { … }` is a class; any other type is what converts to it. */
export function declareType(l: GoLowering, spec: Node): void {
  const name = child(spec, 'name');
  const type = child(spec, 'type');
  if (!name || !type) return;
  const range = [name.start, name.end] as const;
  const at = l.at(spec.start);
  if (type.type === 'struct_type') {
    const cls = l.declareClass(l.source(name), [spec.start, spec.end]);
    const bases: Expr[] = [];
    for (const field of named(ofType(type, 'field_declaration_list') ?? type)) {
      const fieldType = lowerType(l, child(field, 'type'));
      const names = field.children.filter((each) => each.field === 'name' && each.isNamed);
      if (names.length === 0 && fieldType) bases.push(fieldType);
      const key = keyOf(l, child(field, 'tag'));
      for (const each of names) cls.fields.set(l.source(each), { name: l.source(each), isStatic: false, fn: l.fn, ...(fieldType && { type: fieldType }), ...(key && { key }) });
    }
    cls.bases = bases;
    l.define(l.source(name), { kind: 'class', cls, at, range });
  } else if (spec.type === 'type_alias' && (type.type === 'type_identifier' || type.type === 'qualified_type')) {
    l.define(l.source(name), { kind: 'assign', value: lowerType(l, type) ?? l.opaque(type, 'type'), at, range });
  } else if (type.type !== 'interface_type') {
    // `ModelID("…")` gives what it is given.
    const fn: Draft<Fn> = { kind: 'lambda', module: l.module, params: [{ name: 'value', kind: 'positional', index: 0 }], returns: [], yields: [], decorators: [], range: [spec.start, spec.end], parent: l.fn };
    l.inFunction(fn, () => {
      l.define('value', { kind: 'param', fn, param: fn.params[0]!, at: l.at(spec.start), range });
      fn.returns.push({ value: { kind: 'name', range, name: 'value', binding: l.scope.find('value')!, at: l.at(spec.end) }, at: l.at(spec.end) });
    });
    l.define(l.source(name), { kind: 'function', fn, at, range });
  }
}

/** `` `json:"max_tokens,omitempty"` `` */
function keyOf(l: GoLowering, tag: Node | undefined): string | undefined {
  return tag && (/\bjson:\\?"([^",\\]+)/.exec(l.source(tag))?.[1]);
}

/** Lowers a declaration of a file. */
export function lowerDeclaration(l: GoLowering, node: Node): void {
  switch (node.type) {
    case 'import_declaration':
      for (const spec of ofType(node, 'import_spec_list') ? named(ofType(node, 'import_spec_list')!) : named(node)) lowerImport(l, spec);
      return;
    case 'function_declaration':
      return lowerFunction(l, node);
    case 'method_declaration':
      return lowerMethod(l, node);
    case 'type_declaration':
      return;
    default:
      lowerStatement(l, node);
  }
}

function lowerImport(l: GoLowering, spec: Node): void {
  const path = child(spec, 'path');
  const specifier = path && l.source(path).slice(1, -1);
  if (!path || !specifier) return;
  l.imports.push(specifier);
  const alias = child(spec, 'name');
  const name = alias ? l.source(alias) : packageName(specifier);
  if (name === '_' || name === '.') return;
  l.define(name, { kind: 'import', specifier, name: '=', at: l.at(0), range: [spec.start, spec.end] });
}

/** The name by which a package is usually known: `…/bedrockruntime`, `…/v2`, `gopkg.in/yaml.v3`, `go-openai`. */
function packageName(specifier: string): string {
  const segments = specifier.split('/').filter((segment, index) => index === 0 || !/^v\d+$/.test(segment));
  return segments.at(-1)!.replace(/\.v\d+$/, '').replace(/^go-|[-.]go$/g, '').replaceAll('-', '');
}

function lowerFunction(l: GoLowering, node: Node): void {
  const name = child(node, 'name');
  const fn = lowerFn(l, node, 'function', name && l.source(name));
  if (name && l.source(name) !== 'init' && l.source(name) !== '_') l.define(l.source(name), { kind: 'function', fn, at: l.at(node.start), range: [name.start, name.end] });
}

function lowerMethod(l: GoLowering, node: Node): void {
  const name = child(node, 'name');
  const receiver = named(child(node, 'receiver') ?? node).find(({ type }) => type === 'parameter_declaration');
  const type = receiver && lowerType(l, child(receiver, 'type'));
  if (!name || type?.kind !== 'name') return void lowerFn(l, node, 'method', name && l.source(name));
  const isKnown = l.classNamed(type.name) !== undefined;
  const cls = l.classOfReceiver(type);
  const self = child(receiver!, 'name');
  const fn = lowerFn(l, node, 'method', l.source(name), { owner: cls }, () => {
    if (self) l.define(l.source(self), { kind: 'assign', value: { kind: 'this', range: [self.start, self.end], cls }, at: l.at(self.start), range: [self.start, self.end] });
  });
  if (!cls.methods.has(l.source(name))) cls.methods.set(l.source(name), fn);
  if (!isKnown || cls.bases[0] === type || cls.bases.some((base) => base.kind === 'name' && base.name === cls.name)) l.strayMethods.set(`${cls.name}.${l.source(name)}`, fn);
}

/** Lowers a function with its parameters and body. */
export function lowerFn(l: GoLowering, node: Node, kind: Fn['kind'], name?: string, more: Partial<Fn> = {}, begin?: () => void): Fn {
  const result = child(node, 'result');
  const returnType = lowerType(l, result?.type === 'parameter_list' ? child(named(result)[0] ?? result, 'type') : result);
  const fn: Draft<Fn> = { kind, module: l.module, params: [], returns: [], yields: [], decorators: [], range: [node.start, node.end], parent: l.fn, ...(name && { name }), ...(returnType && { returnType }), ...more };
  l.inFunction(fn, () => {
    begin?.();
    lowerParams(l, fn, child(node, 'parameters'));
    for (const each of result?.type === 'parameter_list' ? named(result) : []) for (const own of namesOf(each)) l.scope.declare(l.source(own));
    const body = child(node, 'body');
    if (body) lowerBlock(l, body);
  });
  return fn;
}

function namesOf(declaration: Node): Node[] {
  return declaration.children.filter((each) => each.field === 'name' && each.isNamed);
}

function lowerParams(l: GoLowering, fn: Draft<Fn>, list: Node | undefined): void {
  for (const declaration of list ? named(list) : []) {
    const type = lowerType(l, child(declaration, 'type'));
    const isRest = declaration.type === 'variadic_parameter_declaration';
    const names = namesOf(declaration);
    for (const name of names.length > 0 ? names : [undefined]) {
      const own = name && l.source(name);
      const param: Draft<Param> = { kind: isRest ? 'rest' : 'positional', index: fn.params.length, ...(own !== undefined && { name: own }), ...(type && { type }) };
      fn.params.push(param);
      if (name && own !== '_') param.binding = l.define(own!, { kind: 'param', fn, param, at: l.at(name.start), range: [name.start, name.end] });
    }
  }
}

/** `const X T = v`, `var x, y = f()`, `var x T`. */
export function lowerSpec(l: GoLowering, spec: Node, embedded?: Node): void {
  const names = namesOf(spec);
  const typeNode = child(spec, 'type');
  const type = lowerType(l, typeNode);
  const list = child(spec, 'value');
  const values = list ? lowerExpressions(l, list) : [];
  names.forEach((name, index) => {
    const own = l.source(name);
    if (own === '_') return;
    const value = values.length < names.length && index > 0 && list ? l.opaque(list, 'another result') : (values[index] ?? zero(l, name, typeNode, type, embedded));
    const range = [spec.start, spec.end] as const;
    const binding = value ? l.define(own, { kind: 'assign', value, at: l.at(spec.end), range }) : l.scope.declare(own);
    if (type && !binding.type) Object.assign(binding, { type });
  });
}

/** What a variable is before it is given anything; undefined where its type alone says what it is. */
function zero(l: GoLowering, name: Node, typeNode: Node | undefined, type: Expr | undefined, embedded: Node | undefined): Expr | undefined {
  const range = [name.start, name.end] as const;
  const file = embedded && /^\/\/go:embed\s+"?([^\s"]+)"?\s*$/.exec(l.source(embedded))?.[1];
  if (file) {
    const call = l.call(name);
    call.callee = { kind: 'name', range, name: 'go:embed', at: l.at(name.start) };
    call.args = [{ range, value: { kind: 'text', range, delimiter: '"', parts: [{ kind: 'literal', value: file, range, exact: false }] } }];
    return call;
  }
  const source = typeNode && l.source(typeNode);
  if (source === 'string' || source === 'strings.Builder' || source === 'bytes.Buffer') return { kind: 'text', range, delimiter: '"', parts: [] };
  if (typeNode?.type === 'slice_type' || typeNode?.type === 'map_type') return { kind: 'constant', range, value: null };
  if ((typeNode?.type === 'type_identifier' && l.classNamed(source!)) || typeNode?.type === 'qualified_type') return { kind: 'object', range, entries: [], ...(type && { type }) };
  return undefined;
}


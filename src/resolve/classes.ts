/** Instances of classes of the project: fields, methods, bases. */
import type { CallExpr, Class, Def, Expr, Field, Fn } from '../core/ir.ts';
import { isPython } from '../core/source.ts';
import type { Arguments, ClassValue, Env, ExternalValue, FunctionValue, InstanceValue, ObjectValue, Value } from '../core/value.ts';
import { given } from './arguments.ts';
import { applied } from './bindings.ts';
import { argsOfConstructor } from './constructors.ts';
import { callFrame } from './functions.ts';
import { choice, mapOptions, nothing, opened, optionsOf, unknown } from './choice.ts';
import type { Engine } from './engine.ts';
import { fieldDefault } from './field-default.ts';
import { filledLater, writesTo } from './field-writes.ts';
import { entryAt, type Key } from './path.ts';
import { plain } from './text.ts';

/** A class of an instance, and what its constructor got: that of a base gets what the one of the class hands to `super`. */
interface Level {
  readonly cls: Class;
  readonly args: Arguments | undefined;
  readonly seen: ReadonlySet<Class>;
}

/** `instance.name`; undefined where neither the class nor its bases have it. `behind`: as `super` in a method of that class has it. */
export function instanceMember(engine: Engine, instance: InstanceValue, name: string, behind?: Class): Value | undefined {
  return memberFrom(engine, instance, name, { cls: instance.cls, args: instance.args, seen: new Set() }, behind);
}

/** Whichever class has it, `this` is the whole instance. */
function memberFrom(engine: Engine, instance: InstanceValue, name: string, level: Level, behind: Class | undefined): Value | undefined {
  const { cls, seen } = level;
  if (seen.has(cls)) return undefined;
  const own = behind ? undefined : ownMember(engine, instance, name, level);
  const further = behind === cls ? undefined : behind;
  return own ?? inherited(engine, cls, seen, base => {
    const args = argsOfBase(engine, instance, level);
    return base.kind === 'class' ? memberFrom(engine, instance, name, { cls: base.cls, args, seen: new Set([...seen, cls]) }, further) : ofExternalBase(engine, base, instance, args, name);
  });
}

function ownMember(engine: Engine, instance: InstanceValue, name: string, level: Level): Value | undefined {
  const method = level.cls.methods.get(name);
  if (method?.kind === 'getter') return engine.run({ kind: 'function', fn: method, self: instance }, undefined);
  if (method && method.kind !== 'constructor') return { kind: 'function', fn: method, self: instance };
  const value = fieldValue(engine, instance, name, level);
  return value?.kind === 'null' ? { ...value, isDeclared: true } : (value ?? methodElsewhere(engine, instance, name, level.cls));
}

/** A method that another file of the package gives to the class. */
function methodElsewhere(engine: Engine, instance: InstanceValue, name: string, { methodsElsewhere, module, name: own }: Class): Value | undefined {
  const located = methodsElsewhere === undefined ? undefined : engine.files.locate(methodsElsewhere, module.path, module.language);
  const method = located?.kind === 'file' ? engine.exported(located.path, `${own}.${name}`) : undefined;
  return method?.kind === 'function' ? { ...method, self: instance } : undefined;
}

/** A member of an object that a literal makes: what is asked of a getter is what it gives. */
export function memberOfObject(engine: Engine, object: ObjectValue, key: Key): Value {
  if (object.type) return memberOfTyped(engine, object, object.type, key);
  if (object.rest && key !== undefined && !object.entries.has(String(key))) return engine.member(object.rest, key);
  return mapOptions(entryAt(object, key), member => (member.kind === 'function' && member.fn.kind === 'getter' ? engine.run(member, undefined) : member));
}

/** Of an object whose literal says its class: its own entries, else methods, and what it takes over from those it embeds. */
function memberOfTyped(engine: Engine, object: ObjectValue, type: Value, key: Key): Value {
  if (object.isBuilder && type.kind === 'external') return engine.member({ kind: 'external', module: type.module, path: [], result: { callee: type, isNew: true } }, key);
  if (key === undefined || object.entries.has(String(key)) || type.kind !== 'class') return entryAt(object, key);
  const member = instanceMember(engine, { kind: 'instance', cls: type.cls }, String(key));
  if (member?.kind === 'function') return { ...member, self: object };
  for (const base of type.cls.bases) {
    const name = base.kind === 'name' ? base.name : base.kind === 'member' ? String(base.property) : '';
    const embedded = object.entries.get(name)?.value;
    const found = embedded && engine.member(embedded, key);
    if (found && found.kind !== 'null' && !(found.kind === 'unknown' && !found.type)) return found;
  }
  return member ?? entryAt(object, key);
}

/**
 * Is what the class of a parameter says of a member for the callers to say? Where types are shapes, any object with such a member will do,
 * and a default of the class is only one. Where they are not, a field that holds nothing yet waits for whoever makes the object.
 */
export function isGivenByCaller({ kind, module }: Fn, cls: Class, declared: Value): boolean {
  if (module.language !== 'typescript' && module.language !== 'javascript') return declared.kind === 'null' || (declared.kind === 'unknown' && isTypedDict(cls));
  if (declared.kind === 'unknown') return declared.param === undefined || declared.param.fn.kind === 'constructor';
  return kind !== 'constructor' && optionsOf(declared).every(option => ['text', 'number', 'boolean', 'null', 'unknown'].includes(option.kind));
}

/** Python's type of a plain `dict`: a shape, no class that somebody makes an instance of. */
function isTypedDict({ bases }: Class, depth = 0): boolean {
  return bases.some(base => {
    if (base.kind === 'member') return base.property === 'TypedDict';
    if (base.kind !== 'name') return false;
    return base.name === 'TypedDict' || (depth < 4 && base.binding?.defs.some(def => def.kind === 'class' && isTypedDict(def.cls, depth + 1)) === true);
  });
}

/** What the constructor of the base of a class gets. */
function argsOfBase(engine: Engine, instance: InstanceValue, { cls, args }: Level): Arguments | undefined {
  const ctor = constructorOf(cls);
  if (!ctor) return args;
  const call = superCallIn(ctor);
  return call && { expr: call, env: frameOn(engine, instance, ctor, args), module: cls.module };
}

/** The calls of its module that make an instance of a class. */
export function makersOf(cls: Class): CallExpr[] {
  return cls.module.calls.filter(({ callee }) => callee.kind === 'name' && callee.binding?.defs.some(def => def.kind === 'class' && def.cls === cls));
}

function constructorOf(cls: Class): Fn | undefined {
  return cls.methods.get('constructor') ?? cls.methods.get('__init__');
}

function superCallIn(ctor: Fn): CallExpr | undefined {
  return ctor.module.calls.find(({ at, callee }) => at.fn === ctor && isSuperCall(callee));
}

/** The class of a package that a class without constructor of its own stands for: `new Sub(…)` makes what `new Base(…)` makes. */
export function externalBase(engine: Engine, cls: Class, depth = 0): ExternalValue | undefined {
  return depth > 8 || !isBuiltAsBase(cls) ? undefined : baseOf(engine, cls, base => externalBase(engine, base, depth + 1));
}

/** It has no constructor, or one that hands all that it gets, and nothing else, to that of its base: `def __init__(self, *args, **kwargs): super().__init__(*args, **kwargs)`. */
function isBuiltAsBase(cls: Class): boolean {
  const ctor = constructorOf(cls);
  if (!ctor) return true;
  const args = superCallIn(ctor)?.args ?? [];
  const handed = args.flatMap(({ value, spread }) => (spread && value.kind === 'name' ? (value.binding?.defs ?? []) : []));
  const isUntouched = handed.every(def => def.kind === 'param' && def.fn === ctor && !def.path);
  return ctor.params.length > 0 && ctor.params.length === args.length && handed.length === args.length && isUntouched && ctor.params.every(({ kind }) => kind === 'rest' || kind === 'rest-keywords');
}

/** Fields of a Python class and of those between it and the package: defaults of the arguments that the base takes. */
export function fieldDefaults(engine: Engine, cls: Class, depth = 0): ReadonlyMap<string, () => Value> {
  if (depth > 8 || !isPython(cls.module.language)) return new Map();
  const bases = basesOf(engine, cls);
  const further = bases.flatMap(base => (base.kind === 'class' ? [...fieldDefaults(engine, base.cls, depth + 1)] : []));
  const own = [...cls.fields.keys()].map((name): [string, () => Value] => [name, () => classMember(engine, { kind: 'class', cls }, name) ?? unknown('member', name)]);
  return new Map([...further, ...own.filter(([name]) => cls.fields.get(name)!.value !== undefined)]);
}

/** What `super(…)` constructs, where that is a class of a package. */
export function constructedBySuper(engine: Engine, call: CallExpr): ExternalValue | undefined {
  const { owner } = call.at.fn;
  // What hands on all that it gets is told where that is given.
  return owner && isSuperCall(call.callee) && !isBuiltAsBase(owner) ? baseOf(engine, owner, base => externalBase(engine, base)) : undefined;
}

/** The constructor of the project that a call runs: of a class that it makes an instance of, or of the base that `super(…)` means. */
export function constructorsOf(engine: Engine, callee: Value, args: Arguments): FunctionValue[] {
  const { at, callee: called } = args.expr;
  const { owner } = at.fn;
  const isSuper = owner !== undefined && isSuperCall(called);
  const classes = classesAmong(isSuper ? basesOf(engine, owner) : optionsOf(callee));
  return classes.flatMap(cls => {
    const fn = externalBase(engine, cls) ? undefined : constructorWithin(engine, cls);
    return fn ? [{ kind: 'function', fn, self: isSuper && args.env?.self ? args.env.self : { kind: 'instance', cls, args } }] : [];
  });
}

function constructorWithin(engine: Engine, cls: Class, depth = 0): Fn | undefined {
  if (depth > 8) return undefined;
  const own = constructorOf(cls);
  if (own) return own;
  for (const base of classesAmong(basesOf(engine, cls))) {
    const found = constructorWithin(engine, base, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** What the bases of a class may be, of the project or of packages. */
function basesOf(engine: Engine, cls: Class): readonly Value[] {
  return cls.bases.flatMap(base => optionsOf(engine.evaluate(base, engine.frame(cls.module.functions[0]!))));
}

function classesAmong(values: readonly Value[]): Class[] {
  return values.flatMap(value => (value.kind === 'class' ? [value.cls] : []));
}

/** Of several bases the first one that comes from a package; behind a class of the project with a constructor of its own nothing is sure. */
function baseOf(engine: Engine, cls: Class, further: (base: Class) => ExternalValue | undefined): ExternalValue | undefined {
  for (const expr of cls.bases) {
    const base = engine.evaluate(expr, engine.frame(cls.module.functions[0]!));
    if (base.kind === 'external' && !(cls.bases.length > 1 && ofLanguage.test(base.module))) return base;
    const found = base.kind === 'class' ? further(base.cls) : undefined;
    if (found) return found;
    if (base.kind === 'class' && !isBuiltAsBase(base.cls)) return undefined;
  }
  return undefined;
}

/** Bases that make nothing: `ABC`, `Generic[T]`, `Protocol`. */
const ofLanguage = /^(?:|abc|typing|typing_extensions|enum|collections(?:\..{1,40})?)$/;

/** `super(…)` and `super().__init__(…)`. */
export function isSuperCall(callee: Expr): boolean {
  if (callee.kind === 'this') return callee.isSuper === true;
  if (callee.kind !== 'member' || callee.property !== '__init__') return false;
  const { object } = callee;
  return (object.kind === 'this' && object.isSuper === true) || (object.kind === 'call' && object.callee.kind === 'name' && object.callee.name === 'super');
}

/** A class whose base comes from a package: what is not its own belongs to the package. A dictionary that gives its entries as attributes has those. */
function ofExternalBase(engine: Engine, base: Value, { cls }: InstanceValue, args: Arguments | undefined, name: string): Value | undefined {
  if (base.kind === 'external' && base.module === '' && base.path[0] === 'dict') {
    const entries = args && givesEntries(cls) ? engine.apply(base, args, true) : undefined;
    return entries?.kind === 'object' && entries.entries.has(name) ? entryAt(entries, name) : undefined;
  }
  return base.kind === 'external' ? engine.member({ kind: 'external', module: base.module, path: [], result: { callee: base, ...(args && { args }), isNew: true } }, name) : undefined;
}

/** `__getattr__` of its own, or `self.__dict__ = self`. */
function givesEntries(cls: Class): boolean {
  const { methods, fields } = cls;
  return methods.has('__getattr__') || fields.has('__getattr__') || writesTo(cls, '__dict__').length > 0;
}

function inherited(engine: Engine, cls: Class, seen: ReadonlySet<Class>, take: (base: Value) => Value | undefined): Value | undefined {
  if (seen.size > 8) return undefined;
  for (const base of cls.bases) {
    const value = engine.evaluate(base, engine.frame(cls.module.functions[0]!));
    for (const option of optionsOf(value)) {
      const found = take(option);
      if (found) return found;
    }
  }
  return undefined;
}

function fieldValue(engine: Engine, instance: InstanceValue, name: string, level: Level): Value | undefined {
  const { cls, args } = level;
  const field = cls.fields.get(name);
  const writes = writesTo(cls, name);
  if (!field && writes.length === 0) return undefined;
  const initial = field ? initialValue(engine, instance, level, field) : undefined;
  const ctor = writes.filter(({ at: { fn } }) => fn.kind === 'constructor' && !(args && argsOfConstructor(fn, args, other => frameOn(engine, instance, other, args)) === undefined));
  let value = written(engine, instance, args, initial, ctor);
  const late = writes.filter(def => def.at.fn.kind !== 'constructor');
  if (late.length > 0) {
    const whole = late.filter(def => def.kind === 'set' && def.path.length === 1 && !def.append);
    // A field that stays empty until a method fills it has what the method gives it.
    if (!value || optionsOf(value).every(isEmpty)) {
      const filled = whole.map(def => (def.kind === 'set' ? engine.evaluate(def.value, methodFrame(engine, instance, args, def)) : nothing));
      value = choice([...filled, ...(value && value.kind !== 'null' ? [value] : [])]);
    }
    // What other methods put into it, and when, is not known; that they do is.
    if (value && late.length > whole.length) value = opened(value);
  }
  return withType(engine, value ?? unknown('member', name), field, cls);
}

/** Nothing yet: what a method fills later. */
function isEmpty(value: Value): boolean {
  return value.kind === 'null' || (value.kind === 'unknown' && !value.param) || (value.kind === 'text' && value.pieces.length === 0) || plain(value) === '';
}

/** The value after the writes of the constructor, in order. */
function written(engine: Engine, instance: InstanceValue, args: Arguments | undefined, initial: Value | undefined, writes: readonly Def[]): Value | undefined {
  let value = initial;
  for (const def of writes) {
    const env = methodFrame(engine, instance, args, def);
    const isWhole = def.kind === 'set' && def.path.length === 1 && !def.append;
    if (isWhole) {
      const made = engine.evaluate(def.value, env);
      const isBranch = def.at.arms.some(arm => arm.branch.kind !== 'try');
      value = isBranch && value && value.kind !== 'null' ? choice([value, made]) : made;
    } else if (value) value = applied(engine, value, def, def.at.arms.length > 0, env, 1);
  }
  return value;
}

function methodFrame(engine: Engine, instance: InstanceValue, args: Arguments | undefined, { at: { fn } }: Def): Env {
  // A write in a closure inside a method: its receiver is that of the method.
  return fn.owner ? frameOn(engine, instance, fn, args) : engine.frame(fn);
}

const frames = new WeakMap<InstanceValue, Map<Fn, Env>>();

/** One frame for a method of an instance: a field that is made from itself (`this.x = copy(this.x)`) is seen to be in a cycle. `args`: of its constructor. */
function frameOn(engine: Engine, instance: InstanceValue, fn: Fn, args: Arguments | undefined): Env {
  let known = frames.get(instance);
  if (!known) frames.set(instance, (known = new Map()));
  let env = known.get(fn);
  if (env) return env;
  const own = fn.kind === 'constructor' && args ? argsOfConstructor(fn, args, other => frameOn(engine, instance, other, args)) : undefined;
  known.set(fn, (env = fn.kind === 'constructor' ? callFrame(engine, { kind: 'function', fn, self: instance }, own) : { ...engine.frame(fn), self: instance }));
  return env;
}

function initialValue(engine: Engine, instance: InstanceValue, { cls, args }: Level, field: Field): Value | undefined {
  const handed = handedIn(engine, args, cls, field);
  if (handed) return handed;
  if (!field.value) return undefined;
  const value = engine.evaluate(field.value, frameOn(engine, instance, field.fn, args));
  if (field.fn.kind === 'constructor') return value;
  const initial = fieldDefault(engine, value);
  if ((initial.kind !== 'boolean' && initial.kind !== 'text' && initial.kind !== 'null') || !isOfEnvironment(engine, cls)) return initial;
  return initial.kind === 'text' ? { ...initial, isSetting: true } : choice([unknown('environment', field.name.toUpperCase()), initial]);
}

/** Settings of pydantic: its fields are variables of the environment. */
function isOfEnvironment(engine: Engine, cls: Class, depth = 0): boolean {
  return basesOf(engine, cls).some(base =>
    base.kind === 'external' ? base.path.at(-1) === 'BaseSettings' && /^pydantic/.test(base.module) : base.kind === 'class' && depth < 4 && isOfEnvironment(engine, base.cls, depth + 1));
}

/** Dataclasses, NamedTuples, pydantic models: a class without constructor takes its fields by name or in order. */
function handedIn(engine: Engine, args: Arguments | undefined, cls: Class, field: Field): Value | undefined {
  if (!args || cls.methods.has('__init__') || cls.methods.has('constructor') || !isPython(cls.module.language)) return undefined;
  const { positional, named } = given(engine, args);
  return (named.get(field.name) ?? positional[[...cls.fields.keys()].indexOf(field.name)]?.value)?.();
}

function withType(engine: Engine, value: Value, field: Field | undefined, cls: Class): Value {
  if (!field?.type || value.kind !== 'unknown' || value.type) return value;
  return { ...value, type: engine.evaluate(field.type, engine.frame(cls.module.functions[0]!)) };
}

/** What a call of a class makes: an instance, or of an enum of Python the member with that value, which is the value. */
export function constructed(engine: Engine, cls: Class, args: Arguments): Value {
  const instance: InstanceValue = { kind: 'instance', cls, args, origin: { path: args.module.path, range: args.expr.range } };
  const [value] = cls.isEnum ? given(engine, args).positional : [];
  const isMember = (text: string): boolean => [...cls.fields.values()].some(field => field.value !== undefined && plain(engine.evaluate(field.value, engine.frame(field.fn))) === text);
  return value ? mapOptions(value.value(), option => (isMember(plain(option) ?? '\0') ? option : instance)) : instance;
}

/** `Class.name`: static fields, static and class methods, enum members. */
export function classMember(engine: Engine, value: ClassValue, name: string, seen: ReadonlySet<Class> = new Set()): Value | undefined {
  const { cls } = value;
  if (seen.has(cls)) return undefined;
  const method = cls.methods.get(name);
  if (method) return { kind: 'function', fn: method, self: value };
  const field = cls.fields.get(name);
  const initial = field?.value && fieldDefault(engine, engine.evaluate(field.value, { ...engine.frame(field.fn), self: value }));
  // `static instance` is empty until somebody asks for it.
  if (initial && initial.kind !== 'null') return initial;
  const filled = field && filledLater(engine, value, name);
  if (filled ?? initial) return filled ?? initial;
  return inherited(engine, cls, seen, base => (base.kind === 'class' ? classMember(engine, base, name, new Set([...seen, cls])) : base.kind === 'external' ? engine.member(base, name) : undefined));
}

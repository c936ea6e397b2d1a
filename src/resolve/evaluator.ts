/** Evaluates the neutral IR to values: on demand, bounded, safe against cycles. */
import type { BinaryExpr, CallExpr, ChooseExpr, Class, Expr, Fn, MemberExpr, NameExpr } from '../core/ir.ts';
import { isPython } from '../core/source.ts';
import type { Arguments, Env, FunctionValue, Origin, Unknown, Value } from '../core/value.ts';
import { bindingValue } from './bindings.ts';
import { memberOfChain } from './builtins/chains.ts';
import { calledBuiltin, memberOfGlobal } from './builtins/globals.ts';
import { calledMethod } from './builtins/methods.ts';
import { choice, mapOptions, nothing, ofPresent, optionsOf, unknown } from './choice.ts';
import { classMember, constructed, instanceMember, isGivenByCaller, makersOf, memberOfObject } from './classes.ts';
import { isPart, partOf, valuesOf } from './cut.ts';
import type { Engine, Files } from './engine.ts';
import { overloads, returned } from './functions.ts';
import { exportedValue, starredValue } from './imports.ts';
import { InVain } from './in-vain.ts';
import { isWritten, listValue, objectValue, textValue } from './literals.ts';
import { calculated } from './operators.ts';
import { writtenHere } from './own-fields.ts';
import { anyItem, entryAt, keyFrom, type Key, underKey } from './path.ts';
import { afterMethods, literalAround, selfOf } from './receiver.ts';
import { isTooLarge } from './size.ts';
import { truth, truthOf } from './truth.ts';

/** Expressions evaluated for one question before the rest counts as unknown. */
const patience = 8_000;
/** What is held back for each entry behind the one that is evaluated: a limit is a number, whatever the prompt before it is made of. */
const reserve = 150;
/** Runs of one function for one question; after these it is taken as for callers that are not known. */
const mostRuns = 12;
/** Nested evaluations before the rest counts as unknown: the stack is finite, and real code nests less than a hundred. */
const deepest = 300;

const tooDeep = unknown('limit');
/** Stands for an expression while it is being evaluated; how deep that is, is in `running`. */
const inCycle = unknown('cycle');
const whole = Number.POSITIVE_INFINITY;

export class Evaluator implements Engine {
  readonly files: Files;
  private readonly frames = new WeakMap<Fn, Env>();
  private readonly known = new WeakMap<Env, Map<Expr, Value>>();
  private readonly inVain = new InVain();
  private runs = new Map<Fn, number>();
  private steps = 0;
  private ceiling = patience;
  private nesting = 0;
  private readonly running = new Map<Expr, number>();
  /** The outermost evaluation whose unfinished value has been used: what lies inside it is not kept. */
  private cutAt = whole;

  constructor(files: Files) {
    this.files = files;
  }

  /** Starts a new question: it has the whole patience. */
  begin(): void {
    this.steps = 0;
    this.ceiling = patience;
    this.runs = new Map();
    this.cutAt = whole;
  }

  apart<T>(question: () => T): T {
    const { steps, ceiling, runs, cutAt } = this;
    this.begin();
    try {
      return question();
    } finally {
      Object.assign(this, { steps, ceiling, runs, cutAt });
    }
  }

  entry(expr: Expr, env: Env, later: number): Value {
    const outer = this.ceiling;
    const left = Math.max(0, outer - this.steps);
    this.ceiling = outer - Math.min(later * reserve, left / 2);
    const value = this.evaluate(expr, env);
    this.ceiling = outer;
    return value;
  }

  frame(fn: Fn): Env {
    const old = this.frames.get(fn);
    if (old) return old;
    const parent = fn.parent && this.frame(fn.parent);
    const self: Value | undefined = fn.owner ? (fn.isStatic ? { kind: 'class', cls: fn.owner } : fn.owner.made ? { kind: 'instance', cls: fn.owner } : this.instanceOf(fn.owner)) : parent?.self;
    const env: { -readonly [K in keyof Env]: Env[K] } = { fn, depth: 0, ...(self && { self }), ...(parent && { parent }) };
    this.frames.set(fn, env);
    if (fn.owner?.made && !fn.isStatic) env.self = this.instanceOf(fn.owner);
    return env;
  }

  /** An instance of a class, made as its module makes it where that happens once (`export const service = new Service(client)`). */
  private instanceOf(cls: Class): Value {
    if (cls.made) {
      const [only, ...others] = cls.made;
      return only && others.length === 0 && only.fn.owner !== cls ? afterMethods(this.evaluate(only.value, this.frame(only.fn)), cls) : { kind: 'instance', cls };
    }
    const makers = makersOf(cls);
    const [maker] = makers;
    if (makers.length !== 1 || maker!.at.fn.kind !== 'module') return { kind: 'instance', cls };
    return { kind: 'instance', cls, args: { expr: maker!, env: undefined, module: cls.module } };
  }

  evaluate(expr: Expr, env: Env): Value {
    let values = this.known.get(env);
    if (!values) this.known.set(env, (values = new Map()));
    const old = values.get(expr);
    if (old === inCycle) this.cutAt = Math.min(this.cutAt, this.running.get(expr) ?? 0);
    if (old) return old;
    if (this.nesting > deepest || (this.steps >= this.ceiling && !isWritten(expr))) return this.cut();
    const left = this.ceiling - this.steps;
    const partial = this.inVain.find(expr, env, left);
    if (partial) return this.cut(partial);
    if (left > 0) this.steps++;

    const depth = ++this.nesting;
    values.set(expr, inCycle);
    this.running.set(expr, depth);
    const computed = this.compute(expr, env);
    const value = isTooLarge(computed) ? tooDeep : computed;
    this.running.delete(expr);
    this.nesting--;
    // A value made from one that was not finished would be another one, asked for elsewhere.
    if (this.cutAt < depth) {
      values.delete(expr);
      if (this.cutAt === 0) this.inVain.add(expr, env, value, left, left - (this.ceiling - this.steps));
    } else {
      this.cutAt = whole;
      values.set(expr, value);
    }
    return value;
  }

  /** Unknown for want of patience: nothing that is made of it is kept. */
  private cut(value: Value = tooDeep): Value {
    this.cutAt = 0;
    return value;
  }

  private compute(expr: Expr, env: Env): Value {
    const { module } = env.fn;
    const origin: Origin = { path: module.path, range: expr.range, module, expr };
    switch (expr.kind) {
      case 'text':
        return textValue(this, expr, env, origin);
      case 'number':
        return { kind: 'number', value: expr.value, origin };
      case 'constant':
        return typeof expr.value === 'boolean' ? { kind: 'boolean', value: expr.value, origin } : { kind: 'null', origin };
      case 'object':
        return objectValue(this, expr, env, origin);
      case 'list':
        return listValue(this, expr, env, origin);
      case 'name':
        return this.name(expr, env, origin);
      case 'member':
        return this.placed(this.memberAt(expr, env, origin), origin);
      case 'call':
        return this.call(expr, env, origin);
      case 'function':
        return { kind: 'function', fn: expr.fn, env, origin };
      case 'class':
        return { kind: 'class', cls: expr.cls, env, origin };
      case 'choose':
        return this.choose(expr, env);
      case 'binary':
        return this.binary(expr, env, origin);
      case 'this':
        return (expr.of ? literalAround(this, expr.of, env) : selfOf(env, expr.cls)) ?? unknown('expression', 'this', origin);
      case 'opaque':
        return unknown('expression', undefined, origin);
    }
  }

  private memberAt(expr: MemberExpr, env: Env, origin: Origin): Value {
    return ofPresent(this.evaluate(expr.object, env), expr.isOptional, object => {
      const computed = typeof expr.property === 'object' ? this.evaluate(expr.property.computed, env) : undefined;
      if (computed?.kind === 'choice' && !isPart(expr)) return underKey(computed, each => this.member(object, each));
      const key = typeof expr.property === 'object' ? keyFrom(computed!) : expr.property;
      if (!isPart(expr)) return writtenHere(this, expr, env) ?? this.member(object, key, expr.object);
      return mapOptions(object, option => (option.kind === 'list' ? { ...partOf(option, expr, env.fn.module), origin } : this.member(option, key)));
    });
  }

  private name(expr: NameExpr, env: Env, origin: Origin): Value {
    if (!expr.binding) return starredValue(this, expr) ?? memberOfGlobal('', [expr.name]) ?? { kind: 'external', module: '', path: [expr.name], origin };
    return this.placed(bindingValue(this, expr.binding, expr.at, env), origin);
  }

  private choose(expr: ChooseExpr, env: Env): Value {
    const [left, right] = expr.options as [Expr, Expr];
    if (expr.operator === 'if') {
      const test = expr.test ? truth(this, expr.test, env) : undefined;
      return test === undefined ? choice(valuesOf(expr.options, env.fn.module, option => this.evaluate(option, env))) : this.evaluate(test ? left : right, env);
    }
    const first = this.evaluate(left, env);
    if (expr.operator === 'and') {
      const test = truthOf(first);
      return test === false ? first : test === true ? this.evaluate(right, env) : choice([nothing, this.evaluate(right, env)]);
    }
    const stays = (option: Value): boolean => (expr.operator === 'nullish' ? option.kind !== 'null' : truthOf(option) !== false);
    const options = optionsOf(first).filter(stays);
    const isSure = options.length > 0 && options.every(option => (expr.operator === 'nullish' && isThere(option)) || truthOf(option) !== undefined);
    if (isSure && options.length === optionsOf(first).length) return first;
    const given = expr.operator === 'or' ? { isTruthy: true as const } : { isPresent: true as const };
    return choice([...options.map(option => (option.kind === 'unknown' ? { ...option, ...given } : option)), this.evaluate(right, env)]);
  }

  private binary(expr: BinaryExpr, env: Env, origin: Origin): Value {
    return calculated(this, expr, this.evaluate(expr.left, env), this.evaluate(expr.right, env), env, origin);
  }

  private call(expr: CallExpr, env: Env, origin: Origin): Value {
    const { module } = env.fn;
    const args: Arguments = { expr, env, module };
    const { callee } = expr;
    if (callee.kind === 'member') {
      const receiver = this.evaluate(callee.object, env);
      const key = typeof callee.property === 'object' ? keyFrom(this.evaluate(callee.property.computed, env)) : callee.property;
      const called = (option: Value): Value => (typeof key === 'string' ? calledMethod(this, option, key, args, origin) : undefined) ?? this.apply(this.member(option, key, callee.object), args, expr.isNew);
      return this.placed(ofPresent(receiver, callee.isOptional, present => mapOptions(present, called)), origin);
    }
    return this.placed(ofPresent(this.evaluate(callee, env), false, present => mapOptions(present, option => this.apply(option, args, expr.isNew))), origin);
  }

  apply(callee: Value, args: Arguments, isNew: boolean): Value {
    switch (callee.kind) {
      case 'function':
        return this.run(callee, args);
      case 'class':
        return constructed(this, callee.cls, args);
      case 'external':
        return calledBuiltin(this, callee, args) ?? { kind: 'external', module: callee.module, path: [], result: { callee, args, isNew }, origin: { path: args.module.path, range: args.expr.range } };
      case 'instance':
        return this.called(callee, args);
      case 'choice':
        return mapOptions(callee, option => this.apply(option, args, isNew));
      default:
        return unknown('call');
    }
  }

  /** `instance(…)`: Python's `__call__`. */
  private called(instance: Extract<Value, { kind: 'instance' }>, args: Arguments): Value {
    const method = instanceMember(this, instance, '__call__');
    return method?.kind === 'function' ? this.run(method, args) : unknown('call');
  }

  run(callee: FunctionValue, args: Arguments | undefined): Value {
    const count = (this.runs.get(callee.fn) ?? 0) + 1;
    this.runs.set(callee.fn, count);
    if (count > mostRuns) return this.cut();
    if (!callee.fn.overloads || !args) return returned(this, callee, args);
    return choice(overloads(callee, args.expr.args.length + (args.values?.length ?? 0)).map(each => returned(this, each, args)));
  }

  member(value: Value, key: Key, object?: Expr): Value {
    switch (value.kind) {
      case 'choice':
        return mapOptions(value, option => this.member(option, key, object));
      case 'object':
        return memberOfObject(this, value, key);
      case 'list':
        return entryAt(value, key);
      case 'instance':
        return (typeof key === 'string' ? instanceMember(this, value, key, object?.kind === 'this' && object.isSuper ? object.cls : undefined) : undefined) ?? unknown('member', String(key ?? ''));
      case 'class':
        return typeof key === 'string' ? (classMember(this, value, key) ?? unknown('member', key)) : unknown('member');
      case 'namespace':
        return typeof key === 'string' ? (this.exported(value.path, key) ?? this.submodule(value.path, key) ?? unknown('member', key)) : unknown('member');
      case 'external':
        return memberOfChain(this, value, key) ?? memberOfExternal(value, key);
      case 'unknown':
        return this.memberOfUnknown(value, key);
      case 'text':
      case 'number':
        // Enum members are their values here.
        return key === 'value' ? value : unknown('member', String(key ?? ''));
      case 'json':
        return unknown('member', String(key ?? ''));
      default:
        return unknown('member', String(key ?? ''));
    }
  }

  /** Something of a parameter is still that parameter's; something of an annotated one is what its type says. */
  private memberOfUnknown(value: Unknown, key: Key): Value {
    const type = value.type;
    const cls = type?.kind === 'class' ? type.cls : undefined;
    const declared = cls && typeof key === 'string' ? this.declared(cls, key) : undefined;
    const name = value.name === undefined ? undefined : `${value.name}.${key ?? '[…]'}`.slice(0, 60);
    // `question.text`, not just `text`.
    if (declared && !(cls && value.param && isGivenByCaller(value.param.fn, cls, declared))) return declared.kind === 'unknown' && declared.reason !== 'environment' && name !== undefined ? { ...declared, name } : declared;
    if (type?.kind === 'external' && isOfPackage(type)) return memberOfExternal({ kind: 'external', module: type.module, path: [], result: { callee: type, isNew: true } }, key);
    const param = value.param && key !== undefined && value.param.path.length < 6 ? { ...value.param, path: [...value.param.path, key] } : value.param;
    const own: Unknown = { kind: 'unknown', reason: value.reason, ...(name !== undefined && { name }), ...(param && { param }) };
    if (declared?.kind === 'unknown') return declared.type ? { ...own, type: declared.type } : own;
    return declared ? choice([own, declared]) : own;
  }

  /** A member as the class of an annotation has it. */
  private declared(cls: Class, key: string): Value | undefined {
    const instance = this.instanceOf(cls);
    return instance.kind === 'instance' ? instanceMember(this, instance, key) : this.member(instance, key);
  }

  /** Python: `import package.module` and then `package.module`. */
  private submodule(path: string, name: string): Value | undefined {
    const module = this.files.module(path);
    if (!module || !isPython(module.language)) return undefined;
    const located = this.files.locate(`.${name}`, path, module.language);
    return located?.kind === 'file' ? { kind: 'namespace', path: located.path } : undefined;
  }

  exported(path: string, name: string): Value | undefined {
    const module = this.files.module(path);
    return module && exportedValue(this, module, name);
  }

  /** An unknown that comes from nowhere yet comes from here: what the source says is its name. A variable of the environment may be set by what deploys the file. */
  private placed(value: Value, origin: Origin): Value {
    return mapOptions(value, option => {
      if (option.kind !== 'unknown' || option.origin) return option;
      const set = option.reason === 'environment' && option.name !== undefined ? this.files.environment?.(option.name, origin.path) : undefined;
      return set ? mapOptions(set, each => (each.kind === 'unknown' ? { ...each, origin } : each)) : { ...option, origin };
    });
  }
}

/** Is it certainly something? Not what a package gives, but for what it makes; nor what is not known, but for what is computed or has a default. */
function isThere(value: Value): boolean {
  return value.kind === 'external' ? value.result?.isNew === true && value.path.length === 0 : value.kind !== 'unknown' || value.isPresent === true;
}

/** Types of the language itself (`dict`, `Record`, `Any`) say nothing of where a value comes from, and those of the data that calls of a package take (`ConverseCommandInput`, `MessageCreateParams`) make it no object of that package. */
function isOfPackage({ module, path }: Extract<Value, { kind: 'external' }>): boolean {
  return module !== '' && !/^(?:typing|typing_extensions|builtins|collections|abc)(?:\.|$)/.test(module) && !/(?:Input|Params(?:(?:Non)?Streaming|Base)?)$/.test(path.at(-1) ?? '');
}

function memberOfExternal(value: Extract<Value, { kind: 'external' }>, key: Key): Value {
  const name = key === undefined ? anyItem : String(key);
  const path = [...value.path, name];
  return (value.result ? undefined : memberOfGlobal(value.module, path)) ?? { ...value, path };
}

/** Asks the SDK files about a call: where its callee comes from decides. */
import type { CallExpr, Module } from '../core/ir.ts';
import type { Draft, Invocation, Sdk, SdkContext } from '../core/sdk.ts';
import type { Arguments, Env, ExternalValue, FunctionValue, Value } from '../core/value.ts';
import { reader } from '../resolve/arguments.ts';
import { optionsOf } from '../resolve/choice.ts';
import { constructedBySuper, constructorsOf, externalBase, fieldDefaults, isSuperCall } from '../resolve/classes.ts';
import type { Engine } from '../resolve/engine.ts';
import { overloads } from '../resolve/functions.ts';
import { isLeftToHeirs, objectsHandedIn } from '../resolve/handed-in.ts';
import { keyFrom } from '../resolve/path.ts';
import { type HandedOn, handedOn, mayHandOn, methodHandedOn } from './handed-on.ts';
import { mayAsk } from './may-ask.ts';
import { sdkContext } from './sdk-context.ts';

/** What a call turns out to be. */
export interface Match {
  readonly draft: Draft | undefined;
  /** Functions of the project that it calls. */
  readonly functions: readonly FunctionValue[];
}

/** Methods of collections, strings, promises and loggers: not worth a look at their receiver, and most calls are one of these. */
const ordinary = new Set(
  'get set has delete del clear add push pop shift unshift splice concat slice map filter forEach reduce find findIndex some every includes indexOf join sort reverse flat keys values entries items then catch finally trim replace replaceAll split match matchAll test exec startsWith endsWith substring toLowerCase toUpperCase padStart padEnd repeat charAt charCodeAt toString toFixed toISOString toLocaleString toJSON getTime now parse stringify isArray log info warn error debug trace on once off emit addEventListener bind append extend update strip lstrip rstrip lower upper format startswith endswith setdefault copy isinstance len expect toBe toEqual toHaveBeenCalled mock fn spyOn'.split(' '),
);

function lastName(call: CallExpr): string | undefined {
  return call.callee.kind === 'member' && typeof call.callee.property === 'string' ? call.callee.property : undefined;
}

const nothing: Match = { draft: undefined, functions: [] };

/** SDKs by the names that they call: the same for every file. */
export interface SdkIndex {
  readonly byCallee: ReadonlyMap<string, readonly Sdk[]>;
  /** Those that know a request by what a function returns. */
  readonly returning: readonly Sdk[];
}

export function indexed(sdks: readonly Sdk[]): SdkIndex {
  const byCallee = new Map<string, Sdk[]>();
  for (const sdk of sdks) for (const name of sdk.callees) byCallee.set(name, [...(byCallee.get(name) ?? []), sdk]);
  return { byCallee, returning: sdks.filter(sdk => sdk.returned !== undefined) };
}

export class Matcher {
  private readonly engine: Engine;
  private readonly index: SdkIndex;
  private readonly context: SdkContext;

  constructor(engine: Engine, index: SdkIndex) {
    this.engine = engine;
    this.index = index;
    this.context = sdkContext(engine);
  }

  match(call: CallExpr, env: Env): Match {
    const last = lastName(call);
    const handed = handedOn(call);
    if (last !== undefined && !handed && ordinary.has(last) && !this.index.byCallee.has(last)) return nothing;
    const { receiver, callee, written } = this.calleeOf(call, env);
    const options = optionsOf(callee);
    const args: Arguments = { expr: call, env, module: env.fn.module };
    const bySuper = constructedBySuper(this.engine, call);
    const found = [...options.flatMap(option => this.functionOf(option)).flatMap(each => overloads(each, call.args.length)), ...(bySuper ? [] : constructorsOf(this.engine, callee, args))];
    // Of a parameter of an abstract class, its heirs are what is called.
    const own = found.length > 0 && found.every(({ fn }) => isLeftToHeirs(fn)) ? [...this.methodsHandedIn(call, receiver), ...found] : found;
    const functions = own.length > 0 || !handed ? [...own, ...mayHandOn(call).flatMap(each => this.handed(each, env).filter(isFilled))] : this.handed(handed, env);
    // Where a client of a package may stand beside what is of the project, as a double of it may, that client is what sends a request.
    if (functions.length > 0 && (!options.some(option => option.kind === 'external') || isSuperCall(call.callee))) return this.ofMethod(call, env) ?? { draft: undefined, functions };
    for (const option of bySuper ? [bySuper] : options) {
      const target = option.kind === 'external' ? option : option.kind === 'class' ? externalBase(this.engine, option.cls) : undefined;
      if (!target && (option.kind !== 'unknown' || functions.length > 0)) continue;
      const draft = this.ask({ name: nameOf(target) ?? written, target, receiver, isNew: call.isNew || bySuper !== undefined, args: reader(this.engine, args, option.kind === 'class' ? fieldDefaults(this.engine, option.cls) : undefined), expr: call, module: env.fn.module });
      if (draft) return { draft, functions: [] };
    }
    return this.ofMethod(call, env) ?? { draft: undefined, functions: functions.length > 0 ? functions : this.methodsHandedIn(call, receiver) };
  }

  /** The methods that a call means of objects which other files hand to the function around it. A prompt is among its arguments. */
  private methodsHandedIn({ callee, args }: CallExpr, receiver: Value | undefined): FunctionValue[] {
    if (!receiver || callee.kind !== 'member' || typeof callee.property !== 'string' || args.length === 0) return [];
    const { property, object } = callee;
    const holder = object.kind === 'name' ? object.name : object.kind === 'member' ? String(object.property) : '';
    if (!mayAsk(holder, property)) return [];
    return optionsOf(receiver)
      .flatMap(option => (option.kind === 'unknown' ? objectsHandedIn(this.engine, option) : []))
      .flatMap(each => optionsOf(this.engine.member(each, property, object)))
      .flatMap(option => this.functionOf(option))
      .flatMap(each => overloads(each, args.length));
  }

  /** The request that a call has another one send, by a method of an SDK that it is handed. */
  private ofMethod(call: CallExpr, env: Env): Match | undefined {
    const handed = methodHandedOn(call);
    if (!handed || !this.index.byCallee.has(lastName(handed) ?? '')) return undefined;
    const match = this.match(handed, env);
    return match.draft && match;
  }

  /** The functions of the project that a thread, pool or loop is asked to run. */
  private handed({ fn, args }: HandedOn, env: Env): FunctionValue[] {
    return optionsOf(this.engine.evaluate(fn, env)).flatMap(option => this.functionOf(option)).map(each => ({ ...each, handed: args }));
  }

  /** Can functions of this module return a request? To evaluate all that they return would cost more than their calls. */
  canReturn({ text }: Module): boolean {
    return this.index.returning.some(({ returned }) => text.includes(returned!.key));
  }

  /** A request that a function returns to its platform, which sends it. */
  returned(value: Value): Draft | undefined {
    for (const option of optionsOf(value)) {
      if (option.kind !== 'object') continue;
      for (const sdk of this.index.returning) {
        const draft = sdk.returned!.match(option, this.context);
        if (draft) return draft;
      }
    }
    return undefined;
  }

  private ask(invocation: Invocation): Draft | undefined {
    for (const sdk of this.index.byCallee.get(invocation.name) ?? []) {
      const draft = sdk.match(invocation, this.context);
      if (draft) return draft;
    }
    return undefined;
  }

  private functionOf(value: Value): readonly FunctionValue[] {
    if (value.kind === 'function') return [value];
    // Calling an instance is Python's `__call__`.
    if (value.kind === 'instance' && value.cls.methods.has('__call__')) return optionsOf(this.engine.member(value, '__call__')).filter(option => option.kind === 'function');
    return [];
  }

  /** The value that is called, and the one before its last name. */
  private calleeOf(call: CallExpr, env: Env): { receiver: Value | undefined; callee: Value; written: string } {
    const { callee } = call;
    if (callee.kind !== 'member') return { receiver: undefined, callee: this.engine.evaluate(callee, env), written: callee.kind === 'name' ? callee.name : '' };
    const receiver = this.engine.evaluate(callee.object, env);
    const key = typeof callee.property === 'object' ? keyFrom(this.engine.evaluate(callee.property.computed, env)) : callee.property;
    return { receiver, callee: this.engine.member(receiver, key, callee.object), written: String(key ?? '') };
  }
}

/** Does a function get all that it needs, and no more, by what stands behind it? */
function isFilled({ fn: { params }, handed = [] }: FunctionValue): boolean {
  const places = params.filter(({ kind }) => kind === 'positional');
  const needed = places.filter(param => !param.default && !handed.some(({ name }) => name !== undefined && name === param.name));
  const count = handed.filter(({ name, spread }) => name === undefined && !spread).length;
  return needed.length <= count && count <= places.length;
}

/** The last name of what a package provides; of a default export as the package is called. */
function nameOf(target: ExternalValue | undefined): string | undefined {
  return target?.path.at(-1);
}

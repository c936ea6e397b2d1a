/** How much of something reaches a prompt: its way is followed back, from name to definition, to what gives it or what cuts it. */
import type { Binding, CallExpr, Def, Expr, Fn, Module, NameExpr } from '../core/ir.ts';
import type { Range } from '../core/source.ts';
import type { Env, Extent, FunctionValue, Piece, Value } from '../core/value.ts';
import { optionsOf } from '../resolve/choice.ts';
import type { Engine } from '../resolve/engine.ts';
import { frameOf } from '../resolve/frame.ts';
import { callFrame } from '../resolve/functions.ts';
import { anyItem } from '../resolve/path.ts';
import { plain } from '../resolve/text.ts';
import { FROM_REQUEST, LOADS_PROMPT, SPOKEN, WRITTEN, boundOf, isParser, keeps, shown, wholeOf } from './extent-signs.ts';
import { anyWhole, argumentOf, bounded, collectedIn, guarded, isBinary, isCollected, isNumbered, isPageObject, isTextOf, oneWay } from './extent-steps.ts';
import { kindOfName } from './source-names.ts';
import { lastName, namesIn } from '../core/walk.ts';

/** Steps that are taken for one hole, and how deep they nest. */
const patience = 160;
const deepest = 24;
/** A function with more callers than these says nothing of what it gets. */
const mostCallers = 4;

export type CallersOf = (fn: Fn) => readonly CallExpr[];

/** How much comes of what fills a hole; undefined where the source does not tell. */
export function extentOf(engine: Engine, { hole, written, value }: Exclude<Piece, { exact: boolean }>, callersOf: CallersOf): Extent | undefined {
  if (!written && /^(?:image|video|audio|document)$/.test(hole)) return undefined;
  const way = new Way(engine, callersOf);
  const found = written && (written.isAdded ? way.collecting(() => way.of(written.expr, written.env)) : way.of(written.expr, written.env));
  return found?.state === 'bounded' ? found : oneWay([found, value && way.ofValue(value)]);
}

class Way {
  private steps = 0;
  private readonly seen = new Set<Expr | Binding>();
  private readonly engine: Engine;
  private readonly callersOf: CallersOf;
  /** The last name by which it was called: `messages` of `body.messages`. */
  private label = '';
  /** What a loop goes over is put together again, item by item. */
  private isCollected = false;
  /** Text of what was fetched is taken, not a figure of it, or its bytes. */
  private isText = false;

  constructor(engine: Engine, callersOf: CallersOf) {
    this.engine = engine;
    this.callersOf = callersOf;
  }

  ofValue(value: Value, depth = 0): Extent | undefined {
    if (depth > 5) return undefined;
    const inside = (values: readonly Value[]) => anyWhole(values.map(each => this.ofValue(each, depth + 1)));
    switch (value.kind) {
      case 'choice':
        return oneWay(value.options.map(option => this.ofValue(option, depth + 1)));
      case 'json':
        return this.ofValue(value.value, depth + 1);
      case 'text':
        return inside(value.pieces.flatMap(piece => ('hole' in piece && piece.value ? [piece.value] : [])));
      case 'object':
        return inside([...value.entries.values()].map(entry => entry.value));
      case 'external': {
        const { args } = value.result ?? {};
        const of = args && this.of(args.expr, args.env ?? this.engine.frame(args.expr.at.fn));
        return value.path.some(step => step === anyItem || /^\d+$/.test(step)) ? this.ofItem(of) : of;
      }
      case 'list':
      case 'unknown': {
        const { module, expr } = value.origin ?? {};
        if (value.kind === 'unknown' && value.cut?.module) return bounded(value.cut.module, value.cut.range, 0, shown(value.cut.module.text.slice(...value.cut.range)));
        if (!module || !expr) return value.kind === 'list' ? inside(value.items) : undefined;
        return oneWay([expr.kind === 'list' ? this.held(expr, module) : undefined, this.of(expr, this.engine.frame(fnOf(expr) ?? module.functions[0]!))]);
      }
      default:
        return undefined;
    }
  }

  /** The list that a literal begins, where a field, a variable of the module or one of a function goes on collecting in it. */
  private held(literal: Expr, module: Module): Extent | undefined {
    for (const cls of module.classes) {
      for (const [name, field] of cls.fields) if (field.value === literal) return collectedIn(cls, name);
      for (const write of cls.writes) if (write.kind === 'set' && write.value === literal && typeof write.path[0] === 'string') return collectedIn(cls, write.path[0]);
    }
    for (const { callee } of module.calls) {
      const holder = callee.kind === 'member' && callee.object.kind === 'name' ? callee.object.binding : undefined;
      if (holder?.defs.some(def => def.kind === 'assign' && def.value === literal)) return this.ofBinding(holder, this.engine.frame(holder.fn), 0);
    }
    return undefined;
  }

  of(expr: Expr, env: Env, depth = 0): Extent | undefined {
    const { module } = env.fn;
    if (++this.steps > patience || depth > deepest || (this.seen.has(expr) && !env.args)) return undefined;
    this.seen.add(expr);
    const bound = boundOf(expr, module);
    if (bound) return bounded(module, expr.range, bound.at, bound.name);
    const next = (inner: Expr) => this.of(inner, env, depth + 1);
    switch (expr.kind) {
      case 'name':
        return expr.binding && this.ofBinding(expr.binding, env, depth, expr);
      case 'member':
        return this.ofMember(expr, env, depth);
      case 'call':
        return this.ofCall(expr, env, depth);
      case 'choose':
        return oneWay(expr.options.map(next));
      case 'binary':
        return expr.operator === '+' ? anyWhole([next(expr.left), next(expr.right)]) : undefined;
      case 'text':
        return anyWhole(expr.parts.flatMap(part => (part.kind === 'hole' ? [next(part.value)] : [])));
      case 'object':
        return anyWhole(expr.entries.map(entry => this.named(entry.kind === 'spread' ? this.label : '', () => next(entry.value))));
      case 'list':
        // One of several turns goes by no name of all of them.
        return anyWhole(expr.items.map(item => this.named(item.kind === 'item' ? '' : this.label, () => (item.kind === 'each' ? this.collecting(() => oneWay([next(item.value), ...item.loops.map(({ of }) => next(of))])) : next(item.value)))));
      default:
        return undefined;
    }
  }

  private ofMember(expr: Extract<Expr, { kind: 'member' }>, env: Env, depth: number): Extent | undefined {
    const { object, property } = expr;
    const { module } = env.fn;
    const source = module.text.slice(...expr.range);
    if (FROM_REQUEST.test(source)) return this.fromRequest(expr.range, module);
    if (typeof property === 'string' && !/^(?:length|size|count|status|ok|id|name|role|type)$/.test(property)) this.label = kindOfName(property) ? property : this.label;
    if (object.kind === 'this' && object.cls && typeof property === 'string') return collectedIn(object.cls, property);
    // One item of a list is no list.
    return typeof property === 'number' ? undefined : this.taking(property, () => this.of(object, env, depth + 1));
  }

  private ofCall(call: CallExpr, env: Env, depth: number): Extent | undefined {
    const { callee } = call;
    const { module } = env.fn;
    const source = module.text.slice(...call.range);
    if (FROM_REQUEST.test(source)) return this.fromRequest(call.range, module);
    const functions = optionsOf(this.engine.evaluate(callee, env)).flatMap(value => (value.kind === 'function' ? [value] : []));
    if (functions.length > 0) return oneWay(functions.slice(0, 3).map(fn => this.inFunction(fn, call, env, depth)));
    const last = lastName(call.callee);
    const dotted = module.text.slice(...callee.range);
    const of = wholeOf(last, dotted);
    if (of) return this.given(of, call, module, dotted);
    // Bytes as text are a picture or a document, whose pages count.
    if (isBinary(call, module)) return undefined;
    const kept = keeps(last);
    const receiver = callee.kind === 'member' && kept ? this.taking(last, () => this.of(callee.object, env, depth + 1)) : undefined;
    if (kept !== 'arguments' || receiver) return receiver;
    const given = anyWhole(call.args.map(arg => this.of(arg.value, env, depth + 1)));
    // Of what is read from data, a part may be taken.
    return given?.of === 'file' && isParser(last) ? undefined : given;
  }

  /** What lies behind a name, which may be that of a text. */
  private taking(property: unknown, behind: () => Extent | undefined): Extent | undefined {
    const before = this.isText;
    this.isText ||= isTextOf(property);
    const found = behind();
    this.isText = before;
    return found;
  }

  /** What is looked at under this name, which is none of what stands beside it. */
  private named(label: string, behind: () => Extent | undefined): Extent | undefined {
    const before = this.label;
    this.label = label;
    const found = behind();
    this.label = before;
    return found;
  }

  collecting(behind: () => Extent | undefined): Extent | undefined {
    const before = this.isCollected;
    this.isCollected = true;
    const found = behind();
    this.isCollected = before;
    return found;
  }

  private inFunction(callee: FunctionValue, call: CallExpr, outer: Env, depth: number): Extent | undefined {
    const { fn } = callee;
    for (let around: Env | undefined = outer; around; around = around.args?.env) if (around.fn === fn) return undefined;
    const env = callFrame(this.engine, callee, { expr: call, env: outer, module: outer.fn.module });
    const found = guarded(fn, undefined) ?? oneWay(fn.returns.map(({ value }) => this.of(value, env, depth + 1)));
    return found?.of === 'file' && LOADS_PROMPT.test(fn.name ?? '') ? undefined : found;
  }

  /** A file, page or table of which nothing says which one or how large it is. */
  private given(of: 'file' | 'page' | 'rows', call: CallExpr, module: Module, dotted: string): Extent | undefined {
    const source = module.text.slice(...call.range);
    const asked = of === 'rows' ? queryOf(call, module) : undefined;
    const bound = asked && boundOf(asked, module);
    if (asked && bound) return bounded(module, asked.range, bound.at, bound.name);
    if (of !== 'rows') {
      const [subject = call.callee.kind === 'member' ? { value: call.callee.object } : undefined] = call.args;
      if (of === 'page' && isPageObject(call) && !this.isText) return undefined;
      if (!subject || isBinary(call, module) || WRITTEN.test(source) || WRITTEN.test(call.at.fn.name ?? '') || this.isForPrompts(call.at.fn) || !this.varies(subject.value, call.at.fn)) return undefined;
    }
    return guarded(call.at.fn, undefined) ?? { state: 'whole', of, name: calledAs(call, dotted), path: module.path, range: call.range };
  }

  /** Do none but functions that load prompts, or calls that name a text of developers, ask it to read? */
  private isForPrompts(reader: Fn): boolean {
    const callers = this.callersOf(reader);
    return callers.length > 0 && callers.every(({ at, range }) => LOADS_PROMPT.test(at.fn.name ?? '') || WRITTEN.test(at.fn.module.text.slice(...range)));
  }

  /** Is it made of something that differs from run to run: a parameter, an item of a loop, an argument of the command? */
  private varies(expr: Expr, fn: Fn, depth = 0): boolean {
    if (depth > 4 || plain(this.engine.evaluate(expr, this.engine.frame(fn))) !== undefined) return false;
    return [...namesIn(expr)].some(({ name, binding }) => {
      if (/argv|args|upload|stdin/i.test(name)) return true;
      return binding?.defs.some(def => def.kind === 'param' || def.kind === 'item' || ((def.kind === 'assign' || def.kind === 'enter') && this.varies(def.value, def.at.fn, depth + 1))) ?? false;
    });
  }

  private fromRequest(range: Range, module: Module): Extent | undefined {
    return kindOfName(this.label) === 'history' && !SPOKEN.test(this.label) ? { state: 'whole', of: 'history', name: this.label, path: module.path, range } : undefined;
  }

  private ofBinding(binding: Binding, env: Env, depth: number, use?: NameExpr): Extent | undefined {
    if (this.seen.has(binding)) return undefined;
    this.seen.add(binding);
    const { module } = binding.fn;
    if (kindOfName(binding.name)) this.label = binding.name;
    const guard = guarded(use?.at.fn ?? binding.fn, binding.name);
    if (guard) return guard;
    // A bound on each turn is none on how many there are.
    const isGrowing = isCollected(binding);
    const found = oneWay(binding.defs.map(def => (isGrowing && def.kind === 'mutate' ? undefined : this.ofDef(def, frameOf(this.engine, def.at.fn, env), depth))));
    if (found) return found;
    return isGrowing ? { state: 'whole', of: 'history', name: binding.name, path: module.path, range: binding.defs[0]!.range } : undefined;
  }

  private ofDef(def: Def, env: Env, depth: number): Extent | undefined {
    const next = (expr: Expr) => this.of(expr, env, depth + 1);
    switch (def.kind) {
      case 'assign': {
        const name = def.path?.findLast(step => typeof step === 'string');
        if (typeof name === 'string' && kindOfName(name)) this.label = name;
        return next(def.value);
      }
      case 'enter':
      case 'set':
        return next(def.value);
      case 'append':
        return this.collecting(() => next(def.value));
      case 'mutate':
        return this.collecting(() => anyWhole(def.call.args.map(arg => next(arg.value))));
      case 'item':
        return def.path?.[0] === 0 && isNumbered(def.of) ? undefined : this.ofItem(next(def.of));
      case 'param':
        return this.ofParam(def, env, depth);
      default:
        return undefined;
    }
  }

  /** One item of what is bounded, or comes whole, is not all of them. */
  private ofItem(of: Extent | undefined): Extent | undefined {
    return this.isCollected || of?.state === 'bounded' ? of : undefined;
  }

  private ofParam({ fn, param }: Extract<Def, { kind: 'param' }>, env: Env, depth: number): Extent | undefined {
    const { args } = frameOf(this.engine, fn, env);
    if (args) {
      const arg = args.before || args.values ? undefined : argumentOf(args.expr, param);
      return arg && this.of(arg, args.env ?? this.engine.frame(args.expr.at.fn), depth + 1);
    }
    const callers = this.callersOf(fn);
    if (callers.length === 0 || callers.length > mostCallers) return undefined;
    const found = callers.map(caller => {
      const arg = argumentOf(caller, param);
      return guarded(caller.at.fn, undefined) ?? (arg && this.of(arg, this.engine.frame(caller.at.fn), depth + 1));
    });
    return oneWay(found);
  }
}

/** `open(path)`: what gives it, and of what, where that is a plain name. */
function calledAs(call: CallExpr, dotted: string): string {
  const name = dotted.includes('(') ? lastName(call.callee) : shown(dotted);
  const [first] = call.args;
  return first?.value.kind === 'name' && first.value.name.length <= 12 ? `${name}(${first.value.name})` : name;
}

/** The last query that was run on a cursor before its rows are fetched. */
function queryOf(call: CallExpr, module: Module): CallExpr | undefined {
  const cursor = call.callee.kind === 'member' && call.callee.object.kind === 'name' ? call.callee.object.binding : undefined;
  return cursor && module.calls.findLast(other => other.range[1] <= call.range[0] && other.at.fn === call.at.fn && other.callee.kind === 'member' && other.callee.property === 'execute' && other.callee.object.kind === 'name' && other.callee.object.binding === cursor);
}

function fnOf(expr: Expr): Fn | undefined {
  return expr.kind === 'call' ? expr.at.fn : [...namesIn(expr)][0]?.at.fn;
}

/** Who waits for the answer of a call: followed from the call up to the functions that nothing in the file calls. */
import type { Handler } from '../core/call.ts';
import type { CallExpr, Expr, Fn, Module } from '../core/ir.ts';
import { ofDecorator, ofFolder, ofRegistration, ofShape, ofSurface } from './handler-signs.ts';
import { namesIn } from '../core/walk.ts';

/** Functions up from a call that are looked at. */
const deepest = 5;
/** Someone who waits is stronger evidence than nobody who does. */
const strength: readonly Handler['kind'][] = ['http', 'ui', 'queue', 'schedule', 'script'];

/** Undefined where one of the ways to the call begins in a function whose callers are not known. */
export function handlerOf(call: CallExpr, callersOf: (fn: Fn) => readonly CallExpr[]): Handler | undefined {
  const found: Handler[] = [];
  let isOpen = false;
  const seen = new Set<Fn>();
  const visit = (from: CallExpr, depth: number): void => {
    for (let fn: Fn | undefined = from.at.fn; fn; fn = fn.parent) {
      if (seen.has(fn)) return;
      seen.add(fn);
      const own = handlerOfFunction(fn);
      if (own) {
        found.push(own);
        return;
      }
      if (fn.kind === 'module') {
        found.push(ofSurface(fn) ?? { kind: 'script', evidence: fn.module.language === 'notebook' ? 'a notebook' : 'the body of the file' });
        return;
      }
      const callers = [...callersOf(fn), ...mentions(fn)].filter(caller => caller !== fn.passedTo?.call);
      if (callers.length > 0 && depth < deepest) {
        for (const caller of callers) visit(caller, depth + 1);
        return;
      }
      // A nested function runs where the one around it does; any other where it is called, which nothing here does.
      if (fn.parent?.kind === 'module' && !runsAtOnce(fn)) {
        isOpen = true;
        return;
      }
    }
  };
  visit(call, 0);
  // Where callers are unknown, the folder may tell what kind of program it is.
  if (isOpen) found.push(...[ofFolder(call.at.fn.module)].filter(each => each !== undefined));
  const strongest = found.toSorted((a, b) => strength.indexOf(a.kind) - strength.indexOf(b.kind))[0];
  return isOpen && found.every(({ kind, evidence }) => kind !== 'http' && kind !== 'ui' && !evidence.endsWith('/')) ? undefined : strongest;
}

const AT_ONCE = /^(?:map|forEach|flatMap|filter|reduce|then|pMap|submit|gather|all|allSettled)$/;

/** Handed to something that calls it there and then. */
function runsAtOnce({ passedTo }: Fn): boolean {
  const callee = passedTo?.call.callee;
  const name = callee?.kind === 'member' ? callee.property : callee?.kind === 'name' ? callee.name : undefined;
  return typeof name === 'string' && AT_ONCE.test(name);
}

function handlerOfFunction(fn: Fn): Handler | undefined {
  if (fn.kind === 'module') return undefined;
  for (const decorator of fn.decorators) {
    const found = ofDecorator(fn.module, decorator);
    if (found) return found;
  }
  for (const call of [fn.passedTo?.call, ...mentions(fn)]) {
    const found = call && ofRegistration(call);
    if (found) return found;
  }
  return ofShape(fn, exportedNames(fn.module).get(fn)) ?? ofSurface(fn);
}

const mentionsByModule = new WeakMap<Module, Map<Fn, CallExpr[]>>();

/** Calls of the module that a function is handed to by its name: `app.post('/ask', ask)`, `submit(work, item)`. */
export function mentions(fn: Fn): readonly CallExpr[] {
  let byFn = mentionsByModule.get(fn.module);
  if (!byFn) {
    byFn = new Map();
    for (const call of fn.module.calls) {
      for (const { value } of call.args) {
        for (const target of functionsNamed(value)) byFn.set(target, [...(byFn.get(target) ?? []), call]);
      }
    }
    mentionsByModule.set(fn.module, byFn);
  }
  return byFn.get(fn) ?? [];
}

function functionsNamed(value: Expr): Fn[] {
  if (value.kind === 'member' && value.object.kind === 'this' && typeof value.property === 'string') {
    const method = value.object.cls?.methods.get(value.property);
    return method ? [method] : [];
  }
  return value.kind === 'name' ? functionsOf(value) : [];
}

function functionsOf(value: Expr): Fn[] {
  if (value.kind === 'function') return [value.fn];
  if (value.kind !== 'name') return [];
  return (value.binding?.defs ?? []).flatMap(def => {
    if (def.kind === 'function') return [def.fn];
    return def.kind === 'assign' && def.value.kind === 'function' ? [def.value.fn] : [];
  });
}

const exportedByModule = new WeakMap<Module, ReadonlyMap<Fn, string>>();

/** Functions by the name under which other files and platforms get at them; what wraps one (`middy(fn)`) counts. */
function exportedNames(module: Module): ReadonlyMap<Fn, string> {
  const old = exportedByModule.get(module);
  if (old) return old;
  const found = new Map<Fn, string>();
  for (const [name, exported] of module.exports) {
    if (exported.kind !== 'local') continue;
    for (const fn of [...functionsOf(exported.value), ...wrappedIn(exported.value)]) found.set(fn, name);
  }
  exportedByModule.set(module, found);
  return found;
}

/** `seen`: a name may be made of itself (`app = app.use(fn)`). */
function wrappedIn(value: Expr, seen: ReadonlySet<Expr> = new Set()): Fn[] {
  const values = value.kind === 'name' ? (value.binding?.defs ?? []).flatMap(def => (def.kind === 'assign' ? [def.value] : [])) : [value];
  return values.flatMap(each => {
    if (each.kind !== 'call' || seen.has(each)) return [];
    const args = each.args.flatMap(arg => [...functionsOf(arg.value), ...[...namesIn(arg.value)].flatMap(functionsOf)]);
    return each.callee.kind === 'member' ? [...args, ...wrappedIn(each.callee.object, new Set([...seen, each]))] : args;
  });
}

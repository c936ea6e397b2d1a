/** Where in a module each expression is used: the neutral IR read forwards. */
import type { Arm, Binding, Def, Expr, Fn, Module, NameExpr, Place } from '../core/ir.ts';
import { children } from '../core/walk.ts';

/** What takes the value of an expression. */
export type Use =
  /** A part of a larger expression. */
  | { readonly kind: 'part'; readonly of: Expr }
  /** Bound to a name; `binding` is absent for fields of `this`. */
  | { readonly kind: 'def'; readonly def: Def; readonly binding?: Binding }
  | { readonly kind: 'return'; readonly fn: Fn }
  | { readonly kind: 'yield'; readonly fn: Fn }
  /** Asked by an `if`, looked at by a `switch`. */
  | { readonly kind: 'test'; readonly isSwitch: boolean };

export interface Uses {
  of(expr: Expr): readonly Use[];
  /** Every place where a name stands. */
  names(binding: Binding): readonly NameExpr[];
  /** The binding that a parameter, or the part of it that a pattern takes, gets. */
  params(fn: Fn, index: number): readonly { readonly binding: Binding; readonly def: Def }[];
}

const known = new WeakMap<Module, Uses>();

/** The uses of a module's expressions, found once. */
export function usesIn(module: Module): Uses {
  const old = known.get(module);
  if (old) return old;
  const uses = new Reading(module);
  known.set(module, uses);
  return uses;
}

class Reading implements Uses {
  /** One use stands alone: most expressions have no other. */
  private readonly byExpr = new Map<Expr, Use | Use[]>();
  private readonly byBinding = new Map<Binding, NameExpr[]>();
  private readonly byParam = new Map<Fn, { readonly binding: Binding; readonly def: Def; readonly index: number }[]>();
  private readonly queue: Expr[] = [];
  /** Expressions that are read though nothing uses them. */
  private readonly unused = new Set<Expr>();
  private readonly seenArms = new Set<Arm>();

  constructor(module: Module) {
    for (const binding of module.globals.values()) this.binding(binding);
    for (const call of module.calls) this.add(call, call.at);
    for (const fn of module.functions) {
      for (const { value, at } of fn.returns) this.used(value, { kind: 'return', fn }, at);
      for (const { value, at } of fn.yields) this.used(value, { kind: 'yield', fn }, at);
    }
    for (const cls of module.classes) {
      for (const field of cls.fields.values()) if (field.value) this.add(field.value);
      for (const def of cls.writes) this.define(def);
    }
    for (let expr = this.queue.pop(); expr; expr = this.queue.pop()) this.read(expr);
  }

  of(expr: Expr): readonly Use[] {
    const found = this.byExpr.get(expr);
    return found === undefined ? [] : Array.isArray(found) ? found : [found];
  }

  names(binding: Binding): readonly NameExpr[] {
    return this.byBinding.get(binding) ?? [];
  }

  params(fn: Fn, index: number): readonly { readonly binding: Binding; readonly def: Def }[] {
    return (this.byParam.get(fn) ?? []).filter(param => param.index === index);
  }

  private add(expr: Expr, at?: Place): void {
    if (at) this.place(at);
    if (this.unused.has(expr) || this.byExpr.has(expr)) return;
    this.unused.add(expr);
    this.queue.push(expr);
  }

  private used(expr: Expr, use: Use, at?: Place): void {
    if (at) this.place(at);
    const before = this.byExpr.get(expr);
    if (Array.isArray(before)) before.push(use);
    else this.byExpr.set(expr, before ? [before, use] : use);
    if (!before && !this.unused.has(expr)) this.queue.push(expr);
  }

  private place(at: Place): void {
    for (const arm of at.arms) {
      if (this.seenArms.has(arm)) continue;
      this.seenArms.add(arm);
      const { test, otherTests, kind } = arm.branch;
      if (test) this.asked(test, kind === 'switch');
      if (otherTests) for (const other of otherTests) this.asked(other, kind === 'switch');
    }
  }

  private asked(test: Expr, isSwitch: boolean): void {
    if (!this.of(test).some(use => use.kind === 'test')) this.used(test, { kind: 'test', isSwitch });
  }

  private read(expr: Expr): void {
    if (expr.kind !== 'name') {
      const parts = expr.kind === 'opaque' ? (expr.parts ?? []) : children(expr);
      if (parts.length === 0) return;
      const use: Use = { kind: 'part', of: expr };
      for (const part of parts) this.used(part, use);
      return;
    }
    this.place(expr.at);
    if (!expr.binding) return;
    const names = this.byBinding.get(expr.binding);
    if (names) names.push(expr);
    else {
      this.byBinding.set(expr.binding, [expr]);
      this.binding(expr.binding);
    }
  }

  private readonly bindings = new Set<Binding>();

  private binding(binding: Binding): void {
    if (this.bindings.has(binding)) return;
    this.bindings.add(binding);
    for (const def of binding.defs) this.define(def, binding);
  }

  private define(def: Def, binding?: Binding): void {
    const use: Use = { kind: 'def', def, ...(binding && { binding }) };
    if (def.kind === 'assign' || def.kind === 'append' || def.kind === 'set' || def.kind === 'enter') this.used(def.value, use, def.at);
    else if (def.kind === 'item') this.used(def.of, use, def.at);
    else if (def.kind === 'mutate') this.add(def.call, def.at);
    else if (def.kind === 'param' && binding) {
      const entry = { binding, def, index: def.param.index };
      const list = this.byParam.get(def.fn);
      if (list) list.push(entry);
      else this.byParam.set(def.fn, [entry]);
    }
  }
}

/** The uses of a name that a definition may reach: those behind it which no later one has certainly overwritten. */
export function reached(uses: Uses, binding: Binding, def: Def): NameExpr[] {
  const others = binding.defs.filter(other => other !== def && other.range[0] > def.range[0] && ['assign', 'param', 'item', 'enter', 'unknown'].includes(other.kind));
  return uses.names(binding).filter(({ at }) => {
    if (at.fn !== def.at.fn) return true;
    if (at.offset < def.range[0]) return def.at.arms.some(arm => arm.branch.kind === 'loop' && at.arms.includes(arm));
    return !others.some(other => other.at.fn === at.fn && other.range[1] <= at.offset && other.at.arms.every(arm => at.arms.includes(arm)));
  });
}

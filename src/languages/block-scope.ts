import type { Arm, Binding, Branch, CallExpr, Class, Def, Expr, Fn, Loop, Module, NameExpr, OpaqueExpr, Place, ThisExpr } from '../core/ir.ts';
import { type Completion, GOES_ON, inArm, jump, type Target } from './completion.ts';
import type { Draft } from './draft.ts';
import { type Change, inSourceOrder } from './source-order.ts';

/** The names of a block, and the block around it. */
export class BlockScope {
  readonly fn: Fn;
  readonly parent: BlockScope | undefined;
  /** The class whose members are names here. */
  readonly cls: Class | undefined;
  readonly names = new Map<string, Binding>();

  constructor(fn: Fn, parent?: BlockScope, cls?: Class) {
    this.fn = fn;
    this.parent = parent;
    this.cls = cls;
  }

  declare(name: string): Binding {
    let binding = this.names.get(name);
    if (!binding) this.names.set(name, (binding = { name, fn: this.fn, defs: [] }));
    return binding;
  }

  find(name: string): Binding | undefined {
    let binding = this.names.get(name);
    for (let scope = this.parent; scope && !binding; scope = scope.parent) binding = scope.names.get(name);
    return binding;
  }
}

/** Deeper expressions are lowered apart, so that the stack stays small; their value is not known. */
const deepest = 300;
/** Arms within arms within arms beyond these are told apart no more. */
const mostArms = 200;

/** What is known while a module of a language with blocks is lowered. */
export class BlockLowering {
  readonly module: Draft<Module>;
  readonly text: string;
  fn: Fn;
  scope: BlockScope;
  arms: readonly Arm[] = [];
  loop: Loop | undefined;
  targets: Target[] = [];
  private depth = 0;
  private readonly names: { readonly expr: Draft<NameExpr>; readonly scope: BlockScope }[] = [];
  private readonly changes: Change[] = [];
  private readonly postponed: (() => void)[] = [];

  constructor(module: Draft<Module>, fn: Fn) {
    this.module = module;
    this.text = module.text;
    this.fn = fn;
    this.scope = new BlockScope(fn);
  }

  at(offset: number): Place {
    return { fn: this.fn, offset, arms: this.arms };
  }

  opaque(node: { start: number; end: number }, reason: string): OpaqueExpr {
    return { kind: 'opaque', range: [node.start, node.end], reason };
  }

  source(node: { start: number; end: number }): string {
    return this.text.slice(node.start, node.end);
  }

  /** A name where it is used; its binding follows when all scopes are known. */
  name(node: { start: number; end: number }): NameExpr {
    const expr: Draft<NameExpr> = { kind: 'name', range: [node.start, node.end], name: this.source(node), at: this.at(node.start) };
    this.names.push({ expr, scope: this.scope });
    return expr;
  }

  define(name: string, def: Def, scope = this.scope): Binding {
    const binding = scope.declare(name);
    binding.defs.push(def);
    return binding;
  }

  /** A change of what a name holds, or of the receiver. */
  change(root: NameExpr | ThisExpr, def: Def): void {
    if (root.kind === 'name') this.changes.push({ name: root, def });
    else root.cls?.writes.push(def);
  }

  /** Lists a call; its parts follow. */
  call(node: { start: number; end: number }, isNew = false): Draft<CallExpr> {
    const call: Draft<CallExpr> = { kind: 'call', range: [node.start, node.end], callee: this.opaque(node, 'call'), args: [], isNew, isAwaited: false, at: this.at(node.start), ...(this.loop && { loop: this.loop }) };
    this.module.calls.push(call);
    return call;
  }

  inScope<T>(scope: BlockScope, lower: () => T): T {
    const outer = this.scope;
    this.scope = scope;
    const result = lower();
    this.scope = outer;
    return result;
  }

  inBlock<T>(lower: () => T): T {
    return this.inScope(new BlockScope(this.fn, this.scope), lower);
  }

  /** Lowers the body of a function in a scope of its own. */
  inFunction(fn: Fn, lower: () => void, cls?: Class): void {
    const { fn: outer, arms, loop, targets, scope } = this;
    Object.assign(this, { fn, arms: [], loop: undefined, targets: [], scope: new BlockScope(fn, scope, cls) });
    this.module.functions.push(fn);
    lower();
    Object.assign(this, { fn: outer, arms, loop, targets, scope });
  }

  inLoop<T>(loop: Loop, label: string | undefined, lower: () => T): T {
    const outer = this.loop;
    this.loop = loop;
    const result = this.inTarget('loop', loop.range[1], lower, loop, label);
    this.loop = outer;
    return result;
  }

  inTarget<T>(kind: Target['kind'], end: number, lower: () => T, loop?: Loop, label?: string): T {
    this.targets.push({ kind, end, loop, arms: this.arms.length, label, used: false });
    const result = lower();
    this.targets.pop();
    return result;
  }

  /** Lowers what one arm of a branch holds. */
  inArm<T>(of: Branch, lower: () => T): T {
    if (this.arms.length >= mostArms) return lower();
    return inArm(this, of, lower);
  }

  /** Records a jump at what it leaves: loops get an exit, arms the offset from which their effects are seen again. */
  jump(kind: 'return' | 'throw' | 'break' | 'continue', offset: number, label?: string): Completion {
    return jump(this, kind, offset, label);
  }

  /** Runs `lower` one level deeper, or later with an empty stack. */
  deeper(node: { start: number; end: number }, lower: () => Expr): Expr {
    return this.within(lower, () => this.opaque(node, 'nested too deeply'));
  }

  /** The same for statements: what is lowered later is taken to go on. */
  deeperStatement(lower: () => Completion): Completion {
    return this.within(lower, () => GOES_ON);
  }

  private within<T>(lower: () => T, instead: () => T): T {
    if (this.depth >= deepest) {
      const { fn, scope, arms, loop, targets } = this;
      this.postponed.push(() => {
        Object.assign(this, { fn, scope, arms, loop, targets, depth: 0 });
        lower();
      });
      return instead();
    }
    this.depth++;
    const result = lower();
    this.depth--;
    return result;
  }

  /** Gives names their bindings, and bindings the changes made through names. `ambient` says what else a name can mean. */
  finish(ambient: (name: string) => Def | undefined): void {
    const { fn, scope } = this;
    for (let next = this.postponed.pop(); next; next = this.postponed.pop()) next();
    Object.assign(this, { fn, scope, arms: [], loop: undefined, targets: [], depth: 0 });
    const around = new BlockScope(fn);
    for (const { expr, scope: own } of this.names) {
      const binding = own.find(expr.name) ?? around.find(expr.name) ?? this.ambient(around, ambient(expr.name), expr.name);
      if (binding) expr.binding = binding;
    }
    inSourceOrder(this.module, this.changes);
  }

  private ambient(around: BlockScope, def: Def | undefined, name: string): Binding | undefined {
    return def && this.define(name, def, around);
  }
}

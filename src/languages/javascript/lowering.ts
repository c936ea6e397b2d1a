import type { Arm, Binding, CallExpr, Class, Def, Exported, Expr, Fn, Holder, Loop, Module, NameExpr, Place } from '../../core/ir.ts';
import type { Range } from '../../core/source.ts';
import type { Node } from './node.ts';
import type { Draft } from '../draft.ts';
import { Scope } from './scope.ts';

/** Control goes on after the statement. */
export const GOES_ON = 1e9;
/** Control leaves the function. */
export const LEAVES_FUNCTION = -1;
/** Where control goes after a statement: `GOES_ON`, `LEAVES_FUNCTION`, or the index in `Lowering.targets` of what a jump goes to. */
export type Completion = number;

/** What a jump can go to: a loop or switch (`break`), a label, a `try` with a `catch` (`throw`). */
export interface Target {
  readonly kind: 'loop' | 'switch' | 'label' | 'try';
  readonly labels: readonly string[];
  /** Offset at which it ends. */
  readonly end: number;
  readonly loop?: Loop;
  /** How many arms are open inside it, at its start. */
  readonly arms: number;
  /** Some jump goes to its end. */
  used: boolean;
  /** Some `continue` goes to its start. */
  again: boolean;
  /** Of the jumps from inside it past it: the innermost that one goes to. */
  past: number;
}

/** An event of a binding, kept until all names are known. */
export interface Event {
  readonly to: Binding | NameExpr;
  readonly scope: Scope;
  readonly def: Def;
}

/** `module.exports.name = value`, with `=` for the whole. Counts only where `root` turns out to be free. */
export interface CommonExport {
  readonly name: string;
  readonly root: NameExpr;
  readonly value: Expr;
}


/** What the parts of the lowering call of one another; injected, so that their files form no circle. */
export interface Parts {
  /** `hint` names a function or class without a name of its own. */
  expression(l: Lowering, node: Node, hint?: string, isAwaited?: boolean): Expr;
  statement(l: Lowering, node: Node): Completion;
  statements(l: Lowering, nodes: readonly Node[]): Completion;
  /** Lowers a `VariableDeclaration`. */
  declaration(l: Lowering, node: Node): readonly Binding[];
  functionLike(l: Lowering, node: Node, shape: FunctionShape): Fn;
  classLike(l: Lowering, node: Node, hint?: string): Class;
  annotation(l: Lowering, node: Node | null | undefined): Expr | undefined;
}
/** What a function is by where it stands. */
export interface FunctionShape {
  readonly kind: Fn['kind'];
  readonly name?: string;
  readonly owner?: Class;
  /** The object literal whose method it is. */
  readonly holder?: Holder;
  readonly isStatic?: boolean;
  readonly isPrivate?: boolean;
  readonly decorators?: readonly Expr[];
}

/** Deeper than this the tree is not followed: the stack must hold, whoever parsed. Real code stays below 100. */
const DEEPEST = 500;

/** The state of lowering one module: where we are, and what is to be resolved at the end. */
export class Lowering {
  readonly module: Module;
  readonly parts: Parts;
  readonly calls: CallExpr[];
  readonly events: Event[] = [];
  readonly names: Draft<NameExpr>[] = [];
  readonly nameScopes: Scope[] = [];
  readonly imports: string[] = [];
  readonly reexports: string[] = [];
  readonly exports = new Map<string, Exported>();
  readonly commonExports: CommonExport[] = [];
  /** Loops over a name declared elsewhere: their bindings are known at the end. */
  readonly loopNames: { readonly bindings: Binding[]; readonly name: NameExpr }[] = [];

  fn: Fn;
  scope: Scope;
  arms: readonly Arm[] = [];
  loop: Loop | undefined;
  /** The class that `this` is an instance of. */
  cls: Class | undefined;
  /** The object literal that `this` is. */
  holder: Holder | undefined;
  targets: Target[] = [];
  /** Labels of the statement that comes next. */
  labels: string[] = [];
  private depth = 0;

  constructor(module: Module, body: Fn, parts: Parts) {
    this.module = module;
    this.parts = parts;
    this.calls = module.calls;
    this.fn = body;
    this.scope = new Scope(undefined, body, true, body.range[0]);
  }

  at(offset: number): Place {
    return { fn: this.fn, offset, arms: this.arms };
  }

  name(name: string, range: Range): NameExpr {
    const expr: NameExpr = { kind: 'name', range, name, binding: undefined, at: this.at(range[0]) };
    this.names.push(expr);
    this.nameScopes.push(this.scope);
    return expr;
  }

  /** Goes deeper, by as much of the stack as the construct needs; false beyond the deepest. Pairs with `leave`. */
  enter(levels: number): boolean {
    if (this.depth + levels > DEEPEST) return false;
    this.depth += levels;
    return true;
  }

  leave(levels: number): void {
    this.depth -= levels;
  }

  define(to: Binding | NameExpr, def: Def): void {
    this.events.push({ to, scope: this.scope, def });
  }

  /** Runs `lower` in a new block scope. */
  block<T>(start: number, lower: () => T): T {
    const outer = this.scope;
    this.scope = new Scope(outer, this.fn, false, start);
    const result = lower();
    this.scope = outer;
    return result;
  }
}

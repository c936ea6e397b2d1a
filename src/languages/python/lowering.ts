import type { Arm, Binding, Def, Expr, Fn, Loop, Module, NameExpr, OpaqueExpr, Place, ThisExpr } from '../../core/ir.ts';
import type { Range } from '../../core/source.ts';
import type { Target } from '../completion.ts';
import type { Draft } from '../draft.ts';
import { type Change, inSourceOrder } from '../source-order.ts';
import { Scope } from './scope.ts';

/** Where Python text stands in its file, when it is not the file itself (notebook cells are JSON strings). */
export interface SourceMap {
  /** Offset in the file of what starts here. */
  start(offset: number): number;
  /** Offset in the file behind what ends here. */
  end(offset: number): number;
  /** Splits a range where the file's text and the Python text part. */
  runs(start: number, end: number): readonly { readonly start: number; readonly end: number; readonly exact: boolean }[];
}

/** Deeper expressions are lowered apart, so that the stack stays small; their value is not known. */
const deepest = 400;

/** What is known while a module is lowered. */
export class Lowering {
  readonly module: Draft<Module>;
  /** The Python text: that of the file, or of all cells. */
  readonly text: string;
  readonly map: SourceMap | undefined;
  fn: Fn;
  scope: Scope;
  arms: readonly Arm[] = [];
  loop: Loop | undefined;
  targets: Target[] = [];
  depth = 0;
  typeOnly = false;
  readonly reexports = new Set<string>();
  readonly imports = new Set<string>();
  private readonly names: Draft<NameExpr>[] = [];
  private readonly nameScopes: Scope[] = [];
  private readonly changes: Change[] = [];
  private readonly postponed: (() => void)[] = [];

  constructor(module: Draft<Module>, fn: Fn, text: string, map: SourceMap | undefined) {
    this.module = module;
    this.fn = fn;
    this.text = text;
    this.map = map;
    this.scope = new Scope('module', fn);
  }

  range(start: number, end: number): Range {
    if (!this.map) return [start, end];
    const from = this.map.start(start);
    return [from, end > start ? Math.max(from, this.map.end(end)) : from];
  }

  /** A place at an offset of the Python text. */
  at(offset: number): Place {
    return { fn: this.fn, offset: this.map ? this.map.start(offset) : offset, arms: this.arms };
  }

  opaque(node: { start: number; end: number }, reason: string): OpaqueExpr {
    return { kind: 'opaque', range: this.range(node.start, node.end), reason };
  }

  /** A name where it is used; its binding follows when all scopes are known. */
  name(name: string, start: number, end: number): NameExpr | ThisExpr {
    const cls = this.scope.receiverNamed(name);
    if (cls) return { kind: 'this', range: this.range(start, end), cls };
    const expr: Draft<NameExpr> = { kind: 'name', range: this.range(start, end), name, at: this.at(start) };
    this.names.push(expr);
    this.nameScopes.push(this.scope);
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

  /** Runs `lower` one level deeper, or later with an empty stack. */
  deeper(node: { start: number; end: number }, lower: () => Expr): Expr {
    if (this.depth >= deepest) {
      const { fn, scope, arms, loop } = this;
      this.postponed.push(() => {
        Object.assign(this, { fn, scope, arms, loop, depth: 0 });
        lower();
      });
      return this.opaque(node, 'nested too deeply');
    }
    this.depth++;
    const expr = lower();
    this.depth--;
    return expr;
  }

  /** Lowers what was too deep. */
  finishDeep(): void {
    const { fn, scope, arms, loop, depth } = this;
    for (let next = this.postponed.pop(); next; next = this.postponed.pop()) next();
    Object.assign(this, { fn, scope, arms, loop, depth });
  }

  /** Gives names their bindings, and bindings the changes made through names. */
  resolve(): void {
    this.names.forEach((name, i) => {
      const binding = this.nameScopes[i]!.find(name.name);
      if (binding) name.binding = binding;
    });
    const disordered = [...new Set(this.nameScopes)].flatMap(scope => [...scope.names.values()]).filter(({ defs }) => isDisordered(defs));
    inSourceOrder(this.module, this.changes, disordered);
  }
}

function isDisordered(defs: readonly Def[]): boolean {
  return defs.some((def, i) => i > 0 && defs[i - 1]!.at.offset > def.at.offset);
}

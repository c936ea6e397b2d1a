import type { Binding, Class, Expr, Fn } from '../../core/ir.ts';

/** The names of a function, class body, comprehension or module, and the scope around it. */
export class Scope {
  readonly kind: 'module' | 'function' | 'class' | 'comprehension';
  readonly fn: Fn;
  readonly parent: Scope | undefined;
  readonly names = new Map<string, Binding>();
  /** The class whose body this is. */
  readonly cls: Class | undefined;
  /** The parameter that stands for the instance or class. */
  receiver: { readonly name: string; readonly cls: Class } | undefined;
  private readonly elsewhere = new Map<string, 'global' | 'nonlocal'>();

  constructor(kind: Scope['kind'], fn: Fn, parent?: Scope, cls?: Class) {
    this.kind = kind;
    this.fn = fn;
    this.parent = parent;
    this.cls = cls;
  }

  /** Notes `global name` or `nonlocal name`. */
  redirect(name: string, to: 'global' | 'nonlocal'): void {
    if (this.parent) this.elsewhere.set(name, to);
  }

  /** The binding that assigning to this name here means. */
  declare(name: string): Binding {
    const to = this.elsewhere.get(name);
    if (to === 'global') return this.root().declare(name);
    if (to === 'nonlocal') {
      const outer = this.outer();
      if (outer) return outer.find(name) ?? outer.declare(name);
    }
    let binding = this.names.get(name);
    if (!binding) this.names.set(name, (binding = { name, fn: this.fn, defs: [] }));
    return binding;
  }

  /** The scope that `name := value` binds in: a comprehension leaves its names to the function around it. */
  holder(): Scope {
    return this.kind === 'comprehension' && this.parent ? this.parent.holder() : this;
  }

  /** The binding that this name means here. */
  find(name: string): Binding | undefined {
    if (this.elsewhere.get(name) === 'global') return this.root().names.get(name);
    return this.names.get(name) ?? this.outer()?.find(name);
  }

  /** The class whose instance (or which itself) this name stands for. */
  receiverNamed(name: string): Class | undefined {
    if (this.names.has(name)) return undefined;
    return this.receiver?.name === name ? this.receiver.cls : this.outer()?.receiverNamed(name);
  }

  /** The class of the method around this scope. */
  method(): Class | undefined {
    return this.kind === 'class' ? this.cls : this.parent?.method();
  }

  /** The scope around it in which names are looked up: never a class body. */
  private outer(): Scope | undefined {
    let scope = this.parent;
    while (scope?.kind === 'class') scope = scope.parent;
    return scope;
  }

  private root(): Scope {
    return this.parent?.root() ?? this;
  }
}

/** Gives a binding its annotation; the first one stays. */
export function annotate(binding: Binding, type: Expr | undefined): void {
  if (type && !binding.type) (binding as { type?: Expr }).type = type;
}

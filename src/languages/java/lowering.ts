import type { Binding, Class, Expr, Fn } from '../../core/ir.ts';
import { BlockLowering } from '../block-scope.ts';
import type { Draft } from '../draft.ts';

/** What a class declares, known before its bodies are lowered. */
export interface Members {
  readonly fields: ReadonlySet<string>;
  readonly methods: ReadonlySet<string>;
  readonly statics: ReadonlySet<string>;
}

/** What is known while a Java file is lowered. */
export class JavaLowering extends BlockLowering {
  readonly imports: string[] = [];
  /** The class whose body is lowered. */
  cls: Draft<Class> | undefined;
  /** What the arms of the switch around this give, where it is a value. */
  yielded: Expr[] | undefined;
  /** Variables that hold something that calls add to: builders. */
  readonly builders = new Set<Binding>();
  private readonly members = new Map<Class, Members>();
  private readonly classes = new Map<string, Draft<Class>>();

  declareClass(name: string | undefined, range: readonly [number, number], members: Members): Draft<Class> {
    const cls: Draft<Class> = { ...(name !== undefined && { name }), module: this.module, bases: [], methods: new Map(), fields: new Map(), writes: [], decorators: [], range };
    this.members.set(cls, members);
    if (name !== undefined && !this.classes.has(name)) this.classes.set(name, cls);
    this.module.classes.push(cls);
    return cls;
  }

  /** A class of the file by its simple name. */
  classNamed(name: string): Draft<Class> | undefined {
    return this.classes.get(name);
  }

  /** A field and a method of one name are two members: the field goes by another name here. */
  fieldKey(cls: Class, name: string): string {
    return this.members.get(cls)?.methods.has(name) ? `${name}#` : name;
  }

  /** A name that stands alone: a variable, a field of a class around it, a type, or a field that a class takes over. */
  nameOrField(node: { start: number; end: number }): Expr {
    const name = this.source(node);
    const range = [node.start, node.end] as const;
    for (let scope: typeof this.scope | undefined = this.scope; scope; scope = scope.parent) {
      if (scope.names.has(name)) return this.name(node);
      if (scope.cls && this.members.get(scope.cls)?.fields.has(name)) return this.memberOf(scope.cls, this.fieldKey(scope.cls, name), name, range);
    }
    const isInherited = this.cls !== undefined && this.cls.bases.length > 0 && !/^[A-Z](?:$|\w*[a-z])/.test(name);
    return isInherited ? this.memberOf(this.cls!, name, name, range) : this.name(node);
  }

  /** `ask(…)`: a method of a class around it, one that is imported, or one that a class takes over. */
  method(node: { start: number; end: number }): Expr {
    const name = this.source(node);
    const range = [node.start, node.end] as const;
    for (let scope: typeof this.scope | undefined = this.scope; scope; scope = scope.parent) {
      if (scope.cls && this.members.get(scope.cls)?.methods.has(name)) return this.memberOf(scope.cls, name, name, range);
    }
    return this.cls && this.cls.bases.length > 0 && !this.root.names.has(name) ? this.memberOf(this.cls, name, name, range) : this.name(node);
  }

  private memberOf(cls: Class, property: string, name: string, range: readonly [number, number]): Expr {
    const isOuterStatic = cls !== this.cls && this.members.get(cls)?.statics.has(name);
    return { kind: 'member', range, object: isOuterStatic ? { kind: 'class', range, cls } : { kind: 'this', range, cls }, property, propertyRange: range };
  }

  /** The scope of the file: imports and types. */
  get root(): typeof this.scope {
    let { scope } = this;
    while (scope.parent) scope = scope.parent;
    return scope;
  }

  /** Lowers the body of a class; its members are names there. */
  inClass(cls: Draft<Class>, lower: () => void): void {
    const { cls: outer, loop, targets, arms } = this;
    Object.assign(this, { cls, loop: undefined, targets: [], arms: [] });
    lower();
    Object.assign(this, { cls: outer, loop, targets, arms });
  }

  /** Lowers a body whose names are its own, and those of its class. */
  inMember(fn: Fn, lower: () => void): void {
    this.inFunction(fn, lower, this.cls);
  }
}

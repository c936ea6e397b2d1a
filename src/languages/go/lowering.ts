import type { Class, Fn, NameExpr } from '../../core/ir.ts';
import { BlockLowering } from '../block-scope.ts';
import type { Draft } from '../draft.ts';

type Made = NonNullable<Class['made']>[number];

/** What is known while a Go file is lowered. */
export class GoLowering extends BlockLowering {
  readonly imports: string[] = [];
  /** Methods of types that another file declares, as `Type.Method`. */
  readonly strayMethods = new Map<string, Fn>();
  private readonly literals = new Map<string, Made[]>();
  private readonly types = new Map<string, Draft<Class>>();

  declareClass(name: string, range: readonly [number, number]): Draft<Class> {
    const cls = { name, module: this.module, bases: [], methods: new Map(), fields: new Map(), writes: [], decorators: [], range, methodsElsewhere: '.', made: this.madeOf(name) };
    this.types.set(name, cls);
    this.module.classes.push(cls);
    return cls;
  }

  /** Literals of a type by its name. */
  madeOf(name: string): Made[] {
    let made = this.literals.get(name);
    if (!made) this.literals.set(name, (made = []));
    return made;
  }

  classNamed(name: string): Draft<Class> | undefined {
    return this.types.get(name);
  }

  /** The class that a receiver names: one that another file declares is known by what that file says. */
  classOfReceiver(name: NameExpr): Draft<Class> {
    const known = this.types.get(name.name);
    if (known) return known;
    const cls = this.declareClass(name.name, name.range);
    cls.bases = [name];
    return cls;
  }
}

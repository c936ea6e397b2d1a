import { describe, expect, test } from 'vitest';
import type { Class } from '../../../src/core/ir.ts';
import { defsOf, fnOf, lower, print, printDef } from './lower.ts';

function classOf(source: string): Class {
  return lower(source).classes[0]!;
}
function fields({ fields: found }: Class): string[] {
  return [...found.values()].map(({ name, value, type, isStatic, fn }) => `${isStatic ? 'static ' : ''}${name}${type ? `: ${print(type)}` : ''}${value ? ` = ${print(value)}` : ''} in ${fn.kind}`);
}

describe('classes', () => {
  test('members', () => {
    const cls = classOf(`class A extends b.B<C> {
      static readonly s = 1; #p: P = 2; q?: Q; r; ['t'] = 3; [u] = f(); declare v: V; accessor w = 4; h = async () => this.q;
      constructor(private readonly client: Client, protected n = 5, plain: string) { super(); }
      m(): void; m(a?: string) { return this.#p; }
      static make() { return new A(); }
      get g() { return 1; } set g(v) {}
      *gen() {} [Symbol.iterator]() {} 'quoted'() {}
    }`);
    expect(cls.bases.map(print)).toEqual(['b?.B']);
    expect(fields(cls)).toEqual([
      'static s = 1 in module', '#p: P? = 2 in module', 'q: Q? in module', 'r in module', 't = 3 in module', 'v: V? in module', 'w = 4 in module', 'h = <lambda h> in module',
      'client: Client? = client in constructor', 'n = n in constructor',
    ]);
    expect([...cls.methods].map(([name, fn]) => [name, fn.kind, fn.isStatic ?? false, fn.owner === cls])).toEqual([
      ['constructor', 'constructor', false, true],
      ['m', 'method', false, true],
      ['make', 'method', true, true],
      ['g', 'getter', false, true],
      ['gen', 'method', false, true],
      ['quoted', 'method', false, true],
    ]);
    expect(cls.methods.get('m')!.returns.map(({ value }) => print(value))).toEqual(['this:A.#p']);
  });

  test('abstract members', () => {
    const cls = classOf('abstract class A { abstract client: C; abstract m(): void; abstract get x(): string; n() {} }');
    expect(fields(cls)).toEqual(['client: C? in module']);
    expect([...cls.methods.keys()]).toEqual(['n']);
  });

  test('writes to `this`', () => {
    const cls = classOf(`class A {
      constructor(o) { this.id = o.id ?? D; this.a.b = 1; ({ c: this.c } = o); this.#d += 'x'; }
      m() { this.list.push(1); [1].forEach(() => { this.e = 2; }); function f() { this.no = 1; } delete this.id; Object.assign(this, o); this.n++; }
      k = () => { this.f = 3; };
      static { this.g = 4; }
    }`);
    expect(cls.writes.map(printDef)).toEqual([
      'set .id nullish(o.id, D?)', 'set .a.b 1', 'set .c o.c', 'set .#d += "x"',
      'mutate .list this:A.list.push(1)', 'set .e 2', 'delete .id', 'mutate Object?.assign(this:A, o?)', 'set .n += 1', 'set .f 3', 'set .g 4',
    ]);
    expect(cls.writes[0]!.at.fn.kind).toBe('constructor');
  });

  test('super, and `this` in functions that are no methods', () => {
    const module = lower('class A extends B { m() { return super.m(this); } } const o = { n() { return this; } }; class C { f = function () { return this; }; }');
    expect(module.functions.flatMap(({ returns }) => returns.map(({ value }) => print(value)))).toEqual(['super:A.m(this:A)', 'this', 'this']);
    expect(fnOf(module, 'n')).toMatchObject({ kind: 'method', owner: undefined });
  });

  test('decorators', () => {
    const module = lower('@Injectable() class A { @Get("x") @Other m(@Body() b: B) {} @Prop() c: C; constructor(@Inject(X) private readonly d: D) {} }');
    const cls = module.classes[0]!;
    expect(cls.decorators.map(print)).toEqual(['Injectable?()']);
    expect(cls.methods.get('m')!.decorators.map(print)).toEqual(['Get?("x")', 'Other?']);
    expect(module.calls.map(print)).toEqual(['Injectable?()', 'Get?("x")', 'Body?()', 'Prop?()', 'Inject?(X?)']);
    expect(cls.fields.get('d')).toMatchObject({ value: { name: 'd' }, type: { name: 'D' } });
  });

  test('calls in members are not in the loop around the class', () => {
    const module = lower('for (const x of xs) { f(); class A { y = g(); } }');
    expect(module.calls.map(({ loop }) => loop?.kind)).toEqual(['for-of', undefined]);
  });
});

describe('enums and namespaces', () => {
  test('enums', () => {
    const module = lower("enum E { A, B, C = 10, D, E = 'e', 'F-G' = C, H = 1 << 2, I } const enum K { X = 'x' } f(E.A);");
    expect(module.classes.map(({ name, isEnum }) => [name, isEnum])).toEqual([['E', true], ['K', true]]);
    expect(fields(module.classes[0]!)).toEqual([
      'static A = 0 in module', 'static B = 1 in module', 'static C = 10 in module', 'static D = 11 in module', 'static E = "e" in module',
      'static F-G = C in module', 'static H = (1 << 2) in module', 'static I = ((1 << 2) + 1) in module',
    ]);
    expect(defsOf(module, 'E')).toEqual(['class E']);
  });

  test('namespaces', () => {
    const module = lower('namespace N { const hidden = 1; export const a = hidden; export function f() { return a; } export namespace M { export const b = 2; } }');
    expect(defsOf(module, 'N')).toEqual(['assign {a: a, f: f, M: M}']);
    expect(module.globals.has('a')).toBe(false);
    expect(defsOf(lower('function N() {} namespace N { export const a = 1; }'), 'N')).toEqual(['function N', 'set .a a']);
    expect(defsOf(lower('namespace A.B { export const c = 1; }'), 'A')).toEqual(['set .B.c c']);
  });

  test('ambient declarations give no values', () => {
    const module = lower('declare module "x" { export const a: number; } declare global { interface Window { a: 1 } } declare function f(): void; interface I { m(): J } type T = I; export type { T };');
    expect([...module.globals.keys()]).toEqual([]);
    expect(module.calls).toEqual([]);
    expect(module.classes).toEqual([]);
  });
});

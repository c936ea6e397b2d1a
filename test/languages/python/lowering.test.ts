import { describe, expect, it } from 'vitest';
import type { CallExpr, Def, Expr, Step } from '../../../src/core/ir.ts';
import { moduleOf } from './oracle.ts';

/** An expression in short. */
function show(expr: Expr | undefined): string {
  if (!expr) return '-';
  switch (expr.kind) {
    case 'text':
      return `"${expr.parts.map((part) => (part.kind === 'literal' ? part.value : `{${show(part.value)}${part.format ?? ''}}`)).join('')}"`;
    case 'number':
    case 'constant':
      return String(expr.value);
    case 'name':
      return expr.binding ? expr.name : `?${expr.name}`;
    case 'this':
      return expr.isSuper ? 'super' : 'this';
    case 'member':
      return typeof expr.property === 'object' ? `${show(expr.object)}[${show(expr.property.computed)}]` : `${show(expr.object)}.${expr.property}`;
    case 'call':
      return `${expr.isAwaited ? 'await ' : ''}${show(expr.callee)}(${expr.args.map((arg) => `${arg.spread === 'items' ? '*' : arg.spread ? '**' : ''}${arg.name ? `${arg.name}=` : ''}${show(arg.value)}`).join(', ')})`;
    case 'object':
      return `{${expr.entries.map((entry) => (entry.kind === 'spread' ? `**${show(entry.value)}` : `${typeof entry.key === 'string' ? entry.key : `[${show(entry.key.computed)}]`}: ${show(entry.value)}`)).join(', ')}}`;
    case 'list':
      return `[${expr.items.map((item) => (item.kind === 'item' ? show(item.value) : item.kind === 'spread' ? `*${show(item.value)}` : `${show(item.value)} ${item.loops.map(({ of, tests }) => `each ${show(of)}${tests.map(test => ` if ${show(test)}`).join('')}`).join(' ')}`)).join(', ')}]`;
    case 'choose':
      return `${expr.operator}(${expr.test ? `${show(expr.test)}: ` : ''}${expr.options.map(show).join(', ')})`;
    case 'binary':
      return `(${show(expr.left)} ${expr.operator} ${show(expr.right)})`;
    case 'function':
      return `fn ${expr.fn.name ?? ''}`;
    case 'class':
      return `class ${expr.cls.name}`;
    default:
      return `<${expr.reason}>`;
  }
}

const step = (each: Step): string => (typeof each !== 'object' ? String(each) : 'rest' in each ? `rest(${each.rest.join()})` : `[${show(each.computed)}]`);

/** A definition in short. */
function showDef(def: Def): string {
  const path = 'path' in def && def.path ? ` .${def.path.map(step).join('.')}` : '';
  switch (def.kind) {
    case 'assign':
    case 'append':
    case 'enter':
    case 'set':
      return `${def.kind}${'append' in def && def.append ? '+' : ''}${path} ${show(def.value)}`;
    case 'item':
      return `item${path} of ${show(def.of)}`;
    case 'import':
      return `import ${def.specifier} ${def.name}${def.typeOnly ? ' type' : ''}`;
    case 'mutate':
      return `mutate${path} ${show(def.call)}`;
    case 'unknown':
      return `unknown ${def.reason}`;
    default:
      return `${def.kind}${path}`;
  }
}

const defsOf = (code: string, name: string): string[] => (moduleOf(code).globals.get(name)?.defs ?? []).map(showDef);
/** The value last assigned to `x`. */
const valueOf = (code: string): string => defsOf(code, 'x').at(-1)?.replace(/^assign /, '') ?? '-';
const call = (code: string, name: string): CallExpr => moduleOf(code).calls.find(({ callee }) => (callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : '') === name)!;

describe('values', () => {
  it.each([
    ['x = "a" \'b\' f"{y}c"', '"ab{?y}c"'],
    ['x = f"{y!r:>{w}} {{}} {y=}"', '"{?y!r:>{w}} {} y={?y!r}"'],
    ['x = f"{d["k"]}{\n y }"', '"{?d.k}{?y}"'],
    ['x = t"{y}"', '"{?y}"'],
    ['x = rf"\\d{y}\\{{"', '"\\d{?y}\\{"'],
    ['x = ("a"\n  "b")', '"ab"'],
    ['x = """a\r\nb"""', '"a\nb"'],
    ['x = "%s" % y + "z"', '(("%s" % ?y) + "z")'],
    ['x = {"a": 1, k: 2, **d, 3: None}', '{a: 1, [?k]: 2, **?d, [3]: null}'],
    ['x = dict(a=1, *b, **c)', '?dict(a=1, *?b, **?c)'],
    ['x = 1, *y, (2,), {3}, []', '[1, *?y, [2], [3], []]'],
    ['x = [a for a in y if a]', '[a each ?y if a]'],
    ['x = [a for b in y for a in b]', '[a each ?y each b]'],
    ['x = {a: b for a, b in y}', '{**[[a, b] each ?y]}'],
    ['x = y if z else w', 'if(?z: ?y, ?w)'],
    ['x = a or b and c', 'or(?a, and(?b, ?c))'],
    ['x = not a', '<unary not>'],
    ['x = -1.5e3 + 1_0 + 0xff + 1.', '(((-1500 + 10) + 255) + 1)'],
    ['x = a["b"][0][-1].c[d]', '?a.b.0.-1.c[?d]'],
    ['x = a[1:2, ...]', '?a[[<slice>, <...>]]'],
    ['x = lambda a, /, b=1, *c, **d: a', 'fn '],
    ['x = a is not b', '(?a is not ?b)'],
    ['x = a < b < c', '<chain of comparisons>'],
    ['x = 2 ** -1', '(2 ** -1)'],
    ['x = True, None, 3j, ...', '[true, null, <complex number>, <...>]'],
    ['x = (y := 5)', '5'],
    ['x = b"a\\xff"', '"a\xff"'],
    ['x = "\\N{EM DASH}"', '"—"'],
    ['x = "\\N{GREEK SMALL LETTER ALPHA WITH TONOS AND MORE}"', '"{<character by its Unicode name>}"'],
    ['x = f"{', '<broken formatted string>'],
  ])('%s', (code, expected) => expect(valueOf(code)).toBe(expected));

  it('keeps runs exact and escapes apart', () => {
    const code = 'x = f"a{{b\\n" """c\r\nd"""';
    const [def] = moduleOf(code).globals.get('x')!.defs;
    const parts = def?.kind === 'assign' && def.value.kind === 'text' ? def.value.parts : [];
    expect(parts.map((part) => [part.kind === 'literal' ? part.value : '', code.slice(...part.range), part.kind === 'literal' && part.exact])).toEqual([
      ['a', 'a', true],
      ['{', '{{', false],
      ['b', 'b', true],
      ['\n', '\\n', false],
      ['', '" """', false],
      ['c', 'c', true],
      ['\n', '\r\n', false],
      ['d', 'd', true],
    ]);
  });
});

describe('definitions', () => {
  it.each<[string, string, string[]]>([
    ['x = {}\nx["a"]["b"] = 1\nx.c += 2\nx["l"].append(3)\nx.update(a=1)\ndel x["a"]', 'x', ['assign {}', 'set .a.b 1', 'set+ .c 2', 'mutate .l x.l.append(3)', 'mutate . x.update(a=1)', 'delete .a']],
    ['x = "a"\nx += "b"\nx *= 2', 'x', ['assign "a"', 'append "b"', 'assign (x * 2)']],
    ['a, *x, b = y', 'x', ['assign .rest(0) ?y']],
    ['a, *b, x = y', 'x', ['assign .-1 ?y']],
    ['(a, x), b = y', 'x', ['assign .0.1 ?y']],
    ['a, x = 1, 2', 'x', ['assign 2']],
    ['a = x = 1', 'x', ['assign 1']],
    ['for i, x in y: pass', 'x', ['item .1 of ?y']],
    ['with open(p) as x, y as (a, b): pass', 'x', ['enter ?open(?p)']],
    ['with (open(p) as y,\n  q as x):\n  pass', 'x', ['enter ?q']],
    ['with y as (a, x): pass', 'x', ['enter .1 ?y']],
    ['try: pass\nexcept E as x: pass', 'x', ['unknown caught exception']],
    ['import x', 'x', ['import x =']],
    ['import x.y', 'x', ['import x =']],
    ['import a.b as x', 'x', ['import a.b =']],
    ['from ..a.b import c as x', 'x', ['import ..a.b c']],
    ['from . import x', 'x', ['import . x']],
    ['if TYPE_CHECKING:\n  from a import x', 'x', ['import a x type']],
    ['match y:\n  case {"k": [x, *_]}: pass', 'x', ['assign .k.0 ?y']],
    ['match y:\n  case P(q=x) | {**x}: pass', 'x', ['assign .q ?y', 'assign .rest() ?y']],
    ['match y:\n  case Q() as x if x: pass\n  case {}: pass', 'x', ['assign ?y']],
    ['[x := a for a in y]', 'x', ['assign a']],
    ['def f():\n  global x\n  x = 1', 'x', ['assign 1']],
    ['def f():\n  x.append(1)\nx = []', 'x', ['mutate . x.append(1)', 'assign []']],
    ['def x(): pass', 'x', ['function']],
    ['x: int = 1', 'x', ['assign 1']],
    ['type x = int', 'x', ['assign ?int']],
    ['del x', 'x', ['unknown deleted']],
  ])('%s', (code, name, expected) => expect(defsOf(code, name)).toEqual(expected));

  it('keeps comprehensions, lambdas and functions in scopes of their own', () => {
    const module = moduleOf('x = 1\ny = [x for x in x]\nz = lambda x: x\ndef f():\n  x = 2\n  def g():\n    nonlocal x\n    x = 3\n  return x');
    expect(module.globals.get('x')!.defs.map(showDef)).toEqual(['assign 1']);
    const f = module.functions.find(({ name }) => name === 'f')!;
    const returned = f.returns[0]!.value;
    expect(returned.kind === 'name' && returned.binding?.defs.map(showDef)).toEqual(['assign 2', 'assign 3']);
  });

  it('names exports and imports', () => {
    const module = moduleOf('from .a import b\nimport c.d\nfrom e import *\nX = 1\ndef f(): pass\nclass C: pass');
    expect([...module.exports].map(([name, each]) => [name, each.kind === 'from' ? `${each.specifier} ${each.name}` : show(each.value)])).toEqual([
      ['b', '.a b'],
      ['c', 'c *'],
      ['X', 'X'],
      ['f', 'fn f'],
      ['C', 'class C'],
    ]);
    expect([module.imports, module.reexports]).toEqual([['.a', 'c.d', 'e'], ['e']]);
  });
});

describe('classes', () => {
  const code = `
class A(Base, metaclass=M):
    """Doc."""
    a: int = 1
    b: Optional["C"] = None
    c = "x"
    def __init__(self, p, *, q=2):
        self.p = p
        self.d["k"] = q
        self.e: Client = make()
        self.m.append(p)
        def inner():
            return self.p
        super().__init__(p)
    @staticmethod
    def s(x): return x
    @classmethod
    def k(cls, y): return cls.c
    @property
    def g(self): return self.c
    @g.setter
    def g(self, v): self.c = v
`;
  const module = moduleOf(code);
  const [cls] = module.classes;
  it('has fields, methods, writes', () => {
    expect([...cls!.fields.values()].map(({ name, value, type, isStatic }) => [name, show(value), show(type), isStatic])).toEqual([
      ['a', '1', '?int', true],
      ['b', 'null', '?C', true],
      ['c', '"x"', '-', true],
      ['e', '-', '?Client', false],
    ]);
    expect(cls!.writes.map(showDef)).toEqual(['set .p p', 'set .d.k q', 'set .e ?make()', 'mutate .m this.m.append(p)', 'set .c v']);
    expect([...cls!.methods.values()].map(({ name, kind, isStatic, params }) => [name, kind, isStatic ?? false, params.map((param) => `${param.name}:${param.kind}`).join()])).toEqual([
      ['__init__', 'constructor', false, 'p:positional,q:keyword'],
      ['s', 'method', true, 'x:positional'],
      ['k', 'method', true, 'y:positional'],
      ['g', 'getter', false, ''],
    ]);
    expect(cls!.bases.map(show)).toEqual(['?Base']);
  });
  it('reads the receiver as this', () => {
    expect(module.functions.flatMap(({ returns }) => returns.map(({ value }) => show(value)))).toEqual(['this.p', 'x', 'this.c', 'this.c']);
    expect(module.calls.map(show)).toContain('super.__init__(p)');
  });
  it('knows enums and typed parameters', () => {
    expect(moduleOf('class E(str, Enum):\n  A = "a"').classes[0]!.isEnum).toBe(true);
    const [, f] = moduleOf('def f(a: A, b: m.B | None, c: Optional[C], d: list[D], e: "E", g: Annotated[G, h()], *i: I, **k) -> R: pass').functions;
    expect(f!.params.map(({ type }) => show(type))).toEqual(['?A', '?m.B', '?C', '<generic type>', '?E', '?G', '?I', '-']);
    expect(show(f!.returnType)).toBe('?R');
  });
});

describe('places', () => {
  it('tells arms, and which of them leave', () => {
    const { at } = call('def f():\n  if a:\n    return 1\n  elif b:\n    g()\n  else:\n    raise E\n', 'g');
    expect(at.arms.map(({ index, exits, branch }) => [index, exits, branch.kind, branch.arms, branch.total])).toEqual([[1, false, 'if', 3, true]]);
    expect(call('for a in b:\n  try:\n    g()\n    continue\n  except E: pass', 'g').at.arms.map(({ exits, branch }) => [exits, branch.kind])).toEqual([[false, 'loop'], [true, 'try']]);
    expect(call('import sys\nif a:\n  g()\n  sys.exit(1)', 'g').at.arms[0]!.exits).toBe(true);
    expect(call('a and g()', 'g').at.arms.map(({ branch }) => branch.kind)).toEqual(['if']);
    expect(call('match a:\n  case 1: pass\n  case _: g()', 'g').at.arms.map(({ index, branch }) => [index, branch.kind, branch.total])).toEqual([[1, 'switch', true]]);
  });
  it('tells loops', () => {
    const { loop } = call('for a, b in c:\n  while True:\n    g(a)\n    if a: break\n    return\n', 'g');
    expect([loop?.kind, loop?.exits.map(({ kind }) => kind), loop?.parent?.kind, loop?.parent?.bindings.map(({ name }) => name), loop?.parent?.exits.map(({ kind }) => kind)]).toEqual(['while', ['break', 'return'], 'for-of', ['a', 'b'], ['return']]);
    expect(call('[g(a) for a in h()]', 'g').loop?.kind).toBe('comprehension');
    expect(call('[g(a) for a in h()]', 'h').loop).toBeUndefined();
    expect(call('for a in b:\n  def f(): g()', 'g').loop).toBeUndefined();
  });
  it('tells awaited calls, callbacks, documentation, argument places', () => {
    const code = 'async def f():\n  "Doc."\n  return await g(1, lambda: 2)';
    const module = moduleOf(code);
    const [, f, lambda] = module.functions;
    expect([f!.isAsync, code.slice(...f!.doc!), lambda!.passedTo?.index, module.calls[0]!.isAwaited, code.slice(...module.calls[0]!.argsRange!)]).toEqual([true, '"Doc."', 1, true, '1, lambda: 2']);
    expect(moduleOf('def f():\n  x = yield 1\n  yield').functions[1]).toMatchObject({ isGenerator: true, yields: [{}] });
  });
  it('keeps directives', () => {
    expect(moduleOf('# a\nx = 1  # promptfare-ignore: y\n').comments.map(({ text }) => text)).toEqual([' promptfare-ignore: y']);
  });
});

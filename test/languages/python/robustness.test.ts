import { describe, expect, it } from 'vitest';
import { parseNotebook } from '../../../src/languages/notebook/index.ts';
import { parsePython } from '../../../src/languages/python/index.ts';
import { patience, runs } from '../../fuzz.ts';
import { random } from './generated-strings.ts';
import { hasPython, moduleOf, pythonFiles, read, standardLibrary } from './oracle.ts';

const names = (code: string): string[] => moduleOf(code).calls.map(({ callee }) => (callee.kind === 'name' ? callee.name : callee.kind === 'member' ? String(callee.property) : '?'));

describe('grammar', () => {
  it.each([
    ['def f():\n  yield\n  x = yield\n  g((yield))\n', ['g']],
    ['with (a() as b, c() as d,):\n  e()\n', ['a', 'c', 'e']],
    ['with (a(), b()): pass\nwith (a()).b() as c: pass\nwith (yield a()): pass\n', ['a', 'b', 'b', 'a', 'a']],
    ['match a():\n  case B() | C(d=1) | {"k": [*_, e]} if f(): g()\n', ['a', 'f', 'g']],
    ['match = 1\nmatch.group(1)\nmatch(a)\nmatch[0] = f()\ncase = type = _ = match\nprint(type(case))\n', ['group', 'match', 'f', 'print', 'type']],
    ['match (a):\n  case (1, 2) | -1+2j | "a" "b" | None | x.y: b()\nmatch a, *b: \n  case [1, *c], d: e()\n', ['b', 'e']],
    ['type A[T: int = f()] = list[T]\ndef g[T: (int, str), *Ts, **P](a: T = h()) -> i(): pass\nclass C[T](B[T], m=n()): pass\n', ['i', 'h', 'n']],
    ['try: a()\nexcept* E as e: b()\ntry: a()\nexcept E, F: b()\n', ['a', 'b', 'a', 'b']],
    ['@a[0].b(c)(d)\n@e if f else g()\nasync def h(): await i(); async with j() as k, l(): pass\n', ['?', 'b', 'g', 'i', 'j', 'l']],
    ['f"{f"{f(1)}"}{g("x")}{h()!r:{w()}}" t"{i()}"\n', ['f', 'g', 'h', 'w', 'i']],
    ['f"{\n  a(  # note {\n   1)\n}"\n', ['a']],
    ['x = f"{a["b"]}" f\'{c(\'d\')}\'\n', ['c']],
    ['lambda a, /, b=f(), *, c, **d: g()\nlambda: (yield)\nlambda *a: 1\n', ['f', 'g']],
    ['x[a():b(), ..., *c()]\nfor *a, in b(), *c(): pass\nfor x, *_ in y(): pass\n', ['a', 'b', 'c', 'b', 'c', 'y']],
    ['print >>sys.stderr, f(1)\nprint "a" % g()\nexec "x"\n', ['f', 'g']],
    ['if a:\n\tf()\n        g()\n\x0c\nh()\n', ['f', 'g', 'h']],
    ['a = \\\r\n  f()\r\nif a:\r\n  g()\r\n', ['f', 'g']],
    ['if a: f()\rg()\r', ['f', 'g']],
    ['f(x for x in y())\n[a async for b in c() if d() if e()]\n{**f()} | {*g()}\n', ['f', 'y', 'c', 'd', 'e', 'f', 'g']],
    ['async = 1\nawait f()\n', ['f']],
    ['x: int = yield\nx: f()\ndel (a), b[f()], c\nassert f(), g()\nraise f() from g()\nreturn *f(), g()\n', ['f', 'f', 'f', 'g', 'f', 'g', 'f', 'g']],
    ['1if f()else g()\n0x1for x in y\n', ['f', 'g']],
  ])('%s', (code, expected) => expect(names(code).toSorted()).toEqual(expected.toSorted()));

  it('reads all of today\'s Python without recovering', () => {
    expect(moduleOf('def f[T = int](*a: *Ts) -> None: ...\nfinal = t"{x!r:>{w}}"\nwith (a, b as c): pass\ntype X = int\nx = f"{"\\n".join(a)}{\'\\\'\'}"\n').recovered).toBeUndefined();
  });
});

describe('what is broken', () => {
  it.each([
    ['f(\ndef g():\n  h()\n', ['f', 'h']],
    ['x = [f(), (\nimport a\ng()\n', ['f', 'g']],
    ['x = f"{a(\nb = 1\ndef g():\n  return h()\n', ['h']],
    ['x = f"{a\ng()\n', ['g']],
    ['x = "abc\ng()\n', ['g']],
    ['def f(:\n  g()\nh()\n', ['g', 'h']],
    ['class\n  g()\n', ['g']],
    ['if f() g():\n  h()\n', ['f', 'g', 'h']],
    ['x = f(1, , 2) + g(\n', ['f', 'g']],
    ['x = {a: f() b: g()}\n', ['f', 'g']],
    ['x = f( g(] )\nh()\n', ['f', 'g', 'h']],
    ['<<<<<<< HEAD\nf()\n=======\ng()\n>>>>>>> b\n', ['f', 'g']],
    ['    f()\n  g()\nh()\n', ['f', 'g', 'h']],
    ['for x f(): g()\n', ['f', 'g']],
    ['try:\n  f()\ng()\n', ['f', 'g']],
    ['@f()\n', ['f']],
    ['from import x\nf()\n', ['f']],
    ['a ? b : f()\n“x” f()\n', ['f', 'f']],
  ])('%s', (code, expected) => {
    expect(names(code)).toEqual(expected);
    expect(moduleOf(code).recovered).toBeDefined();
  });

  it.each(['', '\ufeff', '\0', '\ud800', '"""', "'", 'f"', 'f"{', 'f"{x:', 'f"{x!', '\\', '@', ':', 'class', 'def', 'if', 'lambda', 'match x:\n case', 'x = ', '(', ')', '}', 'f"}"', '#', 'yield from', 'import', 'from . import (', '*', '**', 'f(**', 'f(*', 'f(a=', '[x for', '{a:', 'global', 'with (', 'try', 'except', 'else', 'x:', 'type X', 'async', 'await', 'not', '-', 'case _:'])('%j', (code) => {
    expect(parsePython('a.py', code)).not.toHaveProperty('error');
    expect(parsePython('a.py', `${code}\nf()\n`)).not.toHaveProperty('error');
  });
});

const times = (text: string, count: number): string => text.repeat(count);
/** Shapes that grow: by nesting, by chains, by length. */
const shapes: readonly (readonly [string, (n: number) => string])[] = [
  ['(((', (n) => `x = ${times('(', n)}f()${times(')', n)}`],
  ['[[[ open', (n) => times('[', n)],
  ['{1:{1:', (n) => `x = ${times('{1:', n)}1${times('}', n)}`],
  [')))', (n) => times(')', n)],
  ['brackets of other kinds', (n) => times('(', n) + times(']', n)],
  ['fields of other kinds', (n) => `f"{${times('(', n)}${times(']', n)}}"`],
  ['nested f-strings', (n) => `${times('f"{', n)}1${times('}"', n)}`],
  ['f"{{{', (n) => `f"${times('{', n + 1)}x${times('}', n + 1)}"`],
  ['format specifications', (n) => `f"{x:${times('{y:', n)}${times('}', n)}}"`],
  ['not not', (n) => `x = ${times('not ', n)}f()`],
  ['---', (n) => `x = ${times('-', n)}f()`],
  ['lambda: lambda:', (n) => `x = ${times('lambda: ', n)}f()`],
  ['a+a+a', (n) => `x = a${times('+a', n)}`],
  ['a**a**a', (n) => `x = a${times('**a', n)}`],
  ['a and f()', (n) => `x = a${times(' and f()', n)}`],
  ['a if b else', (n) => `x = ${times('a if b else ', n)}c`],
  ['a.b.b.b', (n) => `x = a${times('.b', n)}`],
  ['f()()()', (n) => `f${times('()', n)}`],
  ['elif', (n) => `if a: pass\n${times('elif b: f()\n', n)}`],
  ['else: if, indented', (n) => Array.from({ length: Math.min(n, 1000) }, (_, i) => `${times(' ', i)}if a:\n`).join('') + `${times(' ', Math.min(n, 1000))}f()\n`],
  ['implicit concatenation', (n) => `x = (${times('"a" ', n)})`],
  ['quotes', (n) => times('"', n)],
  ['triple quotes', (n) => times('"""\n', n)],
  ['backslashes', (n) => times('\\', n)],
  ['open f-strings', (n) => times('f"{x\n', n)],
  ['open calls', (n) => times('f(\nimport a\n', n)],
  ['comprehension clauses', (n) => `[x ${times('for x in y ', n)}]`],
  ['decorators', (n) => times('@f\n', n)],
  ['targets', (n) => `a${times(' = a', n)}`],
  ['with (', (n) => times('with (', n)],
  ['match', (n) => `match x:\n case ${times('[', n)}${times(']', n)}: pass\n`],
  ['Optional[', (n) => `x: ${times('Optional[', n)}A${times(']', n)}`],
  ['changes of one name', (n) => `x = []\n${times('x.append(1)\n', n)}`],
  ['escapes', (n) => `x = "${times('\\n', n)}"`],
  ['\\N{', (n) => `x = f"${times('\\N{', n)}"`],
  ['no-break spaces', (n) => times('\u00a0', n)],
];

describe('C5: size', () => {
  it.each(shapes)('%s: neither deep nor long texts stop it', (_, make) => {
    for (const n of [100, 999, 1000, 1001, 20_000]) expect(parsePython('a.py', `${make(n)}\nlast()\n`), String(n)).not.toHaveProperty('error');
    const cost = (n: number): number => {
      const text = make(n);
      const before = process.cpuUsage();
      parsePython('a.py', text);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    cost(20_000);
    // Twice as much costs twice as much, not four times: generous, since other things run at the same time.
    const small = Math.min(cost(10_000), cost(10_000));
    const large = Math.min(cost(40_000), cost(40_000));
    expect(large).toBeLessThan(Math.max(small * 9, 250));
  });

  it('finds the calls around what is too deep', () => {
    expect(names(`${times('(', 100_000)}${times(')', 100_000)}\nx = a${times('+a', 50_000)}\nlast()`)).toEqual(['last']);
    expect(names(`x = a${times('.g(f())', 3_000)}`).length).toBe(6_000);
  });

  it('reads one line of 5 MB', () => {
    const before = process.cpuUsage();
    expect(moduleOf(`x = [${times('"some text", ', 420_000)}]`).recovered).toBeUndefined();
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeLessThan(15_000_000);
  });
});

describe('F1: mutations', () => {
  const seeds = [
    'import json\nclass A(B):\n    """Doc."""\n    x: int = field(default=1)\n    def __init__(self, a, *b, c="d", **e):\n        self.a = [f"{x!r:>{w}} {{y}}" for x in b if x]\n        with open(a) as f, g() as (h, i):\n            return json.dumps({"k": a, **e})\n',
    'async def main():\n    try:\n        r = await client.converse(modelId="a.b-v1:0", messages=[{"role": "user", "content": [{"text": p}]}])\n    except (E, F) as e:\n        raise X("""long\n  text""") from e\n    finally:\n        match r:\n            case {"a": [x, *_]} if x > 1: print(x)\n            case _: pass\n',
    'x = (\n  "a"\n  rb\'b\'\n)\nfor i, (a, b) in enumerate(y):\n\tprompt += t"{a[1:2]}" % (b,) if i else lambda *a: yield_\nelse:\n  del x["a"], y\n@d(1)\ndef f(a: Optional["B"] = None, /, *, c) -> C | None: global x; x: int = 3\n',
  ];
  // Real files too, where there are any.
  const real = hasPython ? pythonFiles(standardLibrary()).filter((_, i) => i % 97 === 0).map((path) => read(path).slice(0, 6_000)) : [];
  const texts = [...seeds, ...seeds, ...seeds, ...real];
  const tokens = ['(', ')', '[', ']', '{', '}', '"', "'", '"""', 'f"', '\\', '\n', '\r\n', '  ', '\t', ':', ',', '=', ':=', '*', '**', '@', '.', ';', '#', '!', 'if ', 'else', 'for ', 'in ', 'lambda ', 'yield ', 'def ', 'class ', 'match ', 'case ', 'async ', 'with ', 'as ', 'import ', 'from ', 'global x', 'nonlocal self', 'é', '\ud83d', '\0', '%%', '-'];

  it('never throws, and keeps its places in order', { timeout: patience(60_000) }, () => {
    const next = random(7);
    const count = runs(4_000, 200_000);
    for (let i = 0; i < count; i++) {
      let text = texts[next(texts.length)]!;
      for (let changes = 1 + next(6); changes > 0; changes--) {
        const at = next(text.length + 1);
        const end = Math.min(text.length, at + next(12));
        text = text.slice(0, at) + (next(3) === 0 ? '' : next(4) === 0 ? text.slice(at, end).repeat(2) : tokens[next(tokens.length)]!) + text.slice(next(2) === 0 ? at : end);
      }
      const module = parsePython('a.py', text);
      if ('error' in module) throw new Error(`${module.error}: ${JSON.stringify(text)}`);
      for (const { range, argsRange } of module.calls) {
        const [start, end] = argsRange!;
        if (!(range[0] <= start && start <= end && end <= range[1] && range[1] <= text.length)) throw new Error(`${range.join()} ${argsRange!.join()}: ${JSON.stringify(text)}`);
      }
      const notebook = parseNotebook('a.ipynb', JSON.stringify({ cells: [{ cell_type: 'code', source: text.split(/(?<=\n)/) }, { cell_type: 'code', source: 'last()' }] }));
      if ('error' in notebook) throw new Error(`${notebook.error}: ${JSON.stringify(text)}`);
    }
  });
});

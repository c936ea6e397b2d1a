import { readFileSync, readdirSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadGo, parseGo } from '../../../src/languages/go/index.ts';
import { goSyntax } from '../../../src/languages/go/syntax.ts';
import { shown, textOf } from './values.ts';

beforeAll(loadGo);

describe('text', () => {
  test.each([
    ['"a\\tb\\u00e9\\x41\\101\\"\\\\"', 'a\tbéAA"\\'],
    ['`raw \\n "text"`', 'raw \\n "text"'],
    ['"a" + "b" +\n\t\t"c"', 'abc'],
    ['("a")', 'a'],
    ['fmt.Sprintf("%s is %d%%: %[1]s", name, 5)', '{name} is 5%: {name}'],
    ['fmt.Sprintf("Say %q.", question)', 'Say {question}.'],
    ['fmt.Sprint("a", name)', 'a{name}'],
    ['strings.Join([]string{"a", "b"}, ", ")', 'a, b'],
    ['strings.ReplaceAll("Dear {name}", "{name}", name)', 'Dear {name}'],
    ['strings.TrimSpace("  a ")', 'a'],
    ['strings.Repeat("ab", 2)', 'abab'],
    ['string([]byte("a"))', 'a'],
    ['os.Getenv("PROMPT")', '{PROMPT}'],
    ['Prompt("a")', 'a'],
    ['[]string{"a", "b"}[1]', 'b'],
    ['map[string]string{"a": "x"}["a"]', 'x'],
    ['config{Prompt: "x"}.Prompt', 'x'],
    ['config{"x"}.Prompt', 'x'],
    ['(&config{Prompt: "x"}).Text()', 'x!'],
    ['greeting("you")', 'Hello you'],
    ['first("x")', 'x'],
    ['func() string { return "a" }()', 'a'],
  ])('%s', async (expression, expected) => {
    const before = 'type Prompt string\n\ntype config struct{ Prompt string }\n\nfunc (c *config) Text() string { return c.Prompt + "!" }\n\nfunc greeting(name string) string { return "Hello " + name }\n\nfunc first(x string) (string, error) {\n\tif x == "" {\n\t\treturn "", fmt.Errorf("empty")\n\t}\n\treturn x, nil\n}\n';
    expect(shown(await textOf(expression, '', before))).toBe(expected);
  });

  test.each([
    ['x := "a"\n\tx += "b"', 'x', 'ab'],
    ['x, err := first("a"), 1', 'x', 'a'],
    ['var x, y = "a", "b"', 'x + y', 'ab'],
    ['x := "a"\n\tif true {\n\t\tx := "b"\n\t\tfmt.Println(x)\n\t}', 'x', 'a'],
    ['var sb strings.Builder\n\tsb.WriteString("a")\n\tfmt.Fprintf(&sb, " %s", name)', 'sb.String()', 'a {name}'],
    ['var b bytes.Buffer\n\tb.WriteString("a")', 'b.String()', 'a'],
    ['x := []string{"a"}\n\tx = append(x, "b")', 'strings.Join(x, "-")', 'a-b'],
    ['x := map[string]string{}\n\tx["k"] = "v"', 'x["k"]', 'v'],
    ['x := "a"\n\tswitch mode {\n\tcase 1:\n\t\tx = "b"\n\tdefault:\n\t\tx = "b"\n\t}', 'x', 'b'],
  ])('%s', async (lines, expression, expected) => {
    const before = 'func first(x string) string { return x }\n';
    expect(shown(await textOf(expression, `\t${lines}`, before))).toBe(expected);
  });

  test('constants, and files that are embedded', async () => {
    const before = 'const (\n\tA = "a"\n\tB = A + "b"\n)\n\n//go:embed prompts/system.txt\nvar system string\n';
    expect(shown(await textOf('B + system', '', before, { 'prompts/system.txt': 'Be brief.' }))).toBe('abBe brief.');
  });

  test('raw strings lose carriage returns, and nothing else', async () => {
    expect(shown(await textOf('`a\r\nb`'))).toBe('a\nb');
  });
});

describe('robustness', () => {
  test.each([
    ['an open brace', 'package a\n\nfunc f() {\n\tg("x")\n'],
    ['an open string', 'package a\n\nvar x = "abc\n\nfunc f() { g() }\n'],
    ['nonsense', '}}}} func ( "`'],
    ['nothing', ''],
    ['only a bracket', '('],
    ['a half declaration', 'package a\nfunc (w *) Do( {}\nvar = \nconst x\nimport (\ntype T struct {'],
    ['NUL and surrogates', 'package a\n\u0000\uD800 var x = "\uDC00"'],
  ])('%s is read as far as it goes', (_, code) => {
    const module = parseGo('a.go', code);
    expect(module).not.toHaveProperty('error');
    if (code.trim() !== '') expect(module).toHaveProperty('recovered');
  });

  test('deep nesting', () => {
    for (const [open, close] of [['(', ')'], ['[]int{', '}'], ['f(', ')'], ['!', ''], ['func() {', '}()'], ['a + (', ')']]) {
      const code = `package a\n\nvar x = ${open!.repeat(10_000)}1${close!.repeat(10_000)}\n`;
      expect(parseGo('a.go', code), open).not.toHaveProperty('error');
    }
    expect(parseGo('a.go', `package a\nfunc f() { ${'if x { '.repeat(10_000)}${'}'.repeat(10_000)} }`)).not.toHaveProperty('error');
    expect(parseGo('a.go', `package a\nvar x = "a"${' + "a"'.repeat(10_000)}`)).not.toHaveProperty('error');
  }, 30_000);
});

const hasGo = spawnSync('gofmt', ['-h']).error === undefined;

describe('what a fix prints', () => {
  test.each(['a"b\\c', 'tab\there', 'line\nbreak', 'é 😀', '\u0000\u007f'])('%j is the same text again', text => {
    const [printed] = [goSyntax.escape(text, '"')!];
    const module = parseGo('a.go', `package a\n\nconst X = "${printed}"\n`);
    if ('error' in module) throw new Error(module.error);
    const def = module.globals.get('X')!.defs[0]!;
    const parts = def.kind === 'assign' && def.value.kind === 'text' ? def.value.parts : [];
    expect(parts.map(part => (part.kind === 'literal' ? part.value : '?')).join('')).toBe(text);
  });

  test('a raw string cannot hold everything', () => {
    expect(goSyntax.escape('a\nb', '`')).toBe('a\nb');
    expect(goSyntax.escape('a`b', '`')).toBeUndefined();
    expect(goSyntax.escape('a\rb', '`')).toBeUndefined();
  });

  test.runIf(hasGo)('values are Go', () => {
    const code = `package a\n\nvar X = ${goSyntax.literal({ a: ['b', 1, true, null], c: { d: 'e"' } })}\n`;
    expect(spawnSync('gofmt', ['-e'], { input: code, encoding: 'utf8' }).stderr).toBe('');
  });
});

/** Go's own standard library, where it is installed. */
const library = ['/usr/share/go-1.19/src/fmt', '/usr/share/go-1.19/src/net/http', '/usr/share/go-1.19/src/strconv'].filter(directory => spawnSync('test', ['-d', directory]).status === 0);

describe.runIf(library.length > 0)('the standard library', () => {
  const files = library.flatMap(directory => readdirSync(directory).filter(name => name.endsWith('.go')).map(name => join(directory, name)));

  test('parses without recovery, its exact parts are the bytes of the file', () => {
    for (const path of files) {
      const text = readFileSync(path, 'utf8');
      const module = parseGo(path, text);
      if ('error' in module) throw new Error(`${path}: ${module.error}`);
      expect(module.recovered, path).toBeUndefined();
    }
  }, 60_000);
});

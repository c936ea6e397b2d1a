import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadJava, parseJava } from '../../../src/languages/java/index.ts';
import { javaSyntax } from '../../../src/languages/java/syntax.ts';
import { plainText } from '../../../src/languages/plain-text.ts';
import { shown } from '../go/values.ts';
import { textOf } from './values.ts';

beforeAll(loadJava);

describe('text', () => {
  const members = `
  static final String GREETING = "Hello";
  private final String suffix = "!";
  String greeting(String who) { return GREETING + " " + who + suffix; }
  String greeting() { return greeting("you"); }
  static String last(String... all) { return all[0]; }
  enum Kind { REFUND("money back"), OTHER; private final String says; Kind() { this("nothing"); } Kind(String says) { this.says = says; } String says() { return says; } }
  record Ticket(String body, String author) { String line() { return author + ": " + body; } }
  class Inner { String text() { return GREETING + suffix; } }
`;
  test.each([
    ['"a\\tb\\u00e9\\101\\"\\\\\\0"', 'a\tbéA"\\\u0000'],
    ['"a" + "b" +\n "c"', 'abc'],
    ['"a" + 1 + true + \'c\'', 'a1truec'],
    ['"""\n      a\n        "b" \\\n      c\\td  \n      """', 'a\n  "b" c\td\n'],
    ['String.format("%s is %d%%: %1$s%n", name, 5)', '{name} is 5%: {name}\n'],
    ['"Say %s.".formatted(name)', 'Say {name}.'],
    ['String.join(", ", List.of("a", "b"))', 'a, b'],
    ['String.join(", ", "a", "b")', 'a, b'],
    ['List.of("a", "b").stream().collect(Collectors.joining("-"))', 'a-b'],
    ['"Dear {name}, {name}".replace("{name}", name)', 'Dear {name}, {name}'],
    ['"  a ".strip()', 'a'],
    ['"ab".repeat(2)', 'abab'],
    ['System.getenv("PROMPT")', '{PROMPT}'],
    ['new StringBuilder("a").append("b").append(name).toString()', 'ab{name}'],
    ['new String[] {"a", "b"}[1]', 'b'],
    ['Map.of("a", "x").get("a")', 'x'],
    ['greeting(name)', 'Hello {name}!'],
    ['greeting()', 'Hello you!'],
    ['last("a", "b")', 'a'],
    ['Kind.REFUND.says()', 'money back'],
    ['new Ticket("Broken", "Ann").line()', 'Ann: Broken'],
    ['new Ticket("Broken", "Ann").body()', 'Broken'],
    ['new Inner().text()', 'Hello!'],
    ['Optional.of("a").orElse("b")', 'a'],
    ['switch (Kind.OTHER) { case REFUND -> "a"; default -> { yield "a"; } }', 'a'],
    ['(String) (Object) "a"', 'a'],
    ['app.Asker.GREETING', 'Hello'],
  ])('%s', async (expression, expected) => {
    expect(shown(await textOf(expression, '', members))).toBe(expected);
  });

  test.each([
    ['String x = "a"; x += "b";', 'x', 'ab'],
    ['var x = "a"; { var y = "b"; x = y; } var z = x;', 'z', 'b'],
    ['StringBuilder sb = new StringBuilder(); sb.append("a").append(" ").append(name);', 'sb.toString()', 'a {name}'],
    ['List<String> x = new ArrayList<>(); x.add("a"); x.add("b");', 'String.join("-", x)', 'a-b'],
    ['Map<String, String> x = new HashMap<>(); x.put("k", "v");', 'x.get("k")', 'v'],
    ['String x; switch (name) { case "a": x = "b"; break; default: x = "b"; }', 'x', 'b'],
    ['String x = name == null ? "a" : "a";', 'x', 'a'],
    ['String x = "a"; try { x = "b"; } finally { x = x + "c"; }', 'x', 'bc'],
    ['final Object o = "a"; if (!(o instanceof String s)) { return; }', 's', 'a'],
  ])('%s', async (lines, expression, expected) => {
    expect(shown(await textOf(expression, lines))).toBe(expected);
  });

  test('classes of the same package, of others, and members that are imported', async () => {
    const others = {
      'app/Prompts.java': 'package app;\n\nfinal class Prompts {\n  static final String SYSTEM = "Be " + Words.KIND + ".";\n}\n',
      'app/Words.java': 'package app;\n\ninterface Words { String KIND = "kind"; }\n',
    };
    expect(shown(await textOf('Prompts.SYSTEM', '', '', others))).toBe('Be kind.');
  });

  test('files that code reads, also from its resources', async () => {
    expect(shown(await textOf('java.nio.file.Files.readString(java.nio.file.Path.of("prompts/a.txt"))', '', '', { 'prompts/a.txt': 'Be brief.' }))).toBe('Be brief.');
    expect(shown(await textOf('new org.springframework.core.io.ClassPathResource("prompts/a.txt").getContentAsString(utf8)', '', '', { 'resources/prompts/a.txt': 'Be brief.' }))).toBe('Be brief.');
    expect(shown(await textOf('new org.springframework.core.io.ClassPathResource("prompts/a.txt").getInputStream().readAllBytes()', '', '', { 'resources/prompts/a.txt': 'Be brief.' }))).toBe('Be brief.');
  });

  test('settings have the default that stands beside them', async () => {
    expect(shown(await textOf('tone', '', '  @Value("${prompt.tone:Be kind.}") private String tone;'))).toBe('Be kind.');
  });
});

describe('robustness', () => {
  test.each([
    ['an open brace', 'class A {\n  void f() {\n    g("x");\n'],
    ['an open string', 'class A { String x = "abc\n  void f() { g(); } }'],
    ['an open text block', 'class A { String x = """\n  abc'],
    ['nonsense', '}}}} class ( "\''],
    ['only a bracket', '('],
    ['half declarations', 'package a\nimport ;\nclass A { A( {} int = ; record R(String; enum { A( }'],
    ['NUL and surrogates', 'class A { \u0000\uD800 String x = "\uDC00"; }'],
  ])('%s is read as far as it goes', (_, code) => {
    const module = parseJava('A.java', code);
    expect(module).not.toHaveProperty('error');
    expect(module).toHaveProperty('recovered');
  });

  test('an empty file', () => {
    expect(parseJava('A.java', '')).toMatchObject({ calls: [] });
  });

  test('deep nesting', () => {
    for (const [open, close] of [['(', ')'], ['f(', ')'], ['!', ''], ['"a" + (', ')'], ['new Object() { Object x = ', '; }']]) {
      expect(parseJava('A.java', `class A { Object x = ${open!.repeat(3000)}1${close!.repeat(3000)}; }`), open).not.toHaveProperty('error');
    }
    expect(parseJava('A.java', `class A { void f() { ${'if (x) { '.repeat(5000)}${'}'.repeat(5000)} } }`)).not.toHaveProperty('error');
    expect(parseJava('A.java', `class A { String x = "a"${' + "a"'.repeat(10_000)}; }`)).not.toHaveProperty('error');
    expect(parseJava('A.java', `class A { Object x = a${'.b()'.repeat(5000)}; }`)).not.toHaveProperty('error');
  }, 30_000);
});

const hasJava = spawnSync('java', ['-version']).status === 0;
const syntax = javaSyntax(new Set(['Map', 'List']));

/** What `java` itself makes of string literals. */
function byJava(literals: readonly string[]): string[] {
  const directory = mkdtempSync(join(tmpdir(), 'promptfare-java-'));
  const fields = literals.map((literal, index) => `  static String f${index}() { return ${literal}; }`).join('\n');
  const prints = literals.map((_, index) => `    print(f${index}());`).join('\n');
  const code = `import java.util.Base64;\n\nclass Main {\n${fields}\n  static void print(String s) { byte[] b = new byte[s.length() * 2]; for (int i = 0; i < s.length(); i++) { b[2 * i] = (byte) s.charAt(i); b[2 * i + 1] = (byte) (s.charAt(i) >> 8); } System.out.println(Base64.getEncoder().encodeToString(b)); }\n  public static void main(String[] args) {\n${prints}\n  }\n}\n`;
  writeFileSync(join(directory, 'Main.java'), code);
  const { status, stdout, stderr } = spawnSync('java', ['-Dfile.encoding=UTF-8', join(directory, 'Main.java')], { encoding: 'utf8', maxBuffer: 1 << 26 });
  rmSync(directory, { recursive: true });
  if (status !== 0) throw new Error(stderr.slice(0, 2000));
  return stdout.split('\n').slice(0, literals.length).map(line => Buffer.from(line, 'base64').toString('utf16le'));
}

/** What we make of them. */
function byUs(literal: string): string | undefined {
  const code = `class A { static final String X = ${literal}; }`;
  const module = parseJava('A.java', code);
  if ('error' in module) throw new Error(module.error);
  const value = module.classes[0]!.fields.get('X')?.value;
  if (value?.kind === 'text') for (const part of value.parts) if (part.kind === 'literal' && part.exact && code.slice(...part.range) !== part.value) throw new Error(`not exact: ${literal}`);
  return value && plainText(value);
}

describe.runIf(hasJava)('beside Java itself', () => {
  const piece = fc.oneof(
    fc.constantFrom(String.raw`\n`, String.raw`\t`, String.raw`\"`, String.raw`\'`, String.raw`\\`, String.raw`\0`, String.raw`\12`, String.raw`\377`, String.raw`\477`, String.raw`\s`, String.raw`\u0041`, String.raw`\b\f\r`),
    fc.constantFrom('a', 'b c', ' ', '  ', "'", '/', '{x}', 'é', '漢', '😀', '//', '\t', '%'),
  );
  const line = fc.array(piece, { maxLength: 8 }).map(pieces => pieces.join(''));
  const plain = line.map(text => `"${text}"`);
  const block = fc
    .tuple(fc.array(fc.tuple(fc.constantFrom('', '  ', '    ', '\t'), fc.oneof(line, fc.constantFrom('', '"', '""', String.raw`\"""`)), fc.constantFrom('', ' ', '  \t', '\\'))), fc.constantFrom('', '  ', '    '), fc.constantFrom('', ' ', '\t '))
    .map(([lines, closing, opening]) => `"""${opening}\n${lines.map(parts => parts.join('')).join('\n')}\n${closing}"""`)
    // A blank behind the backslash, and quotes before the closing ones, are no text block.
    .filter(text => !/\\[ \t]*\n\s*"""$/.test(text));

  test('literals are what Java says they are', () => {
    const literals = fc.sample(fc.oneof(plain, block), { numRuns: 1500, seed: 20 });
    const expected = byJava(literals);
    literals.forEach((literal, index) => expect(byUs(literal), literal).toBe(expected[index]));
  }, 60_000);

  test('what a fix prints is the same text again', () => {
    const texts = fc.sample(fc.string({ unit: 'binary', maxLength: 20 }), { numRuns: 300, seed: 7 });
    const blocks = texts.map(text => syntax.escape(text, '"""')).filter(text => text !== undefined);
    const literals = [...texts.map(text => syntax.literal(text)), ...blocks.map(text => `"""\n${text}"""`)];
    const expected = byJava(literals);
    literals.forEach((literal, index) => expect(byUs(literal), literal).toBe(expected[index]));
    texts.forEach((text, index) => expect(expected[index]).toBe(text));
  }, 60_000);

  test('values are Java', () => {
    expect(byJava([`"" + ${javaSyntax(new Set()).literal({ a: ['b', 1, true], c: { d: 'e"' } })}.size()`])).toEqual(['2']);
  });
});

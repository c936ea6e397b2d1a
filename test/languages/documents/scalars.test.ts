/** Texts of YAML, JSON and TOML, piece by piece: together they are the parser's value, and exact ones are the file's own characters. */
import fc from 'fast-check';
import { parseTOML, getStaticTOMLValue } from 'toml-eslint-parser';
import { describe, expect, it } from 'vitest';
import { Document, Scalar, isCollection, parseAllDocuments, parseDocument, visit } from 'yaml';
import type { Expr, Module, TextExpr } from '../../../src/core/ir.ts';
import { parseModule } from '../../../src/languages/index.ts';
import { runs } from '../../fuzz.ts';

function moduleIn(path: string, text: string): Module {
  const module = parseModule(path, text);
  if ('error' in module) throw new Error(`${module.error}\n${text}`);
  return module;
}

function rootOf(module: Module): Expr {
  const exported = module.exports.get('default');
  return exported?.kind === 'local' ? exported.value : { kind: 'constant', range: [0, 0], value: null };
}

/** The plain value of an expression; every text in it is checked against the file. */
function dataOf(expr: Expr, text: string): unknown {
  switch (expr.kind) {
    case 'text':
      return checked(expr, text);
    case 'object':
      return Object.fromEntries(expr.entries.map(entry => [entry.kind === 'entry' ? entry.key : '', dataOf(entry.value, text)]));
    case 'list':
      return expr.items.map(item => dataOf(item.value, text));
    case 'number':
      return expr.value;
    default:
      return expr.kind === 'constant' ? expr.value : undefined;
  }
}

function checked(expr: TextExpr, text: string): string {
  let last = expr.range[0];
  return expr.parts
    .map(part => {
      if (part.kind !== 'literal') throw new Error('a hole in data');
      expect(part.range[0]).toBeGreaterThanOrEqual(last);
      expect(part.range[1]).toBeLessThanOrEqual(expr.range[1]);
      last = part.range[1];
      if (part.exact) expect(text.slice(...part.range)).toBe(part.value);
      return part.value;
    })
    .join('');
}

const word = fc.string({ unit: fc.constantFrom(...'abc  \n\n\t:#-"\'{}[],&*!|>%@\\é漢😀\u0085\u2028'.match(/./gsu)!), maxLength: 24 });
const styles = ['PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'] as const;

describe('F5, F6: YAML', () => {
  it('of any style, as its printer writes it', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ value: word, type: fc.constantFrom(...styles) }), { maxLength: 4 }), fc.constantFrom(20, 80), fc.constantFrom(2, 4), fc.boolean(), (items, lineWidth, indent, isCrlf) => {
        const document = new Document({ list: items.map(({ value, type }) => Object.assign(new Scalar(value), { type })) });
        const printed = document.toString({ lineWidth, indent });
        const text = isCrlf ? printed.replaceAll('\n', '\r\n') : printed;
        const parsed = parseDocument(text, { uniqueKeys: false });
        // One may read back as an alias, which has no value.
        let hasAlias = false;
        visit(parsed, { Alias: () => void (hasAlias = true) });
        if (hasAlias) return;
        // A plain scalar may read back as a map with a list for a key, which no code can ask for: such entries are left out.
        visit(parsed, { Pair: (_, { key }) => (isCollection(key) ? visit.REMOVE : undefined) });
        expect(dataOf(rootOf(moduleIn('a.yaml', text)), text)).toEqual(parsed.toJS());
      }),
      { numRuns: runs(4000, 50_000), examples: [[[{ value: ':\n[', type: 'PLAIN' }], 20, 2, false], [[{ value: ':\n*', type: 'PLAIN' }], 20, 2, false]] },
    );
  });

  const line = fc.string({ unit: fc.constantFrom(...'ab   \t#-:é😀'.match(/./gsu)!), maxLength: 10 });
  it('of block scalars with any header, as people write them', () => {
    fc.assert(
      fc.property(fc.constantFrom('|', '>'), fc.constantFrom('', '-', '+', '2', '2-', '3+'), fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.boolean(), (style, header, lines, eol, hasNext) => {
        const text = [`key: ${style}${header} # note`, ...lines.map(each => (each.trim() === '' ? each.replaceAll('\t', '') : `   ${each}`)), ...(hasNext ? ['next: 1', ''] : [])].join(eol);
        const document = parseDocument(text, { uniqueKeys: false });
        if (document.errors.length > 0) return;
        expect(dataOf(rootOf(moduleIn('a.yaml', text)), text)).toEqual(document.toJS());
      }),
      { numRuns: runs(6000, 50_000) },
    );
  });

  it('of quoted and plain scalars over several lines', () => {
    fc.assert(
      fc.property(fc.constantFrom('"', "'", ''), fc.array(line, { minLength: 1, maxLength: 6 }), fc.constantFrom('\n', '\r\n'), fc.constantFrom('', '\\', '\\n', '\\x41\\u00e9\\U0001F600\\ ', "''"), (quote, lines, eol, extra) => {
        const body = lines.map(each => `  ${each}${(quote === '"' && extra !== "''") || (quote === "'" && extra === "''") ? extra : ''}`).join(eol);
        const text = `a:${eol}  ${quote}x${body}x${quote}${eol}b: 1${eol}`;
        const document = parseDocument(text, { uniqueKeys: false });
        if (document.errors.length > 0) return;
        expect(dataOf(rootOf(moduleIn('a.yaml', text)), text)).toEqual(document.toJS());
      }),
      { numRuns: runs(6000, 50_000) },
    );
  });

  it.each([
    ['p: |\n  First.\n  Second.\n\n    Deeper.\n', ['First.', 'Second.', '  Deeper.']],
    ['p: >-\n  One line\n  goes on.\n\n  Next.\n', ['One line', 'goes on.', 'Next.']],
    ['p: "say \\"hi\\"\n  twice"\n', ['say ', 'hi', 'twice']],
    ["p: 'it''s'\n", ['it', 's']],
    ['p: us.amazon.nova-lite-v1:0 # the model\n', ['us.amazon.nova-lite-v1:0']],
    // A word less, and the rest would be a list item or a comment.
    ['p: Please - do it\n', []],
  ])('exact pieces of %j', (text, exact) => {
    const root = rootOf(moduleIn('a.yaml', text));
    const value = root.kind === 'object' ? root.entries[0]!.value : root;
    expect(value.kind === 'text' && value.parts.flatMap(part => (part.kind === 'literal' && part.exact ? [part.value] : []))).toEqual(exact);
  });

  it('reads every document, and leaves aliases, tags and merged keys open', () => {
    const module = moduleIn('a.yaml', 'a: &x {b: 1}\nc: *x\nd: !Ref e\nf:\n  <<: *x\n---\ng: 1\n');
    const root = rootOf(module);
    expect(root.kind === 'object' && root.entries.map(entry => (entry.value.kind === 'object' ? entry.value.entries.map(each => each.kind) : entry.value.kind))).toEqual([['entry'], 'opaque', 'opaque', ['spread']]);
    expect(parseAllDocuments('a: 1\n---\nb: 2')).toHaveLength(2);
  });

  it('is not parsed where it is nested so deeply that the stack of the parser ends', () => {
    for (const deep of ['{"a": '.repeat(3000), '- '.repeat(3000), '? '.repeat(3000), Array.from({ length: 1500 }, (_, index) => `${' '.repeat(index)}a:\n`).join('')]) expect(moduleIn('a.yaml', `${deep}1`).recovered).toBe('nested too deeply');
    // Brackets and indentation of texts are no depth.
    for (const text of [`a: "${'[{'.repeat(3000)}"\n`, `a: |\n${' '.repeat(3000)}text\n`, Array.from({ length: 3000 }, (_, index) => `k${index}: {b: [c]}\n`).join('')]) expect(moduleIn('a.yaml', text).recovered).toBeUndefined();
  });

  it('survives what is hostile', () => {
    for (const text of ['['.repeat(100_000), `${'- '.repeat(50_000)}a`, `${Array.from({ length: 2000 }, (_, index) => `${' '.repeat(index)}a:`).join('\n')}`, `a: &a [${'*a,'.repeat(1000)}]`, '"', "'", '|', '? ', '---\n---\n', '%YAML 9\n---\na', '\t', '!!js/function x', '__proto__: 1']) {
      expect(() => parseModule('a.yaml', text)).not.toThrow();
    }
    expect(Object.prototype).not.toHaveProperty('polluted');
  });
});

describe('F5, F6: JSON', () => {
  it('of any value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false } as never), fc.constantFrom(0, 2, '\t'), fc.boolean(), (value, indent, isAscii) => {
        const printed = JSON.stringify(value, null, indent);
        const text = isAscii ? printed.replaceAll(/[^\x20-\x7e\n\t]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`) : printed;
        expect(JSON.stringify(dataOf(rootOf(moduleIn('a.json', text)), text))).toBe(JSON.stringify(JSON.parse(text)));
      }),
      { numRuns: runs(5000, 50_000) },
    );
  });

  it('with comments and trailing commas', () => {
    const text = '{ // note\n "a": ["x\\ny", /* 2 */ "z",],\n}';
    expect(dataOf(rootOf(moduleIn('a.jsonc', text)), text)).toEqual({ a: ['x\ny', 'z'] });
  });

  it('survives what is hostile', () => {
    for (const text of ['['.repeat(100_000), '{"a":'.repeat(50_000), '"\\u12', '"\\', '{"__proto__": {"polluted": 1}}', '', '{,}']) expect(() => parseModule('a.json', text)).not.toThrow();
    expect(Object.prototype).not.toHaveProperty('polluted');
  });
});

describe('TOML', () => {
  const character = fc.constantFrom(...'ab  \n"\'\\#=é😀'.match(/./gsu)!);
  it('of every kind of string', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: character, maxLength: 16 }), fc.constantFrom('"', "'", '"""', "'''")), { maxLength: 5 }), fc.boolean(), (items, isCrlf) => {
        const lines = items.map(([value, quotes], index) => `k${index} = ${printed(value, quotes)}`);
        const text = lines.join('\n').replaceAll('\n', isCrlf ? '\r\n' : '\n');
        expect(dataOf(rootOf(moduleIn('a.toml', text)), text)).toEqual(getStaticTOMLValue(parseTOML(text)));
      }),
      { numRuns: runs(3000, 50_000) },
    );
  });

  function printed(value: string, quotes: string): string {
    if (quotes === '"""') return `"""\n${value.replaceAll('\\', '\\\\\n   ').replaceAll('"', '\\"').replaceAll('\\\\\n', '\\\n')}"""`;
    if (quotes === "'''") return `'''${value.replaceAll("'", '')}'''`;
    if (quotes === "'") return `'${value.replaceAll(/['\n]/g, '')}'`;
    return JSON.stringify(value);
  }

  it('in tables, lists of tables and dotted keys', () => {
    const text = 'a.b = 1\n[t]\nx = "y"\n[t.u]\nz = [1, { k = "v" }]\n[[l]]\nn = 1\n[[l]]\nn = 2\n[l.m]\no = true\n';
    expect(dataOf(rootOf(moduleIn('a.toml', text)), text)).toEqual(getStaticTOMLValue(parseTOML(text)));
  });
});

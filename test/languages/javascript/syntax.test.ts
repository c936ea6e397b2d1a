import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Plain } from '../../../src/core/ir.ts';
import { javascriptSyntax as syntax } from '../../../src/languages/javascript/syntax.ts';
import { lower, print } from './lower.ts';

test('entries', () => {
  expect(syntax.entry('maxTokens', '1024', 'object')).toBe('maxTokens: 1024');
  expect(syntax.entry('anthropic-beta', '1', 'object')).toBe("'anthropic-beta': 1");
  expect(syntax.entry('__proto__', '1', 'object')).toBe("['__proto__']: 1");
});

test('literals', () => {
  expect(syntax.literal({ cachePoint: { type: "it's" }, 'a-b': [1, null, true, -1], c: {} })).toBe("{ cachePoint: { type: 'it\\'s' }, 'a-b': [1, null, true, -1], c: {} }");
});

test('escapes', () => {
  expect(syntax.escape("a'b\"c`d${e}$f\\\n", "'")).toBe("a\\'b\"c`d${e}$f\\\\\\n");
  expect(syntax.escape("a'b\"c", '"')).toBe("a'b\\\"c");
  expect(syntax.escape("a'b`c${d}$e\\\n", '`')).toBe("a'b\\`c\\${d}$e\\\\\n");
  expect(syntax.escape('a', '"""')).toBeUndefined();
});

test('what is printed reads as what was meant', () => {
  fc.assert(
    fc.property(fc.jsonValue({ depthSize: 'small' }), value => {
      const text = `(${syntax.literal(value as Plain)})`;
      // eslint-disable-next-line no-eval -- the text is our own, made of data
      expect(JSON.stringify((0, eval)(text))).toBe(JSON.stringify(value));
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', "'", '"', '`', '$', '{', '}', '\\', '\n', '\r', '\u2028', '😀') }), fc.constantFrom("'", '"', '`'), (value, delimiter) => {
      const module = lower(`f(${delimiter}${syntax.escape(value, delimiter)}${delimiter});`);
      const arg = module.calls[0]!.args[0]!.value;
      expect(print(arg)).toBe(JSON.stringify(value));
    }),
  );
});

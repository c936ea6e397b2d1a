/** Tokenizers of packages that may be installed. Here both are. */
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { countTokens } from '../../src/tokens/index.ts';
import { optionalTokenizer } from '../../src/tokens/optional.ts';
import type { TokenCount } from '../../src/tokens/types.ts';
import { BY_CLASSES } from '../../src/dev/fit-tokens/fitted.ts';
import { absent, recorded } from '../../src/dev/fit-tokens/recorded.ts';

const estimate = { count: (text: string): TokenCount => ({ tokens: text.length, basis: 'calibrated', error: 0.5 }) };

describe('a package that may be installed', () => {
  it('loads once, at the first text', () => {
    let loads = 0;
    const tokenizer = optionalTokenizer(() => {
      loads++;
      return () => ({ tokens: 7, basis: 'exact', error: 0 });
    }, estimate);
    expect(loads).toBe(0);
    expect([tokenizer.count('a'), tokenizer.count('b')].map(({ tokens }) => tokens)).toEqual([7, 7]);
    expect(loads).toBe(1);
  });

  it('is estimated where it is missing', () => {
    const tokenizer = optionalTokenizer(() => createRequire(import.meta.url)('no-such-tokenizer') as never, estimate);
    expect(tokenizer.count('four')).toEqual({ tokens: 4, basis: 'calibrated', error: 0.5 });
  });

  it('is told about where it is broken', () => {
    const tokenizer = optionalTokenizer(() => {
      throw new TypeError('bad package');
    }, estimate);
    expect(() => tokenizer.count('four')).toThrow('bad package');
  });
});

describe.skipIf(absent)('recorded answers', () => {
  const answers = recorded().flatMap(({ family, host, billed, content }) => (content && content.text.length > 40 ? [{ family, host, billed, ...content }] : []));

  it('of Llama 3 are exact but for what ends them', () => {
    const off = answers.filter(({ family }) => family === 'llama3').map(({ text, tokens }) => Math.abs(countTokens(text, 'llama3').tokens - tokens));
    expect(off.length).toBeGreaterThan(25);
    expect(off.filter(tokens => tokens <= 1).length / off.length).toBeGreaterThanOrEqual(0.9);
    expect(countTokens('The capital of France is Paris.', 'llama3')).toEqual({ tokens: 7, basis: 'exact', error: 0 });
  });

  it.each([['mistral-sp', 8], ['mistral-tekken', 200], ['deepseek', 200], ['qwen', 100]] as const)('of %s are exact but for what ends them or their host adds', (family, least) => {
    // One host of Qwen bills an empty thought before each answer.
    const of = answers.filter((answer) => answer.family === family && !(family === 'qwen' && answer.host === 'rig'));
    const off = of.map(({ text, tokens }) => Math.abs(countTokens(text, family).tokens - tokens));
    expect(off.length).toBeGreaterThan(least);
    expect(off.filter((tokens) => tokens <= 1).length / off.length).toBeGreaterThanOrEqual(0.9);
    expect(countTokens('The capital of France is Paris.', family)).toMatchObject({ basis: 'exact', error: 0 });
  });

  // How many tokens end an answer, each Command model and interface of Cohere's decides.
  it('of Cohere are exact but for up to four tokens that end them', () => {
    const off = answers.filter(({ family }) => family === 'cohere-command').map(({ text, billed }) => billed - countTokens(text, 'cohere-command').tokens);
    expect(off.length).toBeGreaterThan(40);
    expect(off.filter((tokens) => tokens >= 0 && tokens <= 4).length / off.length).toBeGreaterThanOrEqual(0.98);
    expect(countTokens('The capital of France is Paris.', 'cohere-command')).toEqual({ tokens: 7, basis: 'exact', error: 0 });
  });
});

describe.skipIf(absent)('estimates in place of missing packages', () => {
  // Counted with the packages: any recorded text will do, of code and English each eighth.
  const texts = [...new Map(recorded().flatMap(({ content, textKind }) => (content ? [[content.text, textKind] as const] : []))).entries()].filter(([, kind], index) => !/code|english/.test(kind) || index % 8 === 0);

  it.each(['llama3', 'mistral-tekken', 'cohere-command', 'deepseek', 'qwen'] as const)('of %s: the band holds for nine of ten texts of each kind', (family) => {
    const kinds = new Map<string, { n: number; within: number }>();
    for (const [text, kind] of texts) {
      const { tokens } = countTokens(text, family);
      if (tokens < 8) continue;
      const estimated = BY_CLASSES.get(family)!.count(text);
      const of = kinds.get(kind) ?? { n: 0, within: 0 };
      kinds.set(kind, { n: of.n + 1, within: of.within + (Math.abs(estimated.tokens / tokens - 1) <= estimated.error + 1e-9 ? 1 : 0) });
    }
    const known = [...kinds].filter(([, { n }]) => n >= 20);
    expect(known.map(([kind]) => kind).toSorted()).toEqual(['code', 'english', 'json', 'other-latin', 'other-script']);
    expect(known.filter(([, { n, within }]) => within < 0.9 * n)).toEqual([]);
  }, 60_000);
});

describe('vocabularies of packages', () => {
  it.each([
    ['qwen', '<think>', 1], ['qwen', '12345', 5], ['deepseek', '12345', 2], ['deepseek', 'a  1', 3], ['llama3', '12345', 2], ['mistral-sp', 'Hello', 1], ['mistral-sp', ' Hello', 1], ['mistral-sp', 'a\nb', 3],
    ['mistral-tekken', '12345', 5], ['mistral-tekken', "don't", 2], ['cohere-command', '12345', 5], ['cohere-command', "don't", 2], ['cohere-command', ' 7', 2], ['cohere-command', 'e\u0301', 1],
  ] as const)('%s: %j is %i', (family, text, tokens) => expect(countTokens(text, family).tokens).toBe(tokens));

  it.each(['llama3', 'mistral-sp', 'mistral-tekken', 'cohere-command', 'qwen', 'deepseek'] as const)('%s: a million equal characters are counted, in time linear in their number', (family) => {
    for (const unit of ['a', ' ', '\n', 'aB1', '<think>']) {
      const text = unit.repeat(1_000_000 / unit.length);
      const started = performance.now();
      expect(countTokens(text, family).tokens).toBeGreaterThan(0);
      expect(performance.now() - started).toBeLessThan(10_000);
    }
  }, 60_000);
});

/** Tokenizers of packages that may be installed. Here both are. */
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { countTokens } from '../../src/tokens/index.ts';
import { optionalTokenizer } from '../../src/tokens/optional.ts';
import type { TokenCount } from '../../src/tokens/types.ts';
import { absent, recorded } from './recorded.ts';

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
  const answers = recorded().flatMap(({ family, content }) => (content && content.text.length > 40 ? [{ family, ...content }] : []));

  it('of Llama 3 are exact but for what ends them', () => {
    const off = answers.filter(({ family }) => family === 'llama3').map(({ text, tokens }) => Math.abs(countTokens(text, 'llama3').tokens - tokens));
    expect(off.length).toBeGreaterThan(25);
    expect(off.filter(tokens => tokens <= 1).length / off.length).toBeGreaterThanOrEqual(0.9);
    expect(countTokens('The capital of France is Paris.', 'llama3')).toEqual({ tokens: 7, basis: 'exact', error: 0 });
  });

  it('of Mistral with SentencePiece are off by one token', () => {
    const off = answers.filter(({ family }) => family === 'mistral-sp').map(({ text, tokens }) => Math.abs(countTokens(text, 'mistral-sp').tokens - tokens));
    expect(off.length).toBeGreaterThan(8);
    expect(off.filter(tokens => tokens <= 1).length / off.length).toBeGreaterThanOrEqual(0.9);
  });
});

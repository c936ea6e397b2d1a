// Placeholder of reference quality; replaced family by family.
import { encoding as encodingOf } from './encoding.ts';
import type { TokenizerFamily } from './types.ts';

const FACTORS: Partial<Record<TokenizerFamily, [encoding: 'cl100k_base' | 'o200k_base', factor: number, digits: number, error: number]>> = {
  'claude-v3': ['o200k_base', 1.12, 0, 0.13], 'claude-v4.7': ['o200k_base', 1.5, 0, 0.2], 'claude-2': ['cl100k_base', 1.03, 0, 0.2],
  'nova-1': ['cl100k_base', 0.988, 1.493, 0.1], 'nova-2': ['cl100k_base', 0.969, 0, 0.05], 'titan-text': ['cl100k_base', 1, 0, 0.1],
  llama2: ['cl100k_base', 1.12, 0, 0.15], 'mistral-tekken': ['cl100k_base', 1.012, 0.951, 0.06], 'mistral-sp': ['cl100k_base', 1.1, 0, 0.15],
  'cohere-command': ['cl100k_base', 1.007, 1.319, 0.12], deepseek: ['cl100k_base', 1.002, 0, 0.05], qwen: ['cl100k_base', 0.991, 0.969, 0.05],
  'qwen3.5': ['o200k_base', 1.03, 0, 0.1], 'gpt-oss': ['o200k_base', 1, 0, 0], minimax: ['o200k_base', 1, 0, 0.15], gemma: ['o200k_base', 1.02, 0, 0.15],
  nemotron: ['cl100k_base', 1.02, 0, 0.15], palmyra: ['cl100k_base', 1.05, 0, 0.15],
};

/** A first estimate of any family. */
export function referenceCount(text: string, family: TokenizerFamily): { tokens: number; error: number } {
  const [encoding, factor, digits, error] = FACTORS[family] ?? ['cl100k_base', 1, 0, family === 'unknown' ? 0.3 : 0.1];
  let extra = 0;
  if (digits) for (const run of text.matchAll(/\d+/g)) extra += run[0].length - Math.ceil(run[0].length / 3);
  return { tokens: factor * encodingOf(encoding).count(text) + digits * extra, error };
}

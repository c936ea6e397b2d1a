import { describe, expect, test } from 'vitest';
import { randomFrom } from '../../src/dev/random.ts';
import { questionOf } from '../../src/dev/traffic-logs.ts';
import { bandsOf, cosine, jaccard, normalised, shinglesOf } from '../../src/usage/advice/likeness.ts';
import { type Likeness, type QuestionRow, RepeatCounter } from '../../src/usage/advice/repeats.ts';

const row = (question: string, sent: number, more: Partial<QuestionRow> = {}): QuestionRow => ({ subject: 'c_a', model: 'm', request: question, prefix: 1, sent, question, input: 10, output: 2, cache_read: 0, cache_write: 0, cache_write_1h: 0, ...more });
const hits = (rows: readonly QuestionRow[], life = 1e9): { readonly [likeness in Likeness]?: number } => {
  const counter = new RepeatCounter(life, question => question);
  for (const each of rows) counter.take(each);
  return Object.fromEntries(counter.result().counts.map(({ likeness, hits: count }) => [likeness, count]));
};

/** Pairs of neighbouring words, as sets of strings: written for this test alone. */
const pairsOf = (text: string): Set<string> => {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.slice(1).map((word, index) => `${words[index]}|${word}`));
};
const likeness = (a: Set<string>, b: Set<string>): number => {
  const shared = [...a].filter(pair => b.has(pair)).length;
  return shared / (a.size + b.size - shared);
};

describe('questions that come again', () => {
  test('are found as a comparison of each with each finds them', () => {
    const random = randomFrom(7);
    const rows = Array.from({ length: 900 }, (_, index) => {
      const words = questionOf(Math.floor(random() * 150), 30).split(' ');
      for (let edits = Math.floor(random() * 5); edits > 0; edits--) words[Math.floor(random() * words.length)] = `w${Math.floor(random() * 1000)}`;
      return row(words.join(' '), index * 60);
    });
    const found = hits(rows, 8 * 3600);
    for (const threshold of [0.95, 0.9, 0.8, 0.7] as const) {
      const stored: { pairs: Set<string>; at: number }[] = [];
      let truth = 0;
      for (const { question, sent } of rows) {
        const pairs = pairsOf(question);
        if (stored.some(({ pairs: other, at }) => sent - at <= 8 * 3600 && likeness(pairs, other) >= threshold)) truth++;
        else stored.push({ pairs, at: sent });
      }
      expect(truth).toBeGreaterThan(50);
      expect(Math.abs(found[`words ${threshold}`]! - truth) / truth).toBeLessThan(0.02);
    }
  });

  test('only while the stored answer holds', () => {
    const rows = [0, 50, 100, 151, 200].map(sent => row('Where is my parcel', sent));
    // Stored at 0, again at 151.
    expect(hits(rows, 100)).toMatchObject({ exact: 3, normalised: 3, 'words 0.9': 3 });
    expect(hits(rows, 1000)).toMatchObject({ exact: 4 });
  });

  test('never across prefixes', () => {
    expect(hits([row('Where is it', 0, { prefix: 1 }), row('Where is it', 1, { prefix: 2, request: 'other' })])).toMatchObject({ exact: 0, normalised: 0, 'words 0.7': 0 });
  });

  test('count what stands for a person', () => {
    const counter = new RepeatCounter(10, question => question);
    for (const text of ['mail me at jo@example.com', 'call +49 170 1234567', 'parcel 12', 'in 2026']) counter.take(row(text, 0));
    expect(counter.result().personal).toBe(2);
  });
});

describe('likeness', () => {
  test('of words', () => {
    expect(normalised('  Where’s my PARCEL?! ')).toBe('where s my parcel');
    expect(jaccard(shinglesOf('a b c d'), shinglesOf('a b c e'))).toBe(0.5);
    expect(jaccard(shinglesOf('hello'), shinglesOf('hello'))).toBe(1);
    expect(jaccard(shinglesOf('hello'), shinglesOf('goodbye'))).toBe(0);
    expect(bandsOf(shinglesOf('a b c d'))).toEqual(bandsOf(shinglesOf('a b c d')));
    expect(new Set(bandsOf(shinglesOf('a b c d'))).size).toBe(20);
  });

  test('of vectors', () => {
    expect(cosine([1, 0], [1, 0])).toBe(1);
    expect(cosine([1, 0], [0, 2])).toBe(0);
    expect(cosine([0, 0], [1, 1])).toBe(0);
  });
});

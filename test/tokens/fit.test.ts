/** The maintainers' fit of the estimates, on texts made here. */
import { describe, expect, test } from 'vitest';
import { ErrorTable, markdownRows } from '../../src/dev/fit-tokens/errors.ts';
import { foldsOf } from '../../src/dev/fit-tokens/folds.ts';
import { fitLetters, lettersOf } from '../../src/dev/fit-tokens/letter-fit.ts';
import { fitLinear, PRIORS } from '../../src/dev/fit-tokens/linear-fit.ts';
import { randomFrom } from '../../src/dev/random.ts';
import type { Recorded } from '../../src/dev/fit-tokens/recorded.ts';
import { corpusOf, fitSegments } from '../../src/dev/fit-tokens/segment-fit.ts';
import { letterTokens } from '../../src/tokens/letters.ts';
import { linearTokenizer } from '../../src/tokens/linear.ts';
import { bandsOf } from '../../src/tokens/bands.ts';
import { segmentEstimator } from '../../src/tokens/segment-estimate.ts';

const record = (source: string, text: string): Recorded => ({ id: source, source, family: 'nova-1', host: '', textKind: 'english', hasTools: false, billed: 9, content: { text, tokens: 9 } });
const long = 'This sentence is long enough to tell two recordings apart.';

/** Texts of short and long words and signs, whose price is known: 1 a short word, 3 a long one, 2 a semicolon. */
function texts(n: number, seed: number) {
  const random = randomFrom(seed);
  const [short, large] = [['cat', 'dog', 'sun', 'map', 'tea', 'ink', 'owl', 'fig'], ['elephantine', 'photosynthesis', 'kaleidoscope', 'thunderstorms', 'archipelagos', 'bibliography']];
  return Array.from({ length: n }, () => {
    let [text, tokens] = ['', 0];
    for (let word = 0; word < 30; word++) {
      const [list, price] = random() < 0.5 ? [short, 1] : [large, 3];
      text += `${list[Math.floor(random() * list.length)]!}${random() < 0.3 ? ((tokens += 2), ';') : ''} `;
      tokens += price;
    }
    return { text: text.trimEnd(), tokens };
  });
}

describe('folds', () => {
  test('keep together what shares a recording or a text', () => {
    const records = [record('a', 'one'), record('b', 'two'), record('a', long), record('c', long), record('d#en-0', 'x'), record('d#en-1', 'y'), record('e', 'one')];
    const folds = foldsOf(records, 3);
    expect(new Set([folds[0], folds[2], folds[3]]).size).toBe(1);
    expect(folds[4]).toBe(folds[5]);
    // A text as short as that comes by chance.
    expect(new Set(folds).size).toBe(3);
  });
});

describe('fits', () => {
  test('learn from counts of whole texts what each segment costs', () => {
    const all = texts(400, 1);
    const corpus = corpusOf(all);
    const estimate = segmentEstimator(fitSegments(corpus, Array.from(all.keys()).filter((index) => index < 300), 7));
    const errors = all.slice(300).map(({ text, tokens }) => Math.abs(estimate(text).total / tokens - 1)).toSorted((a, b) => a - b);
    expect(errors[90]).toBeLessThan(0.03);
    expect(fitSegments(corpus, [0, 1, 2], 7)).toEqual(fitSegments(corpus, [0, 1, 2], 7));
  });

  test('give what is left of counts to the letters that tell a language', () => {
    const random = randomFrom(5);
    const words = Array.from({ length: 400 }, () => Array.from({ length: 20 }, () => (random() < 0.5 ? 'Dvořák' : random() < 0.5 ? 'CAFÉ' : 'plain')).join(' '));
    const times = (text: string, letter: string) => text.split(letter).length - 1;
    // A text with few such letters is English, whatever it was off.
    const all = [...words, 'A café in the middle of a long English text, in which no other letter is beyond the first hundred and twenty-eight.'];
    const left = Float64Array.from(all, (text, index) => (index < words.length ? 0.5 * times(text, 'ř') - 0.25 * times(text, 'É') : 1000));
    const letters = letterTokens(fitLetters(lettersOf(all), [...all.keys()], 0, left, new Float64Array(all.length).fill(0.5)));
    expect(letters.of('ř')).toBeCloseTo(letters.of('Ř'), 9);
    expect(letters.of('Dvořák')).toBeCloseTo(0.5, 1);
    expect(letters.of('café')).toBeCloseTo(-0.25, 1);
    expect(letters.of('plain')).toBe(0);
  });

  test('weigh few recordings like many other texts', () => {
    const all = Array.from({ length: 110 }, () => 'kůň kůň kůň');
    const left = Float64Array.from(all, (_, index) => (index < 10 ? 3 : 0));
    const of = (recordings: number) => letterTokens(fitLetters(lettersOf(all), [...all.keys()], recordings, left, new Float64Array(all.length).fill(10))).of('kůň');
    expect(of(0)).toBeCloseTo(3 / 3 / 11, 2);
    expect(of(10)).toBeCloseTo(3 / 3 / 2, 2);
  });

  test('keep to what is known where few texts speak, and are not dragged along by a text that was cut', () => {
    const words = texts(60, 3).map(({ text }) => ({ text, tokens: linearTokenizer(PRIORS['nova-2']!, bandsOf(1, { prose: 1, code: 1, accented: 1, script: 1 })).count(text).tokens }));
    const fitted = fitLinear([...words, { text: words[0]!.text.repeat(4), tokens: 5 }], PRIORS['nova-2']!);
    fitted.cl100k.forEach((weight, index) => expect(Math.abs(weight - PRIORS['nova-2']!.cl100k[index]!)).toBeLessThan(0.05));
  });
});

test('the table tells errors of long texts, and bands of all', () => {
  const table = new ErrorTable();
  for (const [error, isLong] of [[0.1, true], [-0.02, true], [0.5, false]] as const) table.add('x | code', error, 0.1, isLong);
  expect(markdownRows(table.rows)).toEqual(['| x | code | 2 | 10.0 | 10.0 | 4.0 | 3 | 67 % |']);
});

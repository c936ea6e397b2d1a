import { likeCl100k, type LinearWeights } from '../../tokens/linear.ts';
import { CLASSES, textClasses } from '../../tokens/text-classes.ts';
import type { TokenizerFamily } from '../../tokens/index.ts';
import type { Labelled } from './segment-fit.ts';
import { nonNegative } from './solve.ts';

/** How strongly weights keep to what is known of a vocabulary: 1 ÷ the variance of a weight. */
const PULL = 100;

/** Standard deviations from which on a count weighs less than half. */
const FAR = 2.5;

const varianceOf = (tokens: number) => 1 + 0.05 * tokens + 0.0004 * tokens * tokens;

/** A vocabulary that takes digits one by one. */
function singleDigits({ cl100k, o200k, contraction }: LinearWeights): LinearWeights {
  const without = (weights: readonly number[]) => weights.map((weight, index) => (CLASSES[index] === 'digit' ? 0 : weight));
  return { cl100k: without(cl100k), o200k: without(o200k), digit: 1, contraction };
}

const LLAMA_3: LinearWeights = {
  cl100k: [1, 1, 1, 1, 1, 1, 0.422, 0.27, 0.837, 0.608, 0.462, 0.305, 0.224, 1.004],
  o200k: [0, 0, 0, 0, 0, 0, 0.35, 0.655, 0, 0, 0.263, 0.601, 0.69, 0],
  digit: 0,
  contraction: 1,
};

/** What is known of each vocabulary before a text is counted: from which the fit moves as far as texts tell it to. */
export const PRIORS: Partial<Record<TokenizerFamily, LinearWeights>> = {
  'nova-1': singleDigits(likeCl100k(1)),
  'nova-2': likeCl100k(1),
  // Counts of the public tokenizers over 4,000 texts, 2026-11-25.
  'mistral-tekken': {
    cl100k: [0.65, 0.406, 0, 0, 0.178, 0.26, 0.057, 0, 0.073, 0, 0.447, 0.103, 0.204, 0.835],
    o200k: [0.46, 0.543, 0, 1.034, 0.836, 0.868, 0.985, 1.027, 0.94, 1.165, 0.342, 1.061, 0.646, 0.622],
    digit: 0.951,
    contraction: 1,
  },
  'cohere-command': {
    cl100k: [1.118, 0.635, 0, 0, 0.069, 0.267, 0.248, 0.077, 0.883, 0.273, 0.216, 0.212, 0.246, 0.858],
    o200k: [0, 0.323, 0.243, 1.039, 0.878, 0.986, 0.475, 0.946, 0, 1.857, 0.398, 0.603, 0.603, 0],
    digit: 0.822,
    contraction: 1,
  },
  llama3: LLAMA_3,
  // It cuts as o200k does, and takes a contraction with its word; else it counts like Llama 3 as far as is known.
  llama4: { ...LLAMA_3, contraction: 0 },
  deepseek: {
    cl100k: [0.933, 0.623, 0.475, 0.479, 0.604, 0.624, 0.22, 0.181, 0.307, 0.422, 0.601, 0.135, 0.532, 0.9],
    o200k: [0.177, 0.31, 0.409, 0.531, 0.358, 0.581, 0.782, 0.811, 0.455, 0, 0.051, 0.617, 0.321, 0],
    digit: 0.033,
    contraction: 1,
  },
  qwen: {
    cl100k: [1, 1, 0, 1, 1, 1, 0.511, 0.496, 0.738, 0.656, 0.269, 0.076, 0.256, 0.234],
    o200k: [0, 0, 0, 0, 0, 0, 0.501, 0, 0.374, 0, 0.517, 0.764, 0.74, 0.701],
    digit: 1,
    contraction: 1,
  },
};

/** Fits the weights of the classes of a text to the counts of whole texts. */
export function fitLinear(texts: readonly Labelled[], prior: LinearWeights): LinearWeights {
  const features = texts.map(({ text }) => textClasses(text, { cl100k: true, o200k: true }));
  const tokens = Float64Array.from(texts, (text) => text.tokens);
  const start = Float64Array.of(...prior.cl100k, ...prior.o200k, prior.digit, prior.contraction);
  const expected = (weights: Float64Array, row: Float64Array) => row.reduce((sum, value, index) => sum + value * weights[index]!, 0);
  let x: Float64Array = start;
  // A recording whose text was cut or filled in would drag all weights along: what is far off counts little.
  for (let pass = 0; pass < 4; pass++) {
    const weights = tokens.map((count, index) => {
      const variance = varianceOf(Math.max(count, expected(start, features[index]!)));
      return 1 / (variance + (count - expected(x, features[index]!)) ** 2 / FAR ** 2);
    });
    x = nonNegative(features, tokens, weights, start, PULL);
  }
  const rounded = Array.from(x, (weight) => Math.round(weight * 1000) / 1000);
  return { cl100k: rounded.slice(0, CLASSES.length), o200k: rounded.slice(CLASSES.length, 2 * CLASSES.length), digit: rounded[2 * CLASSES.length]!, contraction: rounded[2 * CLASSES.length + 1]! };
}

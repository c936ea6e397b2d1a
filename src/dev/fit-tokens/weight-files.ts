import type { LinearWeights } from '../../tokens/linear.ts';
import type { SegmentWeights } from '../../tokens/segment-estimate.ts';

const BY = 'Written by `npm run fit:tokens`; bench/tokens.md has the errors on text that they were not fitted to.';

/** A module with the trees of one tokenizer. */
export function segmentModule(family: string, trees: SegmentWeights, recordings: number, others: number): string {
  const name = `claude${family === 'claude-v3' ? 'V3' : 'V47'}Weights`;
  return `import type { SegmentWeights } from '../segment-estimate.ts';

/**
 * Boosted trees for ${family === 'claude-v3' ? 'Claude 3 to 4.6' : 'Claude 4.7 and later'}: measurements only, no text and no vocabulary.
 * Fitted to ${recordings.toLocaleString('en')} recorded texts${others > 0 ? `, and to ${others.toLocaleString('en')} passages of code, prose, translated messages and definitions of tools counted by the public reconstruction that REPORT.md §1 checked` : ''}.
 * ${lettersBy(others)}
 * ${BY}
 */
export const ${name}: SegmentWeights = {
${Object.entries(trees).map(([kind, base64]) => `  ${kind}:\n    '${base64}',\n`).join('')}};
`;
}

/** The module with letters that were fitted alone. */
export function withLetters(module: string, letters: string, others: number): string {
  return module.replace(/Letters beyond ASCII .*/, lettersBy(others)).replace(/(?<=letters:\s*')[^']*/, letters);
}

const lettersBy = (others: number) => `Letters beyond ASCII have what the trees leave of the same recordings, and of ${others.toLocaleString('en')} such passages.`;

/** A module with the weights of all families that are fitted by the classes of a text. */
export function linearModule(families: ReadonlyMap<string, LinearWeights>): string {
  const entries = [...families].map(([family, { cl100k, o200k, digit, contraction }]) => `  '${family}': {\n    cl100k: [${cl100k.join(', ')}],\n    o200k: [${o200k.join(', ')}],\n    digit: ${digit},\n    contraction: ${contraction},\n  },\n`);
  return `import type { LinearWeights } from '../linear.ts';

/** Tokens per token of each class of a text. ${BY} */
export const LINEAR = {
${entries.join('')}} as const satisfies Record<string, LinearWeights>;
`;
}

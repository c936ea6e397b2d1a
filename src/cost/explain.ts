import type { PricedCall } from './estimate.ts';
import { usdText } from './money.ts';

/** The whole formula of a priced call, a line each: tokens, price, rules, source. */
export function explain({ id, model, row, input, maxOutput, inputPerCall, outputMaxPerCall }: PricedCall): string[] {
  const within = input.error > 0 ? ` (${input.basis} ± ${Math.round(input.error * 1000) / 10} %)` : ` (${input.basis})`;
  return [
    `${id} is ${model.name}.`,
    `input: ${input.tokens} tokens${within} × $${row.inputPerMTok} per million = $${usdText(inputPerCall)}`,
    outputMaxPerCall === undefined ? 'output: no limit is known' : `output at its limit: ${maxOutput} tokens × $${row.outputPerMTok} per million = $${usdText(outputMaxPerCall)}`,
    ...row.rules.map(rule => `rule: ${rule}`),
    `price: ${row.source}; as of ${row.asOf}; confidence ${row.confidence}`,
  ];
}

/** What calls and prompts cost, in words for lenses and hovers. */
import { type Call, type Prompt, generates, holesOf, isLiteral, staticText } from '../core/call.ts';
import type { Facts } from '../core/facts.ts';
import type { ReportCall } from '../core/report.ts';
import type { Range } from '../core/source.ts';
import { countText, integerText, usdText } from '../reporters/figures.ts';

type Estimated = Pick<ReportCall, 'tokens' | 'cost' | 'monthly'>;

/** `1,345 input tokens ± 5 % and 2 values of run time: $1.48, output at most $5.63 per 1,000 calls`. */
export function callText(call: Call, { tokens: { input }, cost, monthly }: Estimated): string {
  const holes = input.holes ? ` and ${countText(input.holes, 'value')} of run time` : '';
  const known = `${countText(input.static, 'input token')}${errorText(input.error)}${holes}`;
  const month = monthly?.usd ? `, ${usdText(monthly.usd.input + monthly.usd.output)} per month (${monthly.basis})` : '';
  if (!cost) return generates.has(call.operation) ? `${known}, no price: the model is not known` : known;
  const output = cost.outputMaxPerCall === null ? '' : `, output at most ${usdText(cost.outputMaxPerCall * 1000)}`;
  return `${known}: ${usdText(cost.inputPerCall * 1000)}${output} per 1,000 calls${month}`;
}

/** `system: 1,290 tokens ± 5 %: $1.42 per 1,000 calls`; undefined where nothing of it is known. */
export function promptText(prompt: Prompt, call: Call, facts: Facts): string | undefined {
  const text = staticText(prompt.text);
  if (text.trim() === '') return undefined;
  const [id] = call.model.ids;
  const { tokens, error } = facts.count(text, id);
  const prices = id === undefined || call.operation === 'prompt' ? undefined : facts.prices(id);
  const holes = holesOf(prompt.text).length;
  return `${prompt.part}: ${countText(tokens, 'token')}${errorText(error)}${holes > 0 ? ` and ${countText(holes, 'value')} of run time` : ''}${prices ? `: ${usdText((tokens * prices.inputPerMTok) / 1000)} per 1,000 calls` : ''}`;
}

/** Where the known text of a prompt stands in a file, from its first to its last character; undefined where none of it does. */
export function rangeIn(prompt: Prompt, path: string): Range | undefined {
  const pieces = prompt.text.pieces.filter(isLiteral).filter(piece => piece.path === path && piece.value.trim() !== '');
  if (pieces.length === 0) return undefined;
  return [Math.min(...pieces.map(({ range }) => range[0])), Math.max(...pieces.map(({ range }) => range[1]))];
}

function errorText(error: number): string {
  return error > 0 ? ` ± ${integerText(error * 100)} %` : '';
}

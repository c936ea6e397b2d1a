import type { Call } from '../../core/call.ts';
import { estimate, explain } from '../../cost/index.ts';
import { currencyName, isConverted } from '../../reporters/currency.ts';
import { integerText, messageText, usdText } from '../../reporters/figures.ts';

/** How the tokens and the cost of a call come about, a line each. */
export function callExplanation(call: Call): string[] {
  const { priced, candidates, tokens: { input }, cost, parts, notes } = estimate(call);
  const others = candidates.filter(candidate => candidate !== priced);
  return [
    `tokens: ${integerText(input.static)} = system ${integerText(parts.system)} + messages ${integerText(parts.messages)} + tools ${integerText(parts.tools)} + request ${integerText(parts.overhead)}`,
    ...(priced ? formula(priced) : []),
    ...(cost ? [`1,000 calls: ${usdText(cost.inputPerCall * 1000)} input${cost.outputMaxPerCall === null ? '' : `, at most ${usdText(cost.outputMaxPerCall * 1000)} output`}`] : []),
    ...notes,
    ...others.flatMap(other => ['', ...formula(other)]),
  ];
}

function formula(priced: Parameters<typeof explain>[0]): string[] {
  return [...explain(priced).map(messageText), ...(isConverted() ? [`money: ${currencyName()}`] : [])];
}

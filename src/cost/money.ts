/**
 * US dollars in units of 10⁻¹⁵: a price per million tokens with nine decimals is then whole per token, so that
 * tokens × price and every sum are exact. Only `usd` rounds, once, to the nearest double.
 */
export type Money = bigint;

const UNITS_PER_USD = 10n ** 15n;

/** `tokens` (whole) at `usdPerMTok` US dollars per million. */
export function costOf(tokens: number, usdPerMTok: number): Money {
  return BigInt(Math.round(tokens)) * unitsPerToken(usdPerMTok);
}

/** US dollars as a number, for output. */
export function usd(money: Money): number {
  return Number(usdText(money));
}

/** US dollars as an exact decimal without trailing zeros, `0.0014795`. */
export function usdText(money: Money): string {
  const sign = money < 0n ? '-' : '';
  const units = money < 0n ? -money : money;
  const fraction = (units % UNITS_PER_USD).toString().padStart(15, '0').replace(/0+$/, '');
  return `${sign}${units / UNITS_PER_USD}${fraction && `.${fraction}`}`;
}

/** A number of US dollars that `usd` made, as money again. */
export function moneyOf(dollars: number): Money {
  return BigInt(dollars.toFixed(15).replace('.', ''));
}

/** An exact sum. */
export function sum(parts: Iterable<Money>): Money {
  let total = 0n;
  for (const part of parts) total += part;
  return total;
}

/** `part` of `whole` as a number between 0 and 1 for a part within it; 0 of nothing. */
export function shareOf(part: Money, whole: Money): number {
  return whole === 0n ? 0 : Number((part * 1_000_000_000n) / whole) / 1e9;
}

/** A share for people, `67.5 %`. */
export function percentText(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}

/** Price of one token. A double's nine decimals are the decimal it was written as: prices have fewer. */
function unitsPerToken(usdPerMTok: number): Money {
  return BigInt(usdPerMTok.toFixed(9).replace('.', ''));
}

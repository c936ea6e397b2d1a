/** The currency in which money is shown. Prices, sums and every machine-readable output stay in US dollars. */

export interface Currency {
  /** ISO 4217, as `EUR`. */
  readonly code: string;
  /** How much of it one US dollar is. Somebody said so: no rate is known here. */
  readonly perUsd: number;
}

let shown: Currency | undefined;

/** From here on texts, comments and pages show this currency; undefined: US dollars. */
export function showIn(currency: Currency | undefined): void {
  shown = currency?.code === 'USD' ? undefined : currency;
}

/** What stands before an amount: `$`, `€`, `CHF `. */
export function currencySign(): string {
  if (!shown) return '$';
  const sign = new Intl.NumberFormat('en-US', { style: 'currency', currency: shown.code, currencyDisplay: 'narrowSymbol' }).formatToParts(0).find(({ type }) => type === 'currency')?.value ?? shown.code;
  // Other dollars have the same sign.
  return sign === '$' || /[A-Z]{3}/.test(sign) ? `${shown.code} ` : sign;
}

/** An amount of US dollars in the currency that is shown. */
export function inCurrency(usd: number): number {
  return shown ? usd * shown.perUsd : usd;
}

/** `US dollars`, or `EUR (0.92 per US dollar)`. */
export function currencyName(): string {
  return shown ? `${shown.code} (${shown.perUsd} per US dollar)` : 'US dollars';
}

/** Head of a column of money: `$ input`. */
export function moneyHead(of: string): string {
  return `${currencySign().trim()} ${of}`;
}

/** Is money shown in another currency than it is reckoned in? */
export function isConverted(): boolean {
  return shown !== undefined;
}

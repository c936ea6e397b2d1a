/** Numbers as people read them. */
import { currencySign, inCurrency, isConverted } from './currency.ts';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** `12,345`. */
export function integerText(value: number): string {
  return whole.format(value);
}

/** US dollars in the currency that is shown: `$1,234`, `$12.35`, `$0.148`, `$0.00148`, three digits that matter below ten. */
export function usdText(usd: number): string {
  const [value, sign] = [inCurrency(usd), currencySign()];
  if (value === 0) return `${sign}0`;
  if (value >= 1000) return `${sign}${whole.format(value)}`;
  if (value >= 10) return `${sign}${value.toFixed(2)}`;
  const digits = Math.max(2, Math.min(10, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return `${sign}${value.toFixed(digits)}`;
}

/** A price per million tokens in the currency that is shown, without its sign: `1.1`. */
export function priceText(usd: number): string {
  return String(isConverted() ? Number(inCurrency(usd).toPrecision(4)) : usd);
}

/** The message of a finding with its amounts in the currency that is shown; what it quotes stays. */
export function messageText(message: string): string {
  if (!isConverted()) return message;
  return message
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll(/\$(\d[\d,]*(?:\.\d+)?)/g, (_, amount: string) => usdText(Number(amount.replaceAll(',', ''))))))
    .join('');
}

/** How far off a count may be; what is off by less than half a per cent is not exact yet. */
export function errorText(error: number): string {
  return `±${Math.max(1, Math.round(error * 100))} %`;
}

/** `1 call`, `2 calls`. */
export function countText(count: number, one: string, many = `${one}s`): string {
  return `${integerText(count)} ${count === 1 ? one : many}`;
}

/** Numbers as people read them. */

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** `12,345`. */
export function integerText(value: number): string {
  return whole.format(value);
}

/** `$1,234`, `$12.35`, `$0.148`, `$0.00148`: three digits that matter below ten dollars. */
export function usdText(value: number): string {
  if (value === 0) return '$0';
  if (value >= 1000) return `$${whole.format(value)}`;
  if (value >= 10) return `$${value.toFixed(2)}`;
  const digits = Math.max(2, Math.min(10, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return `$${value.toFixed(digits)}`;
}

/** `1 call`, `2 calls`. */
export function countText(count: number, one: string, many = `${one}s`): string {
  return `${integerText(count)} ${count === 1 ? one : many}`;
}

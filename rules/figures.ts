/** Figures as messages print them. */

/** `12,345`. Without `Intl`, which takes longer than the rest of a rule. */
export function count(value: number): string {
  return grouped(String(Math.round(value)));
}

/** Dollars with two meaningful digits: `$41.20`, `$0.35`, `$0.0012`. */
export function usd(value: number): string {
  if (value >= 1) return `$${grouped(value.toFixed(2))}`;
  const digits = value > 0 ? Math.min(1 - Math.floor(Math.log10(value)), 8) : 2;
  return `$${value.toFixed(digits)}`;
}

/** How much less `after` is than `before`, in whole per cent. */
export function percentLess(before: number, after: number): number {
  return Math.round((1 - after / before) * 100);
}

function grouped(digits: string): string {
  return digits.replaceAll(/\d(?=(?:\d{3})+(?:\.|$))/g, '$&,');
}

/** The key of a request as far as it tells the place: the last two parts of a long path. */
export function shownKey(key: string): string {
  return key.length <= 32 ? key : key.split('.').slice(-2).join('.');
}

/** A hole of a prompt: its source as code, what only names it (`more items`) as words. */
export function shownHole(hole: string): string {
  return /^(?:more|joined|optional) \w+$/.test(hole) ? hole : `\`${hole}\``;
}

/** Values of flags of `promptfare comment` and of inputs of the action. */
import { InvalidArgumentError } from 'commander';
import type { MinChange } from '../../reporters/min-change.ts';

/** `0.5`, `$0.50`, `0.5usd`, `5%`. */
export function minChangeOf(text: string): MinChange {
  const [, amount, unit] = /^\s*\$?\s*(\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})\s*(%|usd)?\s*$/i.exec(text) ?? [];
  if (amount === undefined || (unit === '%' && text.includes('$'))) throw new InvalidArgumentError('Name US dollars, as in 0.50, or percent, as in 5%.');
  return { value: Number(amount), unit: unit === '%' ? 'percent' : 'usd' };
}

/** It stands in the comment. */
export function tagOf(text: string): string {
  if (!/^[\w.-]{1,40}$/.test(text)) throw new InvalidArgumentError('A tag is made of up to 40 letters, digits, dots, hyphens and underscores.');
  return text;
}

/** Of a pull request. */
export function numberOf(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new InvalidArgumentError('It is a whole number, as in 7.');
  return Number(text);
}

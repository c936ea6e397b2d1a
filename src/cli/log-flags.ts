/** Values of the flags of commands that read logs. */
import { InvalidArgumentError } from 'commander';

export function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1e12)) throw new InvalidArgumentError('Give a number above 0.');
  return value;
}

export function memorySize(text: string): string {
  if (!/^\d+(?:\.\d+)? ?[KMGT]i?B$/i.test(text)) throw new InvalidArgumentError('Give a size as `512MB` or `4GB`.');
  return text;
}

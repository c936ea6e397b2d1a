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

/** Price by the hour and throughput of one unit of capacity. */
export function capacity(text: string): { readonly usdPerHour: number; readonly throughput: number } {
  const [price, throughput, ...more] = text.split(',').map(Number);
  if (!(price! > 0 && throughput! > 0 && more.length === 0 && Number.isFinite(price) && Number.isFinite(throughput))) throw new InvalidArgumentError('Give a price and a throughput, as `39.60,20000`.');
  return { usdPerHour: price!, throughput: throughput! };
}

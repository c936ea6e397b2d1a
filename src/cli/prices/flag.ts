/** `--prices`, and the age of the prices in use. */
import { Option } from 'commander';
import { pricesAgeInDays, pricesAsOf, usePrices } from '../../models/index.ts';
import { overlayFrom } from './overlay.ts';
import type { ProcessLike } from '../terminal.ts';

const MOST_DAYS = 90;

/** The option of every command that prices something. */
export function pricesOption(): Option {
  return new Option('--prices <file>', 'use these prices: a file of `promptfare prices update`, or an AWS Price List offer');
}

/** Lays the prices of the file over the built-in ones, or takes others off; says when they are old. Their date, ISO. */
export function pricesInUse(process: ProcessLike, file: string | undefined): string {
  const overlay = file === undefined ? undefined : overlayFrom(process, file);
  usePrices(overlay);
  const asOf = overlay?.asOf ?? pricesAsOf;
  const days = overlay ? Math.floor((Date.now() - Date.parse(asOf)) / 86_400_000) : pricesAgeInDays();
  if (days > MOST_DAYS) process.stderr.write(`promptfare: the prices are ${days} days old (${asOf}). Run \`promptfare prices update\` and name its file with \`--prices\`, or update promptfare.\n`);
  return asOf;
}

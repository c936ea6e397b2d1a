/** `--currency` and `--rate`: in which currency texts show money. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { showIn } from '../reporters/currency.ts';
import type { Settings } from '../scan/settings.ts';
import { UsageError } from '../scan/usage-error.ts';

interface CurrencyFlags {
  readonly currency?: string;
  readonly rate?: number;
}

/** Set by flags, until the next run. */
let isByFlags = false;

/** Gives the flags to commands that show money, and obeys them before any of these runs. */
export function withCurrency(program: Command, names: ReadonlySet<string>): void {
  const all = (command: Command): Command[] => [command, ...command.commands.flatMap(all)];
  for (const command of all(program).filter(each => names.has(each.name()))) {
    command.addOption(new Option('--currency <code>', 'show money in this currency, as EUR; JSON and the like stay in US dollars').argParser(codeOf));
    command.addOption(new Option('--rate <amount>', 'what one US dollar is in it').argParser(rateOf));
  }
  program.hook('preAction', (_program, command) => {
    const { currency, rate } = command.opts<CurrencyFlags>();
    isByFlags = currency !== undefined;
    if (currency !== undefined && currency !== 'USD' && rate === undefined) throw new UsageError(`No exchange rate is built in. Say what one US dollar is in ${currency}: \`--currency ${currency} --rate <amount>\`.`);
    if (currency === undefined && rate !== undefined) throw new UsageError('`--rate` is one of a currency. Name it: `--currency EUR`.');
    showIn(currency === undefined || rate === undefined ? undefined : { code: currency, perUsd: rate });
  });
}

/** The currency of the configuration, unless flags name one. */
export function showAsConfigured({ currency }: Settings): void {
  if (currency && !isByFlags) showIn(currency);
}

function codeOf(text: string): string {
  const code = text.toUpperCase();
  if (!/^[A-Z]{3}$/.test(code)) throw new InvalidArgumentError('Give the code of a currency, as EUR.');
  return code;
}

function rateOf(text: string): number {
  const rate = Number(text);
  if (!(rate > 0) || !Number.isFinite(rate)) throw new InvalidArgumentError('Give an amount above zero, as 0.92.');
  return rate;
}

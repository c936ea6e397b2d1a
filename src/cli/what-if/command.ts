/** `promptfare what-if`: the flags. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { pricesOption } from '../prices/flag.ts';
import type { ProcessLike } from '../terminal.ts';
import type { WhatIfFlags } from './run.ts';

export function whatIfCommand(process: ProcessLike, setExitCode: (code: number) => void): Command {
  return new Command('what-if')
    .description('price the calls in other ways: another model, caching, batch, flex, shorter prompts')
    .argument('[paths...]', 'files and directories (default: the current directory)')
    .option('--call <id>', 'this call only: its id or the first characters of it')
    .option('--model <id>', 'also on this model, counted by its own tokenizer')
    .option('--requests <n>', 'requests that come before a cache entry ends', wholeNumber, 10)
    .option('--shorter <tokens>', 'tokens that the prompts could be shorter', wholeNumber, 100)
    .addOption(new Option('-f, --format <format>', 'output format').choices(['text', 'json']).default('text'))
    .option('-c, --config <file>', 'use this configuration file')
    .option('--no-config', 'use no configuration file')
    .addOption(pricesOption())
    .addHelpText('after', '\nExample: promptfare what-if src --requests 50 --model us.anthropic.claude-haiku-4-5-20251001-v1:0')
    .action(async (paths: string[], flags: WhatIfFlags) => {
      const { runWhatIf } = await import('./run.ts');
      setExitCode(await runWhatIf(process, paths, flags));
    });
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!(Number.isInteger(value) && value >= 1 && value <= 1e9)) throw new InvalidArgumentError('Give a whole number from 1.');
  return value;
}

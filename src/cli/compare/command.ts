/** `promptfare compare`: the flags. */
import { Command, Option } from 'commander';
import { pricesOption } from '../prices/flag.ts';
import type { ProcessLike } from '../terminal.ts';
import type { CompareFlags } from './run.ts';

export function compareCommand(process: ProcessLike, setExitCode: (code: number) => void): Command {
  return new Command('compare')
    .description('price the calls on two models, each counted by its own tokenizer')
    .argument('<model>', 'a model id in any form')
    .argument('<other>', 'the model to compare it with')
    .argument('[paths...]', 'files and directories (default: the current directory)')
    .option('--call <id>', 'this call only: its id or the first characters of it')
    .addOption(new Option('-f, --format <format>', 'output format').choices(['text', 'json']).default('text'))
    .option('-c, --config <file>', 'use this configuration file')
    .option('--no-config', 'use no configuration file')
    .addOption(pricesOption())
    .addHelpText('after', '\nExample: promptfare compare us.anthropic.claude-sonnet-4-6 us.anthropic.claude-haiku-4-5-20251001-v1:0 src')
    .action(async (model: string, other: string, paths: string[], flags: CompareFlags) => {
      const { runCompare } = await import('./run.ts');
      setExitCode(await runCompare(process, [model, other], paths, flags));
    });
}

/** `promptfare evaluate`: the flags. */
import { Command, Option } from 'commander';
import type { EvaluateFlags } from './run.ts';
import { pricesOption } from '../prices/flag.ts';
import type { ProcessLike } from '../terminal.ts';

export function evaluateCommand(process: ProcessLike, setExitCode: (code: number) => void): Command {
  return new Command('evaluate')
    .description('write an evaluation that compares the model of each oversized call with the smaller one')
    .argument('[paths...]', 'files and directories (default: the current directory)')
    .addOption(new Option('--export <tool>', 'the tool that runs it').choices(['promptfoo']).default('promptfoo'))
    .option('--call <id>', 'this call only: its id or the first characters of it')
    .option('--cases <file>', 'your cases, as the evaluation finds them: a column for each value of the prompt, and `expected`', 'cases.csv')
    .option('-o, --output <path>', 'write to this file; where there are several calls, to this directory')
    .option('-c, --config <file>', 'use this configuration file')
    .option('--no-config', 'use no configuration file')
    .addOption(pricesOption())
    .addHelpText('after', '\nExample: promptfare evaluate src --output evaluations\nThen run: PROMPTFOO_PASS_RATE_THRESHOLD=90 npx promptfoo eval -c <file> --filter-providers smaller')
    .action(async (paths: string[], flags: EvaluateFlags) => {
      const { runEvaluate } = await import('./run.ts');
      setExitCode(await runEvaluate(process, paths, flags));
    });
}

/** `promptfare baseline`: the flags. */
import { Command } from 'commander';
import type { BaselineFlags } from './run.ts';
import { BASELINE_NAME } from './flag.ts';
import type { ProcessLike } from '../terminal.ts';

export function baselineCommand(process: ProcessLike, setExitCode: (code: number) => void): Command {
  return new Command('baseline')
    .description('write down the findings of today: from then on only others are reported')
    .argument('[paths...]', 'files and directories (default: the current directory)')
    .option('--prune', 'take out what is fixed, and add nothing')
    .option('-o, --output <file>', 'the file to write', BASELINE_NAME)
    .option('-c, --config <file>', 'use this configuration file')
    .option('--no-config', 'use no configuration file')
    .action(async (paths: string[], flags: BaselineFlags) => {
      const { runBaseline } = await import('./run.ts');
      setExitCode(await runBaseline(process, paths, flags));
    });
}

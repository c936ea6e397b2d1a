/** `promptfare explain`: the flags. */
import { Command } from 'commander';
import { pricesOption } from '../prices/flag.ts';
import type { ProjectFlags } from '../project-calls.ts';
import type { ProcessLike } from '../terminal.ts';

export function explainCommand(process: ProcessLike, setExitCode: (code: number) => void): Command {
  return new Command('explain')
    .description('print how a figure comes about: tokens, price, its date and source; or what a rule is about')
    .argument('<id>', 'id of a call (c_…) or finding (f_…) of `promptfare --format json`, its first characters, or a rule')
    .argument('[paths...]', 'files and directories that hold it (default: the current directory)')
    .option('-c, --config <file>', 'use this configuration file')
    .option('--no-config', 'use no configuration file')
    .addOption(pricesOption())
    .addHelpText('after', '\nExample: promptfare explain require-max-tokens')
    .action(async (id: string, paths: string[], flags: ProjectFlags) => {
      const { runExplain } = await import('./run.ts');
      setExitCode(await runExplain(process, id, paths, flags));
    });
}

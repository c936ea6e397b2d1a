/** `promptfare route`: the flags. */
import { Command, Option } from 'commander';
import { pricesOption } from '../prices/flag.ts';
import type { RouteFlags } from './run.ts';
import type { ProcessLike } from '../terminal.ts';

export function routeCommand(process: ProcessLike, setExitCode: (code: number) => void): Command {
  return new Command('route')
    .description('list the tasks of a project by class, with the model that each needs')
    .argument('[paths...]', 'files and directories (default: the current directory)')
    .addOption(new Option('-f, --format <format>', 'output format').choices(['text', 'json']).default('text'))
    .option('--export <file>', 'write a typed table of the tasks and their models: a file that ends in .ts or .py')
    .option('-c, --config <file>', 'use this configuration file')
    .option('--no-config', 'use no configuration file')
    .addOption(pricesOption())
    .addHelpText('after', '\nExample: promptfare route src --export src/routes.ts')
    .action(async (paths: string[], flags: RouteFlags) => {
      const { runRoute } = await import('./run.ts');
      setExitCode(await runRoute(process, paths, flags));
    });
}

/** `promptfare init monitoring` and `promptfare init budgets`: the flags. */
import { Command, Option } from 'commander';
import type { DeploymentFlags, Deployed } from './deployment-run.ts';
import { pricesOption } from '../prices/flag.ts';
import type { ProcessLike } from '../terminal.ts';

export const deploymentCommands = [
  (process: ProcessLike, setExitCode: (code: number) => void): Command => commandOf('monitoring', 'write infrastructure that logs and watches the calls of a project', process, setExitCode),
  (process: ProcessLike, setExitCode: (code: number) => void): Command => commandOf('budgets', 'write a budget for the models of a project, with alerts at 50, 80 and 100 %', process, setExitCode),
];

function commandOf(what: Deployed, description: string, process: ProcessLike, setExitCode: (code: number) => void): Command {
  return new Command(what)
    .description(description)
    .argument('[paths...]', 'files and directories (default: the current directory)')
    .addOption(new Option('-f, --format <format>', 'the tool that deploys it').choices(['cloudformation', 'terraform', 'cdk']).default('cloudformation'))
    .option('-o, --output <file>', 'write to this file, which must not exist (default: the terminal)')
    .option('-c, --config <file>', 'use this configuration file')
    .option('--no-config', 'use no configuration file')
    .addOption(pricesOption())
    .addHelpText('after', `\nExample: promptfare init ${what} --format terraform --output infra/${what}.tf`)
    .action(async (paths: string[], flags: DeploymentFlags) => {
      const { runInitDeployment } = await import('./deployment-run.ts');
      setExitCode(await runInitDeployment(process, what, paths, flags));
    });
}

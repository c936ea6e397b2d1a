/** `promptfare models`: the flags. */
import { Command, Option } from 'commander';
import { pricesOption } from '../prices/flag.ts';
import type { ProcessLike } from '../terminal.ts';
import type { ModelsFlags } from './run.ts';

export function modelsCommand(process: ProcessLike, setExitCode: (code: number) => void): Command {
  return new Command('models')
    .description('list the models of Amazon Bedrock with prices, limits, caching and lifecycle')
    .argument('[query...]', 'a model id in any form, or words of its id and name')
    .option('--vendor <name>', 'models of this vendor')
    .addOption(new Option('--sort <by>', 'cheapest or largest first').choices(['input', 'output', 'context']))
    .option('--live', 'without models that are legacy, ended or in doubt')
    .option('--json', 'everything that is known of them, with sources')
    .addOption(pricesOption())
    .addHelpText('after', '\nExample: promptfare models claude --live --sort input')
    .action(async (query: string[], flags: ModelsFlags) => {
      const { runModels } = await import('./run.ts');
      setExitCode(runModels(process, query, flags));
    });
}

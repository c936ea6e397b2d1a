/** `promptfare advise`: the flags. */
import { Command, Option } from 'commander';
import type { AdviseFlags } from './run.ts';
import { capacity, memorySize, positive } from '../usage/log-flags.ts';
import { pricesOption } from '../prices/flag.ts';
import type { ProcessLike } from '../terminal.ts';

export function adviseCommand(process: ProcessLike, setExitCode: (code: number) => void): Command {
  return new Command('advise')
    .description('say by real traffic what to do, and what each step saves a month: caching, batch, equal requests, stored answers, profiles, capacity')
    .argument('[paths...]', 'the code: files and directories (default: the current directory)')
    .requiredOption('--logs <path>', 'invocation logs: a file or a folder; may be given several times', (path: string, before: string[] | undefined) => [...(before ?? []), path])
    .option('--budget <usd>', 'the budget of a month: when 50, 80 and 100 % of it are spent', positive)
    .option('--model <id>', 'what the same requests cost on this model')
    .option('--cache-life <hours>', 'for how long a stored answer holds', positive, 24)
    .option('--vectors <file>', 'vectors of the questions: JSON lines or Parquet with `requestId` and `vector`')
    .option('--model-unit <price,tokens>', 'provisioned throughput: US dollars an hour and tokens a minute of one model unit, as `39.60,20000`', capacity)
    .option('--instance <price,tokens>', 'self-hosting: US dollars an hour and answer tokens a second of one instance, as `7.09,800`', capacity)
    .option('--days <n>', 'the days that the logs are of (default: from the first to the last request)', positive)
    .option('--memory <size>', 'memory for the database, as `1GB` (default: 2GB)', memorySize)
    .addOption(new Option('-f, --format <format>', 'output format').choices(['text', 'json']).default('text'))
    .option('-c, --config <file>', 'use this configuration file')
    .option('--no-config', 'use no configuration file')
    .addOption(pricesOption())
    .addHelpText('after', '\nExample: promptfare advise src --logs bedrock-logs --budget 2000')
    .action(async (paths: string[], flags: AdviseFlags) => {
      const { runAdvise } = await import('./run.ts');
      setExitCode(await runAdvise(process, paths, flags));
    });
}

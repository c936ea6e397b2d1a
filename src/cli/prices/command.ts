/** `promptfare prices`: the flags. */
import { Command } from 'commander';
import type { ProcessLike } from '../terminal.ts';
import type { UpdateFlags } from './run.ts';

/** Where `update` writes, and `diff` reads, if nobody says otherwise. */
const PRICES_NAME = 'promptfare.prices.json';

const repeated = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

export function pricesCommand(process: ProcessLike, setExitCode: (code: number) => void): Command {
  const prices = new Command('prices').description('renew the prices from the AWS Price List, and see what changed');
  prices
    .command('update')
    .description('read the AWS Price List (public, no credentials) and write the prices to a file, for `--prices`')
    .option('--from <file|url>', 'an offer file of the price list; repeatable (default: the three offers of Bedrock, from AWS)', repeated)
    .option('--region <region>', 'a region whose own prices are read beside those of us-east-1; repeatable', repeated)
    .option('-o, --output <file>', 'the file to write', PRICES_NAME)
    .addHelpText('after', '\nExample: promptfare prices update --from AmazonBedrock.json --output prices.json')
    .action(async (flags: UpdateFlags) => {
      const { runUpdate } = await import('./run.ts');
      setExitCode(await runUpdate(process, flags));
    });
  prices
    .command('diff')
    .description('show where a price file differs from the built-in prices')
    .argument('[file]', 'a file of `prices update`, or an offer file of the AWS Price List', PRICES_NAME)
    .option('--json', 'as data')
    .addHelpText('after', '\nExample: promptfare prices diff promptfare.prices.json')
    .action(async (file: string, { json }: { json?: boolean }) => {
      const { runDiff } = await import('./run.ts');
      setExitCode(runDiff(process, file, json === true));
    });
  return prices;
}

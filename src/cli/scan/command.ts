/** `promptfare scan`: the flags. What they do stands in run.ts, loaded when it runs. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { baselineOptions } from '../baseline/flag.ts';
import { withExactFlag } from '../exact/flag.ts';
import { formats, withFormat } from './formats.ts';
import { isolatedIfAsked, withIsolateFlags } from './isolate-flag.ts';
import { pricesOption } from '../prices/flag.ts';
import { suggestion } from '../../core/nearest-word.ts';
import type { Shard } from '../../scan/shards/joined.ts';
import { UsageError } from '../../scan/usage-error.ts';
import type { ProcessLike } from '../terminal.ts';
import type { ScanFlags } from './flags.ts';
import { usageOptions } from '../usage/flag.ts';

export function scanCommand(process: ProcessLike, setExitCode: (code: number) => void): Command {
  const scan = new Command('scan')
    .description('find calls, price prompts, report waste (the default command)')
    .argument('[paths...]', 'files and directories (default: the current directory)')
    .option('-f, --format <format[=file]>', `output format, printed or written to the file; repeatable: ${formats.join(', ')} (default: text)`, withFormat)
    .option('-o, --output <file>', 'write to this file what would be printed')
    .option('--fix', 'apply safe fixes: what the model is told stays the same')
    .option('--fix-suggested', 'apply suggested fixes too: words, models, limits or caching change')
    .option('--fix-dry-run', 'report as if fixes were applied, and write nothing')
    .option('--diff', 'print the changes that fixes would make, and write nothing')
    .addOption(new Option('--fail-on <severity>', 'exit with 1 on findings from this severity on and on budgets that are crossed, or on budgets alone (default: error)').choices(['error', 'warning', 'budget', 'never']))
    .option('--rule <id[:severity]>', 'run this rule only; repeatable', (value: string, before: string[]) => [...before, value], [])
    .option('-c, --config <file>', 'use this configuration file')
    .option('--no-config', 'use no configuration file')
    .option('--staged', 'look at what is staged in git, and report what stands in staged files')
    .option('--since <ref>', 'report only calls that changed since the working tree and this branch, tag or commit parted')
    .option('--stdin', 'read one file from standard input')
    .option('--stdin-filename <path>', 'the path of that file, which says its language and place')
    .option('-q, --quiet', 'errors only, no tables')
    .option('--explain <rule>', 'print what a rule is about')
    .option('--print-config', 'print the configuration that holds, and where it comes from')
    .option('--max-file-size <size>', 'skip larger files, in bytes or as 512KB, 2MB (default: 1MB)', sizeOf)
    .option('--report-unused-ignores', 'report `promptfare-ignore` comments that switch nothing off')
    .option('--shard <part/parts>', 'look at one part of the files, as 1/4, and write what `promptfare merge` needs of it', shardOf)
    .option('--cache', 'keep the result, and report it again while nothing that it depends on has changed')
    .option('--no-cache', 'keep and use no result (default)')
    .option('--cache-location <directory>', 'keep it there (default: the cache directory of the user)')
    .addOption(pricesOption())
    .addOption(new Option('--color <when>', 'colours').choices(['auto', 'always', 'never']))
    .option('--no-color', 'no colours')
    .addHelpText('after', '\nExit codes: 0 nothing to report at --fail-on, 1 findings or a budget crossed, 2 bad arguments, bad configuration or no such path.')
    .action(async (paths: string[], flags: ScanFlags) => {
      refuseMisspelt(process, paths[0], scan.parent?.commands ?? []);
      setExitCode(await isolatedIfAsked(process, flags, async () => (await import('./run.ts')).runScan(process, paths, flags)));
    });
  for (const option of [...usageOptions(), ...baselineOptions()]) scan.addOption(option);
  return withExactFlag(withIsolateFlags(scan));
}

function shardOf(text: string): Shard {
  const [, index = 0, of = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (!(index >= 1 && index <= of && of <= 1000)) throw new InvalidArgumentError('Give a part and how many there are, from 1/1 to 1000/1000, as in 2/4.');
  return { index, of };
}

/** Bytes. */
function sizeOf(text: string): number {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*(b|kb?|kib|mb?|mib)?$/i.exec(text.trim()) ?? [];
  const size = Math.round(Number(number) * (/^k/i.test(unit) ? 1 << 10 : /^m/i.test(unit) ? 1 << 20 : 1));
  if (!(size >= 1 && size <= 1 << 28)) throw new InvalidArgumentError('Give a size up to 256MB, in bytes or as 512KB, 2MB.');
  return size;
}

/** Scanning is what is done without a command: a misspelt one reads like a path. */
function refuseMisspelt({ cwd }: ProcessLike, word: string | undefined, commands: readonly Command[]): void {
  if (word === undefined || existsSync(resolve(cwd(), word))) return;
  const meant = suggestion(word, commands.map(command => command.name()));
  if (meant) throw new UsageError(`There is no command, file or directory \`${word}\`.${meant}`);
}

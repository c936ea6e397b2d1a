/** `promptfare merge`: the flags, which are those of a scan that say how it looks and reports. */
import { Command } from 'commander';
import { isolatedIfAsked } from '../scan/isolate-flag.ts';
import { scanCommand } from '../scan/command.ts';
import type { ScanFlags } from '../scan/flags.ts';
import type { ProcessLike } from '../terminal.ts';

const SHARED: ReadonlySet<string | undefined> = new Set(['--format', '--output', '--fail-on', '--rule', '--config', '--no-config', '--quiet', '--max-file-size', '--report-unused-ignores', '--prices', '--color', '--no-color', '--usage', '--no-usage', '--baseline', '--no-baseline', '--isolate', '--max-file-time']);

export function mergeCommand(process: ProcessLike, setExitCode: (code: number) => void): Command {
  const merge = new Command('merge')
    .description('report what the parts of a scan (`--shard`) come to: the same as a scan of all')
    .argument('<parts...>', 'files that `promptfare scan --shard` wrote, all of them')
    .addHelpText('after', '\nRun it in the same checkout, with the flags that the parts were made with.')
    .action(async (files: string[], flags: ScanFlags) => {
      setExitCode(await isolatedIfAsked(process, flags, async () => (await import('./run.ts')).runMerge(process, files, flags)));
    });
  for (const option of scanCommand(process, setExitCode).options) if (SHARED.has(option.long)) merge.addOption(option);
  return merge;
}

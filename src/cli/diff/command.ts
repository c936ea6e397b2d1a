/** `promptfare diff`: the flags. */
import { Command, Option } from 'commander';
import type { DiffFlags } from './run.ts';
import { isolatedIfAsked, withIsolateFlags } from '../scan/isolate-flag.ts';
import { pricesOption } from '../prices/flag.ts';
import type { ProcessLike } from '../terminal.ts';
import { usageOptions } from '../usage/flag.ts';

export function diffCommand(process: ProcessLike, setExitCode: (code: number) => void): Command {
  const diff = new Command('diff')
    .description('what a change to the code does to the cost of its calls')
    .argument('[paths...]', 'files and directories (default: the current directory)')
    .addOption(new Option('-f, --format <format>', 'output format').choices(['text', 'json', 'markdown']).default('text'))
    .option('-o, --output <file>', 'write the result to a file')
    .addHelpText('after', '\nExamples:\n  promptfare diff                      what is not committed yet\n  promptfare diff --base origin/main   what this branch changes\n  promptfare diff --staged             what the next commit changes\n\nExit codes: 0 nothing at or above --fail-on, 1 new findings or a budget crossed, 2 the work could not be done.')
    .action(async (paths: string[], flags: DiffFlags) => {
      setExitCode(await isolatedIfAsked(process, flags, async () => (await import('./run.ts')).runDiff(process, paths, flags)));
    });
  withStates(diff)
    .option('--staged', 'look at what is staged')
    .option('--from <report>', 'compare two reports of `promptfare --format json`: the one before')
    .option('--to <report>', 'and the one after');
  return withConditions(diff);
}

/** The flags that say which states are compared. */
export function withStates(command: Command): Command {
  return command
    .option('--base <ref>', 'compare with where this branch, tag or commit and the head part (default: the target of the pull request; else HEAD, or the default branch with --head)')
    .option('--head <ref>', 'the state to look at (default: the working tree)');
}

/** The flags that say how a comparison is judged. */
export function withConditions(command: Command): Command {
  for (const option of usageOptions()) command.addOption(option);
  return withIsolateFlags(command)
    .addOption(new Option('--fail-on <what>', 'exit with 1 on new findings from this severity on and on budgets that the change crosses, or on budgets alone (default: error)').choices(['error', 'warning', 'budget', 'never']))
    .option('--rule <id[:severity]>', 'run this rule only; repeatable', (value: string, before: string[]) => [...before, value], [])
    .option('-c, --config <file>', 'use this configuration file (default: that of the base)')
    .option('--no-config', 'use no configuration file')
    .addOption(pricesOption());
}

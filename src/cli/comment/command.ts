/** `promptfare comment`: the flags. */
import { Command, Option } from 'commander';
import { behaviors, platforms } from '../../platforms/index.ts';
import type { CommentFlags } from './run.ts';
import { minChangeOf, numberOf, tagOf } from './values.ts';
import { withConditions, withStates } from '../diff/command.ts';
import { isolatedIfAsked } from '../scan/isolate-flag.ts';
import type { ProcessLike } from '../terminal.ts';

export function commentCommand(process: ProcessLike, setExitCode: (code: number) => void): Command {
  const comment = new Command('comment')
    .description('the change in cost as a comment on a pull request, kept up to date')
    .argument('[paths...]', 'files and directories (default: the current directory)')
    .addOption(new Option('--platform <name>', 'where the pull request is (default: that of the CI job)').choices(Object.keys(platforms)))
    .addOption(new Option('--behavior <what>', 'what becomes of an earlier comment').choices(behaviors).default('update'))
    .option('--min-change <amount>', 'post nothing for smaller changes of the cost of 1,000 calls, up or down: 0.50 (US dollars) or 5%', minChangeOf)
    .option('--dry-run', 'print the comment, and open no connection')
    .option('--from <diff>', 'comment on what `promptfare diff --format json` wrote to this file');
  withConditions(withStates(comment))
    .option('--tag <name>', 'tells several comments on one pull request apart', tagOf, 'default')
    .option('--repository <name>', 'owner/name, a path or the id of a project (default: that of the CI job)')
    .option('--number <number>', 'of the pull request (default: that of the CI job)', numberOf)
    .option('--api-url <url>', 'of the REST API (default: that of the CI job)')
    .option('--token-env <name>', 'the environment variable that holds the token (default: that of the platform)')
    .option('--author <id>', 'the account that the token belongs to, where the platform does not tell')
    .addHelpText('after', '\nExamples:\n  promptfare comment --dry-run                     what would be posted\n  promptfare comment --min-change 5%               in a job of a pull request\n  promptfare comment --from diff.json --number 7   what another job has compared\n\nExit codes: 0 nothing at or above --fail-on, 1 new findings or a budget crossed, 2 the comment could not be made or posted.')
    .action(async (paths: string[], flags: CommentFlags) => {
      setExitCode(await isolatedIfAsked(process, flags, async () => (await import('./run.ts')).runComment(process, paths, flags)));
    });
  return comment;
}

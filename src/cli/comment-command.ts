/** `promptfare comment`: the flags. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { behaviors, platforms } from '../platforms/index.ts';
import type { MinChange } from '../reporters/min-change.ts';
import type { CommentFlags } from './comment-run.ts';
import { withConditions, withStates } from './diff-command.ts';
import type { ProcessLike } from './terminal.ts';

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
      const { runComment } = await import('./comment-run.ts');
      setExitCode(await runComment(process, paths, flags));
    });
  return comment;
}

/** `0.5`, `$0.50`, `0.5usd`, `5%`. */
export function minChangeOf(text: string): MinChange {
  const [, amount, percent] = /^\s*\$?\s*(\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})\s*(%|usd)?\s*$/i.exec(text) ?? [];
  if (amount === undefined || (percent === '%' && text.includes('$'))) throw new InvalidArgumentError('Name US dollars, as in 0.50, or percent, as in 5%.');
  return { value: Number(amount), unit: percent === '%' ? 'percent' : 'usd' };
}

/** It stands in the comment. */
function tagOf(text: string): string {
  if (!/^[\w.-]{1,40}$/.test(text)) throw new InvalidArgumentError('A tag is made of up to 40 letters, digits, dots, hyphens and underscores.');
  return text;
}

function numberOf(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new InvalidArgumentError('It is a whole number, as in 7.');
  return Number(text);
}

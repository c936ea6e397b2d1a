/** `promptfare rules`: the flags. */
import { Command, Option } from 'commander';
import type { ProcessLike } from '../terminal.ts';
import type { RulesFlags } from './run.ts';

export function rulesCommand(process: ProcessLike, setExitCode: (code: number) => void): Command {
  return new Command('rules')
    .description('list the rules: what they say, their strategy, preset and fix')
    .addOption(new Option('-f, --format <format>', 'output format').choices(['text', 'json']).default('text'))
    .addHelpText('after', '\n`promptfare explain <rule>` prints the page of one.')
    .action(async (flags: RulesFlags) => {
      const { runRules } = await import('./run.ts');
      setExitCode(await runRules(process, flags));
    });
}

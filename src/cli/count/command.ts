/** `promptfare count`: the flags. */
import { Command, Option } from 'commander';
import { withExactFlag } from '../exact/flag.ts';
import { pricesOption } from '../prices/flag.ts';
import type { ProcessLike } from '../terminal.ts';
import type { CountFlags } from './run.ts';

export function countCommand(process: ProcessLike, setExitCode: (code: number) => void): Command {
  const count = new Command('count')
    .description('count the tokens of a text, and say what they cost as input')
    .argument('[file]', 'a UTF-8 text; `-` or none for standard input')
    .requiredOption('-m, --model <id>', 'whose tokens: a Bedrock model id in any form')
    .addOption(new Option('--by <what>', 'show where the tokens go: headings, XML tags, fenced blocks').choices(['section']))
    .addOption(new Option('-f, --format <format>', 'output format').choices(['text', 'json']).default('text'))
    .addOption(pricesOption())
    .addHelpText('after', '\nExample: promptfare count README.md --model us.anthropic.claude-haiku-4-5-20251001-v1:0 --by section')
    .action(async (file: string | undefined, flags: CountFlags) => {
      const { runCount } = await import('./run.ts');
      setExitCode(await runCount(process, file, flags));
    });
  return withExactFlag(count);
}

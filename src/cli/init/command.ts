/** `promptfare init`: the flags, each of which sets one thing up, and the commands below it. */
import { Command, Option } from 'commander';
import { deploymentCommands } from './deployment-command.ts';
import type { Setup } from './run.ts';
import type { ProcessLike } from '../terminal.ts';

/** A flag of `init`, and what it sets up. */
interface SetupFlag {
  readonly option: Option;
  readonly load: () => Promise<Setup>;
}

/** One line for each flag. */
const flags: readonly SetupFlag[] = [
  { option: new Option('--editor <name>', 'let ESLint lint every language of the plugin in this editor').choices(['vscode']), load: async () => (await import('./editor.ts')).editorSetup },
  { option: new Option('--hook <tool>', 'let this tool run promptfare before each commit').choices(['pre-commit', 'husky', 'lefthook', 'lint-staged']), load: async () => (await import('./hook.ts')).hookSetup },
];

/** One line for each command below `init`. */
const parts: readonly ((process: ProcessLike, setExitCode: (code: number) => void) => Command)[] = [...deploymentCommands];

export function initCommand(process: ProcessLike, setExitCode: (code: number) => void): Command {
  const init = new Command('init')
    .description('set up what fits the project: configuration, ESLint, editor, hook, workflow; a second run changes nothing')
    .option('--dry-run', 'say what would be written, and write nothing')
    .addHelpText('after', '\nExamples:\n  promptfare init                  what the files of the project call for\n  promptfare init --hook husky     one thing alone')
    .action(async (given: { readonly [name: string]: string | boolean | undefined }) => {
      const { runInit } = await import('./run.ts');
      const setups: [Setup, string][] = [];
      for (const { option, load } of flags) {
        const value = given[option.attributeName()];
        if (value !== undefined) setups.push([await load(), String(value)]);
      }
      setExitCode(await runInit(process, setups.length > 0 ? setups : (await import('./seen.ts')).seenSetups, given['dryRun'] === true));
    });
  for (const { option } of flags) init.addOption(option);
  for (const part of parts) init.addCommand(part(process, setExitCode));
  return init;
}

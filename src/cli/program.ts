/** The commands and their flags. */
import { Command, CommanderError } from 'commander';
import { adviseCommand } from './advise/command.ts';
import { baselineCommand } from './baseline/command.ts';
import { commentCommand } from './comment/command.ts';
import { compareCommand } from './compare/command.ts';
import { countCommand } from './count/command.ts';
import { withCurrency } from './currency-flags.ts';
import { diffCommand } from './diff/command.ts';
import { evaluateCommand } from './evaluate/command.ts';
import { explainCommand } from './explain/command.ts';
import { initCommand } from './init/command.ts';
import { lspCommand } from './lsp/command.ts';
import { mcpCommand } from './mcp/command.ts';
import { mergeCommand } from './merge/command.ts';
import { modelsCommand } from './models/command.ts';
import { pricesCommand } from './prices/command.ts';
import { reportCommand } from './report/command.ts';
import { routeCommand } from './route/command.ts';
import { rulesCommand } from './rules/command.ts';
import { scanCommand } from './scan/command.ts';
import { columnsOf, type ProcessLike } from './terminal.ts';
import { usageCommand } from './usage/command.ts';
import { version } from './version.ts';
import { whatIfCommand } from './what-if/command.ts';

/** In the order of the help. */
const commands = [
  diffCommand,
  commentCommand,
  mergeCommand,
  baselineCommand,
  countCommand,
  modelsCommand,
  pricesCommand,
  compareCommand,
  whatIfCommand,
  routeCommand,
  evaluateCommand,
  usageCommand,
  adviseCommand,
  reportCommand,
  rulesCommand,
  explainCommand,
  initCommand,
  lspCommand,
  mcpCommand,
];

export function createProgram(process: ProcessLike, setExitCode: (code: number) => void): Command {
  const program = new Command('promptfare')
    .description('Finds Amazon Bedrock calls in code, says what their prompts cost, and how to make them cost less.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .showHelpAfterError(helpHint('promptfare'))
    .configureOutput({ writeOut: text => process.stdout.write(text), writeErr: text => process.stderr.write(text), getOutHelpWidth: () => columnsOf(process.stdout, 100), outputError: (text, write) => write(text.replace(/^error:/, 'promptfare:')) })
    .exitOverride();
  const scan = scanCommand(process, setExitCode).copyInheritedSettings(program);
  program.addCommand(scan, { isDefault: true });
  for (const command of commands) {
    const added = command(process, setExitCode).copyInheritedSettings(program);
    added.showHelpAfterError(helpHint(`promptfare ${added.name()}`));
    for (const part of added.commands) part.copyInheritedSettings(added).showHelpAfterError(helpHint(`promptfare ${added.name()} ${part.name()}`));
    program.addCommand(added);
  }
  withCurrency(program, new Set(['scan', 'diff', 'comment', 'count', 'explain', 'models', 'compare', 'what-if', 'advise', 'report', 'check', 'import']));
  program.addHelpText('after', () => `\nWithout a command, promptfare scans:\n\n${scan.helpInformation()}`);
  return program;
}

function helpHint(command: string): string {
  return `Run \`${command} --help\` for its flags${command === 'promptfare' ? ' and commands' : ''}.`;
}

/** Has the command line parser said all there is to say? */
export function isHandled(error: unknown): boolean {
  return error instanceof CommanderError;
}

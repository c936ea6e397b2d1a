/** `promptfare report`: the flags. */
import { Command, Option } from 'commander';
import { memorySize, positive } from '../usage/log-flags.ts';
import { pricesOption } from '../prices/flag.ts';
import type { ReportFlags } from './run.ts';
import type { ProcessLike } from '../terminal.ts';
import { usageOptions } from '../usage/flag.ts';

export function reportCommand(process: ProcessLike, setExitCode: (code: number) => void): Command {
  const report = new Command('report')
    .description('show where the money goes, what prompts are made of and what each step saves: as bars here, or as one HTML file')
    .argument('[paths...]', 'the code: files and directories (default: the current directory)')
    .addOption(new Option('-f, --format <format>', 'output format').choices(['text', 'html']).default('text'))
    .option('-o, --output <file>', 'write to this file what would be printed')
    .option('--logs <path>', 'invocation logs: what to do then comes from measured traffic; a file or a folder; may be given several times', (path: string, before: string[] | undefined) => [...(before ?? []), path])
    .option('--cache-life <hours>', 'for how long a stored answer holds', positive, 24)
    .option('--days <n>', 'the days that the logs are of (default: from the first to the last request)', positive)
    .option('--memory <size>', 'memory for the database, as `1GB` (default: 2GB)', memorySize)
    .option('-c, --config <file>', 'use this configuration file')
    .option('--no-config', 'use no configuration file')
    .addOption(pricesOption());
  for (const option of usageOptions()) report.addOption(option);
  return report
    .addOption(new Option('--color <when>', 'colours').choices(['auto', 'always', 'never']))
    .option('--no-color', 'no colours')
    .addHelpText('after', '\nExample: promptfare report --format html --output prompts.html')
    .action(async (paths: string[], flags: ReportFlags) => {
      const { runReport } = await import('./run.ts');
      setExitCode(await runReport(process, paths, flags));
    });
}

/** `promptfare usage`: the flags. */
import { Command, Option } from 'commander';
import { memorySize, positive } from './log-flags.ts';
import { pricesOption } from '../prices/flag.ts';
import type { ProcessLike } from '../terminal.ts';
import { addSql } from './sql-command.ts';
import { USAGE_NAME } from './flag.ts';
import type { ImportFlags } from './import-run.ts';
import type { CheckFlags, SyncFlags } from './run.ts';

export function usageCommand(process: ProcessLike, setExitCode: (code: number) => void): Command {
  const usage = new Command('usage').description('traffic of the calls: what makes costs per month out of costs per call');
  const writing = (name: 'init' | 'sync', description: string): Command =>
    usage
      .command(name)
      .description(description)
      .argument('[paths...]', 'files and directories (default: the current directory)')
      .option('-o, --output <file>', `the usage file (default: ${USAGE_NAME})`)
      .option('--dry-run', 'say what would change, and write nothing')
      .option('-c, --config <file>', 'use this configuration file')
      .option('--no-config', 'use no configuration file')
      .action(async (paths: string[], flags: SyncFlags) => {
        const { runSync } = await import('./run.ts');
        setExitCode(await runSync(process, paths, flags, name));
      });
  writing('init', 'write a usage file with every call of the project, to be filled in');
  writing('sync', 'add new calls to the usage file and mark those that are gone; edits and comments stay');
  usage
    .command('import')
    .description('measure the calls by logs of Amazon Bedrock, and write the figures into the usage file; edits and comments stay')
    .argument('[logs...]', 'files and folders: invocation logs (JSON lines, gzip, exports of CloudWatch Logs), answers of `get-metric-data`, bills (CUR, FOCUS)')
    .option('--project <path>', 'where the code is (default: the current directory); may be given several times', (path: string, before: string[]) => [...before, path], [])
    .option('-o, --output <file>', `the usage file (default: ${USAGE_NAME})`)
    .addOption(new Option('--from <service>', 'ask CloudWatch for the last days (`--days`, 14 by default); needs `@aws-sdk/client-cloudwatch`').choices(['cloudwatch']))
    .option('--by-model', 'metrics of CloudWatch know no calls: take those of a model for the one call in the code that uses it')
    .option('--replace', 'also where someone declared a figure')
    .option('--days <n>', 'the days that the logs are of (default: from the first to the last request)', positive)
    .option('--memory <size>', 'memory for the database, as `1GB` (default: 2GB)', memorySize)
    .option('--dry-run', 'say what would change, and write nothing')
    .addOption(new Option('-f, --format <format>', 'output format').choices(['text', 'json']).default('text'))
    .option('-c, --config <file>', 'use this configuration file')
    .option('--no-config', 'use no configuration file')
    .addOption(pricesOption())
    .action(async (logs: string[], flags: ImportFlags) => {
      const { runImport } = await import('./import-run.ts');
      setExitCode(await runImport(process, logs, flags));
    });
  usage
    .command('check')
    .description('say what the usage file leaves open, which of its ids no call has, and how far it is from logs')
    .argument('[paths...]', 'files and directories (default: the current directory)')
    .option('--logs <path>', 'compare with invocation logs: a file or a folder; may be given several times', (path: string, before: string[] | undefined) => [...(before ?? []), path])
    .option('--max-drift <percent>', 'exit with 1 where the money of a call or a model is further off', positive)
    .option('--days <n>', 'the days that the logs are of (default: from the first to the last request)', positive)
    .option('--memory <size>', 'memory for the database, as `1GB` (default: 2GB)', memorySize)
    .option('--usage <file>', `the usage file (default: ${USAGE_NAME}, searched upwards)`)
    .addOption(new Option('-f, --format <format>', 'output format').choices(['text', 'json']).default('text'))
    .option('-c, --config <file>', 'use this configuration file')
    .option('--no-config', 'use no configuration file')
    .addOption(pricesOption())
    .action(async (paths: string[], flags: CheckFlags) => {
      const { runCheck } = await import('./run.ts');
      setExitCode(await runCheck(process, paths, flags));
    });
  addSql(usage, process, setExitCode);
  usage.addHelpText('after', '\nExample: promptfare usage init');
  return usage;
}

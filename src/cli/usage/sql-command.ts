/** `promptfare usage sql`: the flags. */
import { type Command, Option } from 'commander';
import type { ProcessLike } from '../terminal.ts';
import type { SqlFlags } from './sql-run.ts';

export function addSql(usage: Command, process: ProcessLike, setExitCode: (code: number) => void): void {
  const several = (name: string, before: readonly string[]): string[] => [...before, name];
  usage
    .command('sql')
    .description('print what `import` and `advise` ask, as SQL for logs that do not fit one machine; prompts stand in it as hashes')
    .argument('[paths...]', 'the code: files and directories (default: the current directory)')
    .addOption(new Option('--engine <engine>', 'whose SQL').choices(['athena', 'duckdb']).default('athena'))
    .option('--location <place>', 'athena: `s3://bucket/prefix/AWSLogs/`; duckdb: the files, as `bedrock-logs/**/*.json.gz`')
    .option('--account <id>', 'athena: an account of the logs; may be given several times', several, [])
    .option('--region <name>', 'athena: a region of the logs; may be given several times', several, [])
    .option('--from <day>', 'athena: the first day of the logs')
    .option('-c, --config <file>', 'use this configuration file')
    .option('--no-config', 'use no configuration file')
    .addHelpText('after', '\nExample: promptfare usage sql --location s3://my-logs/AWSLogs/ --account 123456789012 --region us-east-1 --from 2026-10-01')
    .action(async (paths: string[], flags: SqlFlags) => {
      const { runSql } = await import('./sql-run.ts');
      setExitCode(await runSql(process, paths, flags));
    });
}

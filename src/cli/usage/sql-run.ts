/** One run of `promptfare usage sql`. */
import { countText } from '../../reporters/figures.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { recordSource } from '../../traffic/record-source.ts';
import { fingerprintsOf } from '../../usage/fingerprint.ts';
import { athena, duckdb } from '../../usage/sql/dialect.ts';
import { unhashable } from '../../usage/sql/match.ts';
import { athenaSource, athenaTable, scriptOf, statementsOf } from '../../usage/sql/script.ts';
import { projectCalls, type ProjectFlags } from '../project-calls.ts';
import type { ProcessLike } from '../terminal.ts';

export interface SqlFlags extends Omit<ProjectFlags, 'usage'> {
  readonly engine: 'athena' | 'duckdb';
  readonly location?: string;
  readonly account: readonly string[];
  readonly region: readonly string[];
  readonly from?: string;
}

export async function runSql(process: ProcessLike, paths: readonly string[], flags: SqlFlags): Promise<number> {
  const { counted } = await projectCalls(process, paths, { ...flags, usage: false });
  const { ordered, without } = fingerprintsOf(counted.map(({ call }) => call));
  const matching = { fingerprints: ordered, isHashed: true };
  const lost = without.length + unhashable(ordered).length;
  if (lost > 0) process.stderr.write(`promptfare: ${countText(lost, 'call')} of ${counted.length} cannot be told by a hash: no prompt of theirs begins with static text.\n`);
  process.stdout.write(flags.engine === 'duckdb' ? scriptOf(statementsOf(duckdb, sourceOf(flags), matching)) : scriptOf([{ what: 'The logs in their bucket.', sql: athenaTable(tableOf(flags)) }, ...statementsOf(athena, athenaSource, matching)]));
  return 0;
}

function sourceOf({ location = 'bedrock-logs/**/*.json.gz' }: SqlFlags): ReturnType<typeof recordSource> {
  const { from, fields } = recordSource([location], { kind: 'lines', isGzip: location.endsWith('.gz') }, { hasBodies: false, withTexts: false });
  return { from, fields };
}

function tableOf({ location, account, region, from }: SqlFlags): Parameters<typeof athenaTable>[0] {
  if (location === undefined || !/^s3:\/\/[\w.-]+\/(?:[\w.!*()/-]+\/)?AWSLogs\/?$/.test(location)) throw new UsageError('`--location` names where the logs are, as `s3://bucket/prefix/AWSLogs/`.');
  if (account.length === 0 || !account.every(id => /^\d{12}$/.test(id))) throw new UsageError('`--account` names an AWS account, 12 digits; it may be given several times.');
  if (region.length === 0 || !region.every(name => /^[a-z]{2}(?:-[a-z]+)+-\d$/.test(name))) throw new UsageError('`--region` names an AWS region, as `us-east-1`; it may be given several times.');
  if (from === undefined || !/^\d{4}-\d\d-\d\d$/.test(from)) throw new UsageError('`--from` is the first day of the logs, as `2026-10-01`.');
  return { location, accounts: account, regions: region, from: from.replaceAll('-', '/') };
}

/** The queries as text, for logs that do not fit one machine. */
import { FLIGHTS, HOURS, RUNS, UNITS, UNITS_VIEW } from './advice-queries.ts';
import { athena, type Dialect } from './dialect.ts';
import type { Matching } from './match.ts';
import { TRAFFIC } from './queries.ts';
import { type RecordSource, requestsQuery } from './requests.ts';

/** What a table of logs in Athena is made of. */
export interface AthenaTable {
  /** `s3://bucket/prefix/AWSLogs/`: what stands before the account. */
  readonly location: string;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** First day, `2026/10/01`. */
  readonly from: string;
}

/**
 * The table over the log bucket: nothing is loaded, and partitions follow from the paths. Bodies stay text, which the OpenX SerDe
 * makes of JSON below a column of type string.
 */
export function athenaTable({ location, accounts, regions, from }: AthenaTable): string {
  const root = location.replace(/\/*$/, '/');
  return `CREATE EXTERNAL TABLE bedrock_invocation_logs (
  schematype string,
  schemaversion string,
  \`timestamp\` string,
  accountid string,
  region string,
  requestid string,
  operation string,
  modelid string,
  errorcode string,
  input struct<inputcontenttype:string, inputbodyjson:string, inputbodys3path:string, inputtokencount:bigint, cachereadinputtokencount:bigint, cachewriteinputtokencount:bigint>,
  output struct<outputcontenttype:string, outputbodyjson:string, outputbodys3path:string, outputtokencount:bigint>
)
PARTITIONED BY (account string, aws_region string, day string)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
WITH SERDEPROPERTIES ('ignore.malformed.json' = 'true', 'case.insensitive' = 'true')
LOCATION '${root}'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.account.type' = 'enum',
  'projection.account.values' = '${accounts.join(',')}',
  'projection.aws_region.type' = 'enum',
  'projection.aws_region.values' = '${regions.join(',')}',
  'projection.day.type' = 'date',
  'projection.day.format' = 'yyyy/MM/dd',
  'projection.day.interval' = '1',
  'projection.day.interval.unit' = 'DAYS',
  'projection.day.range' = '${from},NOW',
  'storage.location.template' = '${root}\${account}/BedrockModelInvocationLogs/\${aws_region}/\${day}/'
)`;
}

export const athenaSource: RecordSource = {
  from: 'bedrock_invocation_logs',
  fields: {
    timestamp: '"timestamp"',
    account: 'accountid',
    region: 'region',
    request_id: 'requestid',
    operation: 'operation',
    model: 'modelid',
    error: 'errorcode',
    body: 'input.inputbodyjson',
    body_path: 'input.inputbodys3path',
    answer: 'output.outputbodyjson',
    input: 'input.inputtokencount',
    cache_read: 'input.cachereadinputtokencount',
    cache_write: 'input.cachewriteinputtokencount',
    output: 'output.outputtokencount',
  },
};

/** A statement with what it is for. */
export interface Statement {
  readonly what: string;
  readonly sql: string;
}

/** What the script does, in its order. `setup` makes `bedrock_invocation_logs` or stands for it in the source. */
export function statementsOf(dialect: Dialect, source: RecordSource, matching: Matching): Statement[] {
  const query = requestsQuery(dialect, source, matching);
  // Athena reads the logs anew for each query: a table is paid for once.
  const made = dialect === athena ? `CREATE TABLE requests WITH (format = 'PARQUET') AS\n` : 'CREATE TABLE requests AS\n';
  return [
    { what: 'What is kept of each record: numbers, names and hashes, no text. Prompts of the code stand in it as hashes.', sql: `${made}SELECT DISTINCT * FROM (\n${query}\n) kept WHERE model IS NOT NULL AND sent IS NOT NULL` },
    { what: 'Traffic by call and model (usage import).', sql: TRAFFIC },
    { what: 'Units: what one call, or one prefix that no call here sends, had of one model.', sql: UNITS_VIEW },
    { what: 'Caching: how many requests of a unit come soon enough behind another.', sql: UNITS },
    { what: 'Batch: runs that look like jobs.', sql: RUNS },
    { what: 'Capacity and budgets: tokens by hour.', sql: HOURS },
    { what: 'Equal requests of which one was sent while another may still have run.', sql: FLIGHTS },
  ];
}

export function scriptOf(statements: readonly Statement[]): string {
  return statements.map(({ what, sql }) => `-- ${what}\n${sql};\n`).join('\n');
}

import { TrinoSQL } from 'dt-sql-parser';
import { describe, expect, test, vi } from 'vitest';
import { openDatabase } from '../../src/traffic/index.ts';
import { questionOf } from '../../src/dev/traffic-logs.ts';
import { treeOf } from '../project/tree.ts';
import { answerRequest, HOUR, MONDAY, projectFiles, sortRequest, strangerRequest, titleRequest, writeLogs } from '../traffic/logged-project.ts';
import { promptfare } from './fake-process.ts';

const athena = ['usage', 'sql', '--location', 's3://my-logs/bedrock/AWSLogs/', '--account', '123456789012', '--region', 'us-east-1', '--region', 'eu-west-1', '--from', '2026-10-01'];

async function script(cwd: string, args: readonly string[]): Promise<string[]> {
  const { code, stdout, stderr } = await promptfare(args, { cwd });
  expect([code, stderr]).toEqual([0, '']);
  return stdout.split(/;\n/).filter(statement => statement.trim() !== '');
}

describe('usage sql', () => {
  test('Athena: the table over the bucket, then what a parser of Trino takes', async () => {
    const [table, ...queries] = await script(treeOf(projectFiles), athena);
    expect(table).toMatchInlineSnapshot(`
      "-- The logs in their bucket.
      CREATE EXTERNAL TABLE bedrock_invocation_logs (
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
      LOCATION 's3://my-logs/bedrock/AWSLogs/'
      TBLPROPERTIES (
        'projection.enabled' = 'true',
        'projection.account.type' = 'enum',
        'projection.account.values' = '123456789012',
        'projection.aws_region.type' = 'enum',
        'projection.aws_region.values' = 'us-east-1,eu-west-1',
        'projection.day.type' = 'date',
        'projection.day.format' = 'yyyy/MM/dd',
        'projection.day.interval' = '1',
        'projection.day.interval.unit' = 'DAYS',
        'projection.day.range' = '2026/10/01,NOW',
        'storage.location.template' = 's3://my-logs/bedrock/AWSLogs/\${account}/BedrockModelInvocationLogs/\${aws_region}/\${day}/'
      )"
    `);
    expect(queries).toHaveLength(7);
    const parser = new TrinoSQL();
    for (const query of queries) expect(parser.validate(query.replace(/^\s*--.*\n/, '')).map(({ message }) => message)).toEqual([]);
    // The parser does tell what is wrong, and prints it, too.
    vi.spyOn(console, 'error').mockReturnValue();
    expect(parser.validate(queries[1]!.replace('GROUP BY', 'GROUPED BY'))).not.toEqual([]);
  });

  test('holds no text of a prompt', async () => {
    const cwd = treeOf(projectFiles);
    for (const args of [athena, ['usage', 'sql', '--engine', 'duckdb']]) expect((await script(cwd, args)).join('\n')).not.toMatch(/Rule 1|You write titles|Write a title|Only the title|You sort/);
  });

  test('DuckDB: the text runs, and finds what the import finds', async () => {
    const cwd = treeOf(projectFiles);
    const requests = Array.from({ length: 300 }, (_, index) => index).flatMap(index => [titleRequest(MONDAY + index * HOUR, questionOf(index)), ...(index % 2 ? [answerRequest(MONDAY + index * HOUR, questionOf(index))] : []), ...(index % 3 ? [sortRequest(MONDAY + index * HOUR, questionOf(index))] : []), strangerRequest(MONDAY + index * HOUR)]);
    writeLogs(cwd, requests);
    const statements = await script(cwd, ['usage', 'sql', '--engine', 'duckdb', '--location', `${cwd}/AWSLogs/**/*.json.gz`]);
    const database = await openDatabase();
    try {
      const results: { call: string | null; requests: number }[][] = [];
      for (const statement of statements) results.push(await database.rows(statement));
      const { stdout } = await promptfare(['usage', 'import', 'AWSLogs', '--format', 'json', '--dry-run'], { cwd });
      const { calls, unmatched } = JSON.parse(stdout);
      expect(results[1]!.map(({ call, requests: count }) => [call, count])).toEqual([[expect.any(String), 300], [null, 300], [expect.any(String), 200], [expect.any(String), 150]]);
      expect(results[1]!.filter(({ call }) => call !== null).map(({ call, requests: count }) => ({ ids: [call], requests: count }))).toEqual(calls.map(({ ids, requests: count }: { ids: string[]; requests: number }) => ({ ids, requests: count })));
      expect(unmatched[0].requests).toBe(300);
      expect(results).toHaveLength(7);
    } finally {
      database.close();
    }
  });

  test('says which calls a hash cannot tell', async () => {
    const cwd = treeOf({ 'src/a.ts': projectFiles['src/title.ts'].replace(/ +system: .*\n/, '').replace('Write a title for this: ', '') });
    const { code, stderr } = await promptfare(athena, { cwd });
    expect([code, stderr]).toEqual([0, 'promptfare: 1 call of 1 cannot be told by a hash: no prompt of theirs begins with static text.\n']);
  });

  test.each([
    [['usage', 'sql'], '`--location` names where the logs are, as `s3://bucket/prefix/AWSLogs/`.'],
    [['usage', 'sql', '--location', "s3://b/x'; DROP/AWSLogs"], '`--location` names where'],
    [athena.toSpliced(4, 2), '`--account` names an AWS account, 12 digits; it may be given several times.'],
    [athena.map(arg => (arg === 'us-east-1' ? 'Ohio' : arg)), '`--region` names an AWS region, as `us-east-1`; it may be given several times.'],
    [athena.slice(0, -2), '`--from` is the first day of the logs, as `2026-10-01`.'],
  ])('%j is refused', async (args, message) => {
    const { code, stderr } = await promptfare(args, { cwd: treeOf(projectFiles) });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { bodyOf, questionOf, recordOf } from '../../src/dev/traffic-logs.ts';
import { treeOf } from '../project/tree.ts';
import { answerRequest, HAIKU, HOUR, linesOf, MONDAY, projectFiles, put, sortRequest, strangerRequest, titleRequest, writeLogs } from '../traffic/logged-project.ts';
import { promptfare } from './fake-process.ts';

const NAME = 'promptfare.usage.yaml';

/** A day: 240 answers, 480 titles, 96 mails, 48 requests of nobody here; one of 20 fails. */
const day = Array.from({ length: 480 }, (_, index) => index * 3 * 60_000).flatMap((offset, index) => [
  titleRequest(MONDAY + offset, questionOf(index)),
  ...(index % 2 === 0 ? [answerRequest(MONDAY + offset, questionOf(index))] : []),
  ...(index % 5 === 0 ? [sortRequest(MONDAY + offset + 1000, questionOf(index))] : []),
  ...(index % 10 === 0 ? [strangerRequest(MONDAY + offset)] : []),
]).concat([titleRequest(MONDAY + 24 * HOUR - 1000, 'x', { errorCode: 'ThrottlingException' })]);

async function imported(cwd: string, ...args: string[]): Promise<{ [key: string]: any }> {
  const { code, stdout, stderr } = await promptfare(['usage', 'import', ...args, '--format', 'json'], { cwd });
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}
async function ids(cwd: string): Promise<{ [path: string]: string }> {
  const { stdout } = await promptfare(['--format', 'json', '--fail-on', 'never', 'src', 'jobs'], { cwd });
  return Object.fromEntries(JSON.parse(stdout).calls.map((call: { path: string; id: string }) => [call.path, call.id]));
}

describe('usage import', () => {
  test('joins records to calls, and writes what is measured', async () => {
    const cwd = treeOf(projectFiles);
    writeLogs(cwd, day);
    const data = await imported(cwd, 'AWSLogs');
    const id = await ids(cwd);
    expect(data['window']).toMatchObject({ hours: 24 });
    expect(data['calls'].map((call: { ids: string[]; requests: number }) => [call.ids, call.requests])).toEqual([[[id['src/title.ts']], 480], [[id['src/answer.ts']], 240], [[id['jobs/sort.py']], 96]]);
    expect(data['unmatched']).toMatchObject([{ model: HAIKU, requests: 48 }]);
    expect(data['matchedShare']).toBeCloseTo(817 / 865, 9);
    const { calls } = parse(readFileSync(join(cwd, NAME), 'utf8'));
    expect(calls[id['src/answer.ts']!]).toMatchObject({ callsPerMonth: Math.round((240 * 730) / 24), inputTokens: 9400, outputTokens: 120, basis: 'measured' });
    expect(calls[id['src/answer.ts']!].cache).toBeUndefined();
    expect(calls[id['jobs/sort.py']!]).toMatchObject({ callsPerMonth: 2920, inputTokens: 500, outputTokens: 4 });

    const { stdout } = await promptfare(['--format', 'json', '--fail-on', 'never', 'src', 'jobs'], { cwd });
    const { monthly } = JSON.parse(stdout).calls.find((call: { path: string }) => call.path === 'src/answer.ts');
    // Claude Haiku 4.5 in a geography: $1.10 and $5.50 per million tokens.
    expect(monthly).toEqual({ calls: 7300, basis: 'measured', usd: { input: expect.closeTo((9400 * 7300 * 1.1) / 1e6, 6), output: expect.closeTo((120 * 7300 * 5.5) / 1e6, 6) } });
    expect(data['calls'][1].usdPerMonth).toBeCloseTo(monthly.usd.input + monthly.usd.output, 6);
  });

  test('measures the cache', async () => {
    const cwd = treeOf(projectFiles);
    writeLogs(cwd, Array.from({ length: 100 }, (_, index) => answerRequest(MONDAY + index * 60_000, questionOf(index), { input: 400, ...(index % 10 === 0 ? { cacheWrite: 9000 } : { cacheRead: 9000 }) })));
    const data = await imported(cwd, 'AWSLogs');
    expect(data['calls']).toMatchObject([{ inputTokens: 9400, cache: { hitRate: 0.9, ttl: '5m', prefixTokens: 9000 } }]);
    const { stdout } = await promptfare(['--format', 'json', '--fail-on', 'never', 'src'], { cwd });
    const { monthly } = JSON.parse(stdout).calls.find((call: { path: string }) => call.path === 'src/answer.ts');
    expect(monthly.usd.input).toBeCloseTo((monthly.calls * (400 * 1.1 + 9000 * (0.9 * 0.11 + 0.1 * 1.375))) / 1e6, 6);
  });

  test('keeps comments and declared figures, and a second run changes nothing', async () => {
    const cwd = treeOf(projectFiles);
    writeLogs(cwd, day);
    const id = await ids(cwd);
    writeFileSync(join(cwd, NAME), `# ours\nversion: 1\ncalls:\n  ${id['src/title.ts']}:\n    callsPerMonth: 7 # the plan\n  ${id['src/answer.ts']}:\n    # no idea\n    callsPerMonth:\n`);
    const data = await imported(cwd, 'AWSLogs');
    const text = readFileSync(join(cwd, NAME), 'utf8');
    expect(data).toMatchObject({ kept: [id['src/title.ts']], written: [id['src/answer.ts'], id['jobs/sort.py']] });
    expect(text).toContain('callsPerMonth: 7 # the plan');
    expect(text).toMatch(/^# ours\n/);
    expect(text).toMatch(/# no idea\n +callsPerMonth: 7300\n/);
    await imported(cwd, 'AWSLogs');
    expect(readFileSync(join(cwd, NAME), 'utf8')).toBe(text);
    await imported(cwd, 'AWSLogs', '--replace');
    expect(readFileSync(join(cwd, NAME), 'utf8')).toContain('callsPerMonth: 14600 # the plan');
  });

  test('writes no text of a prompt, and leaves nothing behind', async () => {
    const cwd = treeOf(projectFiles);
    const secret = 'the pin of my card is 4711';
    writeLogs(cwd, [answerRequest(MONDAY, secret), strangerRequest(MONDAY, { user: secret })]);
    const { stdout } = await promptfare(['usage', 'import', 'AWSLogs'], { cwd });
    expect(stdout + JSON.stringify(await imported(cwd, 'AWSLogs')) + readFileSync(join(cwd, NAME), 'utf8')).not.toMatch(/4711|Rule 1|no call here sends/);
  });

  test('a dry run writes nothing', async () => {
    const cwd = treeOf(projectFiles);
    writeLogs(cwd, day);
    await imported(cwd, 'AWSLogs', '--dry-run');
    expect(existsSync(join(cwd, NAME))).toBe(false);
  });
});

describe('what logs bring', () => {
  const few = Array.from({ length: 20 }, (_, index) => answerRequest(MONDAY + index * HOUR, questionOf(index), { region: index % 2 ? 'us-east-1' : 'eu-west-1', account: index % 4 ? '123456789012' : '210987654321' }));

  test('damage is counted and never fatal', async () => {
    const cwd = treeOf(projectFiles);
    const lines = linesOf(few).split('\n').filter(Boolean);
    put(cwd, 'logs/a.json', `${lines.slice(0, 5).join('\n')}\n{"timestamp": "2026-10-\n\n\0\0\n[1,2]\n{"foo":1}\n${lines[5]!.slice(0, 900)}\n`);
    const whole = gzipSync(Buffer.from(`${lines.slice(6, 16).join('\n')}\n${questionOf(1, 60_000)}`));
    put(cwd, 'logs/b.json.gz', whole.subarray(0, whole.length - 5000));
    put(cwd, 'logs/copy/b.json.gz', whole.subarray(0, whole.length - 5000));
    put(cwd, 'logs/c.json.gz', 'this is no gzip');
    put(cwd, 'logs/d[1]*.json', `${lines.slice(4, 8).join('\n')}\n`);
    put(cwd, 'logs/e.json', '');
    put(cwd, 'logs/f.json', `${JSON.stringify({ ...JSON.parse(lines[18]!), timestamp: 'yesterday' })}\n${JSON.stringify({ ...JSON.parse(lines[19]!), input: {}, output: {} })}\n`);
    put(cwd, 'logs/amazon-bedrock-logs-permission-check', 'Permission check');
    const data = await imported(cwd, 'logs');
    // 0 to 7 and 6 to 15 and 19, the two of `d` that others hold and 6 and 7 once.
    expect(data['read']).toMatchObject({ records: 17, repeated: 3, incomplete: 1, withoutTokens: 1, truncated: 1, duplicateFiles: 1, accounts: 2, regions: 2 });
    // One line in the truncated file, one cut short, zeros, two that are JSON and no record, one cut in its text.
    expect(data['read'].broken).toBe(6);
    const { code, stdout } = await promptfare(['usage', 'import', 'logs'], { cwd, columns: 200 });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^17 requests in \d+ files, 2026-10-05 00:00 to 2026-10-05 19:00 \(20 hours\), 2 accounts, 2 regions\.$/m);
    expect(stdout).toMatch(/1 file end early; what is there is counted: logs\/b\.json\.gz\.$/m);
  });

  test('a gzip file that ends between two lines, and a line that is too long to be one', async () => {
    const cwd = treeOf(projectFiles);
    put(cwd, 'logs/a.json.gz', gzipSync(linesOf(few), { finishFlush: constants.Z_SYNC_FLUSH }));
    put(cwd, 'logs/b.json', `${linesOf(few, 100)}{"broken": "${'x'.repeat(40 << 20)}"\n\uFEFF${linesOf(few, 200)}`);
    expect(await imported(cwd, 'logs')).toMatchObject({ read: { records: 60, broken: 1, failed: 0 } });
  });

  test('the line behind a broken one is read', async () => {
    const cwd = treeOf(projectFiles);
    put(cwd, 'logs/a.json', linesOf(few).replaceAll('\n', '\n{"broken":\n'));
    put(cwd, 'logs/b.json', linesOf(few, 100));
    expect(await imported(cwd, 'logs')).toMatchObject({ read: { records: 40, broken: 20 }, calls: [{ requests: 40 }] });
  });

  test.each([
    ['lines with the time before', (lines: string[]) => lines.map(line => `2026-10-05T00:00:00.123Z ${line}\n`).join('')],
    ['events of CloudWatch Logs', (lines: string[]) => JSON.stringify({ events: lines.map(message => ({ timestamp: 1, message, eventId: 'e' })), searchedLogStreams: [] }, null, 2)],
    ['messages of Firehose', (lines: string[]) => JSON.stringify({ messageType: 'DATA_MESSAGE', logEvents: lines.map(message => ({ id: '1', timestamp: 1, message })) })],
    ['results of Logs Insights', (lines: string[]) => JSON.stringify({ status: 'Complete', results: lines.map(value => [{ field: '@timestamp', value: 'x' }, { field: '@message', value }]) })],
    ['a list', (lines: string[]) => `[${lines.join(',\n')}]`],
    ['one record over several lines', (lines: string[]) => JSON.stringify(JSON.parse(lines[0]!), null, 2)],
  ])('%s', async (what, written) => {
    const cwd = treeOf(projectFiles);
    put(cwd, 'export', written(linesOf(few).split('\n').filter(Boolean)));
    put(cwd, 'export.gz', gzipSync(written(linesOf(few, 500).split('\n').filter(Boolean))));
    const each = what.startsWith('one') ? 1 : 20;
    expect(await imported(cwd, 'export', 'export.gz')).toMatchObject({ read: { records: 2 * each, broken: 0 }, calls: [{ requests: 2 * each, inputTokens: 9400 }] });
  });

  test('bodies that lie apart are found where they are here', async () => {
    const cwd = treeOf(projectFiles);
    const apart = few.map(request => ({ ...request, isApart: true }));
    put(cwd, 'logs/a.json.gz', gzipSync(linesOf(apart)));
    expect(await imported(cwd, 'logs')).toMatchObject({ read: { bodiesApart: 20 }, calls: [], unmatched: [{ requests: 20 }] });
    apart.slice(0, 15).forEach((request, index) => put(cwd, `logs/data/${(recordOf(request, index) as { requestId: string }).requestId}_input.json.gz`, gzipSync(JSON.stringify(bodyOf(request)))));
    expect(await imported(cwd, 'logs')).toMatchObject({ read: { bodiesApart: 5 }, calls: [{ requests: 15 }], unmatched: [{ requests: 5 }] });
  });

  test('the longer text wins, and calls with one prompt are not told apart', async () => {
    const both = (prompt: string): string => projectFiles['src/title.ts'].replace('Only the title.', prompt);
    const cwd = treeOf({ 'src/a.ts': both('Only the title.'), 'src/b.ts': both('Only the title. In French.'), 'src/c.ts': both('Only the title. In Dutch.'), 'src/d.ts': both('Only the title. In Dutch.') });
    const requests = ['', ' In French.', ' In Dutch.'].flatMap((end, nth) => Array.from({ length: nth + 1 }, (_, index) => titleRequest(MONDAY + index * HOUR, questionOf(index))).map(request => ({ ...request, user: request.user + end })));
    writeLogs(cwd, requests, 1);
    const data = await imported(cwd, 'AWSLogs');
    expect(data['calls'].map((call: { ids: string[]; requests: number }) => [call.ids.length, call.requests])).toEqual([[2, 3], [1, 2], [1, 1]]);
    expect(data['written']).toHaveLength(2);
  });

  test.each([
    [['usage', 'import', 'nowhere'], 'There is no file or directory `nowhere`. Check the path of the logs.'],
    [['usage', 'import'], 'Name the logs: files and folders, or `--from cloudwatch`.'],
    [['usage', 'import', '.', '--memory', 'lots'], 'Give a size as `512MB` or `4GB`.'],
  ])('%j is refused', async (args, message) => {
    const { code, stderr } = await promptfare(args, { cwd: treeOf(projectFiles) });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  test('folders without logs say so', async () => {
    const { code, stdout } = await promptfare(['usage', 'import', 'src'], { cwd: treeOf(projectFiles) });
    expect([code, stdout]).toEqual([0, expect.stringContaining('No record of an invocation in 2 files.')]);
  });
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { questionOf } from '../../src/dev/traffic-logs.ts';
import { openDatabase } from '../../src/traffic/index.ts';
import { withCredentials } from '../exact/service.ts';
import { treeOf } from '../project/tree.ts';
import { answerRequest, HAIKU, HOUR, MONDAY, NOVA, projectFiles, put, writeLogs } from '../traffic/logged-project.ts';
import { promptfare } from './fake-process.ts';

withCredentials();

async function imported(cwd: string, ...args: string[]): Promise<{ [key: string]: any }> {
  const { code, stdout, stderr } = await promptfare(['usage', 'import', ...args, '--format', 'json'], { cwd });
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

/** A day of a model by the hour: so many requests an hour, and tokens of each. */
function seriesOf(model: string, requests: number, tokens: { readonly [metric: string]: number }): object[] {
  const timestamps = Array.from({ length: 24 }, (_, hour) => new Date(MONDAY + hour * HOUR).toISOString());
  const one = (metric: string, value: number) => ({ Id: `m${metric.toLowerCase()}`, Label: `${model} ${metric}`, Timestamps: timestamps.toReversed(), Values: timestamps.map(() => value), StatusCode: 'Complete' });
  return [one('Invocations', requests), ...Object.entries(tokens).map(([metric, value]) => one(metric, value * requests))];
}
const answer = JSON.stringify({ MetricDataResults: [...seriesOf(NOVA, 10, { InputTokenCount: 300, OutputTokenCount: 11 }), ...seriesOf(HAIKU, 5, { InputTokenCount: 400, OutputTokenCount: 120, CacheReadInputTokenCount: 8100, CacheWriteInputTokenCount: 900 }), { Id: 'x', Label: 'CPUUtilization', Timestamps: [], Values: [] }], Messages: [] }, null, 2);

describe('metrics of CloudWatch', () => {
  test('count by model; a call gets them where it alone uses the model, and where that is asked for', async () => {
    const cwd = treeOf({ ...projectFiles, 'metrics.json': answer });
    const plain = await imported(cwd, 'metrics.json');
    expect(plain).toMatchObject({ calls: [], written: [], metrics: { requests: 360, models: 2, unreadSeries: 1, hours: 24 } });
    expect(plain['unmatched']).toMatchObject([{ model: NOVA, requests: 240, requestsPerMonth: 7300, inputTokens: 300 }, { model: HAIKU, requests: 120, inputTokens: 9400, cache: { hitRate: 0.9, prefixTokens: 9000 } }]);
    const byModel = await imported(cwd, 'metrics.json', '--by-model');
    // Two calls use Haiku: nothing says which one a request is of.
    expect(byModel).toMatchObject({ calls: [{ models: [NOVA], requestsPerMonth: 7300 }], unmatched: [{ model: HAIKU }] });
    const { calls } = parse(readFileSync(join(cwd, 'promptfare.usage.yaml'), 'utf8'));
    expect(calls[byModel['written'][0]]).toMatchObject({ callsPerMonth: 7300, inputTokens: 300, outputTokens: 11, basis: 'measured' });
  });

  test('beside logs they say how much the logs hold', async () => {
    const cwd = treeOf({ ...projectFiles, 'metrics.json': answer });
    writeLogs(cwd, Array.from({ length: 90 }, (_, index) => answerRequest(MONDAY + index * (HOUR / 3.75), questionOf(index))));
    const { stdout } = await promptfare(['usage', 'import', 'metrics.json', 'AWSLogs', '--dry-run'], { cwd });
    expect(stdout).toContain('CloudWatch counts 10,950 requests a month from 2026-10-05 00:00 to 2026-10-06 00:00 (24 hours), the logs 2,738 (25 %).');
  });
});

describe('--from cloudwatch', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  /** Answers as the service does; what was asked, by operation. */
  async function service(answers: (operation: string, body: any) => { status?: number; body: object }): Promise<{ env: { [name: string]: string }; asked: [string, any][] }> {
    const asked: [string, any][] = [];
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk as Buffer));
      request.on('end', () => {
        const operation = String(request.headers['x-amz-target']).split('.').at(-1)!;
        const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as unknown;
        asked.push([operation, body]);
        const { status = 200, body: own } = answers(operation, body);
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(own));
      });
    });
    await new Promise<void>(resolve => void server!.listen(0, '127.0.0.1', resolve));
    return { env: { AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL_CLOUDWATCH: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }, asked };
  }

  test('asks for each model and metric, page by page', async () => {
    const { env, asked } = await service((operation, body) => {
      if (operation === 'ListMetrics') {
        const metric = (value: string, more: object[] = []) => ({ Namespace: 'AWS/Bedrock', MetricName: 'Invocations', Dimensions: [{ Name: 'ModelId', Value: value }, ...more] });
        return { body: body.NextToken ? { Metrics: [metric(NOVA)] } : { Metrics: [metric(HAIKU), metric(HAIKU, [{ Name: 'ServiceTier', Value: 'default' }])], NextToken: 'more' } };
      }
      const hour = body.StartTime + 3600;
      return { body: { MetricDataResults: body.MetricDataQueries.filter(({ Label: label }: { Label: string }) => / (?:Invocations|InputTokenCount|OutputTokenCount)$/.test(label)).map(({ Id: id, Label: label }: { Id: string; Label: string }) => ({ Id: id, Label: label, Timestamps: [hour], Values: [label.endsWith('Invocations') ? 28 : 2800], StatusCode: 'Complete' })) } };
    });
    const { code, stdout, stderr } = await promptfare(['usage', 'import', '--from', 'cloudwatch', '--days', '7', '--by-model', '--format', 'json'], { cwd: treeOf(projectFiles), env });
    expect([code, stderr]).toEqual([0, '']);
    expect(asked.map(([operation]) => operation)).toEqual(['ListMetrics', 'ListMetrics', 'GetMetricData']);
    const [, query] = asked[2]!;
    expect(query.EndTime - query.StartTime).toBe(7 * 86_400);
    expect(query.MetricDataQueries[0]).toMatchObject({ MetricStat: { Period: 3600, Stat: 'Sum', Metric: { Namespace: 'AWS/Bedrock', MetricName: 'Invocations' } } });
    // 28 in seven days are four a day.
    expect(JSON.parse(stdout)).toMatchObject({ calls: [{ models: [NOVA], requestsPerMonth: expect.closeTo((4 * 730) / 24, 6), inputTokens: 100 }], unmatched: [{ model: HAIKU }] });
  });

  test('says what stands in the way', async () => {
    const { env } = await service(() => ({ status: 403, body: { __type: 'com.amazonaws#AccessDeniedException', message: 'no' } }));
    const { code, stderr } = await promptfare(['usage', 'import', '--from', 'cloudwatch'], { cwd: treeOf(projectFiles), env });
    expect([code, stderr]).toEqual([2, 'promptfare: CloudWatch was not read: access is denied: it takes credentials that allow `cloudwatch:ListMetrics` and `cloudwatch:GetMetricData`.\n']);
  });
});

describe('bills', () => {
  const day = '2026-10-01T00:00:00Z';
  /** Haiku 4.5: $1.10 and $5.50 in a geography, $1 global; Nova Lite $0.06. */
  const truth = [{ model: 'anthropic.claude-haiku-4-5-20251001-v1:0', tokens: { input: 5e6, output: 1e6, cacheRead: 0, cacheWrite: 0 }, usd: 10.8, usdAtPrices: expect.closeTo(10.8, 9) }, { model: 'amazon.nova-lite-v1:0', tokens: { input: 50e6 }, usd: 3, usdAtPrices: expect.closeTo(3, 9) }];
  const edition = 'Claude Haiku 4.5 (Amazon Bedrock Edition)';
  const lines: [usage: string, service: string, model: string, unit: string, amount: number, cost: number][] = [
    ['USE1-MP:USE1_InputTokenCount-Units', edition, '', 'Units', 3, 3.3],
    ['USE1-MP:USE1_InputTokenCount_Global-Units', edition, '', 'Units', 2, 2],
    ['USE1-MP:USE1_OutputTokenCount-Units', edition, '', 'Units', 1, 5.5],
    ['USE1-NovaLite-input-tokens', 'Amazon Bedrock', 'Nova Lite', '1K tokens', 50_000, 3],
    ['USE1-NovaLite-ProvisionedThroughput-ModelUnits', 'Amazon Bedrock', 'Nova Lite', 'hour', 1, 20],
    ['BoxUsage:t3.micro', 'Amazon Elastic Compute Cloud', '', 'Hrs', 1, 9],
  ];
  const csv = (head: string[], cells: (line: (typeof lines)[number]) => (string | number)[]): string => [head, ...lines.map(cells)].map(row => row.map(cell => (/[,"{]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : cell)).join(',')).join('\r\n');
  const report = csv(['lineItem/UsageStartDate', 'lineItem/UsageType', 'lineItem/UsageAmount', 'lineItem/UnblendedCost', 'pricing/unit', 'product/servicename', 'product/model', 'product/regionCode'], ([usage, service, model, unit, amount, cost]) => [day, usage, amount, cost, unit, service, model, 'us-east-1']);

  test.each([
    ['the Cost and Usage Report', report],
    ['its second version', csv(['line_item_usage_start_date', 'line_item_usage_type', 'line_item_usage_amount', 'line_item_unblended_cost', 'line_item_product_code', 'pricing_unit', 'product', 'product_region_code'], ([usage, service, model, unit, amount, cost]) => [day, usage, amount, cost, service.startsWith('Claude') ? 'abc123' : service.replace('Amazon ', 'Amazon'), unit, JSON.stringify(model ? { model, servicename: service } : { product_name: service }), 'us-east-1'])],
    ['FOCUS', csv(['ChargePeriodStart', 'x_UsageType', 'ConsumedQuantity', 'BilledCost', 'ConsumedUnit', 'ServiceName', 'product_model', 'RegionId'], ([usage, service, model, unit, amount, cost]) => [day, usage, amount, cost, unit, service, model, 'us-east-1'])],
  ])('%s', async (_what, text) => {
    const cwd = treeOf({ ...projectFiles, 'bill.csv': text });
    put(cwd, 'more/bill.csv.gz', gzipSync(text.replaceAll(day, '2026-10-02T00:00:00Z')));
    expect((await imported(cwd, 'bill.csv'))['bill']).toMatchObject({ models: truth, otherUsd: 20, first: '2026-10-01' });
    expect((await imported(cwd, 'bill.csv', 'more'))['bill']).toMatchObject({ models: [{ usd: 21.6 }, { usd: 6 }], first: '2026-10-01', last: '2026-10-02' });
  });

  test('Parquet, and in words', async () => {
    const cwd = treeOf({ ...projectFiles, 'bill.csv': report });
    const database = await openDatabase();
    await database.run(`COPY (SELECT * FROM read_csv('${cwd}/bill.csv')) TO '${cwd}/bill.parquet' (FORMAT parquet)`);
    database.close();
    const { code, stdout } = await promptfare(['usage', 'import', 'bill.parquet'], { cwd, columns: 130 });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Billed from 2026-10-01 to 2026-10-01:$/m);
    expect(stdout).toMatch(/^ +amazon\.nova-lite-v1:0 +50,000,000 +0 +0 +0 +\$3\.00 +\$3\.00$/m);
    expect(stdout).toMatch(/and \$20\.00 for what is no tokens$/m);
  });
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { offerBytes } from '../../src/cli/prices/offers.ts';
import { treeOf } from '../project/tree.ts';
import { promptfare } from './fake-process.ts';

const HAIKU = 'anthropic.claude-haiku-4-5-20251001-v1:0';

function offer(offerCode: string, published: string, rows: [attributes: object, usd: string, unit: string][]): string {
  const products = Object.fromEntries(rows.map(([attributes], index) => [`S${index}`, { attributes: { regionCode: 'us-east-1', ...attributes } }]));
  const OnDemand = Object.fromEntries(rows.map(([, USD, unit], index) => [`S${index}`, { t: { priceDimensions: { d: { unit, pricePerUnit: { USD } } } } }]));
  return JSON.stringify({ offerCode, publicationDate: `${published}T00:00:00Z`, products, terms: { OnDemand } });
}
const edition = 'Claude Haiku 4.5 (Amazon Bedrock Edition)';
const files = {
  'claude.json': offer('AmazonBedrockFoundationModels', '2026-11-20', [
    [{ servicename: edition, usagetype: 'USE1-MP:USE1_InputTokenCount_Global-Units' }, '0.8', '1M tokens'],
    [{ servicename: edition, usagetype: 'USE1-MP:USE1_OutputTokenCount_Global-Units' }, '5', '1M tokens'],
    [{ servicename: 'Claude Zebra 9 \u001B[31m (Amazon Bedrock Edition)', usagetype: 'USE1-MP:USE1_InputTokenCount_Global-Units' }, '1', '1M tokens'],
  ]),
  'amazon.json': offer('AmazonBedrock', '2026-11-18', [[{ model: 'Nova Lite', usagetype: 'USE1-NovaLite-input-tokens' }, '0.00007', '1K tokens']]),
  'nothing.json': offer('AmazonEC2', '2026-11-18', [[{ usagetype: 'BoxUsage' }, '1', 'Hrs']]),
};

afterEach(() => vi.useRealTimers());

async function updated(): Promise<string> {
  const cwd = treeOf(files);
  expect((await promptfare(['prices', 'update', '--from', 'claude.json', '--from', 'amazon.json'], { cwd })).code).toBe(0);
  return cwd;
}

describe('promptfare prices update', () => {
  test('writes an overlay with date and hash, and names what it could not match', async () => {
    const cwd = treeOf(files);
    const { code, stdout, stderr } = await promptfare(['prices', 'update', '--from', 'claude.json', '--from', 'amazon.json', '-o', 'p.json'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toBe('p.json: prices of 2 models as of 2026-11-20, 2 changes against the built-in ones.\nSee them with `promptfare prices diff p.json`, use them with `--prices p.json`.\n');
    expect(stderr).toContain('1 name of the price list could not be matched to a model: Claude Zebra 9');
    expect(stderr).not.toContain('\u001B');
    const written = readFileSync(join(cwd, 'p.json'), 'utf8');
    expect(JSON.parse(written)).toEqual({
      version: 1,
      asOf: '2026-11-20',
      source: 'AWS Price List (AmazonBedrockFoundationModels, AmazonBedrock), 2026-11-20',
      hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      prices: { 'amazon.nova-lite-v1:0': { input: 0.07 }, [HAIKU]: { input: 0.8, output: 5 } },
    });
    await promptfare(['prices', 'update', '--from', 'claude.json', '--from', 'amazon.json', '-o', 'again.json'], { cwd });
    expect(readFileSync(join(cwd, 'again.json'), 'utf8')).toBe(written);
    expect(readdirSync(cwd).toSorted()).toEqual(['again.json', 'amazon.json', 'claude.json', 'nothing.json', 'p.json']);
  });

  test('fetches the offers of the regions that are named, and prices calls there by them', async () => {
    const asked: string[] = [];
    const nova = (regionCode: string, head: string, usd: string) => offer('AmazonBedrock', '2026-11-18', [[{ regionCode, model: 'Nova Lite', usagetype: `${head}-NovaLite-input-tokens` }, usd, '1K tokens']]);
    vi.stubGlobal('fetch', async (url: string) => {
      asked.push(url.replace(/^.*\/aws\//, ''));
      return new Response(!url.includes('/AmazonBedrock/') ? files['nothing.json'] : url.includes('eu-central-1') ? nova('eu-central-1', 'EUC1', '0.000099') : nova('us-east-1', 'USE1', '0.00007'));
    });
    const cwd = treeOf({});
    const { code, stderr } = await promptfare(['prices', 'update', '--region', 'eu-central-1'], { cwd });
    vi.unstubAllGlobals();
    expect([code, stderr]).toEqual([0, '']);
    expect(asked).toEqual(['us-east-1', 'eu-central-1'].flatMap(region => ['AmazonBedrock', 'AmazonBedrockFoundationModels', 'AmazonBedrockService'].map(name => `${name}/current/${region}/index.json`)));
    const { prices } = JSON.parse(readFileSync(join(cwd, 'promptfare.prices.json'), 'utf8')) as { prices: { [id: string]: { input: number; listed: object[] } } };
    expect(prices['amazon.nova-lite-v1:0']).toMatchObject({ input: 0.07, listed: expect.arrayContaining([expect.objectContaining({ regions: ['eu-central-1'], input: 0.099 })]) });
  });

  test.each([
    [['--region', 'Frankfurt'], '`--region Frankfurt` is no region of AWS.'],
    [['--region', 'eu-central-1', '--from', 'amazon.json'], '`--region` says which offers are fetched from AWS'],
  ])('refuses %j', async (flags, message) => {
    const { code, stderr } = await promptfare(['prices', 'update', ...flags], { cwd: treeOf(files) });
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  test('fetches by URL', async () => {
    const requests: string[] = [];
    const server = createServer((request, response) => {
      requests.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'no credentials'}`);
      if (request.url === '/slow') return;
      const [status, body] = request.url === '/claude.json' ? [200, files['claude.json']] : request.url === '/away' ? [302, ''] : [404, 'no'];
      response.writeHead(status, { location: '/claude.json' }).end(body);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const cwd = treeOf({});
    const update = (from: string) => promptfare(['prices', 'update', '--from', from], { cwd });
    expect((await update(`${base}/claude.json`)).code).toBe(0);
    expect(requests).toEqual(['GET /claude.json no credentials']);
    expect(await update(`${base}/none`)).toMatchObject({ code: 2, stderr: expect.stringContaining('answers 404') });
    expect(await update(`${base}/away`)).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be fetched') });
    expect(await update('http://192.0.2.1/x')).toMatchObject({ code: 2, stderr: expect.stringContaining('Give an https URL') });
    expect(await update('file:///etc/passwd')).toMatchObject({ code: 2, stderr: expect.stringContaining('Give an https URL') });
    await expect(offerBytes({ cwd: () => cwd } as never, `${base}/slow`, 50)).rejects.toThrow('no answer within 0.05 s');
    server.closeAllConnections();
    server.close();
    expect(await update(`${base}/claude.json`)).toMatchObject({ code: 2, stderr: expect.stringMatching(/cannot be fetched \((?:ECONNREFUSED|UND_ERR_SOCKET)\)/) });
  });

  test.each([
    [['--from', 'none.json'], 'There is no file `none.json`'],
    [['--from', 'text.json'], '`text.json` is no JSON'],
    [['--from', 'empty.json'], '`empty.json`: This is no AWS Price List offer'],
    [['--from', 'nothing.json'], 'holds no token price'],
    [['--from', 'claude.json', '--output', 'no/where.json'], '`--output no/where.json` cannot be written (ENOENT)'],
  ])('exits with 2 on %j', async (args, message) => {
    const cwd = treeOf({ ...files, 'text.json': 'prices', 'empty.json': '{}' });
    const { code, stdout, stderr } = await promptfare(['prices', 'update', ...args], { cwd });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^promptfare: [^\n]*\n$/);
    expect(stderr).toContain(message);
  });
});

describe('promptfare prices diff', () => {
  test('shows what changed, from an overlay and from an offer', async () => {
    const cwd = await updated();
    const { code, stdout } = await promptfare(['prices', 'diff'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/anthropic\.claude-haiku-4-5-20251001-v1:0 +input +1 +0\.8 +-20 %/);
    expect(stdout).toMatch(/amazon\.nova-lite-v1:0 +input +0\.06 +0\.07 +\+16\.7 %/);
    const { changes } = JSON.parse((await promptfare(['prices', 'diff', 'claude.json', '--json'], { cwd })).stdout) as { changes: object[] };
    expect(changes).toEqual([{ id: HAIKU, field: 'input', before: 1, after: 0.8 }]);
  });
});

describe('--prices', () => {
  const count = (cwd: string, ...more: string[]) => promptfare(['count', '--model', `global.${HAIKU}`, '--format', 'json', ...more], { cwd, stdin: 'Hello' });

  test('holds for one run, with its date', async () => {
    const cwd = await updated();
    expect(JSON.parse((await count(cwd, '--prices', 'promptfare.prices.json')).stdout).cost).toMatchObject({ perMTok: 0.8, asOf: '2026-11-20' });
    expect(JSON.parse((await count(cwd, '--prices', 'claude.json')).stdout).cost).toMatchObject({ perMTok: 0.8 });
    expect(JSON.parse((await count(cwd)).stdout).cost).toMatchObject({ perMTok: 1 });
    const report = async (...more: string[]) => JSON.parse((await promptfare(['scan', '--format', 'json', ...more], { cwd })).stdout) as { prices: { asOf: string; digest: string } };
    const [plain, over] = [await report(), await report('--prices', 'promptfare.prices.json')];
    expect(over.prices.asOf).toBe('2026-11-20');
    expect(over.prices.digest).not.toBe(plain.prices.digest);
  });

  test('that are old are one warning', async () => {
    const cwd = await updated();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2027-02-18T12:00:00Z') });
    expect((await count(cwd, '--prices', 'promptfare.prices.json')).stderr).toBe('');
    vi.setSystemTime(Date.parse('2027-02-19T12:00:00Z'));
    const { code, stderr } = await count(cwd, '--prices', 'promptfare.prices.json');
    expect(code).toBe(0);
    expect(stderr).toMatch(/^promptfare: the prices are 91 days old \(2026-11-20\)\.[^\n]*\n$/);
    expect((await promptfare(['scan', '--prices', 'promptfare.prices.json'], { cwd })).stderr).toMatch(/^promptfare: the prices are 91 days old/);
  });

  test.each([
    ['{', 'is no JSON'],
    ['[]', 'it is no object'],
    ['{"version":2}', '`version` is not 1'],
    ['{"version":1,"asOf":"soon"}', '`asOf` is no date'],
    ['{"version":1,"asOf":"2026-01-01","source":"s","hash":"h","prices":[]}', '`prices` is no object'],
    ['{"version":1,"asOf":"2026-01-01","source":"s","hash":"h","prices":{"a.b":{"input":-1}}}', 'the entry `a.b` holds something that is no price'],
    ['{"version":1,"asOf":"2026-01-01","source":"s","hash":"h","prices":{"a.b":{"input":"1"}}}', 'no price'],
    ['{"version":1,"asOf":"2026-01-01","source":"s","hash":"h","prices":{"__proto__":{"polluted":1}}}', 'no price'],
    ['{"version":1,"asOf":"2026-01-01","source":"s","hash":"h","prices":{"a.b":{"cacheWrite":{"2h":1}}}}', 'no price'],
    ['{"version":1,"asOf":"2026-01-01","source":"s","hash":"h","prices":{"a.b":{"listed":[{"input":1}]}}}', 'no price'],
    ['{"version":1,"asOf":"2026-01-01","source":"s","hash":"h","prices":{"a.b":{"listed":[{"regions":["us-east-1"],"tier":"slow","input":1}]}}}', 'no price'],
    ['{"version":1,"asOf":"2026-01-01","source":"s","hash":"h","prices":{"a.b":{"listed":[{"regions":["us-east-1"],"input":"1"}]}}}', 'no price'],
  ])('%s exits with 2', async (text, message) => {
    const cwd = treeOf({});
    writeFileSync(join(cwd, 'p.json'), text);
    for (const args of [['count', '--model', HAIKU], ['models'], ['scan'], ['explain', 'c_1'], ['compare', HAIKU, HAIKU], ['what-if']]) {
      const { code, stdout, stderr } = await promptfare([...args, '--prices', 'p.json'], { cwd, stdin: 'x' });
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(message);
      expect(stderr.split('\n')).toHaveLength(2);
    }
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

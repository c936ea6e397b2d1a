/**
 * Logs of many requests through `promptfare usage import` in bounded memory, beside DuckDB that only counts their lines.
 *
 *   npm run build && node bench/usage.mjs [--records 5000000] [--directory <where>] [--memory 1GB] [--keep] [--advise]
 *
 * Writes a project of 20 calls and a month of logs of their traffic (about 2 KB a record before gzip; a fifth is of no call, one
 * record in 50,000 is broken), then prints seconds, seconds of CPU, records a second and the largest resident memory of each run, and checks that
 * every call got the requests that were made for it. What a run of an earlier call with `--keep` left is used again.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { questionOf, recordOf } from '../dist/src/dev/traffic-logs.js';

const { values: flags } = parseArgs({
  options: { records: { type: 'string', default: '5000000' }, directory: { type: 'string' }, memory: { type: 'string', default: '1GB' }, keep: { type: 'boolean' }, advise: { type: 'boolean' } },
});
const records = Number(flags.records);
const directory = flags.directory ? resolve(flags.directory) : mkdtempSync(join(tmpdir(), 'promptfare-bench-'));
const cli = join(dirname(fileURLToPath(import.meta.url)), '../dist/src/cli/run.js');
const MODELS = ['us.anthropic.claude-haiku-4-5-20251001-v1:0', 'us.anthropic.claude-sonnet-4-6', 'amazon.nova-lite-v1:0', 'amazon.nova-pro-v1:0'];
const CALLS = 20;
const PART = 20_000;
const START = Date.UTC(2026, 9, 1);

const systemOf = call => `You are assistant number ${call} of the parcel desk. ${questionOf(1_000_000 + call, 120)}`;
const modelOf = call => MODELS[call % MODELS.length];

function writeProject() {
  for (let call = 0; call < CALLS; call++) {
    const path = join(directory, `src/call-${String(call).padStart(2, '0')}.ts`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export const ask = (question: string) => client.send(new ConverseCommand({
  modelId: '${modelOf(call)}',
  system: [{ text: '${systemOf(call)}' }],
  messages: [{ role: 'user', content: [{ text: \`The customer asks: \${question}\` }] }],
  inferenceConfig: { maxTokens: 400 },
}));
`);
  }
}

/** A record of each kind as the generator writes it, taken apart where requests differ. */
const kinds = Array.from({ length: 25 }, (_, call) => {
  const marks = { at: 0, operation: 'Converse', modelId: modelOf(call), system: call < CALLS ? systemOf(call) : `Something else ${call}. ${questionOf(call, 60)}`, user: 'The customer asks: @question', input: 70_000_001, output: 8, latency: 900, region: '@region' };
  return JSON.stringify(recordOf(marks, 0xabcdef)).replaceAll('"outputTokenCount":8', '"outputTokenCount":@output').split(/(1970-01-01T00:00:00Z|00abcdef|@question|@region|70000001|@output)/);
});

/** Of 25 requests one goes to each call and five to none. */
function writeLogs() {
  const step = (30 * 86_400_000) / records;
  const texts = Array.from({ length: 5000 }, (_, index) => questionOf(index, 60));
  let raw = 0;
  for (let part = 0; part * PART < records; part++) {
    const lines = [];
    for (let index = part * PART; index < Math.min(records, (part + 1) * PART); index++) {
      const values = { '1970-01-01T00:00:00Z': `${new Date(START + index * step).toISOString().slice(0, 19)}Z`, '00abcdef': index.toString(16).padStart(8, '0'), '@question': `${index} ${texts[(index * 7919) % texts.length]}`, '@region': index % 3 ? 'us-east-1' : 'eu-west-1', 70000001: 400 + (index % 50), '@output': 40 + (index % 80) };
      lines.push(index % 50_000 === 49_999 ? '{"broken":' : kinds[index % 25].map((piece, nth) => (nth % 2 ? values[piece] : piece)).join(''));
    }
    const text = `${lines.join('\n')}\n`;
    raw += Buffer.byteLength(text);
    const path = join(directory, `logs/AWSLogs/123456789012/BedrockModelInvocationLogs/us-east-1/${String(part).padStart(5, '0')}.json.gz`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, gzipSync(text, { level: 1 }));
  }
  writeFileSync(join(directory, 'raw-bytes'), String(raw));
}

/** Runs code in a process of its own; what it prints, seconds, and the largest resident memory. */
function timed(code) {
  const start = performance.now();
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', `${code}\n{ const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage(); process.stderr.write(['\\nUSED', maxRSS, userCPUTime + systemCPUTime].join(' ')); }`], { cwd: directory, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (child.status !== 0) throw new Error(child.stderr);
  const [, kilobytes, microseconds] = /USED (\d+) (\d+)/.exec(child.stderr);
  return { stdout: child.stdout, seconds: (performance.now() - start) / 1000, cpu: Number(microseconds) / 1e6, megabytes: Number(kilobytes) / 1024 };
}

const promptfare = (...args) => `const { run } = await import(${JSON.stringify(pathToFileURL(cli).href)}); await run({ argv: ['node', 'promptfare', ...${JSON.stringify(args)}], env: {}, cwd: () => process.cwd(), stdin: process.stdin, stdout: { write: text => process.stdout.write(text) }, stderr: { write: text => process.stderr.write(text) } });`;

if (!existsSync(join(directory, 'raw-bytes'))) {
  writeProject();
  const start = performance.now();
  writeLogs();
  console.log(`${records} records made in ${Math.round((performance.now() - start) / 1000)} s`);
}
const logs = join(directory, 'logs/AWSLogs/123456789012/BedrockModelInvocationLogs/us-east-1');
const packed = readdirSync(logs).reduce((sum, name) => sum + statSync(join(logs, name)).size, 0);
console.log(`${(Number(readFileSync(join(directory, 'raw-bytes'), 'utf8')) / 1e9).toFixed(1)} GB raw, ${(packed / 1e9).toFixed(2)} GB gzipped, ${readdirSync(logs).length} files`);

const report = (what, { seconds, cpu, megabytes }) => console.log(`${what.padEnd(28)} ${seconds.toFixed(1).padStart(8)} s ${cpu.toFixed(1).padStart(8)} s CPU ${Math.round(records / seconds).toLocaleString('en').padStart(12)} records/s ${Math.round(megabytes).toLocaleString('en').padStart(8)} MB`);
const duckdb = pathToFileURL(join(dirname(fileURLToPath(import.meta.url)), '../node_modules/@duckdb/node-api/lib/index.js')).href;
report('DuckDB counting lines', timed(`const { DuckDBInstance } = (await import(${JSON.stringify(duckdb)})).default; const instance = await DuckDBInstance.create(':memory:', { memory_limit: '${flags.memory}' }); const connection = await instance.connect(); console.log(String((await connection.runAndReadAll("SELECT count(*) FROM read_csv('logs/**/*.json.gz', columns = {'line': 'VARCHAR'}, auto_detect = false, header = false, delim = chr(1), quote = '', escape = '')")).getRows()));`));
const imported = timed(promptfare('usage', 'import', 'logs', '--project', 'src', '--memory', flags.memory, '--format', 'json'));
report('promptfare usage import', imported);
check(JSON.parse(imported.stdout));
if (flags.advise) report('promptfare advise', timed(promptfare('advise', 'src', '--logs', 'logs', '--memory', flags.memory, '--format', 'json')));
if (!flags.keep) rmSync(directory, { recursive: true, force: true });

function check({ read, calls, unmatched }) {
  const made = Array.from({ length: 25 }, () => 0);
  for (let index = 0; index < records; index++) if (index % 50_000 !== 49_999) made[index % 25]++;
  const truth = made.slice(0, CALLS).toSorted((a, b) => a - b);
  const found = calls.map(({ requests }) => requests).toSorted((a, b) => a - b);
  const strangers = unmatched.reduce((sum, { requests }) => sum + requests, 0);
  const isRight = JSON.stringify(found) === JSON.stringify(truth) && strangers === made.slice(CALLS).reduce((sum, count) => sum + count, 0) && read.broken === Math.floor(records / 50_000);
  console.log(isRight ? 'every call got its requests' : `WRONG: ${JSON.stringify({ read, found, truth, strangers })}`);
  if (!isRight) process.exitCode = 1;
}

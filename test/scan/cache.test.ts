import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { scanWith } from '../../src/cli/scan/cache.ts';
import { estimate, factsOn } from '../../src/cost/index.ts';
import { type ScanCache, openCache } from '../../src/scan/cache/cache.ts';
import { findConfiguration } from '../../src/scan/configuration.ts';
import type { ScanResult } from '../../src/scan/scan.ts';
import { prepared, scan } from '../../src/scan/scan.ts';
import { promptfare } from '../cli/fake-process.ts';
import { runs } from '../fuzz.ts';
import { treeOf } from '../project/tree.ts';

const facts = factsOn('2026-11-22');
const converse = (model: string, system: string): string => `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export const ask = (text: string) => client.send(new ConverseCommand({ modelId: ${model}, system: [{ text: ${system} }], messages: [{ role: 'user', content: [{ text }] }] }));
`;
const template = (model: string): string => `Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: src\n      Handler: env.handler\n      Environment: { Variables: { MODEL_ID: ${model} } }\n`;

/** What may stand at each path, from one edit to the next. */
const contents: { readonly [path: string]: readonly string[] } = {
  'src/ask.ts': [`import { model } from '@lib/models';\n${converse('model', "'You answer in one word.'")}`, `import { model } from '../lib/models';\nimport { readFileSync } from 'node:fs';\n${converse('model', "readFileSync('prompts/system.md', 'utf8')")}`, 'export const ask = (text: string) => text;\n'],
  'src/app.ts': ["import { ask } from './ask';\nexport const a = (x: string) => ask(`Translate ${x} into French.`);\n", "import { ask } from './barrel';\nexport const a = () => ask('Say hello.');\n", '// promptfare-ignore-file\n'],
  'src/barrel.ts': ["export * from './ask';\n", 'export const ask = 1;\n'],
  'src/env.ts': [`export const handler = 1;\n${converse('process.env.MODEL_ID', "'You are terse.'")}`],
  'src/ask/index.ts': [converse("'amazon.nova-pro-v1:0'", "'You are a directory.'")],
  'src/broken.ts': [`import '@aws-sdk/client-bedrock-runtime';\nconst = ;\n`],
  'lib/models.ts': ["export const model = 'amazon.nova-lite-v1:0';\n", "export const model = 'anthropic.claude-v2:1';\n"],
  'lib/models/index.ts': ["export const model = 'amazon.nova-micro-v1:0';\n"],
  'other/models.ts': ["export const model = 'amazon.nova-pro-v1:0';\n"],
  'prompts/system.md': ['You answer as a gardener.\n', 'You answer as a baker, at length.\n'],
  'tsconfig.json': ['{ "compilerOptions": { "paths": { "@lib/*": ["./lib/*"] } } }', '{ "compilerOptions": { "paths": { "@lib/*": ["./other/*"] } } }', '{ broken', '{ "extends": "./base.json" }'],
  'base.json': ['{ "compilerOptions": { "paths": { "@lib/*": ["./other/*"] } } }'],
  'package.json': ['{ "name": "a", "dependencies": { "@aws-sdk/client-bedrock-runtime": "^3" } }', '{ "name": "a", "workspaces": ["lib"] }'],
  'lib/package.json': ['{ "name": "@lib/models", "main": "models.ts" }'],
  'template.yaml': [template('amazon.nova-lite-v1:0'), template('anthropic.claude-v2:1'), 'kind: Pod\n'],
  '.gitignore': ['other/\n', 'lib/\n', ''],
  'promptfare.yaml': ['rules:\n  require-max-tokens: off\n', 'rules:\n  require-max-tokens: error\n', 'ignore: ["lib/**", "src/env.ts"]\n', 'maxFileSize: 1024\n'],
  'big.ts': [`${converse("'amazon.nova-lite-v1:0'", "'You are long.'")}// ${'x'.repeat(1200)}\n`],
};

/** Numbers that look random, and are the same at every run. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

function edit(root: string, random: (below: number) => number): string {
  const paths = Object.keys(contents);
  const path = paths[random(paths.length)]!;
  const full = join(root, path);
  const clear = (at: string): void => {
    for (let above = dirname(at); above.length > root.length; above = dirname(above)) if (existsSync(above) && !statSync(above).isDirectory()) rmSync(above, { force: true });
    rmSync(at, { recursive: true, force: true });
    mkdirSync(dirname(at), { recursive: true });
  };
  const options = contents[path]!;
  switch (random(8)) {
    case 0:
      rmSync(full, { recursive: true, force: true });
      return `delete ${path}`;
    case 1: {
      const other = join(root, paths[random(paths.length)]!);
      if (path === 'promptfare.yaml' || other.endsWith('promptfare.yaml') || !existsSync(full) || other.startsWith(full) || full.startsWith(other)) return 'nothing';
      clear(other);
      renameSync(full, other);
      return `rename ${path} to ${other}`;
    }
    case 2: {
      if (path === 'promptfare.yaml') return 'nothing';
      clear(full);
      const target = paths[random(paths.length)]!;
      symlinkSync(join(root, target), full);
      return `link ${path} to ${target}`;
    }
    case 3:
      return 'nothing';
    default:
      clear(full);
      writeFileSync(full, options[random(options.length)]!);
      return `write ${path}`;
  }
}

const optionsOf = async (root: string) => ({ root, rules, facts, pricing: { asOf: '2026-11-22', digest: '', estimate }, version: '0', configuration: await findConfiguration(root, root, rules) });
const seenOf = ({ report, notes }: ScanResult): unknown => ({ report, notes });
const cacheAt = async (root: string, location: string, now = Date.now()): Promise<ScanCache> => openCache({ location, about: [root], conditions: [(await optionsOf(root)).configuration], now });
const isKept = (location: string): number | undefined => (existsSync(location) ? readdirSync(location).map(name => statSync(join(location, name)).ino)[0] : undefined);
const pause = (): Promise<void> => new Promise(done => setTimeout(done, 12));

const edits = runs(20, 300);

describe.each([[1, false], [4, true]])('after random edits (%i, git: %s), with the cache', (seed, isRepository) => {
  test('the report is that of a run without', { timeout: 60_000 + edits * 5000 }, async () => {
    const random = randomOf(seed);
    const root = treeOf(Object.fromEntries(Object.entries(contents).flatMap(([path, [first]]) => (path.includes('index.ts') || path === 'promptfare.yaml' ? [] : [[path, first!]]))));
    const location = treeOf({});
    if (isRepository) execFileSync('git', ['init', '-q'], { cwd: root });
    const unequal: string[] = [];
    let hits = 0;
    for (let step = 0; step < edits; step++) {
      await pause();
      const what = edit(root, random);
      await pause();
      const options = await optionsOf(root);
      const plain = seenOf(scan(await prepared(options)));
      for (const repeat of [0, 1]) {
        const before = isKept(location);
        // Every other run trusts the times of files, as one does whose files are older.
        const found = seenOf(await scanWith(await cacheAt(root, location, Date.now() + (step % 2) * 60_000), options, problem => expect.fail(problem)));
        if (before !== undefined && isKept(location) === before) hits++;
        try {
          expect(found).toEqual(plain);
        } catch {
          unequal.push(`${step}.${repeat}: ${what}`);
        }
      }
    }
    expect(unequal).toEqual([]);
    // Each second run of a step, at least.
    expect(hits).toBeGreaterThanOrEqual(edits);
  });
});

describe('a kept result', () => {
  const files = { 'src/ask.ts': contents['src/ask.ts']![0]!, 'lib/models.ts': contents['lib/models.ts']![0]!, 'tsconfig.json': contents['tsconfig.json']![0]! };

  test('D3: that is cut short or garbled is made again', async () => {
    const [root, location] = [treeOf(files), treeOf({})];
    const options = await optionsOf(root);
    // One moment for all: what is kept of a file tells how long ago it changed.
    const now = Date.now();
    const run = async (): Promise<unknown> => seenOf(await scanWith(await cacheAt(root, location, now), options, problem => expect.fail(problem)));
    const first = await run();
    const path = join(location, readdirSync(location)[0]!);
    const whole = readFileSync(path);
    const random = randomOf(7);
    for (let round = 0; round < 200; round++) {
      writeFileSync(path, whole);
      if (round % 2 === 0) truncateSync(path, random(whole.length));
      else writeFileSync(path, whole.map((byte, index) => (index === (round * 997) % whole.length ? byte ^ 1 : byte)));
      expect(await run()).toEqual(first);
      expect(readFileSync(path).equals(whole)).toBe(true);
    }
  });

  test('is not made of what could not be read, or changed meanwhile', async () => {
    const [root, location] = [treeOf(files), treeOf({})];
    const options = await optionsOf(root);
    const cache = await cacheAt(root, location);
    const real = cache.recorder.file;
    cache.recorder.file = (path, stats, bytes) => (real(path, stats, bytes), bytes && real(path, stats, Buffer.from(`${bytes.toString()}changed`)));
    await scanWith(cache, options, problem => expect.fail(problem));
    expect(readdirSync(location)).toEqual([]);
  });

  test('is reported again by the command, with code frames, and told once where it cannot be kept', async () => {
    const [root, location] = [treeOf({ ...files, 'lib/models.ts': contents['lib/models.ts']![1]! }), treeOf({})];
    const args = ['--cache', '--cache-location', location];
    const plain = await promptfare([], { cwd: root });
    expect(plain.stdout).toContain('claude-v2');
    expect(await promptfare(args, { cwd: root })).toEqual(plain);
    const before = isKept(location);
    expect(await promptfare(args, { cwd: root })).toEqual(plain);
    expect(isKept(location)).toBe(before);
    expect(await promptfare([...args, '--rule', 'no-retired-model'], { cwd: root })).not.toEqual(plain);
    const file = join(location, 'file');
    writeFileSync(file, '');
    const refused = await promptfare(['--cache-location', join(file, 'below')], { cwd: root });
    expect({ ...refused, stderr: '' }).toEqual(plain);
    expect(refused.stderr).toMatch(/^promptfare: the result is not kept: .* `--cache-location`\.\n$/);
    chmodSync(location, 0o700);
  });

  test('D2: is one of eight runs at once, and all report the same', async () => {
    const [root, location] = [treeOf(files), treeOf({})];
    const options = await optionsOf(root);
    const found = await Promise.all(Array.from({ length: 8 }, async () => seenOf(await scanWith(await cacheAt(root, location), options, problem => expect.fail(problem)))));
    for (const each of found) expect(each).toEqual(found[0]);
    expect(readdirSync(location)).toHaveLength(1);
  });
});

/** The search for prompts in several threads, as it is built: threads run no sources. */
import { execFile } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { beforeEach, describe, expect, it } from 'vitest';
import { createRecorder } from '../../../src/scan/cache/trace.ts';
import type * as Search from '../../../src/scan/threads/prompt-search.ts';
import { createQueue, queueIn, seen } from '../../../src/scan/threads/queue.ts';
import { treeOf } from '../../project/tree.ts';

const built = new URL('../../../dist/src/scan/threads/', import.meta.url);
const { createPromptSearch, leastFiles } = (await import(new URL('prompt-search.js', built).href)) as typeof Search;

const long = 'You are a careful clerk of a library. Answer each question about opening hours, fines, lost cards and new books in two short sentences, and name the page of the handbook.';
const call = "import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nexport const ask = (system) => new BedrockRuntimeClient({}).send(new ConverseCommand({ modelId: 'us.amazon.nova-lite-v1:0', system: [{ text: unseen(system) }], messages: [] }));\n";
/** Enough files for threads; every hundredth holds a prompt, those that end in 50 by way of a file that no run looks at. */
const names = Array.from({ length: leastFiles + 100 }, (_, index) => `src/f${String(index).padStart(4, '0')}.ts`);
const textOf = (index: number): string => (index % 100 === 0 ? `export const clerkPrompt = '${long} Desk ${index}.';\n` : index % 100 === 50 ? `import { rules } from '#rules';\nimport { desks } from '@lib/desks';\nexport const deskPrompt = \`\${desks} Desk ${index}: \${rules}\`;\n` : `export const prompt${index} = 'Ask.';\n`);
const contents = {
  'call.ts': call,
  'promptfare.yaml': 'ignore: [ignored/**]\n',
  'package.json': '{ "imports": { "#rules": "./ignored/rules.ts" } }',
  'ignored/rules.ts': `export const rules = '${long}';\n`,
  'src/tsconfig.json': '{ "compilerOptions": ',
  ...Object.fromEntries(names.map((name, index) => [name, textOf(index)])),
};
const holding = names.filter((_, index) => index % 50 === 0);
let root = '';
let task: Search.Task;
beforeEach(() => {
  root = treeOf(contents);
  task = { root, boundary: root, maxFileSize: 1 << 20, files: names, named: new Set(), configuration: { directory: root, settings: {} } };
});

describe('files that threads share', () => {
  it('are taken once each, and each thread sees what the others saw', () => {
    const queue = createQueue(3, 1);
    const other = queueIn(queue.memory);
    expect([queue.take(), other.take(), queue.take(), other.take(), queue.take()]).toEqual([0, 1, 2, undefined, undefined]);
    other.put(0, true);
    other.put(2, false);
    expect([0, 1, 2].map(queue.at)).toEqual([seen.some, seen.nothing, seen.none]);
    expect(queue.settle(1)).toBe(false);
    other.leave();
    expect(queue.settle(1)).toBe(true);
  });
});

describe('another thread', () => {
  it('says which files hold prompts, what it noted, and what it saw of the disk', { timeout: 120_000 }, async () => {
    const queue = createQueue(names.length, 1);
    const { port1: here, port2: there } = new MessageChannel();
    const thread = new Worker(new URL('prompt-worker.js', built), { workerData: { ...task, since: Date.now() + 60_000, memory: queue.memory, port: there }, transferList: [there] });
    await new Promise(done => thread.on('exit', done));
    expect(queue.settle(1)).toBe(true);
    expect(names.filter((_, index) => queue.at(index) === seen.some)).toEqual(holding);
    expect(names.filter((_, index) => queue.at(index) === seen.nothing)).toEqual([]);
    const { notes, trace } = receiveMessageOnPort(here)!.message as Search.Met;
    expect(notes.map(({ path }) => path)).toEqual(['src/tsconfig.json']);
    expect(Object.keys(trace!.files)).toEqual(expect.arrayContaining([join(root, 'ignored/rules.ts'), join(root, names.at(-1)!)]));
    here.close();
  });

  it('leaves to this one those in which it found something', { timeout: 120_000 }, async () => {
    const recorder = createRecorder(Date.now() + 60_000);
    const search = createPromptSearch(task, 1, recorder)!;
    search.begin();
    const files = search.files()[Symbol.iterator]();
    const left: string[] = [];
    // Slowly: what this thread does not take meanwhile, the other does.
    for (let next = files.next(); !next.done; next = files.next()) {
      left.push(next.value);
      await setTimeout(50);
    }
    expect(left.length).toBeLessThan(names.length / 2);
    expect(left.filter(path => holding.includes(path)).toSorted()).toEqual(holding);
    expect(new Set(left).size).toBe(left.length);
    expect(search.notes.map(({ path }) => path)).toEqual(['src/tsconfig.json']);
    expect(Object.keys(recorder.trace()!.files)).toContain(join(root, 'ignored/rules.ts'));
  });

  it('that fails leaves its files to this one', { timeout: 120_000 }, () => {
    const search = createPromptSearch({ ...task, configuration: { directory: root, settings: { prompts: 1 } } as never }, 2)!;
    search.begin();
    expect([...search.files()].toSorted()).toEqual(names);
  });

  it('is not asked for few files, or where nobody wants one', () => {
    expect(createPromptSearch({ ...task, files: names.slice(0, leastFiles - 1) }, 4)).toBeUndefined();
    expect(createPromptSearch(task, 0)).toBeUndefined();
    // Nobody has begun.
    expect([...createPromptSearch(task, 1)!.files()]).toEqual(names);
  });
});

describe('a scan', () => {
  const command = fileURLToPath(new URL('../../cli.js', built));
  const scan = (...args: string[]): Promise<{ stdout: string; stderr: string }> => promisify(execFile)(process.execPath, [command, 'scan', '--format', 'json', '--fail-on', 'never', ...args], { cwd: root, maxBuffer: 1 << 26 });

  it('finds the same in one thread and in several', { timeout: 120_000 }, async () => {
    const alone = await scan('--concurrency', 'off');
    expect((JSON.parse(alone.stdout) as { calls: unknown[] }).calls.length).toBe(holding.length + 1);
    expect(alone.stderr).toContain('tsconfig.json');
    expect(await scan('--concurrency', '3')).toEqual(alone);
    expect(await scan()).toEqual(alone);
  });

  it('keeps no result that hangs on a file that only another thread read', { timeout: 120_000 }, async () => {
    const cache = treeOf({});
    const kept = ['--cache-location', cache, '--concurrency', '3'];
    const rules = join(root, 'ignored/rules.ts');
    writeFileSync(rules, "export const rules = 'Be kind.';\n");
    const before = await scan(...kept);
    expect((JSON.parse(before.stdout) as { calls: unknown[] }).calls.length).toBe(holding.length / 2 + 1);
    expect(await scan(...kept)).toEqual(before);
    expect(readdirSync(cache)).toHaveLength(1);
    writeFileSync(rules, contents['ignored/rules.ts']);
    expect(await scan(...kept)).toEqual(await scan('--concurrency', 'off'));
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { workspaceOf } from '../../src/eslint/workspace.ts';

const LIB = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { model } from './model.js';
const client = new BedrockRuntimeClient({});
export const ask = (text) => client.send(new ConverseCommand({ modelId: model, messages: [{ role: 'user', content: [{ text }] }] }));
`;
const APP = `import { ask } from './lib.js';
export const greet = () => ask('Say hello.');
`;
const modelOf = (name: string): string => `export const model = 'amazon.nova-${name}-v1:0';\n`;

/** An editor that lints one text after another, with pauses that take no time. */
describe('the project around linted files', () => {
  let root: string;
  let now: number;
  const write = (path: string, text: string): void => writeFileSync(join(root, path), text);
  const pause = (): void => void (now += 5000);
  /** The models that a text asks. */
  const lint = (path: string, text: string): readonly string[] => {
    const { inspector } = workspaceOf(root, path);
    const inspection = inspector.inspect(path, text);
    return 'error' in inspection ? [inspection.error] : inspection.calls.flatMap(({ model }) => model.ids);
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'promptfare-workspace-'));
    now = Date.now();
    vi.spyOn(Date, 'now').mockImplementation(() => now);
    for (const [path, text] of Object.entries({ 'lib.js': LIB, 'app.js': APP, 'model.js': modelOf('lite'), 'package.json': '{ "type": "module" }' })) write(path, text);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(root, { recursive: true, force: true });
  });

  test('stays while nothing changes on disk, also after a pause', () => {
    expect(lint('app.js', APP)).toEqual(['amazon.nova-lite-v1:0']);
    const { inspector } = workspaceOf(root, 'app.js');
    pause();
    expect(lint('app.js', `${APP}\n`)).toEqual(['amazon.nova-lite-v1:0']);
    expect(workspaceOf(root, 'app.js').inspector).toBe(inspector);
  });
  test('sees what another program wrote, two imports away', () => {
    expect(lint('app.js', APP)).toEqual(['amazon.nova-lite-v1:0']);
    const { inspector } = workspaceOf(root, 'app.js');
    write('model.js', modelOf('pro'));
    pause();
    expect(lint('app.js', APP)).toEqual(['amazon.nova-pro-v1:0']);
    expect(workspaceOf(root, 'app.js').inspector).toBe(inspector);
    write('model.js', modelOf('micro'));
    pause();
    expect(lint('app.js', APP)).toEqual(['amazon.nova-micro-v1:0']);
  });
  test('sees a file that comes, one that goes, and what an import means from now on', () => {
    const app = `import { ask } from '#ask';\nexport const greet = () => ask('Say hello.');\n`;
    expect(lint('app.js', app)).toEqual([]);
    write('package.json', '{ "type": "module", "imports": { "#ask": "./lib.js" } }');
    pause();
    expect(lint('app.js', app)).toEqual(['amazon.nova-lite-v1:0']);
    rmSync(join(root, 'model.js'));
    pause();
    expect(lint('app.js', app)).toEqual([]);
    mkdirSync(join(root, 'model.js'));
    write('model.js/index.js', modelOf('pro'));
    pause();
    expect(lint('app.js', app)).toEqual(['amazon.nova-pro-v1:0']);
    rmSync(join(root, 'model.js'), { recursive: true });
    write('model.js', modelOf('premier'));
    pause();
    expect(lint('app.js', app)).toEqual(['amazon.nova-premier-v1:0']);
  });
  test('shows others a text as long as one types it, and after a pause what stands on disk', () => {
    lint('app.js', APP);
    lint('model.js', modelOf('pro'));
    expect(lint('app.js', APP)).toEqual(['amazon.nova-pro-v1:0']);
    pause();
    expect(lint('app.js', APP)).toEqual(['amazon.nova-lite-v1:0']);
  });
  test('keeps a text that was saved', () => {
    lint('app.js', APP);
    lint('model.js', modelOf('pro'));
    write('model.js', modelOf('pro'));
    pause();
    expect(lint('app.js', APP)).toEqual(['amazon.nova-pro-v1:0']);
    pause();
    expect(lint('app.js', APP)).toEqual(['amazon.nova-pro-v1:0']);
  });
  test('asks again where a call can be when an import leads elsewhere', () => {
    const reaches = (): boolean => workspaceOf(root, 'app.js').reach('app.js', APP, 'javascript');
    write('lib.js', 'export const ask = text => text;\n');
    lint('app.js', APP);
    expect(reaches()).toBe(false);
    write('lib.js', LIB);
    pause();
    expect(reaches()).toBe(true);
  });
});

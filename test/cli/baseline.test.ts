import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { treeOf } from '../project/tree.ts';
import { promptfare } from './fake-process.ts';
import { files } from './project.ts';

const NAME = 'promptfare.baseline.json';
const title = files['src/title.ts'];
const unlimited = (text: string): string => text.replace('    inferenceConfig: { maxTokens: 50 },\n', '');

async function made(more: { readonly [path: string]: string } = {}): Promise<string> {
  const cwd = treeOf({ ...files, 'src/title.ts': unlimited(title), ...more });
  expect(await promptfare(['baseline'], { cwd })).toMatchObject({ code: 0, stdout: expect.stringMatching(/^promptfare\.baseline\.json: [23] findings\.\n$/), stderr: '' });
  return cwd;
}

describe('the baseline', () => {
  test('hides what is known, and says so', async () => {
    const cwd = await made();
    const { code, stdout, stderr } = await promptfare(['--fail-on', 'warning'], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^[23] known findings of the baseline not shown\.$/m);
    expect((await promptfare(['--fail-on', 'warning', '--no-baseline'], { cwd })).code).toBe(1);
  });

  test('a new finding fails; an edited prompt keeps its old debt', async () => {
    const cwd = await made();
    writeFileSync(join(cwd, 'src/title.ts'), unlimited(title).replace('You write titles.', 'You write short titles.'));
    expect((await promptfare(['--fail-on', 'warning', '--format', 'concise'], { cwd })).stdout).toBe('');
    writeFileSync(join(cwd, 'src/more.ts'), unlimited(title));
    const { code, stdout } = await promptfare(['--fail-on', 'warning', '--format', 'concise'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^src\/more\.ts:\d+:\d+: warning: .*\[require-max-tokens\]\n$/);
  });

  test('a file with another name keeps its old debt', async () => {
    const cwd = await made();
    renameSync(join(cwd, 'src/title.ts'), join(cwd, 'src/headline.ts'));
    expect((await promptfare(['--fail-on', 'warning', '--format', 'concise'], { cwd })).stdout).toBe('');
  });

  test('from a directory below, too', async () => {
    const cwd = await made();
    expect(await promptfare(['--fail-on', 'warning', '--format', 'concise', '--baseline', `../${NAME}`], { cwd: join(cwd, 'src') })).toMatchObject({ code: 0, stdout: '' });
  });

  test('says what is fixed, and prunes it', async () => {
    const cwd = await made();
    writeFileSync(join(cwd, 'src/title.ts'), title);
    expect((await promptfare(['--fail-on', 'never'], { cwd })).stderr).toBe('promptfare: 1 finding of the baseline is fixed. `promptfare baseline --prune` takes it out.\n');
    writeFileSync(join(cwd, 'src/more.ts'), unlimited(title).replace('Write a title', 'Write a headline'));
    expect((await promptfare(['baseline', '--prune'], { cwd })).stdout).toMatch(/, 1 fixed one taken out\.\n$/);
    expect(readFileSync(join(cwd, NAME), 'utf8')).not.toMatch(/more\.ts|title\.ts/);
  });

  test.each([
    [['--baseline', 'none.json'], {}, 'none.json: there is no such baseline. `promptfare baseline` writes one.'],
    [[], { [NAME]: '{ "version": 2 }' }, `${NAME} is no baseline of this version. Write it anew with \`promptfare baseline\`.`],
    [[], { [NAME]: 'nonsense' }, `${NAME} is no baseline of this version.`],
    [['baseline', '--prune'], {}, `${NAME}: there is no such baseline.`],
  ])('refuses %j %j', async (args, more, message) => {
    const { code, stderr } = await promptfare(args, { cwd: treeOf({ ...files, ...more }) });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

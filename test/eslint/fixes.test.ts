/** A5: the command, ESLint and oxlint put the same bytes into the same files, over the fixtures and a snippet of each SDK. The built ones, as users run them. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { snippets } from '../scan/fix-snippets.ts';
import { packageRoot, unseen } from './project.ts';

const run = promisify(execFile);
const SLOW = 240_000;
const ids = rules.map(({ id }) => id).filter(id => !unseen.has(id));
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'promptfare-fixes-')));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** What all three are run on: languages of ESLint, and its own files for oxlint. */
const inEslint = /\.(?:[cm]?[jt]sx?|py|ipynb|prompty?)$/;
const inOxlint = /\.(?:[cm]?[jt]sx?)$/;

function laidOut(name: string): string {
  const root = join(scratch, name);
  cpSync(join(packageRoot, 'fixtures'), join(root, 'fixtures'), { recursive: true });
  for (const [path, text] of Object.entries(snippets)) {
    mkdirSync(dirname(join(root, 'snippets', path)), { recursive: true });
    writeFileSync(join(root, 'snippets', path), text);
    // The same with the line ends and the mark of another system, whose bytes are to stay as well.
    if (inOxlint.test(path)) writeFileSync(join(root, 'snippets', `crlf-${path}`), `\uFEFF${text.trimEnd().replaceAll('\n', '\r\n')}`);
  }
  return root;
}

function textsIn(root: string, files: RegExp): { readonly [path: string]: string } {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(path => files.test(path) && !path.startsWith('eslint.config')).toSorted();
  return Object.fromEntries(paths.map(path => [path, readFileSync(join(root, path), 'latin1')]));
}

const plugin = join(packageRoot, 'dist/src/eslint.js');
/** Each ends with 1 where findings are left. */
const ended = (work: Promise<unknown>): Promise<unknown> => work.catch((error: { code?: number; stderr?: string }) => expect({ code: error.code, stderr: error.stderr }).toEqual({ code: 1, stderr: '' }));

describe('A5: fixes', () => {
  let before: { readonly [path: string]: string };
  let byCommand: { readonly [path: string]: string };
  beforeAll(async () => {
    const root = laidOut('command');
    before = textsIn(root, inEslint);
    await ended(run(process.execPath, [join(packageRoot, 'dist/src/cli.js'), 'scan', '--no-config', '--no-baseline', '--no-usage', '--fix', '--fail-on', 'never', ...ids.flatMap(id => ['--rule', `${id}:error`])], { cwd: root, maxBuffer: 1 << 28 }));
    byCommand = textsIn(root, inEslint);
  }, SLOW);

  test('there are some, in several languages', () => {
    const changed = Object.keys(byCommand).filter(path => byCommand[path] !== before[path]);
    expect(changed.length).toBeGreaterThanOrEqual(15);
    for (const extension of ['.ts', '.py']) expect(changed.some(path => path.endsWith(extension)), extension).toBe(true);
    expect(changed.some(path => path.includes('crlf-'))).toBe(true);
  });

  test.each(['eslint', 'eslint9'])('%s --fix writes what the command writes', async name => {
    const root = laidOut(name);
    writeFileSync(join(root, 'eslint.config.mjs'), `import promptfare from ${JSON.stringify(plugin)};
import parser from ${JSON.stringify(join(packageRoot, 'node_modules/@typescript-eslint/parser/dist/index.js'))};
const rules = ${JSON.stringify(Object.fromEntries(ids.map(id => [`promptfare/${id}`, 'error'])))};
export default [{ files: ['**/*.{ts,tsx}'], languageOptions: { parser } }, ...promptfare.configs.strict.map(config => ({ ...config, rules })), { linterOptions: { reportUnusedDisableDirectives: 'off' } }];
`);
    await ended(run(process.execPath, [join(packageRoot, 'node_modules', name, 'bin/eslint.js'), '.', '--fix'], { cwd: root, maxBuffer: 1 << 28 }));
    expect(textsIn(root, inEslint)).toEqual(byCommand);
  }, SLOW);

  test('oxlint --fix, run until nothing changes, writes what the command writes', async () => {
    const root = laidOut('oxlint');
    writeFileSync(join(root, '.oxlintrc.json'), JSON.stringify({ categories: { correctness: 'off' }, jsPlugins: [plugin], rules: Object.fromEntries(ids.map(id => [`promptfare/${id}`, 'error'])) }));
    // It makes one pass a run, the others as many as there are fixes on top of fixes.
    for (let pass = 0; pass < 5; pass++) await ended(run(join(packageRoot, 'node_modules/.bin/oxlint'), ['--fix', '.'], { cwd: root, maxBuffer: 1 << 28 }));
    const expected = Object.fromEntries(Object.entries(byCommand).filter(([path]) => inOxlint.test(path)));
    expect(textsIn(root, inOxlint)).toEqual(expected);
  }, SLOW);
});

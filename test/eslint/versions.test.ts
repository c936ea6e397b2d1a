/** The built plugin in ESLint 9, ESLint 10 and oxlint: the same findings at the same places, and those of the scanner. */
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { lineStarts, positionAt } from '../../src/core/source.ts';
import { scan } from '../../src/index.ts';
import { layOut, namedPrompts, otherSources, packageRoot, pageSources, promptSources, sources, unseen } from './project.ts';

const run = promisify(execFile);
const all = { ...sources, ...otherSources, ...promptSources, ...pageSources('ts'), ...pageSources('py') };
const SLOW = 240_000;
const EXPECTED: { readonly [name: string]: RegExp } = { eslint: /^v10\./, eslint9: /^v9\.39\./, 'eslint9-15': /^v9\.15\.0$/ };

describe('E4: the built plugin', () => {
  let root = '';
  let built = '';
  beforeAll(() => {
    root = layOut();
    built = mkdtempSync(join(tmpdir(), 'promptfare-built-'));
    cpSync(join(packageRoot, 'package.json'), join(built, 'package.json'));
    symlinkSync(join(packageRoot, 'node_modules'), join(built, 'node_modules'));
    try {
      execFileSync(join(packageRoot, 'node_modules/.bin/tsc'), ['-p', join(packageRoot, 'tsconfig.json'), '--outDir', join(built, 'dist'), '--declaration', 'false']);
    } catch {
      // Type errors are another test's; the files are written all the same.
    }
    writeFileSync(
      join(root, 'eslint.config.js'),
      `import promptfare from ${JSON.stringify(join(built, 'dist/src/eslint.js'))};
import parser from '@typescript-eslint/parser';
export default [{ files: ['**/*.ts'], languageOptions: { parser } }, ...promptfare.configs.strict, { files: ['named/*.txt', 'named/*.md', 'named/*.j2'], language: 'promptfare/prompt', plugins: { promptfare }, rules: promptfare.configs.strict[0].rules }, { settings: { promptfare: { prompts: ${JSON.stringify(namedPrompts)} } } }, { linterOptions: { reportUnusedDisableDirectives: 'off' } }];
`,
    );
    const names = Object.fromEntries(rules.map(({ id }) => [`promptfare/${id}`, 'error']));
    writeFileSync(join(root, '.oxlintrc.json'), JSON.stringify({ categories: { correctness: 'off' }, jsPlugins: [join(built, 'dist/src/eslint.js')], rules: names }));
  }, SLOW);
  afterAll(() => {
    for (const directory of [root, built]) rmSync(directory, { recursive: true, force: true });
  });

  async function inScanner(paths: readonly string[]): Promise<string[]> {
    const { findings, files } = await scan({ root, paths, rules: rules.flatMap(({ id }) => (unseen.has(id) ? [] : [`${id}:error`])) });
    expect(files.failed).toEqual([]);
    // Reports count the lines of a notebook in its cells, ESLint in the file.
    return findings.map(({ path, ruleId, range, message }) => placed(path, range[0], `promptfare/${ruleId}`, message)).toSorted();
  }

  function placed(path: string, offset: number, ruleId: string, message: string): string {
    const { line, column } = positionAt(lineStarts(all[path]!), offset);
    return `${path}:${line}:${column} ${ruleId} ${message}`;
  }

  async function inEslint(name: string): Promise<string[]> {
    const { stdout } = await run(process.execPath, [join(packageRoot, 'node_modules', name, 'bin/eslint.js'), '.', '--format', 'json'], { cwd: root }).catch((error: { stdout: string }) => error);
    const results = JSON.parse(stdout) as { filePath: string; messages: { line: number; column: number; ruleId: string; message: string }[] }[];
    const version = (await run(process.execPath, [join(packageRoot, 'node_modules', name, 'bin/eslint.js'), '--version'])).stdout;
    expect(version.trim()).toMatch(EXPECTED[name]!);
    return results.flatMap(({ filePath, messages }) => messages.map(({ line, column, ruleId, message }) => `${filePath.slice(realpathSync(root).length + 1)}:${line}:${column} ${ruleId} ${message}`)).toSorted();
  }

  async function inOxlint(): Promise<string[]> {
    const { stdout } = await run(join(packageRoot, 'node_modules/.bin/oxlint'), ['src', '--format', 'json'], { cwd: root }).catch((error: { stdout: string }) => error);
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { filename: string; code: string; message: string; labels: { span: { offset: number } }[] }[] };
    return diagnostics
      .map(({ filename, code, message, labels }) => {
        // In oxlint's reports offsets and columns count bytes.
        const offset = Buffer.from(sources[filename]!).toString('utf8', 0, labels[0]!.span.offset).length;
        return placed(filename, offset, code.replace(/^(\w+)\((.*)\)$/, '$1/$2'), message);
      })
      .toSorted();
  }

  test.each([['TypeScript', 'ts'], ['Python', 'py']])('each rule that can speak in ESLint finds something in %s', async (_, language) => {
    const found = new Set((await inScanner([`pages/${language}`])).map(line => line.split(' ')[1]!.slice('promptfare/'.length)));
    expect(rules.map(({ id }) => id).filter(id => !unseen.has(id) && !found.has(id))).toEqual([]);
  });
  test('heeds the comments', async () => {
    const lines = await inScanner(['.']);
    const rulesAt = (path: string) => lines.filter(line => line.startsWith(`${path}:`)).map(line => line.split(' ')[1]).filter(id => id !== 'promptfare/prefer-global-profile');
    for (const path of ['src/disabled.js', 'src/disabled-all.js', 'src/ignored.js', 'py/disabled.py', 'py/disabled-line.py', 'py/ignored.py']) expect(rulesAt(path), path).toEqual([]);
    expect(rulesAt('py/disabled-all.py')).toEqual(['promptfare/no-retired-model']);
    expect(rulesAt('py/disabled-other.py')).toEqual(['promptfare/require-max-tokens']);
    expect(rulesAt('py/disabled-part.py')).toEqual(['promptfare/require-max-tokens']);
    expect(rulesAt('src/disabled-some.js')).toEqual(['promptfare/require-max-tokens']);
    expect(rulesAt('py/book.ipynb')).toEqual(['promptfare/require-max-tokens']);
  });
  test('finds something in each kind of prompt file, and in those that the configuration names', async () => {
    const lines = await inScanner(['prompts', 'named']);
    const rulesAt = (path: string) => lines.filter(line => line.startsWith(`${path}:`)).map(line => line.split(' ')[1]);
    for (const path of ['prompts/limit.prompty', 'prompts/limit.prompt']) expect(rulesAt(path), path).toContain('promptfare/require-max-tokens');
    for (const path of ['prompts/twice.prompty', 'named/twice.txt', 'named/label.md', 'named/pricey.j2']) expect(rulesAt(path), path).toContain('promptfare/no-redundant-instructions');
    for (const path of ['prompts/retired.prompt', 'prompts/crlf.prompty']) expect(rulesAt(path), path).toContain('promptfare/no-retired-model');
    for (const path of ['prompts/other.prompty', 'named/unnamed.txt.bak']) expect(rulesAt(path), path).toEqual([]);
  });
  test.each(Object.keys(EXPECTED))('in %s as in the scanner', async name => expect(await inEslint(name)).toEqual(await inScanner(['.'])), SLOW);
  test('in oxlint as in the scanner', async () => {
    expect(await inOxlint()).toEqual(await inScanner(['src']));
  }, SLOW);
});

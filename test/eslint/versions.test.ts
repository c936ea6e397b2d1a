/** The built plugin in ESLint 9, ESLint 10 and oxlint: the same findings at the same places, and those of the engine. */
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { check } from '../../src/core/check.ts';
import { lineStarts, positionAt } from '../../src/core/source.ts';
import { factsOn } from '../../src/cost/index.ts';
import { createInspector } from '../../src/inspect.ts';
import { createProject } from '../../src/project/project.ts';
import { layOut, packageRoot, sources } from './project.ts';

const run = promisify(execFile);
const SLOW = 240_000;

/** oxlint counts columns in bytes where characters are longer. */
function withoutAstral(lines: readonly string[]): string[] {
  return lines.filter(line => !line.startsWith('src/astral.js'));
}

describe('the built plugin', () => {
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
export default [{ files: ['**/*.ts'], languageOptions: { parser } }, ...promptfare.configs.strict];
`,
    );
    const names = Object.fromEntries(rules.map(({ id }) => [`promptfare/${id}`, 'error']));
    writeFileSync(join(root, '.oxlintrc.json'), JSON.stringify({ categories: { correctness: 'off' }, jsPlugins: [join(built, 'dist/src/eslint.js')], rules: names }));
  }, SLOW);
  afterAll(() => {
    for (const directory of [root, built]) rmSync(directory, { recursive: true, force: true });
  });

  function inEngine(): string[] {
    const facts = factsOn();
    return Object.entries(sources)
      .filter(([path]) => path !== 'src/disabled.js')
      .flatMap(([path, text]) => {
        const inspection = createInspector(createProject({ root })).inspect(path, text);
        if ('error' in inspection) throw new Error(inspection.error);
        const starts = lineStarts(text);
        return check(rules.map(named => ({ ...named, severity: 'error' })), inspection.calls, facts).findings.map(({ ruleId, range, message }) => {
          const { line, column } = positionAt(starts, range[0]);
          return `${path}:${line}:${column} promptfare/${ruleId} ${message}`;
        });
      })
      .toSorted();
  }

  async function inEslint(name: string): Promise<string[]> {
    const { stdout } = await run(process.execPath, [join(packageRoot, 'node_modules', name, 'bin/eslint.js'), '.', '--format', 'json'], { cwd: root }).catch((error: { stdout: string }) => error);
    const results = JSON.parse(stdout) as { filePath: string; messages: { line: number; column: number; ruleId: string; message: string }[] }[];
    return results.flatMap(({ filePath, messages }) => messages.map(({ line, column, ruleId, message }) => `${filePath.slice(filePath.indexOf('src/'))}:${line}:${column} ${ruleId} ${message}`)).toSorted();
  }

  async function inOxlint(): Promise<string[]> {
    const { stdout } = await run(join(packageRoot, 'node_modules/.bin/oxlint'), ['src', '--format', 'json'], { cwd: root }).catch((error: { stdout: string }) => error);
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { filename: string; code: string; message: string; labels: { span: { line: number; column: number } }[] }[] };
    return diagnostics.map(({ filename, code, message, labels }) => `${filename}:${labels[0]!.span.line}:${labels[0]!.span.column} ${code.replace(/^(\w+)\((.*)\)$/, '$1/$2')} ${message}`).toSorted();
  }

  test('finds something for each rule', () => {
    expect(new Set(inEngine().map(line => line.split(' ')[1]))).toEqual(new Set(rules.map(({ id }) => `promptfare/${id}`)));
  });
  test.each(['eslint', 'eslint9'])('in %s as in the engine', async name => expect(await inEslint(name)).toEqual(inEngine()), SLOW);
  test('in oxlint as in the engine', async () => {
    expect(withoutAstral(await inOxlint())).toEqual(withoutAstral(inEngine()));
  }, SLOW);
});

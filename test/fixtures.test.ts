/** R2: the fixtures: their reports are as recorded, hold to the schema, and are those of ESLint. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { Linter as Linter9 } from 'eslint9';
import { Linter as Linter9First } from 'eslint9-15';
import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.ts';
import type { Report } from '../src/core/report.ts';
import { lineStarts, positionAt } from '../src/core/source.ts';
import { fixtureNames, scanOn } from '../src/dev/fixture-files.ts';
import { reportSchema } from '../src/core/report-schema.ts';
import { plugin } from './harness.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const names = fixtureNames(root);

/** Rules that have nothing to say until an option is set. */
const SILENT = new Set(['max-prompt-tokens']);

test('show every rule', () => {
  const reported = names.flatMap(name => expected(name).findings.map(({ ruleId }) => ruleId));
  expect([...new Set(reported)].toSorted()).toEqual(rules.map(({ id }) => id).filter(id => !SILENT.has(id)));
});

describe.each(names)('%s', name => {
  const directory = join(root, 'fixtures', name);

  test('is reported as recorded (`npm run fixtures` records anew)', async () => {
    const { report, notes } = await scanOn(directory);
    expect(notes).toEqual([]);
    expect(report.files.failed).toEqual([]);
    expect(report).toEqual(expected(name));
    expect(JSON.stringify((await scanOn(directory)).report)).toBe(JSON.stringify(report));
  });

  test('its report holds to the schema', () => {
    expect(reportSchema.parse(expected(name))).toEqual(expected(name));
  });

  test.each([['10', Linter], ['9', Linter9 as unknown as typeof Linter], ['9.15.0', Linter9First as unknown as typeof Linter]])('has the same findings in ESLint %s', (version, Version) => {
    expect(Version.version).toMatch(new RegExp(`^${version.replaceAll('.', String.raw`\.`)}`));
    const { findings } = expected(name);
    for (const path of filesIn(directory)) {
      const text = readFileSync(join(directory, path), 'utf8');
      const messages = new Version({ cwd: directory }).verify(text, config, { filename: join(directory, path) });
      const isLinted = !messages[0]?.message.startsWith('No matching configuration');
      expect(isLinted, path).toBe(LINTED.test(path));
      if (!isLinted) continue;
      // ESLint counts lines in the file, also where a report counts them in a cell.
      const starts = lineStarts(text);
      const placed = findings.filter(finding => finding.path === path && !OF_PROJECTS.has(finding.ruleId)).map(({ ruleId, range, message }) => ({ ...positionAt(starts, range[0]), ruleId: `promptfare/${ruleId}`, message }));
      expect(messages.map(({ ruleId, line, column, message }) => ({ line, column, ruleId, message })).toSorted(byText), path).toEqual(placed.toSorted(byText));
    }
  });
});

/** Rules about the whole project with its infrastructure, which ESLint, file by file, does not see. */
const OF_PROJECTS = new Set(['require-usage-tracking', 'require-budget-alerts', 'no-idle-provisioned-throughput', 'prefer-routing']);
/** What ESLint lints with the plugin and a parser for TypeScript. */
const LINTED = /\.(?:js|ts|py|ipynb|prompty?|ya?ml)$|prompts?\/[^/]*\.json$/;
const config: Linter.Config[] = [{ files: ['**/*.ts'], languageOptions: { parser: typescriptParser as Linter.Parser } }, ...plugin.configs.strict, ...plugin.configs.prompts];

function filesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true }).flatMap(entry => (entry.isFile() ? [relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/')] : []));
}
function byText(a: object, b: object): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

function expected(name: string): Report {
  return JSON.parse(readFileSync(join(root, 'fixtures', name, 'expected.json'), 'utf8')) as Report;
}

/** The fixtures: their reports are as recorded, hold to the schema, and are those of ESLint. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { Linter as Linter9 } from 'eslint9';
import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.ts';
import type { Report } from '../src/core/report.ts';
import { fixtureNames, scanOn } from '../src/dev/fixture-files.ts';
import { reportSchema } from '../src/core/report-schema.ts';
import { plugin } from './harness.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const names = fixtureNames(root);

test('show every rule', () => {
  const reported = names.flatMap(name => expected(name).findings.map(({ ruleId }) => ruleId));
  expect([...new Set(reported)].toSorted()).toEqual(rules.map(({ id }) => id));
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

  test.each([['10', Linter], ['9', Linter9 as unknown as typeof Linter]])('has the same findings in ESLint %s', (_, Version) => {
    const { findings } = expected(name);
    const scripts = readdirSync(directory, { recursive: true, withFileTypes: true }).flatMap(entry =>
      entry.isFile() && /\.[jt]s$/.test(entry.name) ? [relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/')] : [],
    );
    for (const path of scripts) {
      const messages = new Version({ cwd: directory }).verify(readFileSync(join(directory, path), 'utf8'), configFor(path), { filename: join(directory, path) });
      expect(messages.map(({ ruleId, line, column, message }) => [line, column, ruleId, message]).toSorted(), path).toEqual(
        findings.filter(finding => finding.path === path).map(({ ruleId, line, column, message }) => [line, column, `promptfare/${ruleId}`, message]).toSorted(),
      );
    }
  });
});

function expected(name: string): Report {
  return JSON.parse(readFileSync(join(root, 'fixtures', name, 'expected.json'), 'utf8')) as Report;
}

function configFor(path: string): Linter.Config[] {
  return [
    {
      files: ['**/*.js', '**/*.ts'],
      plugins: { promptfare: plugin as never },
      rules: Object.fromEntries(rules.map(({ id }) => [`promptfare/${id}`, 'warn'])),
      ...(path.endsWith('.ts') && { languageOptions: { parser: typescriptParser as Linter.Parser } }),
    },
  ];
}

/** Runs each case of a rule in ESLint and in the scanner's engine, and asks of all what every rule must do. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rules } from '../rules/index.ts';
import { check } from '../src/core/check.ts';
import { applyEdits, overlaps, type Edit, type Fix } from '../src/core/edit.ts';
import { render, type Finding } from '../src/core/finding.ts';
import { lineStarts, positionAt, type Span } from '../src/core/source.ts';
import { costWithoutCache, readsUsage } from '../src/core/usage-reading.ts';
import { factsOn } from '../src/cost/index.ts';
import { createPlugin, type PromptfarePlugin } from '../src/eslint/plugin.ts';
import { createInspector } from '../src/inspect.ts';
import { createProject } from '../src/project/project.ts';

export interface Case {
  readonly name?: string;
  readonly code: string;
  /** `case.ts` by default; `.js` is read by espree in ESLint, and other languages by those of the plugin. */
  readonly filename?: string;
  readonly options?: { readonly [name: string]: unknown };
  /** Other files of the project. */
  readonly files?: { readonly [path: string]: string };
  readonly findings: readonly Expected[];
}
export interface Expected {
  readonly messageId: string;
  readonly data?: { readonly [name: string]: string | number };
  readonly line?: number;
  readonly details?: readonly string[];
  /** The file after the safe fix of this finding; null: it has none. */
  readonly fixed?: string | null;
  /** The file after its first suggested fix; null: it has none. */
  readonly suggested?: string | null;
}

/** Lifecycles and prices of the tests are those of this day. */
export const facts = factsOn('2026-11-22');
const MAX_PASSES = 10;

/** The plugin as the tests see it: with the facts of their day. */
export const plugin: PromptfarePlugin = createPlugin({ version: '0.0.0', rules, facts: () => facts, docsUrl: id => `https://example.com/${id}` });

/** One `describe` with every case of a rule. */
export function testRule(id: string, cases: readonly Case[]): void {
  const { rule } = rules.find(named => named.id === id)!;
  describe(id, () => {
    let root = '';
    beforeAll(() => {
      root = mkdtempSync(join(tmpdir(), 'promptfare-'));
    });
    afterAll(() => rmSync(root, { recursive: true, force: true }));

    test('is silent on an empty file', () => {
      for (const run of [inEngine, inEslint]) expect(run(id, place(root, 'empty', { code: '', findings: [] }))).toEqual([]);
    });

    for (const [index, each] of cases.entries()) {
      const name = each.name ?? `case ${index + 1}`;
      const placed = (variant = ''): Placed => place(root, `${index}${variant}`, each);
      test(name, () => {
        const here = placed();
        const found = findingsOf(id, here);
        expect(found.map(({ messageId }) => messageId)).toEqual(each.findings.map(({ messageId }) => messageId));
        const starts = lineStarts(here.code);
        for (const [nth, expected] of each.findings.entries()) {
          const finding = found[nth]!;
          if (expected.line !== undefined) expect(positionAt(starts, finding.range[0]).line).toBe(expected.line);
          if (expected.data) expect(finding.message).toBe(render(rule.messages[expected.messageId]!, expected.data));
          expect(finding.message).not.toMatch(/\{\{/);
          if (expected.details) expect(finding.details).toEqual(expected.details);
          for (const safety of ['safe', 'suggested'] as const) {
            const wanted = safety === 'safe' ? expected.fixed : expected.suggested;
            const fix = finding.fixes.find(one => one.safety === safety);
            if (wanted === null) expect(fix).toBeUndefined();
            else if (wanted !== undefined) expect(fix && applyEdits(here.code, ownEdits(here, fix))).toBe(wanted);
          }
        }
      });
      test(`${name}: as in ESLint, with a BOM, with CRLF`, () => {
        const plain = inEngine(id, placed());
        const crlf = { ...each, code: each.code.replaceAll('\n', '\r\n') };
        expect(inEngine(id, place(root, `${index}r`, crlf))).toEqual(plain);
        if (!isLinted(placed().path)) return;
        expect(inEslint(id, placed())).toEqual(plain);
        expect(inEslint(id, place(root, `${index}b`, { ...each, code: `\uFEFF${each.code}` }))).toEqual(plain);
        expect(inEslint(id, place(root, `${index}s`, crlf))).toEqual(plain);
      });
      test(`${name}: fixes parse, settle, and are those of ESLint`, () => {
        for (const code of [each.code, each.code.replaceAll('\n', '\r\n')]) {
          const here = place(root, `${index}f`, { ...each, code });
          const fixed = fixedInEngine(id, here);
          expect(findingsOf(id, { ...here, code: fixed }).filter(finding => firstFix(finding, here))).toEqual([]);
          if (isLinted(here.path)) expect(fixedInEslint(id, here)).toBe(fixed);
        }
      });
    }
  });
}

export interface Placed extends Case {
  readonly root: string;
  readonly path: string;
}

/** Lays a case out in a directory of its own. */
export function place(root: string, directory: string, each: Case): Placed {
  const own = join(root, directory);
  const path = each.filename ?? 'case.ts';
  for (const [name, text] of Object.entries({ ...each.files, [path]: each.code })) {
    mkdirSync(dirname(join(own, name)), { recursive: true });
    writeFileSync(join(own, name), text);
  }
  return { ...each, root: own, path };
}

function isLinted(path: string): boolean {
  return /\.(?:[cm]?[jt]sx?|py|ipynb)$/.test(path);
}

function costsIn(path: string, code: string): Span[] {
  const range = costWithoutCache(code);
  return range ? [{ path, range }] : [];
}

/** Findings of one rule in the scanner's engine; a file that does not parse is an error. */
export function findingsOf(id: string, { root, path, code, options }: Placed): Finding[] {
  const inspector = createInspector(createProject({ root }));
  const inspection = inspector.inspect(path, code);
  if ('error' in inspection) throw new Error(`${inspection.error}\n${code}`);
  const named = rules.find(each => each.id === id)!;
  const { findings, failures } = check([{ ...named, severity: 'warning', ...(options && { options }) }], inspection.calls, facts, { resources: inspector.resources(), paths: new Set([path]), readsUsage: readsUsage([code]), costsWithoutCache: costsIn(path, code) });
  if (failures[0]) throw failures[0].error;
  return findings;
}

interface Seen {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

function inEngine(id: string, here: Placed): Seen[] {
  const starts = lineStarts(here.code);
  return findingsOf(id, here).map(({ range, message }) => ({ ...positionAt(starts, range[0]), message }));
}

function inEslint(id: string, here: Placed): Seen[] {
  const messages = new Linter({ cwd: here.root, configType: 'flat' }).verify(here.code, configFor(id, here), { filename: join(here.root, here.path) });
  return messages
    .map(({ line, column, message, fatal }) => {
      if (fatal) throw new Error(`${message}\n${here.code}`);
      return { line, column, message };
    });
}

function fixedInEslint(id: string, here: Placed): string {
  return new Linter({ cwd: here.root, configType: 'flat' }).verifyAndFix(here.code, configFor(id, here), { filename: join(here.root, here.path) }).output;
}

function configFor(id: string, { path, options }: Placed): Linter.Config[] {
  const isTyped = /\.[cm]?tsx?$/.test(path);
  const isScript = /\.[cm]?[jt]sx?$/.test(path);
  return [
    ...plugin.configs.recommended.map(entry => ({ ...entry, rules: {} })),
    {
      files: ['**/*'],
      plugins: { promptfare: plugin as never },
      rules: { [`promptfare/${id}`]: options ? ['warn', options] : 'warn' },
      settings: { promptfare: { promote: [id] } },
      ...(isScript && { languageOptions: isTyped ? { parser: typescriptParser as Linter.Parser } : { parserOptions: { ecmaFeatures: { jsx: true } } } }),
    },
    { files: ['**/*.ts', '**/*.tsx', '**/*.jsx'] },
  ];
}

/** First fixes of all findings, applied until nothing changes, as `--fix-suggested` does. */
function fixedInEngine(id: string, here: Placed): string {
  let { code } = here;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const chosen: Edit[] = [];
    for (const finding of findingsOf(id, { ...here, code })) {
      const fix = firstFix(finding, here);
      if (fix && !fix.edits.some(edit => chosen.some(other => overlaps(edit, other) || (other.range[0] <= edit.range[0] && edit.range[0] < spanEnd(chosen))))) chosen.push(...fix.edits);
    }
    if (chosen.length === 0) return code;
    code = applyEdits(code, chosen);
  }
  throw new Error(`does not settle:\n${code}`);
}

function spanEnd(edits: readonly Edit[]): number {
  return Math.max(...edits.map(({ range }) => range[1]));
}

function firstFix({ fixes }: Finding, { path }: Placed): Fix | undefined {
  const own = fixes.filter(({ edits }) => edits.length > 0 && edits.every(edit => edit.path === path));
  return own.find(({ safety }) => safety === 'safe') ?? own[0];
}

function ownEdits({ path }: Placed, { edits }: Fix): readonly Edit[] {
  return edits.filter(edit => edit.path === path);
}

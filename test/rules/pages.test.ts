/** Every example of every page is run: blocks under Fails must report, blocks under Passes must not. */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { ruleFiles } from '../../src/dev/rule-files.ts';
import { languageOf } from '../../src/languages/index.ts';
import { findingsOf, place } from '../harness.ts';
import { examplesOf } from './page-examples.ts';

const directory = new URL('../../rules/', import.meta.url).pathname;
const HEADINGS = ['Why', 'Fails', 'Passes', 'Options', 'When not to use it', 'Fix safety'];

describe('pages', () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'promptfare-'));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test('one for each rule, and no other', () => {
    const pages = readdirSync(directory).filter(name => name.endsWith('.md'));
    expect(pages).toEqual(rules.map(({ id }) => `${id}.md`));
  });

  test('heads, options, index and table are as generated', async () => {
    const packageRoot = join(directory, '..');
    for (const [path, content] of await ruleFiles(packageRoot)) expect(readFileSync(join(packageRoot, path), 'utf8'), path).toBe(content);
  });

  for (const { id, rule } of rules) {
    const page = readFileSync(join(directory, `${id}.md`), 'utf8');
    test(`${id}: headings, and a number in Why`, () => {
      expect([...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual(HEADINGS);
      expect(page.slice(page.indexOf('## Why'), page.indexOf('## Fails'))).toMatch(/\d/);
    });
    test(`${id}: messages say fault and remedy in at most 100 characters`, () => {
      for (const message of Object.values(rule.messages)) {
        expect(message.length).toBeLessThanOrEqual(100);
        expect(message).toMatch(/\.$/);
      }
    });
    for (const [index, { section, language, files, options, code }] of examplesOf(page).entries()) {
      const filename = `example.${language}`;
      test.skipIf(languageOf(filename) === undefined)(`${id}: example ${index + 1}, under ${section}`, () => {
        const found = findingsOf(id, place(root, `${id}-${index}`, { code, filename, files, ...(options && { options }), findings: [] }));
        if (section === 'Fails') expect(found.length).toBeGreaterThan(0);
        else expect(found.map(({ message }) => message)).toEqual([]);
      });
    }
  }
});

/** F10: no regular expression takes more than linear time for what strangers write; those that would are listed with what bounds their input. */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { check } from 'recheck';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { isNightly, patience } from '../fuzz.ts';
import { bounded } from './bounded-expressions.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sources = ['src', 'rules'].flatMap(directory => readdirSync(`${root}/${directory}`, { recursive: true, encoding: 'utf8' }).map(path => `${directory}/${path}`)).filter(path => /(?<!\.d)\.ts$/.test(path) && !path.startsWith('src/dev/'));

/** Each expression that is written out, with the first place of it. */
const expressions = new Map<string, { readonly source: string; readonly flags: string; readonly place: string }>();
for (const path of sources) {
  const file = ts.createSourceFile(path, readFileSync(`${root}/${path}`, 'utf8'), ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node) && !expressions.has(node.text)) {
      const [, source = '', flags = ''] = /^\/(.*)\/(\w*)$/s.exec(node.text) ?? [];
      expressions.set(node.text, { source, flags, place: `${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}` });
    }
    node.forEachChild(visit);
  };
  visit(file);
}
/** Without one of these, an expression looks at a bounded number of characters from each place. */
const isUnbounded = (source: string): boolean => /[*+]|\{\d+,\}/.test(source.replaceAll(/\\./g, ''));
const listed = new Map(Object.entries(bounded).flatMap(([reason, all]) => all.map(expression => [expression, reason] as const)));

describe('F10: regular expressions', () => {
  test('take linear time, or have bounded input', { timeout: patience(240_000) }, async () => {
    const slow: string[] = [];
    const left = [...expressions].filter(([text, { source }]) => !listed.has(text) && isUnbounded(source));
    expect(left.length).toBeGreaterThan(200);
    for (const [text, { source, flags, place }] of left) {
      const { status, ...found } = await check(source, flags, { timeout: isNightly ? 10_000 : 300 });
      // By day, what is not told in time is left to the night.
      if (status === 'vulnerable') slow.push(`${place} ${text}: ${'complexity' in found ? found.complexity?.summary : ''}, with ${'attack' in found ? found.attack?.pattern : ''}`);
    }
    expect(slow).toEqual([]);
  });

  test('that are listed exist, and have a reason to be', async () => {
    expect([...listed.keys()].filter(text => !expressions.has(text))).toEqual([]);
  });

  test('the check tells a slow one', async () => {
    expect((await check('[ \\t]+$', '', { timeout: 10_000 })).status).toBe('vulnerable');
  });
});

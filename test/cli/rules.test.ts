import { expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { promptfare } from './fake-process.ts';

const output = async (...args: string[]): Promise<string> => {
  const { code, stdout, stderr } = await promptfare(args, { cwd: process.cwd(), columns: 200 });
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return stdout;
};

test('a row for each rule', async () => {
  const lines = (await output('rules')).trim().split('\n');
  expect(lines).toHaveLength(rules.length + 1);
  expect(lines.find(line => line.startsWith('no-retired-model'))).toMatch(/error +suggested +model size/);
});

test('whole where no terminal sets a width: `promptfare rules | grep …`', async () => {
  const { stdout } = await promptfare(['rules'], { cwd: process.cwd() });
  for (const { rule } of rules) expect(stdout).toContain(rule.description);
});

test('as JSON, with options and messages', async () => {
  const { rules: listed } = JSON.parse(await output('rules', '--format', 'json')) as { rules: { id: string; options: object; recommended: string }[] };
  expect(listed.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
  expect(listed.find(({ id }) => id === 'no-oversized-model')).toMatchObject({ recommended: 'warning', options: { properties: { large: { default: 0.5 } } } });
});

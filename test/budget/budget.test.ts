/** Budgets of the configuration, in a scan and under a change. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reportSchema } from '../../src/core/report-schema.ts';
import type { Report } from '../../src/core/report.ts';
import { promptfare } from '../cli/fake-process.ts';
import { treeOf } from '../project/tree.ts';
import { change, commit, diffIn, repositoryOf, source } from '../diff/repository.ts';

const long = 'An order above forty euros goes to the team that handles refunds of that size. '.repeat(40);
const summary = source({ name: 'sum', system: 'You sum up the orders of a week in one line.' });

async function scanned(files: { readonly [path: string]: string }, ...args: string[]): Promise<{ code: number; report: Report; stderr: string }> {
  const { code, stdout, stderr } = await promptfare(['--format', 'json', '--rule', 'no-retired-model', ...args], { cwd: treeOf(files) });
  return { code, report: stdout === '' ? (undefined as never) : reportSchema.parse(JSON.parse(stdout)), stderr };
}

describe('in a scan', () => {
  const files = { 'src/a.ts': source({ system: long }), 'src/b.ts': summary };

  test.each<[string, string, object, number]>([
    ['tokens are those of the largest call', '{ tokens: 1000 }', { name: 'project', measure: 'tokens', limit: 1000, calls: 2, reached: [50], isOver: false }, 0],
    ['over', '{ name: orders, tokens: 300 }', { name: 'orders', reached: [50, 80, 100], isOver: true }, 1],
    ['money is that of all calls', '{ usdPerThousandCalls: 100, alerts: [1] }', { measure: 'usdPerThousandCalls', calls: 2, reached: [1] }, 0],
    ['with answers as long as their limits', '{ usdPerThousandCallsAtLimit: 10 }', { measure: 'usdPerThousandCallsAtLimit', isOver: true }, 1],
    ['of some files', '{ files: [src/b.*], tokens: 300 }', { name: 'src/b.*', calls: 1, isOver: false }, 0],
    ['of files that are not there', '{ files: [lib/**], tokens: 300 }', { calls: 0, value: null, isOver: false }, 0],
    ['a month without traffic', '{ usdPerMonth: 1 }', { value: null, calls: 2, without: 2, isOver: false }, 0],
  ])('%s', async (_, budget, expected, code) => {
    const run = await scanned({ ...files, 'promptfare.yaml': `budgets:\n  - ${budget}\n` });
    expect(run.report.budgets).toMatchObject([expected]);
    expect(run.code).toBe(code);
  });

  test('a month with traffic', async () => {
    const { report, code } = await scanned({ ...files, 'promptfare.yaml': 'budgets: [{ usdPerMonth: 10 }]', 'promptfare.usage.yaml': 'version: 1\nfiles:\n  src/a.ts: { callsPerMonth: 100000, outputTokens: 10, holes: 20 }\n' });
    expect(report.budgets).toMatchObject([{ measure: 'usdPerMonth', calls: 2, without: 1, isOver: true }]);
    expect(report.budgets![0]!.value).toBeCloseTo(report.summary.usdPerMonth!.input + report.summary.usdPerMonth!.output, 6);
    expect(code).toBe(1);
  });

  test('of one call, by its id or its function; a limit that is just reached is kept', async () => {
    const { report } = await scanned(files);
    const { id, tokens } = report.calls.find(({ within }) => within === 'sum')!;
    const value = tokens.input.static;
    expect((await scanned({ ...files, 'promptfare.yaml': `budgets: [{ call: ${id}, tokens: ${value - 1} }, { within: sum, tokens: ${value} }]` })).report.budgets).toMatchObject([
      { name: id, calls: 1, value, isOver: true },
      { name: 'sum', calls: 1, value, isOver: false, reached: [50, 80, 100] },
    ]);
  });

  test.each([['error', 1], ['warning', 1], ['budget', 1], ['never', 0]])('--fail-on %s', async (failOn, code) => {
    expect((await scanned({ ...files, 'promptfare.yaml': 'budgets: [{ tokens: 10 }]' }, '--fail-on', failOn)).code).toBe(code);
  });

  test('--fail-on budget takes no finding for a failure', async () => {
    const cwd = treeOf({ 'a.ts': source({ limit: null }), 'promptfare.yaml': 'rules: { require-max-tokens: error }\nbudgets: [{ tokens: 1000 }]\n' });
    expect((await promptfare(['--fail-on', 'error'], { cwd })).code).toBe(1);
    expect((await promptfare(['--fail-on', 'budget'], { cwd })).code).toBe(0);
  });

  test('the text has a section, other formats a line on standard error', async () => {
    const cwd = treeOf({ ...files, 'promptfare.yaml': 'budgets: [{ name: "a `b` <i>", tokens: 10 }, { usdPerMonth: 5 }]' });
    const [text, github, markdown] = await Promise.all(['text', 'github', 'markdown'].map(format => promptfare(['--format', format!], { cwd })));
    expect(text!.stdout).toMatch(/Budgets\n {2}Budget a `b` <i>: [\d,]+ of 10 tokens a call, over\.\n {2}Budget project: of \$5\.00 a month nothing is known, 2 calls without traffic or price\.\n/);
    expect([text!.stderr, markdown!.stderr]).toEqual(['', '']);
    expect(github!.stderr).toMatch(/^promptfare: Budget a `b` <i>: [\d,]+ of 10 tokens a call, over\.\n$/);
    // A slip in a name makes a budget of nothing.
    writeFileSync(join(cwd, 'promptfare.yaml'), 'budgets: [{ name: typo, files: ["scr/**"], tokens: 10 }]\n');
    expect((await promptfare(['--format', 'concise'], { cwd })).stderr).toBe('promptfare: Budget typo: of 10 tokens a call nothing is known, no call is in it.\n');
    expect((await promptfare(['--format', 'concise', '--quiet'], { cwd })).stderr).toBe('');
    expect(markdown!.stdout).toMatch(/- \*\*Budget <code>a&#32;&#96;b&#96;&#32;&#60;i&#62;<\/code>: /);
  });

  test.each([
    ['budgets: [{ tokenz: 1 }]', '`budgets[0].tokenz` is no known key. Did you mean `tokens`?'],
    ['budgets: [{ name: x }]', 'this budget has no limit.'],
    ['budgets: [{ tokens: -1 }]', '`budgets[0].tokens` must be'],
    ['budgets: [{ tokens: 1, alerts: [200] }]', '`budgets[0].alerts[0]` must be'],
    ['budgets: [{ tokens: 1, call: x }]', '`budgets[0].call`'],
  ])('a broken one says where and what: %s', async (text, message) => {
    const { code, stderr } = await scanned({ 'promptfare.yaml': text });
    expect([code, stderr]).toEqual([2, expect.stringContaining(`promptfare.yaml:1:`)]);
    expect(stderr).toContain(message);
  });
});

describe('under a change', () => {
  const state = async (before: string, after: string, budget = '{ within: answer, tokens: 500 }'): Promise<object> => {
    const root = repositoryOf({ 'src/a.ts': source({ system: before }), 'src/b.ts': summary, 'promptfare.yaml': `budgets: [${budget}]` });
    change(root, { 'src/a.ts': source({ system: after }) });
    const { code } = await promptfare(['diff', '--fail-on', 'budget'], { cwd: root });
    return { code, budgets: (await diffIn(root)).budgets };
  };
  test.each<[string, string, string, object]>([
    ['crossed', 'Be brief.', long, { code: 1, budgets: [{ state: 'over', reached: [50, 80, 100] }] }],
    ['an alert', 'Be brief.', long.slice(0, 1600), { code: 0, budgets: [{ state: 'within', reached: [50] }] }],
    ['over before, and raised', long, `${long} ${long}`, { code: 1, budgets: [{ state: 'raised', reached: [] }] }],
    ['over before, and not more so', `${long} ${long}`, long, { code: 0, budgets: [{ state: 'was-over', reached: [] }] }],
    ['over before, and kept again', long, 'Be brief.', { code: 0, budgets: [{ state: 'within', reached: [] }] }],
  ])('%s', async (_, before, after, expected) => {
    expect(await state(before, after)).toMatchObject(expected);
  });

  test('of the whole project: calls that do not change count', async () => {
    const root = repositoryOf({ 'a.ts': source({ name: 'a' }), 'b.ts': source({ name: 'b', system: long }), 'promptfare.yaml': 'budgets: [{ usdPerThousandCalls: 3 }]' });
    change(root, { 'a.ts': source({ name: 'a', system: long }) });
    const { budgets } = await diffIn(root);
    expect(budgets).toMatchObject([{ name: 'project', state: 'over' }]);
    const { report } = await scanned({ 'a.ts': source({ name: 'a', system: long }), 'b.ts': source({ name: 'b', system: long }) });
    expect(budgets![0]!.after).toBeCloseTo(report.summary.usdPerThousandCalls.input, 6);
  });

  test('a change raises no budget of its own', async () => {
    const root = repositoryOf({ 'a.ts': source(), 'promptfare.yaml': 'budgets: [{ tokens: 100 }]' });
    change(root, { 'a.ts': source({ system: long }), 'promptfare.yaml': 'budgets: [{ tokens: 100000 }]' });
    expect(await diffIn(root)).toMatchObject({ budgets: [{ limit: 100, state: 'over' }], head: { configurationChanged: true } });
    commit(root);
    change(root, { 'a.ts': source({ system: `${long} Be kind.` }) });
    expect((await diffIn(root)).budgets).toMatchObject([{ limit: 100_000, state: 'within' }]);
  });

  test('of one call by its id, which its prompt changes', async () => {
    const root = repositoryOf({ 'a.ts': source(), 'b.ts': summary });
    const { stdout } = await promptfare(['--format', 'json'], { cwd: root });
    const { id } = (JSON.parse(stdout) as Report).calls.find(({ within }) => within === 'answer')!;
    change(root, { 'promptfare.yaml': `budgets: [{ call: ${id}, tokens: 300 }]` });
    commit(root);
    change(root, { 'a.ts': source({ system: long }) });
    expect((await diffIn(root)).budgets).toMatchObject([{ name: id, state: 'over' }]);
  });
});

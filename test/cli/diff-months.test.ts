import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DiffReport } from '../../src/core/diff.ts';
import { diffSchema } from '../../src/core/diff-schema.ts';
import { commentOf } from '../../src/reporters/comment.ts';
import { change, commit, diffIn, git, repositoryOf, source } from '../diff/repository.ts';
import { promptfare } from './fake-process.ts';

const NAME = 'promptfare.usage.yaml';
const long = 'You answer questions of customers about their orders. '.repeat(40);

/** Claude Sonnet 4.5 in a geography: USD per token in and out. */
const [IN, OUT] = [3.3e-6, 16.5e-6];

async function repository(entry: (id: string) => string): Promise<{ root: string; id: string; tokens: number }> {
  const root = repositoryOf({ 'a.ts': source() });
  const { stdout } = await promptfare(['--format', 'json', '--fail-on', 'never'], { cwd: root });
  const { id, tokens } = (JSON.parse(stdout) as { calls: { id: string; tokens: { input: { static: number } } }[] }).calls[0]!;
  writeFileSync(join(root, NAME), `version: 1\n${entry(id)}`);
  commit(root);
  return { root, id, tokens: tokens.input.static };
}
const monthsIn = async (root: string, ...args: string[]): Promise<DiffReport> => diffSchema.parse(await diffIn(root, args));

describe('a change in dollars a month', () => {
  test('by declared traffic, though the id of the call changes with its prompt', async () => {
    const { root, id, tokens } = await repository(call => `calls:\n  ${call}: { callsPerMonth: 100000, outputTokens: 20, holes: 50 }\n`);
    change(root, { 'a.ts': source({ system: long }) });
    const { changes: [changed], totals } = await monthsIn(root);
    expect(changed!.callId).not.toBe(id);
    const more = changed!.after!.tokens.input - tokens;
    expect(changed!.usdPerMonth!.before).toBeCloseTo(100_000 * ((tokens + 50) * IN + 20 * OUT), 6);
    expect(changed!.usdPerMonth!.after! - changed!.usdPerMonth!.before!).toBeCloseTo(100_000 * more * IN, 6);
    expect(totals.usdPerMonth).toMatchObject({ calls: 1, change: expect.closeTo(100_000 * more * IN, 6) as number });

    const { stdout } = await promptfare(['diff'], { cwd: root, columns: 100 });
    expect(stdout).toMatch(/^\+\$1\d\d\.\d\d a month \(\+\d+ %\), \+\$1\.\d+ \(×\d+\) per 1,000 calls: 1 call changed\.$/m);
    expect(stdout).toMatch(/^ {4}\+\$1\d\d\.\d\d a month \(\+\d+ %\)$/m);
    const { body, headline } = commentOf(await monthsIn(root), { flavour: 'github' });
    expect(headline).toMatch(/^Prompt cost: \+\$1\d\d\.\d\d a month/);
    expect(body).toMatch(/\| \*\*\+(?:&#8288;)?\$1\.\d+\*\*<br>×\d+<br>\+\$1\d\d\.\d\d a month \(\+\d+ %\) \|/);
    expect(body).toContain('A month is of 1 call whose traffic is known.');
  });

  test('measured sizes follow what is known of the change', async () => {
    const { root, tokens } = await repository(call => `calls:\n  ${call}: { callsPerMonth: 1000, inputTokens: 5000, outputTokens: 20, basis: measured }\n`);
    change(root, { 'a.ts': source({ system: long }) });
    const { changes: [changed] } = await monthsIn(root);
    expect(changed!.usdPerMonth).toEqual({ before: expect.closeTo(1000 * (5000 * IN + 20 * OUT), 6) as number, after: expect.closeTo(1000 * ((5000 + changed!.after!.tokens.input - tokens) * IN + 20 * OUT), 6) as number });
  });

  test('a call that comes, and one that goes', async () => {
    const { root } = await repository(call => `calls:\n  ${call}: { callsPerMonth: 1000, outputTokens: 20, holes: 5 }\nfiles:\n  new/*.ts: { callsPerMonth: 10, outputTokens: 1, holes: 1 }\n`);
    change(root, { 'a.ts': null, 'new/b.ts': source({ name: 'poem', system: 'You write poems about the sea.' }) });
    const { changes } = await monthsIn(root);
    expect(changes.map(({ kinds, usdPerMonth }) => [kinds, usdPerMonth])).toEqual(expect.arrayContaining([[['added'], { before: 0, after: expect.any(Number) as number }], [['removed'], { before: expect.any(Number) as number, after: 0 }]]));
  });

  test('the traffic of the base holds; what is new in the head is added', async () => {
    const { root } = await repository(call => `calls:\n  ${call}: { callsPerMonth: 1000, outputTokens: 20, holes: 5 }\n  c_new: { callsPerMonth: null }\n`);
    const before = (await (async () => {
      change(root, { 'a.ts': source({ system: long }) });
      return monthsIn(root);
    })()).changes[0]!.usdPerMonth!;
    const id = (await monthsIn(root)).changes[0]!.callId;
    change(root, { [NAME]: `version: 1\nfiles:\n  '**': { callsPerMonth: 1 }\ncalls:\n  ${id}: { callsPerMonth: 7, outputTokens: 20, holes: 5 }\n` });
    // A change to a prompt does not change how often it is sent, whatever the change says.
    expect((await monthsIn(root)).changes[0]!.usdPerMonth).toEqual(before);
    change(root, { 'a.ts': source(), 'b.ts': source({ name: 'poem', system: 'You write poems about the sea.' }) });
    expect((await monthsIn(root)).changes).toMatchObject([{ kinds: ['added'], usdPerMonth: { before: 0, after: expect.any(Number) as number } }]);
  });

  test('budgets of a month see it', async () => {
    const { root } = await repository(call => `calls:\n  ${call}: { callsPerMonth: 100000, outputTokens: 20, holes: 50 }\n`);
    change(root, { 'promptfare.yaml': 'budgets:\n  - usdPerMonth: 100\n' });
    commit(root);
    change(root, { 'a.ts': source({ system: long }) });
    expect((await monthsIn(root)).budgets).toMatchObject([{ measure: 'usdPerMonth', state: 'over', before: expect.closeTo(55, 0) as number }]);
    expect((await promptfare(['diff', '--fail-on', 'budget'], { cwd: root })).code).toBe(1);
  });

  test('without a usage file there is no month, and --no-usage leaves it out', async () => {
    const { root } = await repository(call => `calls:\n  ${call}: { callsPerMonth: 1000 }\n`);
    change(root, { 'a.ts': source({ system: long }) });
    const plain = await diffIn(root, ['--no-usage']);
    expect(JSON.stringify(plain)).not.toMatch(/month/i);
    expect(JSON.stringify(await diffIn(root))).toMatch(/usdPerMonth/);
    git(root, 'rm', '-q', NAME);
    git(root, 'commit', '-q', '-m', 'no traffic');
    expect({ ...(await diffIn(root)), base: plain.base }).toEqual(plain);
  });

  test('a value under another name is not taken for no value', async () => {
    const { root } = await repository(call => `calls:\n  ${call}: { callsPerMonth: 1000, outputTokens: 9, holes: { question: 400 } }\n`);
    change(root, { 'a.ts': source({ system: long }).replaceAll('question', 'request') });
    const { changes: [changed] } = await monthsIn(root);
    expect(changed!.usdPerMonth).toMatchObject({ after: null });
  });

  test('a broken file says where', async () => {
    const { root } = await repository(() => 'calls: [1]\n');
    change(root, { 'a.ts': source({ system: long }) });
    expect(await promptfare(['diff'], { cwd: root })).toMatchObject({ code: 2, stderr: expect.stringContaining(`${NAME}:2:`) as string });
  });
});

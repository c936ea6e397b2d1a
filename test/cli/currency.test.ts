import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { messageText, usdText } from '../../src/reporters/figures.ts';
import { showIn } from '../../src/reporters/currency.ts';
import { treeOf } from '../project/tree.ts';
import { promptfare } from './fake-process.ts';
import { files } from './project.ts';

/** Amounts in a text, one sign only. */
const amounts = (text: string, sign: string): number[] => [...text.matchAll(new RegExp(`${sign}([\\d,]+(?:\\.\\d+)?)`, 'g'))].map(([, amount]) => Number(amount!.replaceAll(',', '')));

describe('--currency', () => {
  test.each(['text', 'markdown', 'concise'])('%s shows every amount in it, and no other', async format => {
    const cwd = treeOf(files);
    const said = async (...args: string[]): Promise<string> => (await promptfare(['--format', format, '--fail-on', 'never', ...args], { cwd, columns: 120 })).stdout;
    const [dollars, euros] = [await said(), await said('--currency', 'EUR', '--rate', '0.5')];
    const [before, after] = [amounts(dollars, '\\$'), amounts(euros, '€')];
    expect(before.length).toBeGreaterThan(0);
    expect(after).toHaveLength(before.length);
    for (const [index, amount] of before.entries()) expect(Math.abs(after[index]! - amount / 2)).toBeLessThanOrEqual(Math.max(amount * 0.01, 0.006));
    expect(euros).not.toContain('$');
    if (format !== 'concise') expect(euros).toContain('EUR (0.5 per US dollar)');
    // The next run knows nothing of it.
    expect(await said()).toBe(dollars);
  });

  test('the page too', async () => {
    for (const args of [['--format', 'html', '--fail-on', 'never'], ['report', '--format', 'html'], ['report']]) {
      const { stdout } = await promptfare([...args, '--currency', 'EUR', '--rate', '0.5'], { cwd: treeOf(files) });
      const seen = stdout.replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, '');
      expect(seen).toContain('EUR (0.5 per US dollar)');
      expect(seen).toMatch(/€\d/);
      expect(seen).not.toMatch(/\$ ?\d|\$ (?:input|output|saved)|US dollars/);
    }
  });

  test('JSON stays in US dollars', async () => {
    const cwd = treeOf(files);
    const said = async (...args: string[]): Promise<string> => (await promptfare(args, { cwd, stdin: 'Hello' })).stdout;
    for (const args of [['--format', 'json', '--fail-on', 'never'], ['count', '--model', 'amazon.nova-lite-v1:0', '--format', 'json'], ['models', 'nova', '--json']]) expect(await said(...args, '--currency', 'JPY', '--rate', '150')).toBe(await said(...args));
  });

  test('of the configuration, and flags win over it', async () => {
    const cwd = treeOf({ ...files, 'promptfare.yaml': 'currency: { code: GBP, perUsd: 0.75 }\n' });
    const said = async (...args: string[]): Promise<string> => (await promptfare(['--fail-on', 'never', ...args], { cwd, columns: 120 })).stdout;
    expect(await said()).toContain('£');
    expect(await said()).not.toContain('$');
    expect(await said('--currency', 'CHF', '--rate', '0.9')).toMatch(/CHF 0\.\d+/);
    expect(await said('--currency', 'USD')).toContain('$');
    writeFileSync(join(cwd, 'promptfare.yaml'), 'currency: { code: euro, perUsd: 1 }\n');
    expect(await promptfare([], { cwd })).toMatchObject({ code: 2, stderr: expect.stringContaining('promptfare.yaml:1:19') as string });
  });

  test('other commands', async () => {
    const cwd = treeOf(files);
    const { calls, findings } = JSON.parse((await promptfare(['--format', 'json', '--fail-on', 'never'], { cwd })).stdout) as { calls: { id: string; cost: object | null }[]; findings: { id: string; message: string }[] };
    const ids = [calls.find(({ cost }) => cost)!.id, findings.find(({ message }) => message.includes('$'))!.id];
    for (const args of [['what-if'], ['compare', 'amazon.nova-lite-v1:0', 'amazon.nova-pro-v1:0'], ['count', '--model', 'amazon.nova-lite-v1:0'], ...ids.map(id => ['explain', id])]) {
      const { code, stdout } = await promptfare([...args, '--currency', 'eur', '--rate', '0.92'], { cwd, columns: 120, stdin: 'Hello' });
      expect(code).toBe(0);
      expect(stdout).toMatch(/€\d/);
      expect(stdout).not.toMatch(/\$|US dollars/);
      expect(stdout).toContain('EUR (0.92 per US dollar)');
    }
  });

  test('prices of models', async () => {
    const lines = async (...args: string[]) => (await promptfare(['models', 'amazon.nova-lite-v1:0', ...args], { cwd: treeOf({}), columns: 200 })).stdout;
    expect(await lines()).toMatch(/\$ in +\$ out[\s\S]*amazon\.nova-lite-v1:0 +0\.06 +0\.24/);
    const euros = await lines('--currency', 'EUR', '--rate', '0.5');
    expect(euros).toMatch(/€ in +€ out[\s\S]*amazon\.nova-lite-v1:0 +0\.03 +0\.12/);
    expect(euros).toContain('EUR (0.5 per US dollar) per million tokens');
    expect(euros).not.toContain('$');
  });

  test('a price by the table of two models', async () => {
    const { stdout } = await promptfare(['compare', 'amazon.nova-lite-v1:0', 'amazon.nova-pro-v1:0', '--currency', 'EUR', '--rate', '0.5'], { cwd: treeOf(files), columns: 140 });
    expect(stdout).toMatch(/^EUR \(0\.5 per US dollar\) per million tokens[\s\S]*amazon\.nova-lite-v1:0 +0\.03 +0\.12/);
  });

  test.each([
    [['--currency', 'EUR'], 'No exchange rate is built in. Say what one US dollar is in EUR: `--currency EUR --rate <amount>`.'],
    [['--rate', '0.9'], '`--rate` is one of a currency. Name it: `--currency EUR`.'],
    [['--currency', 'euros', '--rate', '0.9'], 'Give the code of a currency, as EUR.'],
    [['--currency', 'EUR', '--rate', '0'], 'Give an amount above zero, as 0.92.'],
  ])('%j is refused', async (args, message) => {
    const { code, stdout, stderr } = await promptfare(args, { cwd: treeOf(files) });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  test('what a message quotes stays as it is', () => {
    showIn({ code: 'CAD', perUsd: 2 });
    expect(messageText('$1,500 in `$1` and $0.05.')).toBe('CAD 3,000 in `$1` and CAD 0.100.');
    expect([usdText(0), usdText(12.3)]).toEqual(['CAD 0', 'CAD 24.60']);
    showIn(undefined);
    expect([usdText(0), usdText(12.3)]).toEqual(['$0', '$12.30']);
  });
});

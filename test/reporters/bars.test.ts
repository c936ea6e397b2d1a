import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { bars } from '../../src/reporters/bars.ts';
import { callOf, findingOf, reportOf } from './sample.ts';

const calls = [callOf(), callOf({ id: 'c_2', path: 'src/b.ts', cost: { currency: 'USD', inputPerCall: 0.00073975, outputMaxPerCall: null, basis: 'calibrated' } }), callOf({ id: 'c_3', path: 'src/c.ts', cost: null, model: { state: 'unknown', reason: 'parameter `id`' } })];

describe('bars', () => {
  test('show files, models, strategies, steps and prompts', () => {
    expect(bars(reportOf({ calls }), { columns: 80 })).toMatchSnapshot();
  });
  test('are as long as their figures', () => {
    const lengths = bars(reportOf({ calls })).split('\n').filter(line => /^ {2}src\/\S+\.ts .*\d call$/.test(line)).map(line => line.match(/█/g)?.length ?? 0);
    expect(lengths[0]).toBeGreaterThan(20);
    expect(lengths[1]).toBe(Math.floor(lengths[0]! / 2));
    expect(lengths[2]).toBe(0);
  });
  test('keep to the width, whatever the names', () => {
    const wide = reportOf({ calls: calls.map(call => ({ ...call, path: `${'漢字'.repeat(30)}/${call.path}` })) });
    for (const columns of [40, 60, 80, 120]) for (const line of bars(wide, { columns }).split('\n')) expect(stringWidth(line), line).toBeLessThanOrEqual(columns);
  });
  test('colour no letter away and obey nobody', () => {
    // oxlint-disable-next-line no-control-regex
    expect(bars(reportOf({ calls }), { colors: true }).replaceAll(/\u001B\[\d+m/g, '')).toBe(bars(reportOf({ calls })));
    const name = '\u001B[31m\u202E##[error]x';
    const hostile = bars(reportOf({ calls: [callOf({ path: name, model: { state: 'known', id: name, canonical: name } })], findings: [findingOf({ path: name, message: name })] }));
    // oxlint-disable-next-line no-control-regex
    expect(hostile).not.toMatch(/\u001B|\u202E|##\[/);
  });
  test('say nothing of a month without traffic', () => {
    expect(bars(reportOf())).not.toContain('a month');
  });
});

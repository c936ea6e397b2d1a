import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { synced, type ListedCall } from '../../src/usage/sync.ts';

const call = (id: string, name: string, holes: string[] = []): ListedCall => ({ id, note: `src/${name}.ts:1: Nova Lite`, holes, name });
const first = synced(undefined, [call('c_a', 'ask', ['question']), call('c_b', 'sum')]);

describe('usage sync', () => {
  test('lists every call, with its holes and nothing assumed', () => {
    expect(parse(first.text)).toEqual({ version: 1, calls: { c_a: { of: 'ask', callsPerMonth: null, outputTokens: null, holes: { question: null } }, c_b: { of: 'sum', callsPerMonth: null, outputTokens: null } } });
    expect(first.text).toContain('  # src/ask.ts:1: Nova Lite\n  c_a:\n');
    expect(first.added).toEqual(['c_a', 'c_b']);
  });

  test('a second run changes nothing', () => {
    expect(synced(first.text, [call('c_a', 'ask', ['question']), call('c_b', 'sum')]).text).toBe(first.text);
  });

  test('edits and comments stay; gone calls are marked, and come back', () => {
    const edited = first.text.replace('callsPerMonth:\n', 'callsPerMonth: 1200 # from the dashboard\n').replace('# Fill in', '# Our own words. Fill in');
    const less = synced(edited, [call('c_b', 'sum'), call('c_c', 'new')]);
    expect([less.added, less.gone]).toEqual([['c_c'], ['c_a']]);
    expect(less.text).toContain('callsPerMonth: 1200 # from the dashboard');
    expect(less.text).toContain('# Our own words. Fill in');
    expect(parse(less.text).calls.c_a).toMatchObject({ callsPerMonth: 1200, gone: true });
    const back = synced(less.text, [call('c_a', 'ask', ['question']), call('c_b', 'sum'), call('c_c', 'new')]);
    expect(back.back).toEqual(['c_a']);
    expect(parse(back.text).calls.c_a).toEqual({ of: 'ask', callsPerMonth: 1200, outputTokens: null, holes: { question: null } });
  });

  test('a call whose prompt was edited keeps its figures under its new id', () => {
    const edited = first.text.replace('callsPerMonth:\n', 'callsPerMonth: 1200\n');
    const next = synced(edited, [call('c_x', 'ask', ['question']), call('c_b', 'sum')]);
    expect([next.renamed, next.added, next.gone]).toEqual([[['c_a', 'c_x']], [], []]);
    expect(parse(next.text).calls).toMatchObject({ c_x: { callsPerMonth: 1200 }, c_b: { callsPerMonth: null } });
  });

  test('a file by hand without calls gets them', () => {
    const { text } = synced('version: 1\n# by hand\nmodels:\n  amazon.nova-lite-v1:0: { outputTokens: 90 }\n', [call('c_a', 'ask')]);
    expect(text).toContain('# by hand');
    expect(parse(text)).toMatchObject({ models: { 'amazon.nova-lite-v1:0': { outputTokens: 90 } }, calls: { c_a: { callsPerMonth: null } } });
  });
});

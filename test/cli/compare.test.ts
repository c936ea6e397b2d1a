import { describe, expect, test } from 'vitest';
import { treeOf } from '../project/tree.ts';
import { promptfare } from './fake-process.ts';
import { files } from './project.ts';

const SONNET = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const HAIKU = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const OPUS = 'us.anthropic.claude-opus-4-6-v1';
const NEWER_OPUS = 'us.anthropic.claude-opus-4-7';

interface Side {
  tokens: number;
  usdPerThousandCalls: { input: number; outputMax: number };
}

describe('promptfare compare', () => {
  test('Haiku 4.5 against Sonnet 4.5 is a third, not a fifth', async () => {
    const { code, stdout } = await promptfare(['compare', SONNET, HAIKU], { cwd: treeOf(files), columns: 120 });
    expect(code).toBe(0);
    expect(stdout).toContain('Per token, Claude Haiku 4.5 costs 0.333× for input and 0.333× for output.');
    expect(stdout).toMatch(/^src\/answer\.ts:4 +[\d,]+ +[\d,]+ +\$\d/m);
    expect(stdout).toMatch(/^Input: \$[\d.]+ on Claude Sonnet 4\.5, \$[\d.]+ on Claude Haiku 4\.5: saves \$[\d.]+ \(66\.7 %\)\.$/m);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });

  test('counts the text with the tokenizer of each: the same price list can cost more', async () => {
    const { stdout } = await promptfare(['compare', OPUS, NEWER_OPUS, 'src', '--format', 'json'], { cwd: treeOf(files) });
    const { models, calls, total } = JSON.parse(stdout) as { models: { price: { inputPerMTok: number } }[]; calls: { path: string; before: Side; after: Side }[]; total: { tokens: Record<string, number>; usdPerThousandCalls: { input: Record<string, number> } } };
    expect(models[0]!.price.inputPerMTok).toBe(models[1]!.price.inputPerMTok);
    expect(calls.map(({ path }) => path)).toEqual(['src/answer.ts', 'src/title.ts']);
    const [{ before, after } = {} as { before: Side; after: Side }] = calls;
    expect(after.tokens).toBeGreaterThan(before.tokens);
    expect(after.usdPerThousandCalls.input).toBeGreaterThan(before.usdPerThousandCalls.input);
    expect(total.tokens['before']).toBe(calls.reduce((sum, call) => sum + call.before.tokens, 0));
    expect(total.usdPerThousandCalls.input['after']).toBeCloseTo(calls.reduce((sum, call) => sum + call.after.usdPerThousandCalls.input, 0), 12);
  });

  test('takes one call, and a project without any', async () => {
    const cwd = treeOf(files);
    const { calls } = JSON.parse((await promptfare(['compare', SONNET, HAIKU, '--format', 'json'], { cwd })).stdout) as { calls: { id: string }[] };
    const one = JSON.parse((await promptfare(['compare', SONNET, HAIKU, '--call', calls[1]!.id, '--format', 'json'], { cwd })).stdout) as { calls: { id: string }[] };
    expect(one.calls).toEqual([calls[1]]);
    expect(await promptfare(['compare', SONNET, HAIKU], { cwd: treeOf({}) })).toMatchObject({ code: 0, stdout: expect.stringContaining('No call was found') });
  });

  test.each([
    [['compare', SONNET], "missing required argument 'other'"],
    [['compare', SONNET, 'us.anthropic.claude-haiku-4-5-20251001-v1:1'], 'Did you mean'],
    [['compare', SONNET, 'anthropic.claude-mythos-5'], 'has no published price'],
    [['compare', SONNET, HAIKU, '--call', 'c_none'], 'There is no call `c_none`'],
    [['compare', SONNET, HAIKU, 'nowhere'], 'There is no file or directory'],
  ])('exits with 2 on %j', async (args, message) => {
    const { code, stdout, stderr } = await promptfare(args, { cwd: treeOf(files) });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

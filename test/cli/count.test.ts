import { describe, expect, test } from 'vitest';
import { countTokens } from '../../src/index.ts';
import { treeOf } from '../project/tree.ts';
import { promptfare, type Outcome } from './fake-process.ts';

const HAIKU = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';

async function counted(stdin: string | Buffer, model: string, ...more: string[]): Promise<{ json: { [key: string]: any }; outcome: Outcome }> {
  const outcome = await promptfare(['count', '--model', model, '--format', 'json', ...more], { cwd: treeOf({}), stdin });
  expect(outcome.code).toBe(0);
  return { json: JSON.parse(outcome.stdout), outcome };
}

describe('promptfare count', () => {
  test('prints tokens, basis, error, cost and share of the window', async () => {
    const text = 'The quick brown fox jumps over the lazy dog.\n'.repeat(50);
    const { json, outcome } = await counted(text, HAIKU);
    const { tokens, basis, error } = countTokens(text, HAIKU);
    expect(json).toEqual({
      schemaVersion: 1,
      model: HAIKU,
      canonical: 'anthropic.claude-haiku-4-5-20251001-v1:0',
      tokens, basis, error,
      cost: { usd: Number(((tokens * 1.1) / 1e6).toPrecision(12)), perMTok: 1.1, asOf: '2026-09-30' },
      contextWindow: 200_000,
      share: tokens / 200_000,
    });
    expect(outcome.stderr).toBe('');
  });

  test.each(['hello', 'hello\n', 'hello\n\n\n', '  hello\r\n', 'a\0b', '🙂 日本語\n', ''])('counts every byte of %j', async text => {
    for (const model of [HAIKU, 'openai.gpt-oss-120b-1:0']) expect((await counted(text, model)).json['tokens']).toBe(countTokens(text, model).tokens);
  });

  test('keeps the byte order mark out', async () => {
    const plain = await counted('Hello, world', 'openai.gpt-oss-120b-1:0');
    expect((await counted('\uFEFFHello, world', 'openai.gpt-oss-120b-1:0')).json).toEqual(plain.json);
    expect(plain.json).toMatchObject({ tokens: 3, basis: 'exact', error: 0 });
  });

  test('takes text in pieces that cut characters', async () => {
    const bytes = Buffer.from('日本語'.repeat(100));
    expect((await counted(bytes, HAIKU)).json['tokens']).toBe(countTokens('日本語'.repeat(100), HAIKU).tokens);
  });

  test('reads a file, and standard input for `-`', async () => {
    const cwd = treeOf({ 'a.md': 'Some text\n' });
    const args = ['--model', HAIKU, '--format', 'json'];
    const file = await promptfare(['count', 'a.md', ...args], { cwd });
    expect(await promptfare(['count', '-', ...args], { cwd, stdin: 'Some text\n' })).toEqual(file);
  });

  test('counts for an unknown model with a wide error, and says so', async () => {
    const { json, outcome } = await counted('Some words of English prose, enough of them to have a count.', 'acme.supermodel-9');
    expect(json).toMatchObject({ canonical: 'acme.supermodel-9', basis: 'calibrated', cost: null, contextWindow: null, share: null });
    expect(json['error']).toBeGreaterThanOrEqual(0.25);
    expect(json['note']).toContain('counted by an average tokenizer');
    expect(outcome.stderr).toBe(`promptfare: ${json['note']}\n`);
    expect((await counted('Some words', 'claude-haiku-4-5')).json['note']).toContain(`Did you mean \`anthropic.claude-haiku-4-5-20251001-v1:0\`?`);
    expect((await counted('Some words', 'claude-sonnet-5')).json['note']).toContain('Did you mean `anthropic.claude-sonnet-5`?');
    expect((await counted('Some words', 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123')).json['note']).toContain('Only AWS knows the model');
  });

  test('shows where the tokens go', async () => {
    const text = 'Before.\n\n# Role\nYou are a careful editor.\n\n<docs>\n<doc>one two three</doc>\n# not a heading of the prompt\n</docs>\n\n## Output\n```json\n# no heading\n{"a": 1}\n```\nDone.\n# Last\nend';
    const { json } = await counted(text, HAIKU, '--by', 'section');
    expect(json['sections'].map(({ kind, name, line, depth }: { [key: string]: unknown }) => [kind, name, line, depth])).toEqual([
      ['text', '', 1, 0], ['heading', 'Role', 3, 0], ['tag', 'docs', 6, 1], ['tag', 'doc', 7, 2], ['heading', 'not a heading of the prompt', 8, 2], ['heading', 'Output', 11, 1], ['fence', 'json', 12, 2], ['heading', 'Last', 17, 0],
    ]);
    const own = json['sections'].map((section: { own: number }) => section.own);
    expect(own.reduce((sum: number, tokens: number) => sum + tokens, 0)).toBe(json['tokens']);
    const top = json['sections'].filter(({ depth }: { depth: number }) => depth === 0);
    expect(top.reduce((sum: number, { tokens }: { tokens: number }) => sum + tokens, 0)).toBe(json['tokens']);
  });

  test('is text for people, harmless to terminals', async () => {
    const { code, stdout } = await promptfare(['count', '--model', 'a\u001B[31m.b', '--by', 'section'], { cwd: treeOf({}), stdin: '# Title \u001B[31m##[error]\nText\n', columns: 60 });
    expect(code).toBe(0);
    expect(stdout).not.toContain('\u001B');
    expect(stdout).not.toContain('##[error]');
    expect(stdout).toContain('# Title');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
  });

  test.each([
    [['count'], '', "required option '-m, --model <id>' not specified"],
    [['count', 'none.md', '--model', HAIKU], '', 'There is no file `none.md`'],
    [['count', '.', '--model', HAIKU], '', 'is a directory'],
    [['count', '--model', HAIKU, '--by', 'line'], '', 'Allowed choices are section'],
    [['count', '--model', HAIKU, '--modle'], '', 'unknown option'],
    [['count', '--model', HAIKU], Buffer.from([0xff, 0xfe, 0x41, 0]), 'Standard input is not UTF-8 text'],
  ])('exits with 2 on %j', async (args, stdin, message) => {
    const { code, stdout, stderr } = await promptfare(args, { cwd: treeOf({}), stdin });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^promptfare: /);
    expect(stderr).toContain(message);
  });
});

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { treeOf } from '../project/tree.ts';
import { promptfare } from './fake-process.ts';
import { mails } from './project.ts';

const one = { 'src/urgent.ts': mails['src/urgent.ts'] };
interface Configuration {
  prompts: { label: string; raw: string }[];
  providers: { id: string; label: string; config?: { maxTokens: number } }[];
  defaultTest: { options?: { provider: string }; assert: { type: string; value: string; threshold?: number }[] };
  tests: string;
}

describe('promptfare evaluate', () => {
  // promptfoo 0.123.1 held it valid, and ran it: braces came through, and 90 % of the cases decided how it ended.
  test('the golden file', async () => {
    const { code, stdout, stderr } = await promptfare(['evaluate', '--export', 'promptfoo'], { cwd: treeOf(one) });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(readFileSync(new URL('promptfoo.isUrgent.yaml', import.meta.url), 'utf8'));
  });

  test('both models get the prompt of the call; holes are variables, braces of the text stay', async () => {
    const { stdout } = await promptfare(['evaluate'], { cwd: treeOf(one) });
    const { prompts, providers, tests } = parse(stdout) as Configuration;
    expect(JSON.parse(prompts[0]!.raw)).toEqual([
      { role: 'system', content: "Is this mail urgent? Answer only yes or no, and never {{ '{{' }}maybe}}." },
      { role: 'user', content: '{{mail}}' },
    ]);
    expect(providers).toEqual([
      { id: 'bedrock:converse:us.anthropic.claude-sonnet-4-6', label: 'today', config: { maxTokens: 5 } },
      { id: 'bedrock:converse:us.anthropic.claude-haiku-4-5-20251001-v1:0', label: 'smaller', config: { maxTokens: 5 } },
    ]);
    expect(tests).toBe('file://cases.csv');
  });

  test('the assertion on short answers takes the same words, and no others', async () => {
    const { stdout } = await promptfare(['evaluate'], { cwd: treeOf(one) });
    const { value } = (parse(stdout) as Configuration).defaultTest.assert[0]!;
    const passes = new Function('output', 'context', `return ${value}`) as (output: string, context: { vars: { expected: string } }) => boolean;
    expect([' Yes.\n', 'yes', 'No', 'yes, it is'].map(output => passes(output, { vars: { expected: 'yes' } }))).toEqual([true, true, false, false]);
  });

  test('texts are judged by the model of today, at 90 %', async () => {
    const { stdout } = await promptfare(['evaluate'], { cwd: treeOf({ 'a.ts': mails['src/urgent.ts'].replace(/'Is this mail[^']*'/, "'You are a translator. Translate into French. Return only the translation.'").replace('maxTokens: 5', 'maxTokens: 900') }) });
    const { defaultTest } = parse(stdout) as Configuration;
    expect(defaultTest).toMatchObject({ options: { provider: 'bedrock:converse:us.anthropic.claude-sonnet-4-6' }, assert: [{ type: 'llm-rubric', threshold: 0.9 }] });
  });

  test('several calls: one file each in a directory, or one of them', async () => {
    const cwd = treeOf(mails);
    const refused = await promptfare(['evaluate'], { cwd });
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(/2 calls are larger than their task: name a directory with `--output`, or one of them with `--call` \(c_/)]);
    const { code, stderr } = await promptfare(['evaluate', '--output', 'evaluations/mail', '--cases', 'ours.csv'], { cwd });
    expect([code, stderr]).toEqual([0, 'Wrote 2 evaluations to evaluations/mail. Each reads your cases from ours.csv beside it.\n']);
    expect(readdirSync(join(cwd, 'evaluations/mail'))).toEqual(['promptfoo.isUrgent.yaml', 'promptfoo.titleOf.yaml']);
    expect((parse(readFileSync(join(cwd, 'evaluations/mail/promptfoo.titleOf.yaml'), 'utf8')) as Configuration).tests).toBe('file://ours.csv');
    const [id] = /c_\w+/.exec(refused.stderr)!;
    expect((await promptfare(['evaluate', '--call', id], { cwd })).code).toBe(0);
  });

  test('no call is too large', async () => {
    expect((await promptfare(['evaluate'], { cwd: treeOf({ 'src/reply.ts': mails['src/reply.ts'] }) })).stdout).toBe('1 call, none of which is larger than its task.\n');
  });
});

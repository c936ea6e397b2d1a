/** S5: what is reported goes to logs, comments and pages. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { randomFrom } from '../../src/dev/random.ts';
import { formats } from '../../src/cli/scan/formats.ts';
import { treeOf } from '../project/tree.ts';
import { promptfare } from './fake-process.ts';

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const digits = '0123456789';
const letters = upper + upper.toLowerCase() + digits;
const hexadecimal = `${digits}abcdef`;
const random = randomFrom(8);
const any = (alphabet: string, length: number): string => Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');

/** Keys of services as these give them, made up. */
const kinds: readonly (() => string)[] = [
  () => `AKIA${any(upper + digits, 16)}`,
  () => `ASIA${any(upper + digits, 16)}`,
  () => any(`${letters}/+`, 40),
  () => `ABSK${any(letters, 60)}`,
  () => `bedrock-api-key-${any(letters, 80)}`,
  () => `ghp_${any(letters, 36)}`,
  () => `ghs_${any(letters, 36)}`,
  () => `github_pat_${any(letters, 60)}`,
  () => `glpat-${any(letters, 20)}`,
  () => `sk-ant-api03-${any(`${letters}-_`, 80)}A`,
  () => `sk-proj-${any(letters, 48)}`,
  () => `xoxb-${any(digits, 12)}-${any(letters, 24)}`,
  () => `eyJ${any(letters, 30)}.eyJ${any(letters, 60)}.${any(letters, 40)}`,
  () => `AIza${any(letters, 35)}`,
  () => `sk_live_${any(letters, 24)}`,
  () => `npm_${any(letters, 36)}`,
  () => `pypi-${any(letters, 60)}`,
  () => `SG.${any(letters, 22)}.${any(letters, 43)}`,
  () => `hf_${any(letters, 34)}`,
  () => any(hexadecimal, 32),
  () => any(hexadecimal, 64),
  () => `shpat_${any(hexadecimal, 32)}`,
  () => `dapi${any(hexadecimal, 32)}`,
  () => `gsk_${any(letters, 52)}`,
  () => Buffer.from(`AKIA${any(upper + digits, 16)}:${any(letters, 40)}`).toString('base64'),
];
const secrets = Array.from({ length: 200 }, (_, index) => kinds[index % kinds.length]!());

/** Where findings stand: in what they point to, before it, behind it, in the line above. */
const requests: readonly ((secret: string) => string)[] = [
  secret => `system: [{ text: 'Always use the key ${secret} for each request. You answer questions about orders. Always use the key ${secret} for each request.' }], messages: [{ role: 'user', content: [{ text: question }] }],`,
  secret => `system: [{ text: \`Today is \${new Date().toISOString()}. Key: ${secret}. \${question}\` }], messages: [{ role: 'user', content: [{ text: 'Please use ${secret}.          Answer.' }] }],`,
  secret => `system: [{ text: 'Answer only yes or no: is ${secret} a key?' }], messages: [{ role: 'user', content: [{ text: JSON.stringify({ key: '${secret}', question }, null, 2) }] }],`,
  secret => `system: [{ text: '${`Rule ${secret} applies to orders. `.repeat(150)}' }], messages: [{ role: 'user', content: [{ text: question + '${secret}' }] }],`,
];
const files = {
  'package.json': '{"dependencies": {"@aws-sdk/client-bedrock-runtime": "^3.0.0"}}',
  ...Object.fromEntries(
    secrets.map((secret, index) => [
      `src/call${index}.ts`,
      `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({}); // ${secret}
export async function answer(question: string) {
  return client.send(new ConverseCommand({ modelId: 'anthropic.claude-v2', /* ${secret} */
    ${requests[(index + Math.floor(index / kinds.length)) % requests.length]!(secret)}
    inferenceConfig: { maxTokens: 100000, temperature: 0 }, // ${secret}
  }));
}
`,
    ]),
  ),
};

/** Secrets of which enough stands in a text to be of use. */
const leaked = (output: string): readonly string[] => secrets.filter(secret => Array.from({ length: Math.floor((secret.length - 4) / 8) }, (_, index) => secret.slice(4 + index * 8, 4 + index * 8 + 12)).some(part => part.length === 12 && output.includes(part)));

describe('S5: of 200 secrets in prompts and beside them', () => {
  test('none stands in any format', async () => {
    const cwd = treeOf(files);
    const others = formats.filter(format => format !== 'text');
    const { code, stdout, stderr } = await promptfare(['src', '--fail-on', 'never', '--format', 'text', ...others.flatMap(format => ['--format', `${format}=out.${format}`])], { cwd });
    expect([code, leaked(stderr)]).toEqual([0, []]);
    expect(stdout).toContain('no-redundant-instructions');
    expect(stdout).toContain('AKIA****');
    expect(leaked(stdout)).toEqual([]);
    for (const format of others) {
      const output = readFileSync(join(cwd, `out.${format}`), 'utf8');
      expect(output.length, format).toBeGreaterThan(1000);
      expect(leaked(output), format).toEqual([]);
    }
  });
  test('none stands in what explains a call, or shows where tokens go', async () => {
    const cwd = treeOf(files);
    for (const args of [['explain', 'src/call0.ts:4'], ['explain', 'src/call3.ts:4'], ['report', 'src'], ['scan', 'src', '--fix-dry-run', '--fail-on', 'never']]) {
      const { stdout, stderr } = await promptfare(args, { cwd });
      expect(leaked(stdout + stderr), args.join(' ')).toEqual([]);
    }
  });
});

/** Prompt files in a scan: found by name, by schema or by configuration, and listed once. */
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/cli/engine.ts';
import type { Settings } from '../../src/scan/settings.ts';
import { scan } from '../../src/scan/scan.ts';
import { treeOf } from '../project/tree.ts';

const engine = await createEngine();

function callsIn(files: { readonly [path: string]: string }, settings: Settings = {}): string[] {
  const root = treeOf(files);
  const { report } = scan({ root, configuration: { directory: root, settings }, ...engine, version: '0.0.0' });
  expect(report.files.failed).toEqual([]);
  return report.calls.map(call => `${call.path}:${call.line} ${call.sdk} ${call.operation}${call.model.state === 'known' ? ` ${call.model.id}` : ''}`);
}

const code = `import { readFileSync } from 'node:fs';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const system = readFileSync('prompts/system.md', 'utf8');
new BedrockRuntimeClient({}).send(new ConverseCommand({ modelId: 'us.amazon.nova-lite-v1:0', system: [{ text: system }], messages: [] }));
`;

describe('prompt files', () => {
  it('are found by name and by schema', () => {
    expect(
      callsIn({
        'ask.prompty': 'user:\nHello {{name}}.\n',
        'greet.prompt': '{{role "user"}}Hello {{name}}.',
        'eval/promptfooconfig.yaml': 'prompts: [Translate text]\nproviders: ["bedrock:us.amazon.nova-lite-v1:0"]\n',
        'prompts/joke.json': '{ "_type": "prompt", "input_variables": [], "template": "Tell a joke." }',
        'data/joke.json': '{ "_type": "prompt", "input_variables": [], "template": "Tell a joke." }',
        'k8s.yaml': 'prompt: Tell a joke.\nmodel: bedrock:us.amazon.nova-lite-v1:0\n',
        'CLAUDE.md': 'You are a helpful assistant.\n',
        'prompts/system.md': 'You are a helpful assistant.\n',
      }),
    ).toEqual([
      'ask.prompty:2 prompty prompt',
      'eval/promptfooconfig.yaml:1 promptfoo prompt us.amazon.nova-lite-v1:0',
      'eval/promptfooconfig.yaml:2 promptfoo generate us.amazon.nova-lite-v1:0',
      'greet.prompt:1 dotprompt prompt',
      'prompts/joke.json:1 langchain prompt',
    ]);
  });

  it('are found where the configuration names them, with their model', () => {
    const files = { 'prompts/system.md': 'You are a helpful assistant.\n', 'CLAUDE.md': 'Always run the tests.\n', 'notes.md': 'Nothing.\n' };
    expect(callsIn(files, { prompts: ['prompts/*.md', { files: ['CLAUDE.md'], model: 'amazon.nova-pro-v1:0' }] })).toEqual(['CLAUDE.md:1 prompt-file generate amazon.nova-pro-v1:0', 'prompts/system.md:1 prompt-file prompt']);
  });

  it('are the code\'s where code reads them', () => {
    const files = { 'src/ask.ts': code, 'prompts/system.md': 'You are a helpful assistant.\n', 'prompts/other.md': 'You are another.\n' };
    expect(callsIn(files, { prompts: ['prompts/*.md'] })).toEqual(['prompts/other.md:1 prompt-file prompt', 'src/ask.ts:4 aws-sdk converse us.amazon.nova-lite-v1:0']);
  });

  it('take comments that switch findings off', () => {
    const repeated = 'Never promise a refund to anyone. Never promise a refund to anyone.';
    const findings = (files: { readonly [path: string]: string }): string[] => {
      const root = treeOf(files);
      return scan({ root, configuration: { directory: root, settings: {} }, ...engine, version: '0.0.0' }).report.findings.map(({ path, ruleId }) => `${path} ${ruleId}`);
    };
    const yaml = (comment: string): string => `providers: ["bedrock:us.amazon.nova-lite-v1:0"]\nprompts:\n${comment}  - ${repeated}\n`;
    expect(findings({ 'promptfooconfig.yaml': yaml('') })).toEqual(['promptfooconfig.yaml no-redundant-instructions']);
    expect(findings({ 'promptfooconfig.yaml': yaml('  # promptfare-ignore no-redundant-instructions -- on purpose\n') })).toEqual([]);
    expect(findings({ 'a.prompty': `user:\n${repeated}\n` })).toEqual(['a.prompty no-redundant-instructions']);
    expect(findings({ 'a.prompty': `user:\n{# promptfare-ignore #}\n${repeated}\n` })).toEqual([]);
    expect(findings({ 'a.prompt': `{{! promptfare-ignore }}\n${repeated}\n` })).toEqual([]);
  });
});

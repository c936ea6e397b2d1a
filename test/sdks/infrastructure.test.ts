/** Agents, prompts and flows as resources: the same in every tool, with the rules' edits in the template. */
import { describe, expect, test } from 'vitest';
import type { Call } from '../../src/core/call.ts';
import { applyEdits } from '../../src/core/edit.ts';
import { callsIn, inShort } from '../inspect/calls-in.ts';
import { factsOn } from '../../src/cost/index.ts';
import { check } from '../../src/core/check.ts';
import { rules } from '../../rules/index.ts';

const model = 'amazon.nova-lite-v1:0';
const brief = (call: Call): string => `${call.language} ${call.operation} ${inShort(call)}`;

const template = (resource: string): string => `Resources:\n  A:\n${resource.replaceAll(/^/gm, '    ').trimEnd()}\n`;

describe('CloudFormation', () => {
  test('an agent', () => {
    expect(callsIn({ 'a.yaml': template(`Type: AWS::Bedrock::Agent\nProperties:\n  FoundationModel: ${model}\n  Instruction: |\n    Answer briefly.\n    Cite sources.`) }).map(brief)).toEqual([`cloudformation prompt config ${model} not-applicable | Answer briefly.\nCite sources.\n | `]);
  });

  test('a prompt with text, one with chat, and a limit', () => {
    const text = template(`Type: AWS::Bedrock::Prompt\nProperties:\n  Variants:\n    - Name: a\n      ModelId: ${model}\n      TemplateType: TEXT\n      TemplateConfiguration: { Text: { Text: "Summarize {{topic}}." } }\n      InferenceConfiguration: { Text: { MaxTokens: 300 } }`);
    expect(callsIn({ 'a.yaml': text }).map(brief)).toEqual([`cloudformation prompt config ${model} 300 |  | Summarize {{topic}}.`]);
    const chat = template(`Type: AWS::Bedrock::Prompt\nProperties:\n  Variants:\n    - ModelId: ${model}\n      TemplateType: CHAT\n      TemplateConfiguration:\n        Chat:\n          System: [{ Text: Be brief. }]\n          Messages: [{ Role: user, Content: [{ Text: "{{q}}" }] }]`);
    expect(callsIn({ 'a.yaml': chat }).map(brief)).toEqual([`cloudformation prompt config ${model} missing | Be brief. | {{q}}`]);
  });

  test('prompt nodes of a flow; a flow without any says nothing', () => {
    const node = (prompt: string): string => template(`Type: AWS::Bedrock::Flow\nProperties:\n  Definition:\n    Nodes:\n      - Type: Input\n        Configuration: { Input: {} }\n${prompt}`);
    const inline = `      - Type: Prompt\n        Configuration:\n          Prompt:\n            SourceConfiguration:\n              Inline: { ModelId: ${model}, TemplateType: TEXT, TemplateConfiguration: { Text: { Text: Hi } } }`;
    expect(callsIn({ 'a.yaml': node(inline) }).map(brief)).toEqual([`cloudformation prompt config ${model} missing |  | Hi`]);
    expect(callsIn({ 'a.yaml': node('') })).toEqual([]);
  });

  test('JSON, parameters, and what is nobody’s: other resources, other files', () => {
    const json = JSON.stringify({ Parameters: { M: { Type: 'String', Default: model } }, Resources: { A: { Type: 'AWS::Bedrock::Agent', Properties: { FoundationModel: { Ref: 'M' }, Instruction: 'Hi "you"' } }, B: { Type: 'AWS::S3::Bucket' } } });
    expect(callsIn({ 'a.template.json': json }).map(brief)).toEqual([`cloudformation prompt config ${model} not-applicable | Hi "you" | `]);
  });
});

describe('Terraform', () => {
  test('an agent with its instruction in a heredoc', () => {
    expect(callsIn({ 'main.tf': `resource "aws_bedrockagent_agent" "a" {\n  foundation_model = "${model}"\n  instruction = <<-EOT\n    Answer briefly.\n    Cite \${local.source}.\n  EOT\n}\n` }).map(brief)).toEqual([`terraform prompt config ${model} not-applicable | Answer briefly.\nCite <local.source>.\n | `]);
  });

  test('a prompt with one variant, with two, and a flow', () => {
    const variant = (name: string): string => `  variant {\n    name = "${name}"\n    model_id = "${model}"\n    inference_configuration {\n      text {\n        max_tokens = 300\n      }\n    }\n    template_configuration {\n      text {\n        text = "Summarize {{topic}}."\n      }\n    }\n  }\n`;
    const prompt = (body: string): string => `resource "aws_bedrockagent_prompt" "p" {\n${body}}\n`;
    for (const body of [variant('a'), variant('a') + variant('b')]) expect(callsIn({ 'main.tf': prompt(body) }).map(brief)).toEqual([`terraform prompt config ${model} 300 |  | Summarize {{topic}}.`]);
    const flow = `resource "aws_bedrockagent_flow" "f" {\n  definition {\n    node {\n      name = "in"\n      type = "Input"\n    }\n    node {\n      name = "p"\n      configuration {\n        prompt {\n          source_configuration {\n            inline {\n              model_id = "${model}"\n              template_configuration {\n                text { text = "Hi" }\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n}\n`;
    expect(callsIn({ 'main.tf': flow }).map(brief)).toEqual([`terraform prompt config ${model} missing |  | Hi`]);
  });
});

describe('rules work there, and edit the template', () => {
  const named = (id: string) => ({ ...rules.find(rule => rule.id === id)!, severity: 'warning' as const });
  const retired = 'amazon.titan-text-premier-v1:0';

  test.each([
    ['a.yaml', template(`Type: AWS::Bedrock::Agent\nProperties:\n  FoundationModel: ${retired}\n  Instruction: Answer.`)],
    ['a.yaml', template(`Type: AWS::Bedrock::Agent\nProperties:\n  FoundationModel: "${retired}"\n  Instruction: Answer.`)],
    ['a.json', JSON.stringify({ Resources: { A: { Type: 'AWS::Bedrock::Agent', Properties: { FoundationModel: retired, Instruction: 'x' } } } })],
    ['main.tf', `resource "aws_bedrockagent_agent" "a" {\n  foundation_model = "${retired}"\n}\n`],
  ])('a retired model in %s', (path, text) => {
    const { findings } = check([named('no-retired-model')], callsIn({ [path]: text }), factsOn('2026-11-22'));
    expect(findings.map(({ message }) => message)).toEqual([`\`${retired}\` is retired. Use \`amazon.nova-lite-v1:0\`.`]);
    expect(applyEdits(text, findings[0]!.fixes[0]!.edits)).toBe(text.replace(retired, 'amazon.nova-lite-v1:0'));
  });

  const said = 'Always answer in formal English and cite the source.';
  test.each([
    ['a.yaml', template(`Type: AWS::Bedrock::Agent\nProperties:\n  FoundationModel: ${model}\n  Instruction: |\n    ${said}\n    You help people at the harbour.\n    ${said}\n`)],
    ['main.tf', `resource "aws_bedrockagent_agent" "a" {\n  foundation_model = "${model}"\n  instruction = <<EOT\n${said}\nYou help people at the harbour.\n${said}\nEOT\n}\n`],
  ])('a repeated instruction in %s', (path, text) => {
    const { findings } = check([named('no-redundant-instructions')], callsIn({ [path]: text }), factsOn('2026-11-22'));
    expect(findings.map(({ messageId }) => messageId)).toEqual(['repeated']);
    const fixed = applyEdits(text, findings[0]!.fixes[0]!.edits);
    expect(fixed.split(said)).toHaveLength(2);
    expect(callsIn({ [path]: fixed })[0]!.prompts[0]!.text.pieces.map(piece => ('value' in piece ? piece.value : '')).join('').trim()).toBe(`${said}\nYou help people at the harbour.`);
  });
});

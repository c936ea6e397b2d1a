/** Prompt files and configurations of tools: which are calls, what they say, and how a limit is written into them. */
import { describe, expect, test } from 'vitest';
import type { Call } from '../../src/core/call.ts';
import { applyEdits } from '../../src/core/edit.ts';
import type { NamedPrompt } from '../../src/core/host.ts';
import { createInspector } from '../../src/inspect.ts';
import { hostOf, inShort } from '../inspect/calls-in.ts';

function callsIn(files: { readonly [path: string]: string }, named?: NamedPrompt): readonly Call[] {
  const path = Object.keys(files)[0]!;
  const result = createInspector({ ...hostOf(files), promptAt: () => named }).inspect(path, files[path]!);
  if ('error' in result) throw new Error(result.error);
  return result.calls;
}
const said = (files: { readonly [path: string]: string }, named?: NamedPrompt): string[] => callsIn(files, named).map(call => `${call.sdk} ${call.operation} ${inShort(call)}`);

function withLimit(path: string, text: string, tokens = 256): string | undefined {
  const [call] = callsIn({ [path]: text });
  const edits = call?.limit.setEdits?.(tokens);
  return edits && applyEdits(text, edits);
}

const prompty = (model: string, body = 'system:\nBe brief.\n\nuser:\n{{question}}\n'): string => `---\nname: Ask\n${model}---\n${body}`;

describe('.prompty', () => {
  test.each([
    ['a model of Bedrock', prompty('model:\n  configuration:\n    type: bedrock\n    model: us.amazon.nova-lite-v1:0\n  parameters:\n    max_tokens: 90\n'), 'prompty generate call us.amazon.nova-lite-v1:0 90 | Be brief. | <question>'],
    ['the prefix of a router', prompty('model:\n  id: bedrock/us.amazon.nova-lite-v1:0\n'), 'prompty generate call us.amazon.nova-lite-v1:0 missing | Be brief. | <question>'],
    ['an id alone', prompty('model: anthropic.claude-3-haiku-20240307-v1:0\n'), 'prompty generate call anthropic.claude-3-haiku-20240307-v1:0 missing | Be brief. | <question>'],
    ['no model', prompty(''), 'prompty prompt call ? not-applicable | Be brief. | <question>'],
    ['what Jinja does for itself', prompty('', 'system:\n{# note #}A{% set x = 1 %}B{% if x %}C{% else %}D{% endif %}{% raw %}{{ kept }}{% endraw %}{{ a | upper }}{{-  b.c  -}}\n'), 'prompty prompt call ? not-applicable | AB<if x>CD{{ kept }}<a><b.c> | '],
    ['text before any role', prompty('', 'Say {{x}}.\n'), 'prompty prompt call ? not-applicable | Say <x>. | '],
    ['CRLF', prompty('').replaceAll('\n', '\r\n'), 'prompty prompt call ? not-applicable | Be brief. | <question>'],
    ['no front matter', 'user:\nHi.\n', 'prompty prompt call ? not-applicable |  | Hi.'],
  ])('%s', (_, text, expected) => {
    expect(said({ 'ask.prompty': text })).toEqual([expected]);
  });

  test.each([
    ['another provider', prompty('model:\n  configuration:\n    type: azure_openai\n    azure_deployment: gpt-4o\n')],
    ['another model', prompty('model: gpt-4o\n')],
    ['nothing said', prompty('', '\n')],
  ])('%s: no call', (_, text) => {
    expect(said({ 'ask.prompty': text })).toEqual([]);
  });

  test('a limit is written as the lines beside it are', () => {
    expect(withLimit('ask.prompty', prompty('model:\n  id: us.amazon.nova-lite-v1:0\n  parameters:\n    temperature: 0 # exact\ninputs: {}\n'))).toBe(prompty('model:\n  id: us.amazon.nova-lite-v1:0\n  parameters:\n    temperature: 0 # exact\n    max_tokens: 256\ninputs: {}\n'));
    expect(withLimit('ask.prompty', prompty('model:\n  id: us.amazon.nova-lite-v1:0\n'))).toBe(prompty('model:\n  id: us.amazon.nova-lite-v1:0\n  parameters: { max_tokens: 256 }\n'));
    expect(withLimit('ask.prompty', prompty('model: { id: us.amazon.nova-lite-v1:0 }\n'))).toBe(prompty('model: { id: us.amazon.nova-lite-v1:0, parameters: { max_tokens: 256 } }\n'));
    expect(withLimit('ask.prompty', prompty('model: us.amazon.nova-lite-v1:0\n'))).toBeUndefined();
  });
});

describe('.prompt', () => {
  const dotprompt = (head: string, body = '{{role "system"}}\nGreet. {{! note }}{{!-- }} --}}\n{{role "user"}}\nHello {{name}}{{#if style}}, {{style}}{{else}}!{{/if}}{{>signature}}\n'): string => `---\n${head}---\n${body}`;
  test.each([
    ['a model of Bedrock', dotprompt('model: aws-bedrock/us.amazon.nova-lite-v1:0\nconfig:\n  maxOutputTokens: 50\n'), 'dotprompt generate call us.amazon.nova-lite-v1:0 50 | Greet.  | Hello <name><if style>, <style>!<>signature>'],
    ['no model', dotprompt('input: {}\n', 'Hi {{{name}}}'), 'dotprompt prompt call ? not-applicable |  | Hi <name>'],
  ])('%s', (_, text, expected) => {
    expect(said({ 'greet.prompt': text })).toEqual([expected]);
  });
  test('another provider: no call', () => {
    expect(said({ 'greet.prompt': dotprompt('model: googleai/gemini-2.0-flash\n') })).toEqual([]);
  });
  test('a limit is set', () => {
    expect(withLimit('greet.prompt', dotprompt('model: aws-bedrock/us.amazon.nova-lite-v1:0\n'))).toContain('v1:0\nconfig: { maxOutputTokens: 256 }\n---');
  });
});

describe('promptfoo', () => {
  const config = `prompts:
  - 'Translate {{text}}.'
  - file://prompts/long.txt
  - raw: "Sum up \\"{{text}}\\"."
  - file://prompts/build.py:make
providers:
  - bedrock:anthropic.claude-v2:1
  - id: bedrock:converse:us.amazon.nova-lite-v1:0
    config:
      maxTokens: 90
  - bedrock:meta.llama3-8b-instruct-v1:0:
      config: { max_gen_len: 64 }
  - openai:gpt-4o
  - bedrock:knowledge-base
`;
  test('every provider of Bedrock, and every prompt for all of them', () => {
    const models = 'anthropic.claude-v2:1|us.amazon.nova-lite-v1:0|meta.llama3-8b-instruct-v1:0';
    expect(said({ 'promptfooconfig.yaml': config, 'prompts/long.txt': 'Explain {{text}}.' })).toEqual([
      `promptfoo prompt call ${models} not-applicable |  | Translate <text>.`,
      `promptfoo prompt call ${models} not-applicable |  | Explain <text>.`,
      `promptfoo prompt call ${models} not-applicable |  | Sum up "<text>".`,
      'promptfoo generate config anthropic.claude-v2:1 dynamic |  | ',
      'promptfoo generate config us.amazon.nova-lite-v1:0 90 |  | ',
      'promptfoo generate config meta.llama3-8b-instruct-v1:0 64 |  | ',
    ]);
  });
  test('without Bedrock: no call', () => {
    expect(said({ 'promptfooconfig.yaml': config.replaceAll('bedrock:', 'vertex:') })).toEqual([]);
  });
});

describe('litellm proxy', () => {
  test('every deployment on Bedrock', () => {
    const text = 'model_list:\n  - model_name: a\n    litellm_params:\n      model: bedrock/converse/us.amazon.nova-lite-v1:0\n      max_tokens: 12\n  - model_name: b\n    litellm_params: { model: bedrock/amazon.titan-embed-text-v2:0 }\n  - model_name: c\n    litellm_params: { model: openai/gpt-4o }\n  - model_name: "*"\n    litellm_params: { model: bedrock/* }\n';
    expect(said({ 'config.yaml': text })).toEqual(['litellm generate config us.amazon.nova-lite-v1:0 12 |  | ', 'litellm embed config amazon.titan-embed-text-v2:0 not-applicable |  | ']);
  });
});

describe('prompts of LangChain', () => {
  test.each([
    ['prompt.json', '{ "_type": "prompt", "input_variables": ["x"], "template": "Joke on {x}.\\nAs {{json}}." }', 'langchain prompt call ? not-applicable |  | Joke on <x>.\nAs {json}.'],
    ['prompt.yaml', '_type: prompt\ninput_variables: [x]\ntemplate_format: jinja2\ntemplate: "Joke on {{ x }}."\n', 'langchain prompt call ? not-applicable |  | Joke on <x>.'],
    ['shots.yaml', '_type: few_shot\nprefix: Opposites.\nsuffix: "In: {word}"\nexample_prompt: {}\n', 'langchain prompt call ? not-applicable |  | Opposites. + In: <word>'],
  ])('%s', (path, text, expected) => {
    expect(said({ [path]: text })).toEqual([expected]);
  });
  test('a template in a file of its own', () => {
    expect(said({ 'prompt.json': '{ "_type": "prompt", "input_variables": ["x"], "template_path": "joke.txt" }', 'joke.txt': 'Joke on {x}.' })).toEqual(['langchain prompt call ? not-applicable |  | Joke on <x>.']);
  });
});

describe('name.prompt.yml', () => {
  const text = (model: string): string => `name: x\nmodel: ${model}\nmodelParameters:\n  maxTokens: 30\nmessages:\n  - role: system\n    content: Be brief.\n  - role: user\n    content: "{{input}}"\n`;
  test('is a call where its model is one of Bedrock', () => {
    expect(said({ 'a.prompt.yml': text('bedrock/us.amazon.nova-lite-v1:0') })).toEqual(['prompt-file generate call us.amazon.nova-lite-v1:0 30 | Be brief. | <input>']);
    expect(said({ 'a.prompt.yml': text('openai/gpt-4o') })).toEqual([]);
    expect(said({ 'a.yml': text('bedrock/us.amazon.nova-lite-v1:0') })).toEqual([]);
  });
});

describe('files that the configuration names', () => {
  const model = 'us.amazon.nova-lite-v1:0';
  test.each([
    ['a.txt', 'Sum up ${text} for {reader}: {"json": 1}.\n', 'prompt-file prompt call ? not-applicable |  | Sum up <text> for <reader>: {"json": 1}.', {}],
    ['a.txt', 'Sum up.', `prompt-file generate call ${model} dynamic |  | Sum up.`, { model }],
    ['system.md', '# Role\nYou help.\n', 'prompt-file prompt call ? not-applicable | # Role\nYou help. | ', {}],
    ['a.md', '---\nmodel: bedrock/amazon.nova-pro-v1:0\nmax_tokens: 9\n---\n## System\nYou help.\n\n## User\n{{q}}\n', 'prompt-file generate call amazon.nova-pro-v1:0 9 | You help. | <q>', { model }],
    ['a.j2', 'Hi {{ name }}. {# no #}{name}', 'prompt-file prompt call ? not-applicable |  | Hi <name>. {name}', {}],
    ['a.yaml', 'ask:\n  system_prompt: You help.\n  prompt: |\n    Answer {q}.\n  max_tokens: 20\n', `prompt-file generate call ${model} 20 | You help. | Answer <q>.\n`, { model }],
    ['a.json', '[{ "role": "system", "content": "You help." }, { "role": "user", "content": "{{q}}" }]', 'prompt-file prompt call ? not-applicable | You help. | <q>', {}],
    ['a.toml', '[ask]\nsystem = "You help."\nuser = """\nAnswer {{q}}."""\n', 'prompt-file prompt call ? not-applicable | You help. | Answer <q>.', {}],
    ['a.yaml', 'label: short\nsummary: Sum up the report in three sentences.\n', 'prompt-file prompt call ? not-applicable |  | Sum up the report in three sentences.', {}],
  ])('%s %#', (path, text, expected, named) => {
    expect(said({ [path]: text }, named)).toEqual([expected]);
  });
});

test.each(['AGENTS.md', 'CLAUDE.md', 'SKILL.md', 'prompts/answer.md', 'prompts/answer.txt', 'template.j2', 'prompts.yaml', 'prompts/prompts.json', 'values.toml'])('%s looks like a prompt and is none until something says so', path => {
  const text = path.endsWith('.json') ? '{"system": "You are a helpful assistant. Always answer.", "messages": [{"role": "user", "content": "Hi"}]}' : path.endsWith('.toml') ? 'system = "You are a helpful assistant."' : 'system: You are a helpful assistant.\nuser: Always answer {{question}}.\n';
  expect(said({ [path]: text })).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { inShort, said } from './python-calls.ts';
import { callIn, callsIn, withCache, withLimit } from './typescript-calls.ts';

const runtime = "import { BedrockRuntimeClient, BedrockRuntime, ConverseCommand, ConverseStreamCommand, CountTokensCommand, InvokeModelCommand, StartAsyncInvokeCommand, ApplyGuardrailCommand } from '@aws-sdk/client-bedrock-runtime';\n";
const request = "{ modelId: 'us.amazon.nova-lite-v1:0', messages: [{ role: 'user', content: [{ text: 'Hi' }] }] }";
const invoke = (modelId: string, body: string) => `${runtime}new InvokeModelCommand({ modelId: '${modelId}', body: JSON.stringify(${body}) });`;

describe('runtime', () => {
  test.each([
    ['a command', `${runtime}await new BedrockRuntimeClient({}).send(new ConverseCommand(${request}))`, 'aws-sdk converse call us.amazon.nova-lite-v1:0 limit missing'],
    ['a command of a namespace', `import * as runtime from '@aws-sdk/client-bedrock-runtime';\nnew runtime.ConverseCommand(${request})`, 'aws-sdk converse call us.amazon.nova-lite-v1:0 limit missing'],
    ['a typed input', `${runtime}const input: ConverseCommandInput = ${request};\ninput.inferenceConfig = { maxTokens: 9 };\nnew ConverseStreamCommand(input)`, 'aws-sdk converse-stream call us.amazon.nova-lite-v1:0 limit 9'],
    ['the aggregated client', `${runtime}new BedrockRuntime({}).converse(${request})`, 'aws-sdk converse call us.amazon.nova-lite-v1:0 limit missing'],
    ['an injected client', `export const ask = async (bedrock) => bedrock.converse(${request})`, 'aws-sdk converse call us.amazon.nova-lite-v1:0 limit missing'],
    ['version 2, a client by itself', `import BedrockRuntime from 'aws-sdk/clients/bedrockruntime';\nnew BedrockRuntime().invokeModel({ modelId: 'meta.llama3-8b-instruct-v1:0', body: JSON.stringify({ prompt: 'Hi', max_gen_len: 7 }) }).promise()`, 'aws-sdk invoke-model call meta.llama3-8b-instruct-v1:0 limit 7'],
    ['version 2', `import AWS from 'aws-sdk';\nnew AWS.BedrockRuntime().invokeModel({ modelId: 'meta.llama3-8b-instruct-v1:0', body: JSON.stringify({ prompt: 'Hi', max_gen_len: 7 }) }).promise()`, 'aws-sdk invoke-model call meta.llama3-8b-instruct-v1:0 limit 7'],
    ['a spread that may hold the limit', `${runtime}export const ask = options => new ConverseCommand({ ...${request}, ...options })`, 'aws-sdk converse wrapper us.amazon.nova-lite-v1:0 limit dynamic'],
    ['a managed prompt', `${runtime}new ConverseCommand({ modelId: 'arn:aws:bedrock:us-east-1:123456789012:prompt/ABCDEFGHIJ:1' })`, 'aws-sdk converse call arn:aws:bedrock:us-east-1:123456789012:prompt/ABCDEFGHIJ:1 limit not-applicable'],
    ['additional fields', `${runtime}new ConverseCommand({ ...${request}, additionalModelRequestFields: { max_tokens: 5 } })`, 'aws-sdk converse call us.amazon.nova-lite-v1:0 limit 5'],
    ['tokens counted', `${runtime}new CountTokensCommand({ modelId: 'anthropic.claude-haiku-4-5-20251001-v1:0', input: { converse: { messages: [] } } })`, 'aws-sdk count-tokens call anthropic.claude-haiku-4-5-20251001-v1:0 limit not-applicable'],
    ['video', `${runtime}new StartAsyncInvokeCommand({ modelId: 'amazon.nova-reel-v1:1', modelInput: { taskType: 'TEXT_VIDEO', textToVideoParams: { text: 'A cat' } } })`, 'aws-sdk video call amazon.nova-reel-v1:1 limit not-applicable'],
    ['a guardrail', `${runtime}new ApplyGuardrailCommand({ guardrailIdentifier: 'x', content: [] })`, 'aws-sdk other call - limit not-applicable'],
  ])('%s', (_, code, expected) => {
    expect(inShort(callIn(code))).toBe(expected);
  });

  const sonic = "import { InvokeModelWithBidirectionalStreamCommand } from '@aws-sdk/client-bedrock-runtime';\nexport const talk = (client, events) => client.send(new InvokeModelWithBidirectionalStreamCommand({ modelId: 'amazon.nova-2-sonic-v1:0', body: events }));\n";
  test.each([
    ['put into a queue', "const queue = [];\nconst start = () => { queue.push({ event: { sessionStart: { inferenceConfiguration: { maxTokens: 1024, topP: 0.9 } } } }); };", '1024'],
    ['encoded', "const limit = 512;\nconst first = { event: { sessionStart: { inferenceConfiguration: { maxTokens: limit } } } };\nexport const bytes = new TextEncoder().encode(JSON.stringify(first));", '512'],
    ['without a limit', 'const queue = [];\nqueue.push({ event: { sessionStart: { inferenceConfiguration: { topP: 0.9 } } } });', 'missing'],
    ['with settings from elsewhere', 'export const start = (queue, settings) => queue.push({ event: { sessionStart: { inferenceConfiguration: settings } } });', 'dynamic'],
    ['in two ways', 'const queue = [];\nqueue.push({ event: { sessionStart: { inferenceConfiguration: { maxTokens: 1024 } } } });\nqueue.push({ event: { sessionStart: { inferenceConfiguration: { maxTokens: 512 } } } });', 'dynamic'],
    ['nowhere in the file', '', 'dynamic'],
  ])('a bidirectional stream, its session started by an event %s', (_, code, limit) => {
    expect(inShort(callIn(sonic + code))).toBe(`aws-sdk other call amazon.nova-2-sonic-v1:0 limit ${limit}`);
  });

  test.each([
    ['another client', `import { TranslateTextCommand } from '@aws-sdk/client-translate';\nnew TranslateTextCommand(${request})`],
    ['a local class', `class Client { converse(request) { return request.modelId; } }\nnew Client().converse(${request})`],
    ['a method that is no request', 'export const run = chat => chat.converse({ topic: "x" })'],
    ['version 2 of another service', "import AWS from 'aws-sdk';\nnew AWS.Lambda().invokeModel({ modelId: 'x', body: '' })"],
  ])('is silent on %s', (_, code) => {
    expect(callsIn(code).map(inShort)).toEqual([]);
  });

  test('prompts in the order sent', () => {
    const call = callIn(`${runtime}new ConverseCommand({ modelId: 'a.b', messages: [{ role: 'user', content: [{ text: 'Hi' }] }, { role: 'assistant', content: [{ text: 'Yes' }] }], system: [{ text: 'Be brief.' }, { cachePoint: { type: 'default', ttl: '1h' } }], toolConfig: { tools: [{ toolSpec: { name: 't' } }], toolChoice: { tool: { name: 't' } } } })`);
    expect(call.prompts.map(prompt => prompt.part)).toEqual(['tools', 'system', 'user', 'assistant']);
    expect([said(call, 'system'), call.prompts[1]!.cachePoint?.ttl, call.caching.state, call.structured]).toEqual(['Be brief.', '1h', 'used', true]);
  });
});

test.each([
  ['one of two', '[tool]', '[tool, { cachePoint: { type: "default" } }]', 'used'],
  ['none of two', '[tool]', '[tool, other]', 'none'],
])('tools of two branches, of which %s has a cache point', (_name, one, two, caching) => {
  const call = callIn(`${runtime}const tool = { toolSpec: { name: 't', description: 'Weather.' } };\nconst other = { toolSpec: { name: 'o' } };\nnew ConverseCommand({ modelId: 'a.b', messages: [], toolConfig: { tools: few() ? ${one} : ${two} } })`);
  expect([call.prompts[0]!.part, said(call, 'tools').includes('Weather.'), call.caching.state]).toEqual(['tools', true, caching]);
});

test('what counts tokens caches nothing', () => {
  const call = callIn(`${runtime}new CountTokensCommand({ modelId: 'a.b', input: { converse: { messages: [{ role: 'user', content: [{ text: 'Hi' }, { cachePoint: { type: 'default' } }] }] } } })`);
  expect([call.operation, call.caching.state]).toEqual(['count-tokens', 'none']);
});

describe('bodies', () => {
  test.each([
    ['Claude', 'anthropic.claude-3-haiku-20240307-v1:0', "{ anthropic_version: 'x', max_tokens: 5, system: 'S', messages: [{ role: 'user', content: 'U' }] }", '5', 'S', 'U'],
    ['Claude 2', 'anthropic.claude-v2', "{ prompt: 'U', max_tokens_to_sample: 5 }", '5', '', 'U'],
    ['Nova', 'amazon.nova-lite-v1:0', "{ system: [{ text: 'S' }], messages: [{ role: 'user', content: [{ text: 'U' }] }], inferenceConfig: { max_new_tokens: 5 } }", '5', 'S', 'U'],
    ['Titan', 'amazon.titan-text-express-v1', "{ inputText: 'U', textGenerationConfig: { maxTokenCount: 5 } }", '5', '', 'U'],
    ['Llama without limit', 'meta.llama3-8b-instruct-v1:0', "{ prompt: 'U', temperature: 0 }", 'missing', '', 'U'],
    ['Mistral', 'mistral.mistral-7b-instruct-v0:2', "{ prompt: 'U', max_tokens: 5 }", '5', '', 'U'],
    ['Cohere', 'cohere.command-r-v1:0', "{ preamble: 'S', message: 'U', max_tokens: 5 }", '5', 'S', 'U'],
    ['gpt-oss', 'openai.gpt-oss-20b-1:0', "{ messages: [{ role: 'system', content: 'S' }, { role: 'user', content: 'U' }], max_completion_tokens: 5 }", '5', 'S', 'U'],
    ['embeddings', 'amazon.titan-embed-text-v2:0', "{ inputText: 'U' }", 'not-applicable', '', 'U'],
    ['images', 'amazon.nova-canvas-v1:0', "{ taskType: 'TEXT_IMAGE', textToImageParams: { text: 'U' } }", 'not-applicable', '', 'U'],
  ])('%s', (_, id, body, limit, system, user) => {
    const call = callIn(invoke(id, body));
    expect([String(call.limit.value ?? call.limit.state), said(call, 'system'), said(call, 'user')]).toEqual([limit, system, user]);
  });

  test('a body of another vendor loses the limit', () => {
    const call = callIn(invoke('amazon.nova-lite-v1:0', "{ messages: [{ role: 'user', content: [{ text: 'Hi' }] }], max_tokens: 300 }"));
    expect([call.limit.state, call.limit.key, call.limit.wrongKey?.key, call.limit.wrongKey?.value]).toEqual(['missing', 'inferenceConfig.maxTokens', 'max_tokens', 300]);
  });

  test('so does another name where the model has its own', () => {
    const { limit } = callIn(invoke('amazon.nova-lite-v1:0', "{ messages: [{ role: 'user', content: [{ text: 'Hi' }] }], inferenceConfig: { maxNewTokens: 300 } }"));
    expect([limit.state, limit.key, limit.wrongKey?.key, limit.wrongKey?.isRenamed]).toEqual(['missing', 'inferenceConfig.maxTokens', 'inferenceConfig.maxNewTokens', true]);
  });

  test.each([
    ['alone', '{ messages: [{ role: "user", content: [{ text: prompt }] }] }', 'inferenceConfig: { maxTokens: 256 }'],
    ['beside a system prompt', '{ system: [{ text: "Be brief." }], messages: [{ role: "user", content: [{ text: prompt }] }] }', 'inferenceConfig: { maxTokens: 256 }'],
    ['made of others', '{ messages: history.map(turn => ({ role: turn.role, content: [{ text: turn.text }] })) }', 'inferenceConfig: { maxTokens: 256 }'],
    ['in one of two ways', '{ messages: history ? [{ role: "user", content: [{ text: prompt }] }] : [{ role: "user", content: prompt }] }', 'max_tokens: 256'],
    ['that name their type', '{ messages: [{ role: "user", content: [{ type: "text", text: prompt }] }] }', 'max_tokens: 256'],
  ])('blocks %s tell whose body it is where the model is not known', (_, body, limit) => {
    const code = `${runtime}export const ask = (modelId, prompt, history) => new InvokeModelCommand({ modelId, body: JSON.stringify(${body}) });`;
    expect(withLimit(code)).toContain(limit);
  });

  test('one body for each family: what agrees stays', () => {
    const call = callIn(`${runtime}export const ask = (modelId, prompt) => {
      const body = modelId.startsWith('anthropic') ? { anthropic_version: 'x', max_tokens: 300, messages: [{ role: 'user', content: prompt }] } : { prompt, max_gen_len: 300 };
      return new InvokeModelCommand({ modelId, body: JSON.stringify(body) });
    };`);
    expect([call.limit.state, call.limit.value]).toEqual(['set', 300]);
  });

  test('of a registry with models of several vendors, those that take the body are asked', () => {
    const call = callIn(`${runtime}const M = { a: 'us.amazon.nova-lite-v1:0', b: 'us.twelvelabs.pegasus-1-2-v1:0', c: 'us.anthropic.claude-sonnet-5' };
    export const ask = (kind, uri) => new InvokeModelCommand({ modelId: M[kind], body: JSON.stringify({ inputPrompt: 'What happens?', mediaSource: { s3Location: { uri } } }) });`);
    expect(call.model.ids).toEqual(['us.twelvelabs.pegasus-1-2-v1:0']);
  });

  test('the keys of a body tell images where no id does', () => {
    expect(callIn(`${runtime}export const draw = (modelId, text) => new InvokeModelCommand({ modelId, body: JSON.stringify({ text_prompts: [{ text }], cfg_scale: 7 }) })`).operation).toBe('image');
  });
});

describe('edits', () => {
  test.each([
    ['Converse', `${runtime}new ConverseCommand(${request})`, 'inferenceConfig: { maxTokens: 256 }'],
    ['Converse with settings', `${runtime}new ConverseCommand({ modelId: 'a.b', messages: [], inferenceConfig: { temperature: 0 } })`, 'inferenceConfig: { temperature: 0, maxTokens: 256 }'],
    ['a wrong key', `${runtime}new ConverseCommand({ modelId: 'a.b', messages: [], inferenceConfiguration: { maximumTokens: 90 } })`, 'inferenceConfig: { maxTokens: 90 }'],
    ['a wrong key at the top', `${runtime}new ConverseCommand({ modelId: 'a.b', messages: [], maxTokens: 90 })`, 'messages: [], inferenceConfig: { maxTokens: 90 }'],
    ['Llama', invoke('meta.llama3-8b-instruct-v1:0', "{ prompt: 'U' }"), "{ prompt: 'U', max_gen_len: 256 }"],
    ['Titan', invoke('amazon.titan-text-express-v1', "{ inputText: 'U' }"), "{ inputText: 'U', textGenerationConfig: { maxTokenCount: 256 } }"],
  ])('limit: %s', (_, code, expected) => {
    expect(withLimit(code)).toContain(expected);
  });

  test.each([
    ['Converse', `${runtime}new ConverseCommand({ modelId: 'a.b', system: [{ text: 'S' }], messages: [] })`, 'system', "[{ text: 'S' }, { cachePoint: { type: 'default' } }]"],
    ['Converse message', `${runtime}new ConverseCommand({ modelId: 'a.b', messages: [{ role: 'user', content: [{ text: 'D' }] }] })`, 'user', "content: [{ text: 'D' }, { cachePoint: { type: 'default' } }]"],
    ['Claude body', invoke('anthropic.claude-v3', "{ anthropic_version: 'x', system: 'S', messages: [] }"), 'system', "system: [{ type: 'text', text: 'S', cache_control: { type: 'ephemeral' } }]"],
    ['Claude blocks', invoke('anthropic.claude-v3', "{ anthropic_version: 'x', system: [{ type: 'text', text: 'S' }], messages: [] }"), 'system', "[{ type: 'text', text: 'S', cache_control: { type: 'ephemeral' } }]"],
    ['Claude shorthand', `${runtime}const system = 'S';\nnew InvokeModelCommand({ modelId: 'anthropic.claude-v3', body: JSON.stringify({ anthropic_version: 'x', system, messages: [] }) })`, 'system', "system: [{ type: 'text', text: system, cache_control: { type: 'ephemeral' } }]"],
    ['Nova', invoke('amazon.nova-lite-v1:0', "{ schemaVersion: 'messages-v1', system: [{ text: 'S' }], messages: [] }"), 'system', "[{ text: 'S', cachePoint: { type: 'default' } }]"],
  ] as const)('cache: %s', (_, code, part, expected) => {
    expect(withCache(code, part)).toContain(expected);
  });
});

describe('agents and definitions', () => {
  const agents = "import { InvokeAgentCommand, InvokeInlineAgentCommand, InvokeFlowCommand, RetrieveAndGenerateCommand, RetrieveCommand, RerankCommand, OptimizePromptCommand } from '@aws-sdk/client-bedrock-agent-runtime';\n";
  test.each([
    [`${agents}new InvokeAgentCommand({ agentId: 'a', inputText: 'Hi' })`, 'aws-sdk agent call - limit not-applicable'],
    [`${agents}new InvokeInlineAgentCommand({ foundationModel: 'a.b', instruction: 'S', inputText: 'Hi' })`, 'aws-sdk agent call a.b limit not-applicable'],
    [`${agents}new InvokeFlowCommand({ flowIdentifier: 'f' })`, 'aws-sdk flow call - limit not-applicable'],
    [`${agents}new RetrieveAndGenerateCommand({ input: { text: 'Hi' }, retrieveAndGenerateConfiguration: { knowledgeBaseConfiguration: { modelArn: 'a.b' } } })`, 'aws-sdk retrieve-and-generate call a.b limit missing'],
    [`${agents}new OptimizePromptCommand({ targetModelId: 'a.b', input: { textPrompt: { text: 'Hi' } } })`, 'aws-sdk other call a.b limit not-applicable'],
    ["import { CreateModelInvocationJobCommand } from '@aws-sdk/client-bedrock';\nnew CreateModelInvocationJobCommand({ modelId: 'a.b' })", 'aws-sdk batch call a.b limit not-applicable'],
    ["import { CreatePromptCommand } from '@aws-sdk/client-bedrock-agent';\nnew CreatePromptCommand({ variants: [{ modelId: 'a.b', templateConfiguration: { text: { text: 'Hi' } }, inferenceConfiguration: { text: { maxTokens: 9 } } }] })", 'aws-sdk prompt config a.b limit 9'],
    ["import { aws_bedrock as bedrock } from 'aws-cdk-lib';\nnew bedrock.CfnAgent(this, 'A', { foundationModel: 'a.b', instruction: 'S' })", 'aws-cdk prompt config a.b limit not-applicable'],
  ])('%s', (code, expected) => {
    expect(inShort(callIn(code))).toBe(expected);
  });

  test('a search of a knowledge base asks no model', () => {
    expect(callsIn(`${agents}new RetrieveCommand({ knowledgeBaseId: 'k', retrievalQuery: { text: 'Hi' } })`)).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { callsOf } from './inspected.ts';
import { inShort, said } from './python-calls.ts';
import { callIn, callsIn, withCache, withLimit } from './typescript-calls.ts';

const haiku = 'anthropic.claude-haiku-4-5-20251001-v1:0';
const messages = "messages: [{ role: 'user', content: 'Hi' }]";

describe('found', () => {
  test.each([
    ['Anthropic', `import AnthropicBedrock from '@anthropic-ai/bedrock-sdk';\nnew AnthropicBedrock().messages.create({ model: '${haiku}', max_tokens: 9, ${messages} })`, `anthropic-bedrock messages call ${haiku} limit 9`],
    ['Anthropic, beta stream', `import { AnthropicBedrockMantle } from '@anthropic-ai/bedrock-sdk';\nnew AnthropicBedrockMantle().beta.messages.stream({ model: '${haiku}', max_tokens: 9, ${messages} })`, `anthropic-bedrock messages call ${haiku} limit 9`],
    ['Anthropic on mantle', `import Anthropic from '@anthropic-ai/sdk';\nnew Anthropic({ baseURL: \`https://bedrock-mantle.\${region}.api.aws/anthropic\` }).messages.create({ model: '${haiku}', max_tokens: 9, ${messages} })`, `anthropic-bedrock messages call ${haiku} limit 9`],
    ['OpenAI on mantle', `import OpenAI from 'openai';\nnew OpenAI({ baseURL: \`https://bedrock-mantle.\${region}.api.aws/v1\` }).chat.completions.create({ model: 'openai.gpt-oss-20b', ${messages} })`, 'openai-bedrock generate call openai.gpt-oss-20b limit missing'],
    ['BedrockOpenAI', `import { BedrockOpenAI } from 'openai';\nnew BedrockOpenAI().responses.create({ model: 'openai.gpt-oss-20b', input: 'Hi', max_output_tokens: 9 })`, 'openai-bedrock generate call openai.gpt-oss-20b limit 9'],
    ['OpenAI with a provider', `import OpenAI from 'openai';\nimport { bedrock } from 'openai/providers/bedrock';\nnew OpenAI({ provider: bedrock({ region: 'us-west-2' }) }).chat.completions.create({ model: 'openai.gpt-oss-20b', ${messages} })`, 'openai-bedrock generate call openai.gpt-oss-20b limit missing'],
    ['OpenAI with a provider of a function, which signs', `import OpenAI from 'openai';\nasync function made(key) {\n  if (key) {\n    const { bedrock } = await import('openai/providers/bedrock');\n    return bedrock({ apiKey: key });\n  }\n  const { bedrock } = await import('openai/providers/bedrock/aws');\n  return bedrock({ apiKey: null });\n}\nexport async function main(key) {\n  const client = new OpenAI({ provider: await made(key) });\n  return client.responses.create({ model: 'openai.gpt-oss-20b', input: 'Hi', max_output_tokens: 9 });\n}`, 'openai-bedrock generate call openai.gpt-oss-20b limit 9'],
    ['AI SDK', `import { generateText } from 'ai';\nimport { bedrock } from '@ai-sdk/amazon-bedrock';\ngenerateText({ model: bedrock('${haiku}'), prompt: 'Hi' })`, `ai-sdk generate call ${haiku} limit missing`],
    ['AI SDK 4', `import { streamText } from 'ai';\nimport { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';\nconst provider = createAmazonBedrock({});\nstreamText({ model: provider('${haiku}'), maxTokens: 9, prompt: 'Hi' })`, `ai-sdk generate call ${haiku} limit 9`],
    ['AI SDK, a choice of providers', `import { generateText } from 'ai';\nimport { bedrock } from '@ai-sdk/amazon-bedrock';\nimport { openai } from '@ai-sdk/openai';\ngenerateText({ model: process.env.X ? openai('gpt') : bedrock.languageModel('${haiku}'), maxOutputTokens: 9, prompt: 'Hi' })`, `ai-sdk generate call ${haiku} limit 9`],
    ['AI SDK, a registry', `import { generateText, createProviderRegistry } from 'ai';\nimport { bedrock } from '@ai-sdk/amazon-bedrock';\nconst registry = createProviderRegistry({ bedrock });\ngenerateText({ model: registry.languageModel('bedrock:${haiku}'), maxOutputTokens: 9, prompt: 'Hi' })`, `ai-sdk generate call ${haiku} limit 9`],
    ['AI SDK, own names', `import { generateText, customProvider } from 'ai';\nimport { bedrock } from '@ai-sdk/amazon-bedrock';\nconst models = customProvider({ languageModels: { fast: bedrock('${haiku}') } });\ngenerateText({ model: models.languageModel('fast'), maxOutputTokens: 9, prompt: 'Hi' })`, `ai-sdk generate call ${haiku} limit 9`],
    ['AI SDK, middleware', `import { generateText, wrapLanguageModel } from 'ai';\nimport { bedrock } from '@ai-sdk/amazon-bedrock';\ngenerateText({ model: wrapLanguageModel({ model: bedrock('${haiku}'), middleware }), maxOutputTokens: 9, prompt: 'Hi' })`, `ai-sdk generate call ${haiku} limit 9`],
    ['AI SDK with the Messages API adds a limit', `import { generateText } from 'ai';\nimport { bedrockAnthropic } from '@ai-sdk/amazon-bedrock/anthropic';\ngenerateText({ model: bedrockAnthropic('${haiku}'), prompt: 'Hi' })`, `ai-sdk generate call ${haiku} limit 64000`],
    ['AI SDK agent', `import { ToolLoopAgent } from 'ai';\nimport { bedrock } from '@ai-sdk/amazon-bedrock';\nnew ToolLoopAgent({ model: bedrock('${haiku}'), instructions: 'S' })`, `ai-sdk generate config ${haiku} limit missing`],
    ['AI SDK embeddings', "import { embed } from 'ai';\nimport { bedrock } from '@ai-sdk/amazon-bedrock';\nembed({ model: bedrock.embedding('amazon.titan-embed-text-v2:0'), value: 'Hi' })", 'ai-sdk embed call amazon.titan-embed-text-v2:0 limit not-applicable'],
    ['LangChain', `import { ChatBedrockConverse } from '@langchain/aws';\nnew ChatBedrockConverse({ model: '${haiku}' })`, `langchain generate config ${haiku} limit missing`],
    ['LangChain, id first', `import { ChatBedrockConverse } from '@langchain/aws';\nnew ChatBedrockConverse('${haiku}', { maxTokens: 9 })`, `langchain generate config ${haiku} limit 9`],
    ['LangChain community adds a limit', `import { BedrockChat } from '@langchain/community/chat_models/bedrock';\nnew BedrockChat({ model: '${haiku}' })`, `langchain generate config ${haiku} limit 1024`],
    ['LangChain community, by its older name', `import { ChatBedrock } from '@langchain/community/chat_models/bedrock';\nnew ChatBedrock({ model: '${haiku}' })`, `langchain generate config ${haiku} limit 1024`],
    ['LangChain community, by its older name and for Titan', "import { ChatBedrock } from '@langchain/community/chat_models/bedrock/web';\nnew ChatBedrock({ modelKwargs: { textGenerationConfig: { maxTokenCount: 30 } } })", 'langchain generate config amazon.titan-tg1-large limit 30'],
    ['LangChain embeddings', "import { BedrockEmbeddings } from '@langchain/aws';\nnew BedrockEmbeddings({ region: 'us-east-1' })", 'langchain embed config amazon.titan-embed-text-v1 limit not-applicable'],
    ['LangChain by name', `import { initChatModel } from 'langchain/chat_models/universal';\ninitChatModel('${haiku}', { modelProvider: 'bedrock', maxTokens: 9 })`, `langchain generate config ${haiku} limit 9`],
    ['Strands', `import { Agent, BedrockModel } from '@strands-agents/sdk';\nnew Agent({ model: new BedrockModel({ modelId: '${haiku}', maxTokens: 9 }), systemPrompt: 'S' })`, `strands generate config ${haiku} limit 9`],
    ['Strands by id', `import { Agent } from '@strands-agents/sdk';\nnew Agent({ model: '${haiku}' })`, `strands generate config ${haiku} limit missing`],
    ['LlamaIndex', `import { Bedrock } from '@llamaindex/community';\nnew Bedrock({ model: '${haiku}', maxTokens: 9 })`, `llama-index generate config ${haiku} limit 9`],
    ['LlamaIndex, its own name of a model', "import { BEDROCK_MODELS, Bedrock } from '@llamaindex/community';\nconst llm = new Bedrock({ model: BEDROCK_MODELS.META_LLAMA3_1_8B_INSTRUCT });", 'llama-index generate config meta.llama3-1-8b-instruct-v1:0 limit 1024'],
    ['LlamaIndex, its own name of a profile', "import { INFERENCE_BEDROCK_MODELS as MODELS, Bedrock } from '@llamaindex/aws';\nconst llm = new Bedrock({ model: MODELS.EU_META_LLAMA_3_2_1B_INSTRUCT, maxTokens: 9 });", 'llama-index generate config eu.meta.llama3-2-1b-instruct-v1:0 limit 9'],
    ['LlamaIndex, a name that it does not know', "import { BEDROCK_MODELS, Bedrock } from '@llamaindex/aws';\nconst llm = new Bedrock({ model: BEDROCK_MODELS.CLAUDE_9, maxTokens: 9 });", 'llama-index generate config ? limit 9'],
    ['Mastra', `import { Agent } from '@mastra/core/agent';\nimport { bedrock } from '@ai-sdk/amazon-bedrock';\nnew Agent({ name: 'a', instructions: 'S', model: bedrock('${haiku}') })`, `mastra generate config ${haiku} limit missing`],
    ['Mastra router', `import { Agent } from '@mastra/core/agent';\nnew Agent({ name: 'a', instructions: 'S', model: 'amazon-bedrock/${haiku}' })`, `mastra generate config ${haiku} limit missing`],
    ['VoltAgent', `import { Agent } from '@voltagent/core';\nimport { bedrock } from '@ai-sdk/amazon-bedrock';\nnew Agent({ name: 'a', instructions: 'S', model: bedrock('${haiku}'), maxOutputTokens: 9 })`, `voltagent generate config ${haiku} limit 9`],
    ['VoltAgent without a limit', `import { Agent } from '@voltagent/core';\nnew Agent({ name: 'a', instructions: 'S', model: 'amazon-bedrock/${haiku}' })`, `voltagent generate config ${haiku} limit missing`],
    ['VoltAgent of an old version', `import { Agent } from '@voltagent/core';\nimport { VercelAIProvider } from '@voltagent/vercel-ai';\nimport { bedrock } from '@ai-sdk/amazon-bedrock';\nnew Agent({ name: 'a', instructions: 'S', llm: new VercelAIProvider(), model: bedrock('${haiku}') })`, `voltagent generate config ${haiku} limit dynamic`],
    ['fetch', `fetch(\`https://bedrock-runtime.\${region}.amazonaws.com/model/${haiku}/invoke\`, { method: 'POST', body: JSON.stringify({ anthropic_version: 'x', max_tokens: 9, ${messages} }) })`, `http invoke-model call ${haiku} limit 9`],
    ['fetch of Converse', `fetch('https://bedrock-runtime.us-east-1.amazonaws.com/model/${haiku.replace(':', '%3A')}/converse', { body: JSON.stringify({ messages: [{ role: 'user', content: [{ text: 'Hi' }] }] }) })`, `http converse call ${haiku} limit missing`],
    ...['url', 'url.href', 'url.toString()'].map(read => [`fetch of ${read}`, `const url = new URL(\`https://bedrock-runtime.\${region}.amazonaws.com/model/${haiku}/converse\`);\nfetch(${read}, { method: 'POST', body: JSON.stringify({ messages: [{ role: 'user', content: [{ text: 'Hi' }] }], inferenceConfig: { maxTokens: 9 } }) })`, `http converse call ${haiku} limit 9`] as [string, string, string]),
    ['Agent Squad', "import { BedrockLLMAgent } from 'agent-squad';\nconst agent = new BedrockLLMAgent({ name: 'a', inferenceConfig: { maxTokens: 9 } });\nagent.setSystemPrompt('S');", 'agent-squad converse config anthropic.claude-3-haiku-20240307-v1:0 limit 9'],
  ])('%s', (_, code, expected) => {
    expect(inShort(callIn(code))).toBe(expected);
  });
});

describe('silent', () => {
  test.each([
    ['Anthropic itself', `import Anthropic from '@anthropic-ai/sdk';\nnew Anthropic().messages.create({ model: 'claude', max_tokens: 9, ${messages} })`],
    ['Twilio', "import twilio from 'twilio';\ntwilio().messages.create({ body: 'a', to: 'b' })"],
    ['OpenAI with another provider', `import OpenAI from 'openai';\nimport { bedrock } from 'openai/providers/elsewhere';\nimport { bedrock as unused } from 'openai/providers/bedrock';\nnew OpenAI({ provider: bedrock({ region: 'us-west-2' }) }).chat.completions.create({ model: 'gpt', ${messages} })`],
    ['OpenAI itself', `import OpenAI from 'openai';\nnew OpenAI({ baseURL: 'https://api.openai.com/v1' }).chat.completions.create({ model: 'gpt', ${messages} })`],
    ['AI SDK with another provider', "import { generateText } from 'ai';\nimport { openai } from '@ai-sdk/openai';\ngenerateText({ model: openai('gpt'), prompt: 'Hi' })"],
    ['a component', "import { BedrockChat } from './components/BedrockChat';\nnew BedrockChat({ model: 'x' })"],
    ['Strands with another model', "import { Agent, OpenAIModel } from '@strands-agents/sdk';\nnew Agent({ model: new OpenAIModel({}) })"],
    ['Mastra with another model', "import { Agent } from '@mastra/core/agent';\nnew Agent({ model: 'openai/gpt-5' })"],
    ['VoltAgent with another model', "import { Agent } from '@voltagent/core';\nimport { openai } from '@ai-sdk/openai';\nnew Agent({ name: 'a', instructions: 'S', model: openai('gpt-5') })"],
    ['a part of an address', `const url = new URL('https://bedrock-runtime.us-east-1.amazonaws.com/model/${haiku}/converse');\nfetch(url.pathname, { method: 'POST', body: JSON.stringify({}) })`],
    ['another resource path', "export const request = () => fetch('https://sqs.us-east-1.amazonaws.com/model/x/invoke', { body: '' })"],
  ])('%s', (_, code) => {
    expect(callsIn(code).map(inShort)).toEqual([]);
  });
});

describe('prompts and edits', () => {
  const ai = "import { ToolLoopAgent, generateText } from 'ai';\nimport { bedrock } from '@ai-sdk/amazon-bedrock';\n";

  test('templates of LangChain are prompts with holes', () => {
    const call = callIn("import { ChatPromptTemplate } from '@langchain/core/prompts';\n// for Bedrock\nChatPromptTemplate.fromMessages([['system', 'Answer in {language}.'], ['human', '{question}']])");
    expect([call.operation, said(call, 'system'), call.prompts.map(prompt => `${prompt.part} ${prompt.state}`)]).toEqual(['prompt', 'Answer in .', ['system template', 'user unknown']]);
  });

  test('a later system prompt of Agent Squad, and the usual one', () => {
    expect(said(callIn("import { BedrockLLMAgent } from 'agent-squad';\nconst agent = new BedrockLLMAgent({ name: 'a' });\nagent.setSystemPrompt('Be brief.');"), 'system')).toBe('Be brief.');
    const usual = (name: string): string[] => callIn(`import { ${name} } from 'agent-squad';\nnew ${name}({ name: 'a', description: 'Answers about ships.' });`).prompts.map(({ state }) => state);
    expect([usual('BedrockLLMAgent'), usual('BedrockClassifier')]).toEqual([['unknown', 'static'], ['unknown']]);
  });

  test('limits', () => {
    expect(withLimit(`${ai}generateText({ model: bedrock('a.b'), prompt: 'Hi' })`)).toContain("prompt: 'Hi', maxOutputTokens: 256 }");
    expect(withLimit(`${ai}generateText({ model: bedrock('a.b'), prompt: 'Hi', maxSteps: 3 })`)).toContain('maxSteps: 3, maxTokens: 256 }');
    expect(withLimit(`${ai}const result = await generateText({ model: bedrock('a.b'), prompt: 'Hi' });\nresult.toDataStreamResponse();`)).toContain("prompt: 'Hi', maxTokens: 256 }");
    expect(withLimit("import { streamUI } from 'ai/rsc';\nimport { bedrock } from '@ai-sdk/amazon-bedrock';\nstreamUI({ model: bedrock('a.b'), prompt: 'Hi' });")).toContain("prompt: 'Hi', maxTokens: 256 }");
    expect(withLimit("import { ChatBedrockConverse } from '@langchain/aws';\nnew ChatBedrockConverse({ model: 'a.b' })")).toContain("{ model: 'a.b', maxTokens: 256 }");
  });

  test('what an agent of VoltAgent is told', () => {
    const call = callIn("import { Agent } from '@voltagent/core';\nnew Agent({ name: 'a', instructions: 'Be brief.', model: 'amazon-bedrock/a.b' })");
    expect([said(call, 'system'), call.limit.key]).toEqual(['Be brief.', 'maxOutputTokens']);
    expect(withLimit("import { Agent } from '@voltagent/core';\nnew Agent({ name: 'a', instructions: 'S', model: 'amazon-bedrock/a.b' })")).toContain("model: 'amazon-bedrock/a.b', maxOutputTokens: 256 }");
  });

  test.each([
    ["llm: new VercelAIProvider(), description: 'Be brief.'", 'Be brief.'],
    ["llm: new VercelAIProvider(), description: 'Answers.', instructions: 'Be brief.'", 'Be brief.'],
    ["description: 'Answers.'", ''],
  ])('or was before it had instructions: %s', (keys, system) => {
    expect(said(callIn(`import { Agent } from '@voltagent/core';\nimport { VercelAIProvider } from '@voltagent/vercel-ai';\nnew Agent({ name: 'a', ${keys}, model: 'amazon-bedrock/a.b' })`), 'system')).toBe(system);
  });

  test('cache points', () => {
    expect(withCache(`${ai}generateText({ model: bedrock('a.b'), system: 'S', prompt: 'Hi' })`)).toBeUndefined();
    expect(withCache(`${ai}new ToolLoopAgent({ model: bedrock('a.b'), instructions: 'S' })`)).toContain("instructions: { role: 'system', content: 'S', providerOptions: { bedrock: { cachePoint: { type: 'default' } } } }");
    expect(withCache(`${ai}generateText({ model: bedrock('a.b'), messages: [{ role: 'user', content: [{ type: 'text', text: 'D' }] }] })`, 'user')).toContain("content: [{ type: 'text', text: 'D' }], providerOptions: { bedrock: { cachePoint: { type: 'default' } } } }");
    expect(withCache(`${ai}generateText({ model: bedrock('a.b'), messages: [{ role: 'system', content: 'S' }] })`)).toContain("{ role: 'system', content: 'S', providerOptions: { bedrock: { cachePoint: { type: 'default' } } } }");
    expect(withCache(`import AnthropicBedrock from '@anthropic-ai/bedrock-sdk';\nnew AnthropicBedrock().messages.create({ model: 'a.b', max_tokens: 9, system: 'S', ${messages} })`)).toContain("system: [{ type: 'text', text: 'S', cache_control: { type: 'ephemeral' } }]");
    expect(withCache("import { Agent } from '@strands-agents/sdk';\nnew Agent({ systemPrompt: 'S' })")).toContain("systemPrompt: [{ text: 'S' }, { cachePoint: { type: 'default' } }]");
  });

  test('a cache point of the AI SDK is seen', () => {
    const call = callIn(`${ai}generateText({ model: bedrock('a.b'), messages: [{ role: 'system', content: 'S', providerOptions: { bedrock: { cachePoint: { type: 'default' } } } }] })`);
    expect([call.caching.state, call.prompts[0]!.cachePoint?.ttl]).toEqual(['used', '5m']);
  });
});

describe('what LangChain says to the one chat model of a file', () => {
  const load = `import { ChatBedrockConverse } from '@langchain/aws';\nimport { ChatPromptTemplate, PromptTemplate } from '@langchain/core/prompts';\nimport { HumanMessage, SystemMessage } from '@langchain/core/messages';\nconst model = new ChatBedrockConverse({ model: '${haiku}', maxTokens: 9 });\n`;
  const heard = (code: string) => callsIn(`${load}${code}`).map(call => `${call.role} ${call.operation} ${said(call, 'system')} | ${said(call, 'user')} | ${call.caching.state}`);

  test.each([
    ['a template piped into it', "const chain = ChatPromptTemplate.fromMessages([['system', 'Be brief.'], ['human', 'Say {word}.']]).pipe(model);\nawait chain.invoke({ word: 'a' });", ['config generate Be brief. | Say . | none']],
    ['a text template', "const chain = PromptTemplate.fromTemplate('Say {word}.').pipe(model);", ['config generate  | Say . | none']],
    ['a template that is made', "const prompt = new PromptTemplate({ template: 'Say {word}.', inputVariables: ['word'] });", ['config generate  | Say . | none']],
    ['a system message', "await model.invoke([new SystemMessage('Be brief.'), new HumanMessage(question)]);", ['config generate Be brief. |  | none']],
    ['a request beside its template', "const chain = ChatPromptTemplate.fromMessages([['system', 'Be brief.'], ['human', 'Say {word}.']]).pipe(model);\nawait chain.invoke({ word: 'a' });\nexport const highest = () => model.invoke('What is the highest mountain?');\nexport const other = () => model.invoke(history());", ['config generate Be brief. | Say . | none', 'call generate  | What is the highest mountain? | none']],
    ['with a cache point', "await model.invoke([new SystemMessage({ content: [{ type: 'text', text: 'Be brief.' }, { cachePoint: { type: 'default' } }] })]);", ['config generate Be brief. |  | used']],
    ['two templates are each their own', "const a = PromptTemplate.fromTemplate('Say {word}.');\nconst b = PromptTemplate.fromTemplate('Spell {word}.');", ['config generate  |  | none', 'call prompt  | Say . | unknown', 'call prompt  | Spell . | unknown']],
    ['two models', "const other = new ChatBedrockConverse({ model: 'a.b', maxTokens: 9 });\nconst a = PromptTemplate.fromTemplate('Say {word}.');", ['config generate  |  | none', 'config generate  |  | none', 'call prompt  | Say . | unknown']],
  ])('%s', (_, code, expected) => {
    expect(heard(code)).toEqual(expected);
  });

  const other = "const other = new ChatBedrockConverse({ model: 'a.b', maxTokens: 5 });\nconst parse = (message: object) => message;\n";

  test.each([
    ['piped', "PromptTemplate.fromTemplate('Say {word}.').pipe(model.withStructuredOutput(schema)).pipe(parse).invoke({ word });"],
    ['a sequence', "const chain = RunnableSequence.from([{ word: find }, PromptTemplate.fromTemplate('Say {word}.'), model, parse]);\nexport const say = (word: string) => chain.stream({ word });"],
    ['a chain for documents', "const chain = await createRetrievalChain({ retriever, combineDocsChain: await createStuffDocumentsChain({ llm: model, prompt: PromptTemplate.fromTemplate('Say {word}.') }) });\nawait chain.invoke({ input });"],
    ['a field', "class Sayer {\n  private readonly chain;\n  constructor() { this.chain = new PromptTemplate({ template: 'Say {word}.', inputVariables: ['word'] }).pipe(model); }\n  say(word: string) { return this.chain.batch([{ word }]); }\n}"],
  ])('a chain with one of two models: %s', (_name, code) => {
    expect(heard(`import { RunnableSequence } from '@langchain/core/runnables';\nimport { createRetrievalChain } from 'langchain/chains/retrieval';\nimport { createStuffDocumentsChain } from 'langchain/chains/combine_documents';\n${other}${code}`).slice(2)).toEqual(['call generate  | Say . | none']);
  });

  test('a function that hands its messages on is a wrapper', () => {
    const code = "export async function ask(system: string, prompt: string) { return model.invoke([['system', system], ['human', prompt]]); }\nexport const answer = () => ask('Be brief.', 'Name a colour.');";
    expect(heard(code)).toEqual(['config generate  |  | none', 'wrapper generate  |  | none', 'wrapper-call generate Be brief. | Name a colour. | none']);
  });
});

describe('a repository of packages', () => {
  const packageAt = (directory: string, name: string, files: { readonly [path: string]: string }) => Object.fromEntries([[`${directory}/package.json`, JSON.stringify({ name, exports: { '.': './dist/index.js', './anthropic': './dist/anthropic.js' } })], ...Object.entries(files).map(([path, text]) => [`${directory}/src/${path}`, text])]);
  const root = { 'package.json': JSON.stringify({ workspaces: ['packages/*', 'examples'] }), 'examples/package.json': '{ "name": "examples" }' };

  test('among which an SDK is calls it as its users do', async () => {
    const files = {
      ...root,
      ...packageAt('packages/ai', 'ai', { 'index.ts': 'export function generateText(options: any) { return options; }' }),
      ...packageAt('packages/bedrock', '@ai-sdk/amazon-bedrock', { 'index.ts': 'export const bedrock = (id: string) => ({ id });', 'anthropic.ts': 'export const bedrockAnthropic = (id: string) => ({ id });' }),
      'examples/a.ts': `import { generateText } from 'ai';\nimport { bedrock } from '@ai-sdk/amazon-bedrock';\nimport { bedrockAnthropic } from '@ai-sdk/amazon-bedrock/anthropic';\ngenerateText({ model: bedrock('${haiku}'), prompt: 'Hi', maxOutputTokens: 9 });\ngenerateText({ model: bedrockAnthropic('${haiku}'), prompt: 'Ho', maxOutputTokens: 7 });\n`,
    };
    expect((await callsOf('examples/a.ts', files)).map(inShort)).toEqual([`ai-sdk generate call ${haiku} limit 9`, `ai-sdk generate call ${haiku} limit 7`]);
  });

  test('a folder that an alias calls as an SDK is called is none', async () => {
    const files = {
      ...root,
      'tsconfig.json': '{ "compilerOptions": { "paths": { "ai": ["./src/ai.ts"] } } }',
      'src/ai.ts': "import { bedrock } from '@ai-sdk/amazon-bedrock';\nimport { streamText } from 'ai-of-others';\nexport const generateText = (options: any) => streamText({ ...options, model: bedrock('a') });",
      'src/a.ts': `import { generateText } from 'ai';\nimport { bedrock } from '@ai-sdk/amazon-bedrock';\ngenerateText({ model: bedrock('${haiku}'), prompt: 'Hi' });\n`,
    };
    expect((await callsOf('src/a.ts', files)).map(inShort)).toEqual([]);
  });
});

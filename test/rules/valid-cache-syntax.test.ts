import { testRule } from '../harness.ts';
import { converse, prose } from './sources.ts';

const short = "'Be brief.'";
const long = `'${prose(120)}'`;
const own = "cachePoint: { type: 'default' }";
const foreign = "cache_control: { type: 'ephemeral' }";

/** A request whose system blocks are these. */
const withSystem = (blocks: string, model?: string): string => converse({ ...(model && { model }), system: "'?'" }).replace("[{ text: '?' }]", `[${blocks}]`);
/** An InvokeModel request of Claude. */
const invoke = (body: string): string => `import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export const ask = question => client.send(new InvokeModelCommand({ modelId: 'us.anthropic.claude-sonnet-4-6', body: JSON.stringify({ anthropic_version: 'bedrock-2023-05-31', max_tokens: 9, ${body} }) }));
`;
const ai = (model: string, options: string): string => `import { generateText } from 'ai';
import { bedrock } from '@ai-sdk/amazon-bedrock';
import { bedrockAnthropic } from '@ai-sdk/amazon-bedrock/anthropic';
export const ask = question => generateText({ model: ${model}('us.anthropic.claude-sonnet-4-6'), messages: [{ role: 'system', content: ${long}, providerOptions: { ${options} } }, { role: 'user', content: question }] });
`;
const python = (blocks: string): string => `import boto3
client = boto3.client("bedrock-runtime")

def ask(question):
    return client.converse(
        modelId="us.anthropic.claude-sonnet-4-6",
        system=[${blocks}],
        messages=[{"role": "user", "content": [{"text": f"Answer this: {question}"}]}],
    )
`;
const pythonInvoke = (blocks: string): string => `import json
import boto3
client = boto3.client("bedrock-runtime")

def ask(question):
    body = {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 9, "system": [${blocks}], "messages": [{"role": "user", "content": question}]}
    return client.invoke_model(modelId="us.anthropic.claude-sonnet-4-6", body=json.dumps(body))
`;

const langchain = (made: string, blocks: string): string => `from langchain_aws import ChatBedrock, ChatBedrockConverse
from langchain_core.messages import HumanMessage, SystemMessage

llm = ${made}"us.anthropic.claude-sonnet-4-6", max_tokens=9)

def ask(question):
    return llm.invoke([SystemMessage(content=[${blocks}]), HumanMessage(content=question)])
`;

testRule('valid-cache-syntax', [
  {
    name: 'the mark of the Messages API in Converse',
    code: withSystem(`{ text: ${long}, ${foreign} }`),
    findings: [{ messageId: 'unread', line: 7, data: { key: 'cache_control', syntax: 'a `cachePoint` block' }, fixed: null, suggested: withSystem(`{ text: ${long} }, { ${own} }`) }],
  },
  { name: 'the block of Converse', code: withSystem(`{ text: ${long} }, { ${own} }`), findings: [] },
  {
    name: 'a cache point within a text block',
    code: withSystem(`{ text: ${long}, ${own} }`),
    findings: [{ messageId: 'unread', suggested: withSystem(`{ text: ${long} }, { ${own} }`) }],
  },
  {
    name: 'where nothing could be cached anyway',
    code: withSystem(`{ text: ${short}, ${foreign} }`),
    findings: [{ messageId: 'unread', suggested: withSystem(`{ text: ${short} }`) }],
  },
  {
    name: 'a model without caching',
    code: withSystem(`{ text: ${long}, ${foreign} }`, 'us.meta.llama3-3-70b-instruct-v1:0'),
    findings: [{ messageId: 'unread', suggested: withSystem(`{ text: ${long} }`, 'us.meta.llama3-3-70b-instruct-v1:0') }],
  },
  {
    name: 'on a message',
    code: converse().replace("role: 'user', ", `role: 'user', ${own}, `),
    findings: [{ messageId: 'unread' }],
  },
  {
    name: 'a block of Converse in a Claude body',
    code: invoke(`system: [{ type: 'text', text: ${long} }, { ${own} }], messages: [{ role: 'user', content: question }]`),
    findings: [{ messageId: 'unread', data: { key: 'cachePoint', syntax: '`cache_control` on a block' }, suggested: invoke(`system: [{ type: 'text', text: ${long}, ${foreign} }], messages: [{ role: 'user', content: question }]`) }],
  },
  { name: 'the mark of a Claude body', code: invoke(`system: [{ type: 'text', text: ${long}, ${foreign} }], messages: [{ role: 'user', content: question }]`), findings: [] },
  {
    name: 'a tool of a Claude body',
    code: invoke(`tools: [{ name: 'find', description: ${long}, cachePoint: { type: 'default' } }], messages: [{ role: 'user', content: question }]`),
    findings: [{ messageId: 'unread', suggested: invoke(`tools: [{ name: 'find', description: ${long}, ${foreign} }], messages: [{ role: 'user', content: question }]`) }],
  },
  {
    name: 'options of another provider in the AI SDK',
    code: ai('bedrock', "anthropic: { cacheControl: { type: 'ephemeral' } }"),
    findings: [{ messageId: 'unread', data: { key: 'anthropic.cacheControl', syntax: '`providerOptions.bedrock.cachePoint` on a message' }, suggested: ai('bedrock', `bedrock: { ${own} }`) }],
  },
  { name: 'options of the provider', code: ai('bedrock', `bedrock: { ${own} }`), findings: [] },
  {
    name: 'options of Bedrock for the provider of Anthropic',
    code: ai('bedrockAnthropic', `bedrock: { ${own} }`),
    findings: [{ messageId: 'unread', data: { key: 'bedrock.cachePoint', syntax: '`providerOptions.anthropic.cacheControl` on a message' }, suggested: ai('bedrockAnthropic', "anthropic: { cacheControl: { type: 'ephemeral' } }") }],
  },
  { name: 'options for several providers, of which this one reads its own', code: ai('bedrock', `anthropic: { cacheControl: { type: 'ephemeral' } }, bedrock: { ${own} }`), findings: [] },
  {
    name: 'options of another provider as version 4 calls them',
    code: ai('bedrock', "anthropic: { cacheControl: { type: 'ephemeral' } }").replace('providerOptions:', 'experimental_providerMetadata:'),
    findings: [{ messageId: 'unread', suggested: ai('bedrock', `bedrock: { ${own} }`) }],
  },
  ...(['ChatBedrockConverse(model=', 'ChatBedrock(beta_use_converse_api=True, model_id='] as const).map(made => ({
    name: `the mark of the Messages API in ${made.split('(')[0]!}`,
    filename: 'case.py',
    code: langchain(made, `{"type": "text", "text": "${prose(120)}", "cache_control": {"type": "ephemeral"}}`),
    findings: [{ messageId: 'unread', data: { key: 'cache_control', syntax: '`ChatBedrockConverse.create_cache_point()`' }, suggested: langchain(made, `{"type": "text", "text": "${prose(120)}"}, {"cachePoint": {"type": "default"}}`) }],
  })),
  { name: 'the mark of the Messages API in ChatBedrock, which sends it', filename: 'case.py', code: langchain('ChatBedrock(model_id=', `{"type": "text", "text": "${prose(120)}", "cache_control": {"type": "ephemeral"}}`), findings: [] },
  { name: 'the block of Converse in ChatBedrockConverse', filename: 'case.py', code: langchain('ChatBedrockConverse(model=', `{"type": "text", "text": "${prose(120)}"}, {"cachePoint": {"type": "default"}}`), findings: [] },
  { name: 'options of Anthropic for its own provider', code: ai('bedrockAnthropic', "anthropic: { cacheControl: { type: 'ephemeral' } }"), findings: [] },
  {
    name: 'the Anthropic SDK',
    code: `import AnthropicBedrock from '@anthropic-ai/bedrock-sdk';
const client = new AnthropicBedrock();
export const ask = question => client.messages.create({ model: 'us.anthropic.claude-sonnet-4-6', max_tokens: 9, system: [{ type: 'text', text: ${long} }, { ${own} }], messages: [{ role: 'user', content: question }] });
`,
    findings: [{ messageId: 'unread' }],
  },
  {
    name: 'words',
    code: converse({ system: `\`${prose(120)}\n<cache_control type="ephemeral" />\n\`` }),
    findings: [{ messageId: 'words', data: { words: '<cache_control type="ephemeral', syntax: 'a `cachePoint` block' }, suggested: converse({ system: `\`${prose(120)}\n\`` }).replace("`}],", "`}],").replace('\n` }],', '\n` }, { cachePoint: { type: \'default\' } }],') }],
  },
  {
    name: 'words in the middle',
    code: converse({ system: '`Be brief.\n[[cache-point]]\nBe kind.`' }),
    findings: [{ messageId: 'words', suggested: converse({ system: '`Be brief.\nBe kind.`' }) }],
  },
  { name: 'a prompt about caching', code: converse({ system: '`Explain when a cache point or "cache_control": {"type": "ephemeral"} helps.`' }), findings: [] },
  {
    name: 'Python',
    filename: 'case.py',
    code: python(`{"text": "${prose(120)}", "cache_control": {"type": "ephemeral"}}`),
    findings: [{ messageId: 'unread', suggested: python(`{"text": "${prose(120)}"}, {"cachePoint": {"type": "default"}}`) }],
  },
  { name: 'Python, right', filename: 'case.py', code: python(`{"text": "${prose(120)}"}, {"cachePoint": {"type": "default"}}`), findings: [] },
  {
    name: 'Python, a Claude body',
    filename: 'case.py',
    code: pythonInvoke(`{"type": "text", "text": "${prose(120)}"}, {"cachePoint": {"type": "default"}}`),
    findings: [{ messageId: 'unread', suggested: pythonInvoke(`{"type": "text", "text": "${prose(120)}", "cache_control": {"type": "ephemeral"}}`) }],
  },
  {
    name: 'Python, litellm takes marks on messages',
    filename: 'case.py',
    code: `import litellm\nlitellm.completion(model="bedrock/us.anthropic.claude-sonnet-4-6", max_tokens=9, messages=[{"role": "system", "content": "${prose(120)}", "cache_control": {"type": "ephemeral"}}, {"role": "user", "content": "Hi"}])\n`,
    findings: [],
  },
]);

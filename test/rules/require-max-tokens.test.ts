import { testRule } from '../harness.ts';
import { converse } from './sources.ts';

const sonnet = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const nova2 = 'us.amazon.nova-2-lite-v1:0';
const effort = (of: string): string => `additionalModelRequestFields: { reasoningConfig: { type: 'enabled', maxReasoningEffort: '${of}' } },`;
const missing = { model: sonnet, rest: '' };

testRule('require-max-tokens', [
  ...(['max_tokens', 'maxTokenCount'] as const).map(wrong => {
    const nova = (key: string): string => `import json
import boto3
boto3.client("bedrock-runtime").invoke_model(modelId="us.amazon.nova-lite-v1:0", body=json.dumps({"messages": [{"role": "user", "content": [{"text": "Hi"}]}], "inferenceConfig": {"${key}": 100}}))
`;
    return { name: `a key of another vendor beside the right one: ${wrong}`, filename: 'case.py', code: nova(wrong), findings: [{ messageId: 'wrongKey', data: { wrong: `inferenceConfig.${wrong}`, key: 'inferenceConfig.maxTokens' }, suggested: nova('maxTokens') }] };
  }),
  {
    name: 'a request without a limit',
    code: converse(missing),
    findings: [
      {
        messageId: 'missing',
        line: 5,
        data: { tokens: '64,000', usd: '$1.06', key: 'inferenceConfig.maxTokens' },
        fixed: null,
        suggested: converse({ ...missing, rest: 'inferenceConfig: { maxTokens: 4096 },' }),
      },
    ],
  },
  {
    name: 'a model object that two agents share, told at each',
    filename: 'case.py',
    code: 'from strands import Agent\nfrom strands.models import BedrockModel\nmodel = BedrockModel(model_id="us.amazon.nova-pro-v1:0")\none = Agent(model=model, system_prompt="You are one.")\ntwo = Agent(model=model, system_prompt="You are two.")\n',
    findings: [3, 4, 5].map(line => ({ messageId: 'missing', line })),
  },
  {
    name: 'Nova that may think as long as it likes, which takes none',
    code: converse({ model: nova2, rest: effort('high') }),
    findings: [],
  },
  {
    name: 'Nova that may not',
    code: converse({ model: nova2, rest: effort('low') }),
    findings: [{ messageId: 'missing', suggested: converse({ model: nova2, rest: `${effort('low')}\n      inferenceConfig: { maxTokens: 4096 },` }) }],
  },
  {
    name: 'Claude, which takes one beside such a key',
    code: converse({ model: sonnet, rest: effort('high') }),
    findings: [{ messageId: 'missing', suggested: converse({ model: sonnet, rest: `${effort('high')}\n      inferenceConfig: { maxTokens: 4096 },` }) }],
  },
  {
    name: 'a model object of which some agents ask that it thinks as long as it likes: what is set there would be set for these too',
    filename: 'case.py',
    code: `from strands import Agent
from strands.models import BedrockModel
def made(effort="medium"):
    return BedrockModel(model_id="${nova2}", additional_request_fields={"reasoningConfig": {"type": "enabled", "maxReasoningEffort": effort}})
one = Agent(model=made("low"), system_prompt="You are one.")
two = Agent(model=made("high"), system_prompt="You are two.")
`,
    findings: [4, 5].map(line => ({ messageId: 'missing', line, suggested: null })),
  },
  {
    name: 'a chat model of LangChain, told where it is made',
    filename: 'case.py',
    code: 'from langchain_aws import ChatBedrockConverse\nmodel = ChatBedrockConverse(model="us.amazon.nova-pro-v1:0")\ndef one(q):\n    return model.invoke(f"Explain to a child of nine what this means: {q}")\n',
    findings: [{ messageId: 'missing', line: 2 }],
  },
  {
    name: 'the same in TypeScript',
    code: "import { ChatBedrockConverse } from '@langchain/aws';\nconst model = new ChatBedrockConverse({ model: 'us.amazon.nova-pro-v1:0' });\nexport const one = (q: string) => model.invoke(`Explain to a child of nine what this means: ${q}`);\n",
    findings: [{ messageId: 'missing', line: 2 }],
  },
  {
    name: 'of Pydantic AI, told at each agent as of Strands',
    filename: 'case.py',
    code: 'from pydantic_ai import Agent\nfrom pydantic_ai.models.bedrock import BedrockConverseModel\nmodel = BedrockConverseModel("us.amazon.nova-pro-v1:0")\none = Agent(model, system_prompt="You are one.")\n',
    findings: [3, 4].map(line => ({ messageId: 'missing', line })),
  },
  {
    name: 'of Pydantic AI, whose agents limit it',
    filename: 'case.py',
    code: 'from pydantic_ai import Agent\nfrom pydantic_ai.models.bedrock import BedrockConverseModel\nmodel = BedrockConverseModel("us.amazon.nova-pro-v1:0")\none = Agent(model, system_prompt="You are one.", model_settings={"max_tokens": 90})\n',
    findings: [],
  },
  {
    name: 'a generator of Haystack, whose limit has one name for all vendors',
    filename: 'case.py',
    code: 'from haystack_integrations.components.generators.amazon_bedrock import AmazonBedrockGenerator\nAmazonBedrockGenerator(model="meta.llama3-8b-instruct-v1:0")\n',
    findings: [{ messageId: 'missing', data: { tokens: '2,048', usd: '$0.0012', key: 'max_length' }, suggested: 'from haystack_integrations.components.generators.amazon_bedrock import AmazonBedrockGenerator\nAmazonBedrockGenerator(model="meta.llama3-8b-instruct-v1:0", max_length=2048)\n' }],
  },
  { name: 'a model that embeds, which writes nothing', code: converse({ model: 'amazon.titan-embed-text-v2:0', rest: '' }), findings: [] },
  { name: 'a limit', code: converse({ model: sonnet }), findings: [] },
  { name: 'a limit that is computed', code: converse({ model: sonnet, rest: 'inferenceConfig: { maxTokens: Number(process.env.LIMIT) },' }), findings: [] },
  {
    name: 'in JavaScript, with an option',
    filename: 'case.js',
    code: converse(missing),
    options: { value: 900 },
    findings: [{ messageId: 'missing', suggested: converse({ ...missing, rest: 'inferenceConfig: { maxTokens: 900 },' }) }],
  },
  {
    name: 'a limit fitted to a label',
    code: converse({ ...missing, user: '`Is this spam? Answer yes or no. ${question}`' }),
    findings: [{ messageId: 'missing', suggested: converse({ ...missing, user: '`Is this spam? Answer yes or no. ${question}`', rest: 'inferenceConfig: { maxTokens: 256 },' }) }],
  },
  {
    name: 'no more than the model can write',
    code: converse({ model: 'us.amazon.nova-lite-v1:0', rest: '' }),
    options: { value: 100_000 },
    findings: [{ messageId: 'missing', suggested: converse({ model: 'us.amazon.nova-lite-v1:0', rest: 'inferenceConfig: { maxTokens: 5000 },' }) }],
  },
  {
    name: 'a key that nothing reads',
    code: converse({ model: sonnet, rest: 'inferenceConfig: { maximumTokens: 300 },' }),
    findings: [{ messageId: 'wrongKey' }],
  },
  {
    name: 'a model that is not known',
    code: converse({ rest: '' }).replace("'us.anthropic.claude-sonnet-4-6'", 'process.env.MODEL'),
    findings: [{ messageId: 'unknown' }],
  },
  {
    name: 'a default of the service',
    code: `import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export const ask = question =>
  client.send(new InvokeModelCommand({ modelId: 'us.meta.llama3-3-70b-instruct-v1:0', body: JSON.stringify({ prompt: \`Answer: \${question}\` }) }));
`,
    findings: [
      {
        messageId: 'defaulted',
        data: { model: 'Llama 3.3 70B Instruct', tokens: '512', key: 'max_gen_len' },
        suggested: `import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export const ask = question =>
  client.send(new InvokeModelCommand({ modelId: 'us.meta.llama3-3-70b-instruct-v1:0', body: JSON.stringify({ prompt: \`Answer: \${question}\`, max_gen_len: 512 }) }));
`,
      },
    ],
  },
  {
    name: 'a body that is refused without one',
    code: `import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export const ask = question =>
  client.send(new InvokeModelCommand({ modelId: '${sonnet}', body: JSON.stringify({ anthropic_version: 'bedrock-2023-05-31', messages: [{ role: 'user', content: question }] }) }));
`,
    findings: [{ messageId: 'required', data: { model: 'Claude Sonnet 4.5', key: 'max_tokens' } }],
  },
  {
    name: 'a body that Claude refuses, for a model that is a setting with Claude as its default',
    filename: 'case.py',
    code: `import json
import os
import boto3
client = boto3.client("bedrock-runtime")

def ask(question):
    body = {"messages": [{"role": "user", "content": [{"text": question}]}]}
    return client.invoke_model(modelId=os.getenv("MODEL", "${sonnet}"), body=json.dumps(body))
`,
    findings: [],
  },
  {
    name: 'the dearest of several models',
    code: converse(missing).replace(`'${sonnet}'`, `big ? '${sonnet}' : 'us.amazon.nova-lite-v1:0'`).replace('ask(question)', 'ask(question, big)'),
    findings: [{ messageId: 'missing', data: { tokens: '64,000', usd: '$1.06', key: 'inferenceConfig.maxTokens' } }],
  },
  {
    name: 'LangChain, a vendor with a default of its own',
    filename: 'case.py',
    code: 'from langchain_aws import BedrockLLM\nllm = BedrockLLM(model_id="amazon.titan-text-express-v1")\n',
    findings: [{ messageId: 'defaulted', data: { model: 'Titan Text G1 - Express', tokens: '512', key: 'max_tokens' }, suggested: 'from langchain_aws import BedrockLLM\nllm = BedrockLLM(model_id="amazon.titan-text-express-v1", max_tokens=512)\n' }],
  },
  {
    name: 'LangChain, a model that is not known: it may be one to which the library adds a limit',
    filename: 'case.py',
    code: 'from langchain_aws import ChatBedrock\ndef load(model):\n    return ChatBedrock(model_id=model)\n',
    findings: [],
  },
  {
    name: 'LangChain, Converse',
    filename: 'case.py',
    code: 'from langchain_aws import ChatBedrock\ndef load(model):\n    return ChatBedrock(model_id=model, beta_use_converse_api=True)\n',
    findings: [{ messageId: 'unknown' }],
  },
  {
    name: 'an agent that takes none itself',
    filename: 'case.py',
    code: 'from strands import Agent\nagent = Agent(model="us.amazon.nova-pro-v1:0", system_prompt="Be brief.")\n',
    findings: [{ messageId: 'missing', data: { tokens: '5,000', usd: '$0.016', key: 'BedrockModel(max_tokens=…)' } }],
  },
  {
    name: 'an answer that AWS bounds by a default that it does not state',
    filename: 'case.py',
    code: 'import boto3\nagents = boto3.client("bedrock-agent-runtime")\ndef ask(question):\n    return agents.retrieve_and_generate(input={"text": question}, retrieveAndGenerateConfiguration={"type": "KNOWLEDGE_BASE", "knowledgeBaseConfiguration": {"knowledgeBaseId": "K", "modelArn": "us.anthropic.claude-sonnet-4-6"}})\n',
    findings: [{ messageId: 'service' }],
  },
  {
    name: 'a label in a schema, whose other fields may be long',
    code: converse({ ...missing, user: '`Classify this into one of the categories. ${question}`', rest: "toolConfig: { tools: [{ toolSpec: { name: 'sort', inputSchema: { json: { type: 'object', properties: { question: { type: 'string' }, category: { type: 'string' } } } } } }], toolChoice: { tool: { name: 'sort' } } }," }),
    findings: [{ messageId: 'missing', suggested: converse({ ...missing, user: '`Classify this into one of the categories. ${question}`', rest: "toolConfig: { tools: [{ toolSpec: { name: 'sort', inputSchema: { json: { type: 'object', properties: { question: { type: 'string' }, category: { type: 'string' } } } } } }], toolChoice: { tool: { name: 'sort' } } },\n      inferenceConfig: { maxTokens: 2048 }," }) }],
  },
  {
    name: 'a body that is none of this model, in a branch for others',
    filename: 'case.py',
    code: 'import boto3, json\nclient = boto3.client("bedrock-runtime")\ndef probe(model="anthropic.claude-3-5-sonnet-20240620-v1:0"):\n    client.invoke_model(modelId=model, body=json.dumps({"prompt": "test"}))\n',
    findings: [],
  },
  {
    name: 'the limit of a later Claude beside a text that it does not read',
    filename: 'case.py',
    code: 'import boto3, json\nclient = boto3.client("bedrock-runtime")\ndef ask(question):\n    client.invoke_model(modelId="us.anthropic.claude-sonnet-4-6", body=json.dumps({"prompt": question, "max_tokens": 100}))\n',
    findings: [],
  },
  {
    name: 'a wrapper that leaves the limit to its callers: those without one are told',
    filename: 'case.py',
    code: 'import boto3\nclient = boto3.client("bedrock-runtime")\ndef converse(messages, **options):\n    request = {"modelId": "us.amazon.nova-pro-v1:0", "messages": messages, "inferenceConfig": {"temperature": 0}}\n    request.update(options)\n    return client.converse(**request)\ndef with_limit(messages):\n    return converse(messages, inferenceConfig={"maxTokens": 300})\ndef without(messages):\n    return converse(messages)\ndef either(messages, **rest):\n    return converse(messages, **rest)\n',
    findings: [{ messageId: 'missing', line: 10, suggested: null }],
  },
  {
    name: 'the same in TypeScript',
    code: "import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});\nconst converse = (text: string, inferenceConfig?: object) => client.send(new ConverseCommand({ modelId: 'us.amazon.nova-pro-v1:0', messages: [{ role: 'user', content: [{ text }] }], inferenceConfig }));\nexport const withLimit = (text: string) => converse(text, { maxTokens: 300 });\nexport const without = (text: string) => converse(text);\n",
    findings: [{ messageId: 'missing', line: 5 }],
  },
  {
    name: 'a wrapper without a limit is told once, its callers are not',
    files: {
      'ask.ts': `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export function ask(prompt: string) {
  return client.send(new ConverseCommand({ modelId: '${sonnet}', messages: [{ role: 'user', content: [{ text: prompt }] }] }));
}
`,
    },
    code: `import { ask } from './ask.ts';
export const describe = () => ask('Describe the sea.');
`,
    findings: [],
  },
  {
    name: 'embeddings write nothing',
    code: `import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export const embed = text =>
  client.send(new InvokeModelCommand({ modelId: 'amazon.titan-embed-text-v2:0', body: JSON.stringify({ inputText: text }) }));
`,
    findings: [],
  },
  {
    name: 'somebody else’s command',
    code: `class ConverseCommand { constructor(input) { this.input = input; } }
export const ask = () => new ConverseCommand({ modelId: '${sonnet}', messages: [{ role: 'user', content: [{ text: 'Hello' }] }] });
`,
    findings: [],
  },
  {
    name: 'an id that an agent is given',
    filename: 'case.py',
    code: 'from strands import Agent\n\nagent = Agent(model="us.anthropic.claude-sonnet-4-6", system_prompt="You name the hours of the library.")\n',
    findings: [{ messageId: 'missing', line: 3 }],
  },
  ...[
    { versions: ['^3.2.5', '4.x'], key: 'maxTokens', other: 'maxOutputTokens' },
    { versions: ['~5.0.0', '^6'], key: 'maxOutputTokens', other: 'maxTokens' },
  ].flatMap(({ versions, key, other }) => versions.flatMap(ai => {
    const files = { 'package.json': JSON.stringify({ dependencies: { ai } }) };
    const ask = (limit: string): string => `import { generateText } from 'ai';\nimport { bedrock } from '@ai-sdk/amazon-bedrock';\nexport const ask = (q: string) => generateText({ model: bedrock('${sonnet}'), prompt: q${limit} });\n`;
    return [
      { name: `the AI SDK of version ${ai}`, files, code: ask(''), findings: [{ messageId: 'missing', suggested: ask(`, ${key}: 4096`) }] },
      { name: `a key of another one in version ${ai}`, files, code: ask(`, ${other}: 900`), findings: [{ messageId: 'wrongKey', data: { wrong: other, key }, suggested: ask(`, ${key}: 900`) }] },
      ...['...(limit !== undefined ? { KEY: limit } : {})', '...(limit && { KEY: limit })', 'KEY: limit'].map(way => {
        const given = (name: string): string => ask(`, ${way.replace('KEY', name)}`).replace('q: string', 'q: string, limit?: number');
        return { name: `a key of another one in version ${ai}: ${way}`, files, code: given(other), findings: [{ messageId: 'wrongKey', suggested: given(key) }] };
      }),
      { name: `its own key in version ${ai}`, files, code: ask(`, ${key}: 900`), findings: [] },
    ];
  })),
  ...['src/report.ts', 'test/ask.test.ts'].map(filename => ({
    name: `a caller that leaves out the limit of a wrapper: ${filename}`,
    filename,
    files: { 'src/ask.ts': `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});\nexport const ask = (prompt: string, maxTokens?: number) => client.send(new ConverseCommand({ modelId: '${sonnet}', messages: [{ role: 'user', content: [{ text: prompt }] }], inferenceConfig: { maxTokens } }));\n` },
    code: `import { ask } from '../src/ask';\nexport const report = () => ask('Sum up the day.');\n`,
    findings: filename.startsWith('src/') ? [{ messageId: 'missing' }] : [],
  })),
  ...[
    { version: '^0.24.1', key: 'defaultVNextStreamOptions' },
    { version: '^1.2.0', key: 'defaultOptions' },
    { version: 'latest', key: 'defaultOptions' },
  ].map(({ version, key }) => {
    const agent = (limit: string): string => `import { Agent } from '@mastra/core/agent';\nimport { bedrock } from '@ai-sdk/amazon-bedrock';\nexport const guide = new Agent({ name: 'guide', instructions: 'You show the museum.', model: bedrock('${sonnet}')${limit} });\n`;
    return { name: `Mastra of version ${version}`, files: { 'package.json': JSON.stringify({ dependencies: { '@mastra/core': version } }) }, code: agent(''), findings: [{ messageId: 'missing', suggested: agent(`, ${key}: { modelSettings: { maxOutputTokens: 4096 } }`) }] };
  }),
  ...['>=4', 'workspace:*', '^4 || ^5'].map(ai => ({
    name: `the AI SDK of a version that is not known: ${ai}`,
    files: { 'package.json': JSON.stringify({ dependencies: { ai } }) },
    code: `import { generateText } from 'ai';\nimport { bedrock } from '@ai-sdk/amazon-bedrock';\nexport const ask = (q: string) => [generateText({ model: bedrock('${sonnet}'), prompt: q, maxTokens: 900 }), generateText({ model: bedrock('${sonnet}'), prompt: q, maxOutputTokens: 900 })];\n`,
    findings: [],
  })),
]);

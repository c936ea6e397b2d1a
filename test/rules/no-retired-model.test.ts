import { testRule } from '../harness.ts';
import { converse, conversePython } from './sources.ts';

const retired = 'us.anthropic.claude-3-7-sonnet-20250219-v1:0';

/** `ask(question, model?)`, whose default model is this expression. */
const wrapper = (model: string): string =>
  converse({ user: 'question', before: `const MODEL_ID = ${model};\n` }).replace("'us.anthropic.claude-sonnet-4-6',\n      messages", 'model,\n      messages').replace('ask(question)', 'ask(question, model = MODEL_ID)');

testRule('no-retired-model', [
  {
    name: 'a successor with bodies of another kind',
    code: `import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export const ask = question => client.send(new InvokeModelCommand({ modelId: 'amazon.titan-text-express-v1', body: JSON.stringify({ inputText: question }) }));
`,
    findings: [{ messageId: 'retired', suggested: null }],
  },
  {
    name: 'past its end',
    code: converse({ model: retired }),
    findings: [{ messageId: 'retired', line: 6, data: { model: retired, since: ' since 2026-04-28', successor: '`us.anthropic.claude-sonnet-5`' }, fixed: null, suggested: converse({ model: 'us.anthropic.claude-sonnet-5' }) }],
  },
  {
    name: 'a successor that refuses what the request sets',
    code: converse({ model: retired, rest: 'inferenceConfig: { maxTokens: 500, temperature: 0.2, topP: 0.9 },' }),
    findings: [{ messageId: 'retired', fixed: null, suggested: null }],
  },
  {
    name: 'a body with both',
    filename: 'case.py',
    code: `import json\nimport boto3\nclient = boto3.client("bedrock-runtime")\ndef ask(question):\n    body = {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 9, "temperature": 0.1, "top_p": 0.9, "messages": [{"role": "user", "content": question}]}\n    return client.invoke_model(modelId="${retired}", body=json.dumps(body))\n`,
    findings: [{ messageId: 'retired', fixed: null, suggested: null }],
  },
  {
    name: 'a model of a library with both',
    filename: 'case.py',
    code: `from langchain_aws import ChatBedrockConverse\nmodel = ChatBedrockConverse(model="${retired}", max_tokens=9, temperature=0.1, top_p=0.9)\n`,
    findings: [{ messageId: 'retired', fixed: null, suggested: null }],
  },
  {
    name: 'a model of a library with one, and nothing for the other',
    filename: 'case.py',
    code: `from langchain_aws import ChatBedrockConverse\nmodel = ChatBedrockConverse(model="${retired}", max_tokens=9, temperature=0.1, top_p=None)\n`,
    findings: [{ messageId: 'retired', fixed: null, suggested: `from langchain_aws import ChatBedrockConverse\nmodel = ChatBedrockConverse(model="us.anthropic.claude-sonnet-5", max_tokens=9, temperature=0.1, top_p=None)\n` }],
  },
  {
    name: 'the same in Python',
    filename: 'case.py',
    code: conversePython({ model: retired }),
    findings: [{ messageId: 'retired', fixed: null, suggested: conversePython({ model: 'us.anthropic.claude-sonnet-5' }) }],
  },
  { name: 'without an id in its place', code: converse({ model: 'anthropic.claude-3-7-sonnet-20250219-v1:0' }), findings: [{ messageId: 'retired', data: { model: 'anthropic.claude-3-7-sonnet-20250219-v1:0', since: ' since 2026-04-28', successor: 'a profile of `anthropic.claude-sonnet-5`' }, suggested: null }] },
  { name: 'legacy', code: converse({ model: 'us.anthropic.claude-opus-4-1-20250805-v1:0' }), findings: [{ messageId: 'legacy' }] },
  { name: 'legacy, allowed', code: converse({ model: 'us.anthropic.claude-opus-4-1-20250805-v1:0' }), options: { legacy: false }, findings: [] },
  {
    name: 'a slip',
    code: converse({ model: 'us.anthropic.claude-sonet-4-6' }),
    findings: [{ messageId: 'unknown', data: { model: 'us.anthropic.claude-sonet-4-6', nearest: 'us.anthropic.claude-sonnet-4-6' }, suggested: converse() }],
  },
  {
    name: 'a slip in the id of one that is retired',
    code: converse({ model: 'us.anthropic.claude-3-7-sonnet-v1' }),
    findings: [{ messageId: 'unknownRetired', data: { model: 'us.anthropic.claude-3-7-sonnet-v1', nearest: retired, since: ' since 2026-04-28', successor: '`us.anthropic.claude-sonnet-5`' }, suggested: converse({ model: 'us.anthropic.claude-sonnet-5' }) }],
  },
  {
    name: 'a slip in the id of one that is retired and has no id in its place',
    code: converse({ model: 'anthropic.claude-3-5-sonnet-v2:0' }),
    findings: [{ messageId: 'unknownRetired', data: { model: 'anthropic.claude-3-5-sonnet-v2:0', nearest: 'anthropic.claude-3-5-sonnet-20241022-v2:0', since: '', successor: 'a profile of `anthropic.claude-sonnet-5`' }, suggested: null }],
  },
  { name: 'live', code: converse(), findings: [] },
  { name: 'newer than the table', code: converse({ model: 'us.anthropic.claude-sonnet-9' }), findings: [] },
  { name: 'an application profile', code: converse({ model: 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123def456' }), findings: [] },
  { name: 'another format', code: converse({ model: 'gpt-4o' }), findings: [] },
  {
    name: 'in the file of its constant only',
    files: { 'model.ts': `export const MODEL = '${retired}';\n` },
    code: converse().replace("'us.anthropic.claude-sonnet-4-6'", 'MODEL').replace(/^/, "import { MODEL } from './model.ts';\n"),
    findings: [{ messageId: 'retired', line: 6 }],
  },
  {
    name: 'of a module of settings, handed to a wrapper in another file: at the caller',
    files: { 'lib.ts': wrapper("'us.anthropic.claude-sonnet-4-6'"), 'model.ts': `export const MODEL = '${retired}';\n` },
    code: "import { ask } from './lib';\nimport { MODEL } from './model';\nexport const dock = question => ask(`Which dock is open? ${question}`, MODEL);\n",
    findings: [{ messageId: 'retired', line: 3 }],
  },
  {
    name: 'a default of the environment in the file of a wrapper: there, not at its callers',
    files: { 'lib.ts': wrapper(`process.env.MODEL_ID || '${retired}'`) },
    code: "import { ask } from './lib';\nexport const dock = question => ask(`Which dock is open? ${question}`);\n",
    findings: [],
  },
  { name: 'in that file', code: wrapper(`process.env.MODEL_ID || '${retired}'`), findings: [{ messageId: 'retired', line: 3 }] },
  {
    name: 'of a module of settings that the wrapper reads',
    files: { 'lib.ts': `import { MODEL } from './model';\n${wrapper('MODEL')}`, 'model.ts': `export const MODEL = '${retired}';\n` },
    code: "import { ask } from './lib';\nexport const dock = question => ask(`Which dock is open? ${question}`);\n",
    findings: [],
  },
  {
    name: 'of an object that a framework is given: once, where it is made',
    filename: 'case.py',
    files: { 'settings.py': `MODEL = "${retired}"\n` },
    code: 'from strands import Agent\nfrom strands.models import BedrockModel\nfrom settings import MODEL\n\nmodel = BedrockModel(model_id=MODEL, max_tokens=9)\nagent = Agent(model=model)\n',
    findings: [{ messageId: 'retired', line: 5 }],
  },
]);

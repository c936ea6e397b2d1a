import { testRule } from '../harness.ts';
import { converse, prose } from './sources.ts';

const long = `'${prose(120)}'`;
const wrapper = converse({ system: 'system', user: 'question' }).replace('ask(question)', 'ask(system, question)');
const loop = (body: string): string => body.replace('export function ask(question) {\n  return client.send(', 'export async function all(questions) {\n  for (const question of questions) await client.send(');

testRule('require-prompt-cache', [
  { name: 'a long system text', code: converse({ system: long }), findings: [{ messageId: 'uncached', fixed: null }] },
  { name: 'over many items', code: loop(converse({ system: long })), findings: [{ messageId: 'uncached', suggested: null }] },
  {
    name: 'behind it a question that is another one in each turn',
    filename: 'case.py',
    code: `import boto3
client = boto3.client("bedrock-runtime")
RULES = "${prose(120)}"
QUESTIONS = ["Where is dock 3?", "When does class 7 leave from the docks?"]

for question in QUESTIONS:
    client.converse(modelId="us.anthropic.claude-sonnet-4-6", system=[{"text": RULES}], messages=[{"role": "user", "content": [{"text": question}]}], inferenceConfig={"maxTokens": 9})
`,
    findings: [{ messageId: 'uncached', line: 3, data: { tokens: '2,350', min: '1,024', margin: '129', usd: '$6.97', syntax: 'a `cachePoint` block' } }],
  },
  {
    name: 'for a model of Anthropic by the AI SDK',
    code: `import { bedrockAnthropic } from '@ai-sdk/amazon-bedrock/anthropic';
import { generateText } from 'ai';
export const ask = prompt => generateText({ model: bedrockAnthropic('us.anthropic.claude-sonnet-4-6'), maxOutputTokens: 9, instructions: ${long}, prompt });
`,
    findings: [{ messageId: 'uncached', data: { tokens: '2,350', min: '1,024', margin: '129', usd: '$6.97', syntax: '`providerOptions.anthropic.cacheControl` on a message' } }],
  },
  {
    name: 'of LangChain for Python',
    filename: 'case.py',
    code: `from langchain_aws import ChatBedrockConverse
from langchain_core.messages import HumanMessage, SystemMessage
llm = ChatBedrockConverse(model="us.anthropic.claude-sonnet-4-6", max_tokens=9)

def ask(question):
    return llm.invoke([SystemMessage(content="${prose(120)}"), HumanMessage(content=question)])
`,
    findings: [
      {
        messageId: 'uncached',
        suggested: `from langchain_aws import ChatBedrockConverse
from langchain_core.messages import HumanMessage, SystemMessage
llm = ChatBedrockConverse(model="us.anthropic.claude-sonnet-4-6", max_tokens=9)

def ask(question):
    return llm.invoke([SystemMessage(content=[{"type": "text", "text": "${prose(120)}"}, {"cachePoint": {"type": "default"}}]), HumanMessage(content=question)])
`,
      },
    ],
  },
  {
    name: 'of a module of prompts, handed to a wrapper in another file',
    code: "import { ask } from './lib';\nimport { RULES } from './prompts';\nexport const dock = question => ask(RULES, question);\n",
    files: { 'lib.ts': wrapper, 'prompts.ts': `export const RULES = ${long};\n` },
    findings: [{ messageId: 'uncached', line: 3, fixed: null, suggested: null }],
  },
  {
    name: 'of a module of prompts, added by the wrapper itself',
    code: "import { ask } from './lib';\nexport const dock = question => ask('Say where the goods of this order leave, and when.', question);\n",
    files: { 'lib.ts': `import { RULES } from './prompts';\n${wrapper.replace('[{ text: system }]', '[{ text: RULES }, { text: system }]')}`, 'prompts.ts': `export const RULES = ${long};\n` },
    findings: [],
  },
  {
    name: 'of a module of prompts, added by a wrapper around the wrapper',
    code: "import { dock } from './dock';\nexport const today = (date: string) => dock(`Which docks are open on ${date}? Name each of them once.`);\n",
    files: { 'lib.ts': wrapper, 'prompts.ts': `export const RULES = ${long};\n`, 'dock.ts': "import { ask } from './lib';\nimport { RULES } from './prompts';\nexport const dock = (question: string) => ask(RULES, question);\n" },
    findings: [],
  },
  { name: 'a short one', code: converse({ system: `'${prose(20)}'` }), findings: [] },
  { name: 'below the minimum of this model', code: converse({ system: long, model: 'us.anthropic.claude-haiku-4-5-20251001-v1:0' }), findings: [] },
  { name: 'a model that caches nothing', code: converse({ system: long, model: 'us.meta.llama3-3-70b-instruct-v1:0' }), findings: [] },
  { name: 'a cache point', code: converse({ system: long }).replace(' }],\n      messages', " }, { cachePoint: { type: 'default' } }],\n      messages"), findings: [] },
  { name: 'a hole in front', code: converse({ system: `\`Today is \${new Date()}. ${prose(120)}\`` }), findings: [] },
  { name: 'a hole behind', code: converse({ user: `\`${prose(120)} \${question}\`` }), findings: [{ messageId: 'blocked', suggested: null, fixed: null }] },
  { name: 'a margin that is not reached', code: converse({ system: long }), options: { margin: 5 }, findings: [] },
  {
    name: 'a wrapper in another file is told there',
    files: { 'ask.ts': `${converse({ system: long })}` },
    code: `import { ask } from './ask.ts';\nexport const one = () => ask('Where is dock 3?');\n`,
    findings: [],
  },
]);

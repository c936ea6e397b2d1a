import { testRule } from '../harness.ts';
import { converse } from './sources.ts';

const python = (text: string, before = '', args = 'question'): string => `import boto3
client = boto3.client("bedrock-runtime")
${before}
def ask(${args}):
    return client.converse(modelId="us.amazon.nova-pro-v1:0", messages=[{"role": "user", "content": [{"text": ${text}}]}], inferenceConfig={"maxTokens": 400})
`;
const invoke = (model: string, body: string): string => `import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export const ask = question => client.send(new InvokeModelCommand({ modelId: '${model}', body: JSON.stringify(${body}) }));
`;
const claude = (text: string): string => invoke('us.anthropic.claude-sonnet-4-6', `{ anthropic_version: 'bedrock-2023-05-31', max_tokens: 400, messages: [{ role: 'user', content: ${text} }] }`);

testRule('no-broken-prompt', [
  {
    name: 'a placeholder in a plain string',
    code: converse({ user: "'Answer this: ${question}'" }),
    findings: [{ messageId: 'placeholder', line: 7, data: { placeholder: '${question}' }, fixed: null, suggested: null }],
  },
  { name: 'Python', filename: 'case.py', code: python('"Answer this: {question}"'), findings: [{ messageId: 'placeholder', line: 5, data: { placeholder: '{question}' } }] },
  ...(['ask.test.ts', 'ask.ts'] as const).map(filename => ({
    name: `what is handed to a function, in ${filename}`,
    filename,
    code: `${converse({ user: 'text' }).replace('question', 'text')}\nexport function page(question) {\n  return ask('Answer this: \${question}');\n}\n`,
    findings: filename === 'ask.ts' ? [{ messageId: 'placeholder' }] : [],
  })),
  { name: 'Python: a member', filename: 'case.py', code: python('"Answer this: {user.name}"', '', 'user'), findings: [{ messageId: 'placeholder' }] },
  { name: 'Python: a constant of the module', filename: 'case.py', code: python('PROMPT', 'PROMPT = "Answer this: {question}"'), findings: [{ messageId: 'placeholder', line: 3 }] },
  { name: 'Python: filled', filename: 'case.py', code: python('"Answer this: {question}".format(question=question)'), findings: [] },
  { name: 'Python: filled by what is not followed', filename: 'case.py', code: python('fill(PROMPT, question)', 'import re\nPROMPT = "Answer: {question}"\ndef fill(text, question):\n    return re.sub("x", question, text)\n'), findings: [] },
  { name: 'Python: nothing of that name', filename: 'case.py', code: python('"Ids look like {type}:{key}. " + question'), findings: [] },
  { name: 'Python: two braces', filename: 'case.py', code: python('"Answer this: {{question}}"'), findings: [] },
  { name: 'Python: a template', filename: 'case.py', code: python('f"Answer this: {question}"'), findings: [] },
  { name: 'bare braces in JavaScript', code: converse({ user: "'Answer this: {question}'" }), findings: [] },
  { name: 'nothing', code: converse({ user: '`Answer as ${undefined}: ${question}`' }), findings: [{ messageId: 'nothing', data: { hole: 'undefined', word: 'undefined' } }] },
  {
    name: 'what a chunk of another type lacks, behind a test of the type',
    code: `${converse({ user: 'said' }).replace('question', 'input')}`.replace('export', `async function* steps(input) {
  yield { type: 'start' };
  yield { type: 'delta', text: input.text };
}
let said = 'They said: ';
for await (const chunk of steps({})) {
  switch (chunk.type) {
    case 'delta':
      said += chunk.text;
      break;
    default:
      console.log(chunk.type);
  }
}
export`),
    findings: [],
  },
  ...(['note', 'question'] as const).map(asked => ({
    name: `what an \`else if\` adds that asks for ${asked}`,
    code: `${converse({ user: 'about({ topic, note: null, question: `Really? ${topic}` })' }).replace('question', 'topic')}
function about(given) {
  let prompt = 'Explain it. ';
  if (given.topic) {
    prompt += given.topic;
  } else if (given.${asked}) {
    prompt += \`Note: \${given.note}\`;
  }
  return prompt;
}
`,
    findings: asked === 'note' ? [] : [{ messageId: 'nothing' as const }],
  })),
  { name: 'a name that holds null', code: converse({ user: '`Answer as ${role}: ${question}`', before: 'const role = null;\n' }), findings: [{ messageId: 'nothing', data: { hole: 'role', word: 'null' } }] },
  { name: 'a key that is not there', code: converse({ user: '`Answer as ${roles.guest}: ${question}`', before: "const roles = { admin: 'admin' };\n" }), findings: [{ messageId: 'nothing', data: { hole: 'roles.guest', word: 'undefined' } }] },
  {
    name: 'Python: a field that holds nothing until somebody makes the object',
    filename: 'case.py',
    code: python('f"Weigh this loan of {loan.name}, {loan.sum}: {question}"', 'from typing import Optional\nfrom pydantic import BaseModel, Field\nclass Loan(BaseModel):\n    name: Optional[str] = None\n    sum: Optional[float] = Field(default=None)\n', 'question, loan: Loan'),
    findings: [],
  },
  ...[
    ['an abstract property', '    @property\n    @abstractmethod\n    def role(self):\n        pass\n', 'self.role'],
    ['a method that each subclass has otherwise', '    def role(self):\n        raise NotImplementedError\n', 'self.role()'],
    ['a method that gives nothing until a subclass does', '    def role(self):\n        return None\n', 'self.role()'],
    ['a field that subclasses fill', '    role = None\n', 'self.role'],
    ['a field that its constructor leaves empty', '    def __init__(self):\n        self.role = None\n', 'self.role'],
  ].map(([name, member, hole]) => ({
    name: `Python: ${name}`,
    filename: 'case.py',
    code: `import boto3\nfrom abc import ABC, abstractmethod\nclient = boto3.client("bedrock-runtime")\nclass Clerk(ABC):\n${member}    def answer(self, question):\n        return client.converse(modelId="us.amazon.nova-pro-v1:0", messages=[{"role": "user", "content": [{"text": f"Answer as {${hole}}: {question}"}]}], inferenceConfig={"maxTokens": 400})\n`,
    findings: [],
  })),
  {
    name: 'a method that each subclass has otherwise',
    filename: 'case.ts',
    code: converse({ user: '`Answer as ${clerk.role()}: ${question}`', before: "abstract class Clerk {\n  role(): string {\n    throw new Error('each clerk has one');\n  }\n}\ndeclare const clerk: Clerk;\n" }),
    findings: [],
  },
  { name: 'None', filename: 'case.py', code: python('f"Answer as {ROLE}: {question}"', 'ROLE = None'), findings: [{ messageId: 'nothing', data: { hole: 'ROLE', word: 'None' } }] },
  { name: 'perhaps nothing', code: converse({ user: '`Answer as ${role}: ${question}`', before: "const role = process.env.X ? 'admin' : undefined;\n" }), findings: [] },
  {
    name: 'an object',
    code: converse({ user: '`Check: ${{ question }}`' }),
    findings: [{ messageId: 'object', suggested: converse({ user: '`Check: ${JSON.stringify({ question })}`' }) }],
  },
  {
    name: 'an object, added',
    code: converse({ user: "'Check: ' + order", before: 'const order = { total: 3 };\n' }),
    findings: [{ messageId: 'object', suggested: converse({ user: "'Check: ' + JSON.stringify(order)", before: 'const order = { total: 3 };\n' }) }],
  },
  { name: 'an object as JSON', code: converse({ user: '`Check: ${JSON.stringify({ question })}`' }), findings: [] },
  { name: 'Python prints what is in it', filename: 'case.py', code: python('f"Check: {ORDER} {question}"', 'ORDER = {"total": 3}'), findings: [] },
  {
    name: 'marks of the old API',
    code: converse({ user: '`Human: Answer this.\\n${question}\\n\\nAssistant:`' }),
    findings: [{ messageId: 'markers', data: { marker: 'Human:' }, suggested: converse({ user: '`Answer this.\\n${question}`' }) }],
  },
  { name: 'one mark', code: claude('`Answer this: ${question}\\n\\nAssistant:`'), findings: [{ messageId: 'markers', data: { marker: 'Assistant:' } }] },
  { name: 'an answer begun behind its mark', code: converse({ user: '`Human: Answer this.\\n${question}\\n\\nAssistant: Certainly! Here it is:`' }), findings: [{ messageId: 'markers', suggested: null }] },
  { name: 'LangChain, which writes the old prompt itself', filename: 'case.py', code: 'from langchain_community.llms import Bedrock\nfrom langchain.prompts import PromptTemplate\nllm = Bedrock(model_id="anthropic.claude-instant-v1", model_kwargs={"max_tokens_to_sample": 500})\nprompt = PromptTemplate.from_template("""Human: Answer this: {question}\n\nAssistant:""")\nchain = prompt | llm\n', findings: [] },
  { name: 'LangChain, which sends roles', filename: 'case.py', code: 'from langchain_aws import ChatBedrock\nfrom langchain.prompts import PromptTemplate\nllm = ChatBedrock(model_id="anthropic.claude-3-haiku-20240307-v1:0", max_tokens=500)\nprompt = PromptTemplate.from_template("""Human: Answer this: {question}\n\nAssistant:""")\nchain = prompt | llm\n', findings: [{ messageId: 'markers' }] },
  { name: 'a conversation as text', code: converse({ user: '`Human: Hello\\nAI: Hi\\nHuman: ${question}\\n`' }), findings: [] },
  { name: 'the old API itself', code: invoke('anthropic.claude-v2:1', '{ prompt: `\\n\\nHuman: ${question}\\n\\nAssistant:`, max_tokens_to_sample: 400 }'), findings: [] },
  { name: 'a model that takes one text', code: invoke('us.meta.llama3-3-70b-instruct-v1:0', '{ prompt: `Human: ${question}\\n\\nAssistant:`, max_gen_len: 400 }'), findings: [] },
  {
    name: 'the AI SDK',
    code: `import { bedrock } from '@ai-sdk/amazon-bedrock';
import { generateText } from 'ai';
export const ask = (question: string) => generateText({ model: bedrock('us.anthropic.claude-sonnet-4-6'), prompt: \`Human: \${question}\\n\\nAssistant:\`, maxOutputTokens: 500 });
`,
    findings: [{ messageId: 'markers' }],
  },
  { name: 'a body of another vendor', code: invoke('us.amazon.nova-lite-v1:0', '{ prompt: question, max_tokens: 400 }'), findings: [{ messageId: 'foreign', data: { model: 'us.amazon.nova-lite-v1:0', key: 'prompt', expected: 'messages' } }] },
  {
    name: 'a version that is not the model’s',
    code: invoke('us.amazon.nova-lite-v1:0', "{ anthropic_version: 'bedrock-2023-05-31', max_tokens: 400, messages: [{ role: 'user', content: [{ text: question }] }] }"),
    findings: [{ messageId: 'foreign', data: { model: 'us.amazon.nova-lite-v1:0', key: 'anthropic_version', expected: 'messages' } }],
  },
  { name: 'the text of Claude 2 for a later Claude', code: invoke('us.anthropic.claude-sonnet-4-6', "{ anthropic_version: 'bedrock-2023-05-31', prompt: question, max_tokens_to_sample: 400 }"), findings: [{ messageId: 'foreign', data: { model: 'us.anthropic.claude-sonnet-4-6', key: 'prompt', expected: 'messages' } }] },
  { name: 'the text of Claude 2 for itself', code: invoke('anthropic.claude-v2:1', '{ prompt: question, max_tokens_to_sample: 400 }'), findings: [] },
  { name: 'a body of its own', code: claude('question'), findings: [] },
  { name: 'a model that a setting names', code: invoke("' + process.env.MODEL + '", '{ prompt: question, max_tokens: 400 }'), findings: [] },
  { name: 'a model that a setting may name', code: invoke('us.amazon.nova-lite-v1:0', '{ prompt: question, max_tokens: 400 }').replace("'us.amazon.nova-lite-v1:0'", "process.env.MODEL ?? 'us.amazon.nova-lite-v1:0'"), findings: [] },
]);

import { testRule } from '../harness.ts';
import { converse, prose } from './sources.ts';

const long = prose(120);
const point = "{ cachePoint: { type: 'default' } }";
const pointed = (text: string, before = ''): string => converse({ system: text, before }).replace(' }],\n      messages', ` }, ${point}],\n      messages`);
const python = (system: string, imports = ''): string => `${imports}import boto3
client = boto3.client("bedrock-runtime")

def ask(question, session_id):
    return client.converse(
        modelId="us.anthropic.claude-sonnet-4-6",
        system=[${system}],
        messages=[{"role": "user", "content": [{"text": f"Answer this: {question}"}]}],
    )
`;
const body = (system: string): string => `import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export const ask = question => client.send(new InvokeModelCommand({ modelId: 'us.anthropic.claude-sonnet-4-6', body: JSON.stringify({ anthropic_version: 'bedrock-2023-05-31', max_tokens: 9, system: [${system}], messages: [{ role: 'user', content: question }] }) }));
`;

testRule('no-cache-buster', [
  { name: 'the time before a cache point', code: pointed(`\`Now: \${new Date().toISOString()}. ${long}\``), findings: [{ messageId: 'never', data: { cause: 'Date()' }, suggested: null, fixed: null }] },
  { name: 'followed through a name', code: pointed(`\`\${header} ${long}\``).replace('  return client', '  const header = `Request ${Math.random()}`;\n  return client'), findings: [{ messageId: 'never', data: { cause: 'Math.random()' } }] },
  { name: 'the date of the day', code: pointed(`\`Today: \${new Date().toISOString().slice(0, 10)}. ${long}\``), findings: [] },
  { name: 'made once', code: pointed(`\`Started: \${started}. ${long}\``, 'const started = Date.now();\n'), findings: [] },
  { name: 'behind the cache point', code: pointed(`'${long}'`).replace(`${point}]`, `${point}, { text: \`Now: \${Date.now()}\` }]`), findings: [] },
  { name: 'an id before a cache point', code: pointed(`\`Session \${sessionId}. ${long}\``).replace('ask(question)', 'ask(question, sessionId)'), findings: [{ messageId: 'own', data: { cause: 'sessionId' } }] },
  { name: 'an id before a cache point of a conversation', code: pointed(`\`Session \${sessionId}. ${long}\``).replace('ask(question)', 'ask(question, sessionId, history)').replace("[{ role: 'user'", "[...history, { role: 'user'"), findings: [] },
  {
    name: 'a cache point on another path than the id',
    code: `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export function ask(sessionId, template, isCaching) {
  const content = isCaching ? [{ text: template }, ${point}, { text: \`Session \${sessionId}.\` }] : [{ text: \`Session \${sessionId}. \${template}\` }];
  return client.send(new ConverseCommand({ modelId: 'us.anthropic.claude-sonnet-4-6', messages: [{ role: 'user', content }], inferenceConfig: { maxTokens: 9 } }));
}
`,
    findings: [],
  },
  { name: 'a document before a cache point', code: pointed(`\`\${document} ${long}\``).replace('ask(question)', 'ask(question, document)'), findings: [] },
  {
    name: 'at the head of a long text',
    code: converse({ system: `\`Current time: \${Date.now()}\n${long}\`` }),
    findings: [{ messageId: 'head', line: 7, suggested: converse({ system: `\`${long}\nCurrent time: \${Date.now()}\`` }) }],
  },
  {
    name: 'at the head, behind which nothing else closes the line',
    code: converse({ system: `\`Be brief.\nUser: \${user.name}\n${long}\n      \`` }).replace('ask(question)', 'ask(question, user)'),
    findings: [{ messageId: 'head', data: { cause: 'user.name', tokens: '2,358' }, suggested: converse({ system: `\`Be brief.\n${long}\nUser: \${user.name}\n      \`` }).replace('ask(question)', 'ask(question, user)') }],
  },
  { name: 'within a sentence', code: converse({ system: `\`It is \${Date.now()} now, and you work. ${long}\`` }), findings: [{ messageId: 'head', suggested: null }] },
  { name: 'where more words follow on its line', code: converse({ system: `\`Current time: \${Date.now()} and counting\n${long}\`` }), findings: [{ messageId: 'head', suggested: null }] },
  { name: 'in a text of two literals', code: converse({ system: `\`Current time: \${Date.now()}\n\` + \`${long}\`` }), findings: [{ messageId: 'head', suggested: null }] },
  { name: 'where its own line says so', code: converse({ system: `\`Next run: \${Date.now()}\n${long}\`` }), findings: [{ messageId: 'head', suggested: converse({ system: `\`${long}\nNext run: \${Date.now()}\`` }) }] },
  { name: 'where words say what stands where', code: converse({ system: `\`Current time: \${Date.now()}\nUse the time above. ${long}\`` }), findings: [{ messageId: 'head', suggested: null }] },
  { name: 'at the head of a short text', code: converse({ system: '`Current time: ${Date.now()}\nBe brief.`' }), findings: [] },
  { name: 'at the end of a long text', code: converse({ system: `\`${long}\nCurrent time: \${Date.now()}\`` }), findings: [] },
  { name: 'behind a parameter that blocks anyway', code: converse({ system: `\`\${tone} \${Date.now()} ${long}\`` }).replace('ask(question)', 'ask(question, tone)'), findings: [] },
  { name: 'a model that caches nothing', code: converse({ system: `\`\${Date.now()} ${long}\``, model: 'us.meta.llama3-3-70b-instruct-v1:0' }), findings: [] },
  { name: 'a Claude body', code: body(`{ type: 'text', text: \`\${crypto.randomUUID()} ${long}\`, cache_control: { type: 'ephemeral' } }`), findings: [{ messageId: 'never', data: { cause: 'crypto.randomUUID()' } }] },
  {
    name: 'the AI SDK',
    code: `import { generateText } from 'ai';
import { bedrock } from '@ai-sdk/amazon-bedrock';
export const ask = question => generateText({ model: bedrock('us.anthropic.claude-sonnet-4-6'), messages: [{ role: 'system', content: \`\${new Date().toLocaleString()} ${long}\`, providerOptions: { bedrock: { cachePoint: { type: 'default' } } } }, { role: 'user', content: question }] });
`,
    findings: [{ messageId: 'never' }],
  },
  { name: 'Python, before a cache point', filename: 'case.py', code: python(`{"text": f"{datetime.now()} ${long}"}, {"cachePoint": {"type": "default"}}`, 'from datetime import datetime\n'), findings: [{ messageId: 'never', data: { cause: 'datetime.datetime.now()' } }] },
  { name: 'Python, the date of the day', filename: 'case.py', code: python(`{"text": f"{datetime.now():%Y-%m-%d} ${long}"}, {"cachePoint": {"type": "default"}}`, 'from datetime import datetime\n'), findings: [] },
  {
    name: 'Python, at the head',
    filename: 'case.py',
    code: python(`{"text": f"""Session: {session_id}\n${long}\n"""}`),
    findings: [{ messageId: 'head', suggested: python(`{"text": f"""${long}\nSession: {session_id}\n"""}`) }],
  },
  {
    name: 'Python, from a method of another file, added on some paths',
    filename: 'case.py',
    files: { 'context.py': 'from datetime import datetime, timezone\n\nclass Context:\n    def text(self):\n        now = datetime.now(timezone.utc).isoformat()\n        parts = [f"Current time: {now}"]\n        return "\\n".join(parts)\n' },
    code: python('{"text": prompt}, {"cachePoint": {"type": "default"}}', 'from context import Context\n').replace('    return', `    prompt = "${long}"\n    extra = Context().text()\n    if extra:\n        prompt += f"\\n\\n{extra}"\n    return`),
    findings: [{ messageId: 'never', data: { cause: 'datetime.datetime.now()' } }],
  },
  {
    name: 'LangChain for Python',
    filename: 'case.py',
    code: `from datetime import datetime
from langchain_aws import ChatBedrockConverse
from langchain_core.messages import HumanMessage, SystemMessage
llm = ChatBedrockConverse(model="us.anthropic.claude-sonnet-4-6", max_tokens=9)

def ask(question):
    return llm.invoke([SystemMessage(content=[{"type": "text", "text": f"Now: {datetime.now()} ${long}"}, {"cachePoint": {"type": "default"}}]), HumanMessage(content=question)])
`,
    findings: [{ messageId: 'never', data: { cause: 'datetime.datetime.now()' } }],
  },
  {
    name: 'Python, in each turn of a loop of the script',
    filename: 'case.py',
    code: `from uuid import uuid4
import boto3
client = boto3.client("bedrock-runtime")
for place in ["Oslo", "Bergen"]:
    system = [{"text": f"Session: {uuid4()} ${long}"}, {"cachePoint": {"type": "default"}}]
    client.converse(modelId="us.anthropic.claude-sonnet-4-6", system=system, messages=[{"role": "user", "content": [{"text": place}]}], inferenceConfig={"maxTokens": 9})
`,
    findings: [{ messageId: 'never', data: { cause: 'uuid.uuid4()' } }],
  },
  {
    name: 'Python, once per run of the script',
    filename: 'case.py',
    code: `from uuid import uuid4
import boto3
client = boto3.client("bedrock-runtime")
system = [{"text": f"Session: {uuid4()} ${long}"}, {"cachePoint": {"type": "default"}}]
for place in ["Oslo", "Bergen"]:
    client.converse(modelId="us.anthropic.claude-sonnet-4-6", system=system, messages=[{"role": "user", "content": [{"text": place}]}], inferenceConfig={"maxTokens": 9})
`,
    findings: [],
  },
  { name: 'Python, a set', filename: 'case.py', code: python(`{"text": "Topics: " + ", ".join(set(question)) + " ${long}"}, {"cachePoint": {"type": "default"}}`), findings: [{ messageId: 'never' }] },
]);

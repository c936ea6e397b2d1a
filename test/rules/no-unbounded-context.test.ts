import { testRule } from '../harness.ts';

const js = (body: string, head = ''): string => `import { readFileSync } from 'node:fs';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
${head}export async function run(path, req) {
  ${body}
}
`;
const send = (text: string, messages = `[{ role: 'user', content: [{ text: \`Say in five sentences what this is about, and for whom it was written: \${${text}}\` }] }]`): string => `return client.send(new ConverseCommand({ modelId: 'us.anthropic.claude-sonnet-4-6', messages: ${messages}, inferenceConfig: { maxTokens: 400 } }));`;
const py = (body: string): string => `import boto3
client = boto3.client("bedrock-runtime")


def run(path, conn):
${body.replace(/ask\(([^\n]*)\)$/, 'client.converse(modelId="us.anthropic.claude-sonnet-4-6", messages=[{"role": "user", "content": [{"text": f"Say in five sentences what this is about, and for whom it was written: {$1}"}]}])')}
`;
const whole = [{ messageId: 'whole', fixed: null, suggested: null }];

testRule('no-unbounded-context', [
  { name: 'a file', code: js(`const text = readFileSync(path, 'utf8'); ${send('text')}`), findings: [{ messageId: 'whole', line: 5, data: { name: 'readFileSync(path)', bound: 'Cut it, or send the parts that matter' } }] },
  { name: 'the turns of a request', code: js(`const { messages } = await req.json(); ${send('', 'messages')}`), findings: [{ messageId: 'whole', line: 5, data: { name: 'messages', bound: 'Keep the last turns' } }] },
  { name: 'a field that collects turns', filename: 'case.py', code: 'import boto3\nclient = boto3.client("bedrock-runtime")\n\n\nclass Chat:\n    def __init__(self):\n        self.history = []\n\n    def say(self, text):\n        self.history.append({"role": "user", "content": [{"text": text}]})\n        return client.converse(modelId="us.anthropic.claude-sonnet-4-6", messages=self.history)\n', findings: whole },
  {
    name: 'a list of the module to which each call adds, with a limit on the answer alone',
    filename: 'case.py',
    code: 'import boto3\nclient = boto3.client("bedrock-runtime")\nhistory = []\n\n\ndef say(text):\n    history.append({"role": "user", "content": [{"text": text}]})\n    answer = client.converse(modelId="us.anthropic.claude-sonnet-4-6", messages=history, inferenceConfig={"maxTokens": 500})\n    history.append(answer["output"]["message"])\n    return answer\n',
    findings: [{ messageId: 'whole', line: 3, data: { name: 'history', bound: 'Keep the last turns' } }],
  },
  {
    name: 'its last turns',
    filename: 'case.py',
    code: 'import boto3\nclient = boto3.client("bedrock-runtime")\nhistory = []\n\n\ndef say(text):\n    history.append({"role": "user", "content": [{"text": text}]})\n    answer = client.converse(modelId="us.anthropic.claude-sonnet-4-6", messages=history[-9:], inferenceConfig={"maxTokens": 500})\n    history.append(answer["output"]["message"])\n    return answer\n',
    findings: [],
  },
  ...([['all rows of a package', "let all = ''; for (const row of rows) all += row.title;", 'all', whole], ['one row at a time', 'for (const row of rows) SEND;', 'row.title', []], ['the first row', '', 'rows[0].title', []]] as const).map(([name, before, sent, findings]) => ({
    name,
    code: js(`const rows = await new MongoClient(path).db('shop').collection('orders').find({}).toArray(); ${before.replace('SEND', send(sent).replace('return', 'await').replace(/;$/, ''))} ${before.includes('SEND') ? '' : send(sent)}`, "import { MongoClient } from 'mongodb';\n"),
    findings: [...findings],
  })),
  {
    name: 'a list that grows at each line of the terminal',
    code: js("const history = []; process.stdin.on('data', async line => { history.push({ role: 'user', content: [{ text: String(line) }] }); const answer = await client.send(new ConverseCommand({ modelId: 'us.anthropic.claude-sonnet-4-6', messages: history, inferenceConfig: { maxTokens: 400 } })); history.push(answer.output.message); });"),
    findings: [{ messageId: 'whole', data: { name: 'history', bound: 'Keep the last turns' } }],
  },
  { name: 'Python: a file', filename: 'case.py', code: py('    text = open(path).read()\n    ask(text)'), findings: whole },
  { name: 'Python: rows', filename: 'case.py', code: py('    rows = conn.execute("SELECT body FROM notes").fetchall()\n    ask(rows)'), findings: [{ messageId: 'whole', data: { name: 'fetchall', bound: 'Ask for so many rows' } }] },
  { name: 'the bytes of a file', code: js(`const text = readFileSync(path).toString('base64'); ${send('text')}`), findings: [] },
  { name: 'several files', code: js(`let all = ''; for (const file of path) all += readFileSync(file, 'utf8'); ${send('all')}`), findings: whole },
  { name: 'two calls with the same file say it once', code: js(`const text = readFileSync(path, 'utf8'); const first = await client.send(new ConverseCommand({ modelId: 'us.amazon.nova-lite-v1:0', messages: [{ role: 'user', content: [{ text: \`List all names of people that stand in this, one on each line: \${text}\` }] }] })); ${send('text')}`), findings: whole },
  { name: 'cut', code: js(`const text = readFileSync(path, 'utf8').slice(0, 9000); ${send('text')}`), findings: [] },
  { name: 'cut where it is sent', code: js(`const text = readFileSync(path, 'utf8'); ${send('text.slice(0, 9000)')}`), findings: [] },
  { name: 'a helper cuts it', code: js(`const text = truncate(readFileSync(path, 'utf8')); ${send('text')}`, "import { truncate } from './cut';\n"), findings: [] },
  { name: 'turned away when long', code: js(`const text = readFileSync(path, 'utf8'); if (text.length > 9000) throw new Error('too long'); ${send('text')}`), findings: [] },
  { name: 'the last turns', code: js(`const { messages } = await req.json(); ${send('', 'messages.slice(-20)')}`), findings: [] },
  { name: 'Python: so many rows', filename: 'case.py', code: py('    rows = conn.execute("SELECT body FROM notes LIMIT 20").fetchall()\n    ask(rows)'), findings: [] },
  { name: 'Python: cut', filename: 'case.py', code: py('    text = open(path).read()\n    ask(text[:9000])'), findings: [] },
  { name: 'a prompt kept in a file', code: js(`const text = readFileSync(\`prompts/\${path}.md\`, 'utf8'); ${send('text')}`), findings: [] },
  { name: 'a parameter', code: js(send('path')), findings: [] },
  { name: 'a kind that is not asked for', code: js(`const text = readFileSync(path, 'utf8'); ${send('text')}`), options: { kinds: ['history'] }, findings: [] },
  { name: 'a file that may come whole', code: js(`const text = readFileSync(path, 'utf8'); ${send('text')}`), options: { allow: ['readFileSync'] }, findings: [] },
  { name: 'a name that may come whole', code: js(`const { messages } = await req.json(); ${send('', 'messages')}`), options: { allow: ['messages'] }, findings: [] },
  { name: 'one question of a request, in a list of turns that is called so', code: js(`const { question } = await req.json(); const messages = [{ role: 'user', content: [{ text: question }] }]; ${send('', 'messages')}`), findings: [] },
  {
    name: 'the last turns of a store, beside a question of the request',
    code: js(`const body = await req.json(); const history = await turnsOf(body.id); const relevantHistory = history.filter(turn => turn.topic === body.topic).slice(-10); const messages = [...relevantHistory.map(turn => ({ role: turn.role, content: turn.text })), { role: 'user', content: body.question }]; ${send('', 'messages.map(turn => ({ role: turn.role, content: [{ text: turn.content }] }))')}`, "import { turnsOf } from './store';\n"),
    findings: [],
  },
  { name: 'the turns of a request, spread', code: js(`const { turns } = await req.json(); ${send('', "[...turns, { role: 'user', content: [{ text: 'Sum up what was said, in three sentences for the minutes.' }] }]")}`), findings: [{ messageId: 'whole', data: { name: 'turns', bound: 'Keep the last turns' } }] },
  { name: 'what somebody said', code: js(`const { transcript } = await req.json(); ${send('transcript')}`), findings: [] },
  { name: 'Python: so many rows at a time', filename: 'case.py', code: py('    rows = conn.execute("SELECT body FROM notes").fetchall()\n    for i in range(0, len(rows), SIZE):\n        part = rows[i : i + SIZE]\n        ask(part)'), findings: [] },
  { name: 'prompts that a function loads from files', code: js(`const system = await systemPrompt(req.path); ${send('system')}`, "const load = file => readFileSync(file, 'utf8').trim();\nconst systemPrompt = async custom => loadPrompt('prompts/system.txt', custom);\nconst loadPrompt = async (usual, custom) => load(custom || usual);\n"), findings: [] },
  {
    name: 'files that a function puts into the prompt that it gives',
    filename: 'case.py',
    code: 'import boto3\nclient = boto3.client("bedrock-runtime")\n\n\ndef bundles(files):\n    found = []\n    for file in files:\n        with open(file) as f:\n            found.append(f.read())\n    return found\n\n\ndef get_prompt(files):\n    return f"Say in five sentences what these are about: {bundles(files)}"\n\n\ndef run(files):\n    return client.converse(modelId="us.anthropic.claude-sonnet-4-6", messages=[{"role": "user", "content": [{"text": get_prompt(files)}]}])\n',
    findings: whole,
  },
  {
    name: 'what a wrapper reads is told at the wrapper alone',
    filename: 'case.py',
    files: { 'model.py': 'import boto3\nclient = boto3.client("bedrock-runtime")\n\n\ndef ask(question, path):\n    text = open(path).read()\n    return client.converse(modelId="us.anthropic.claude-sonnet-4-6", messages=[{"role": "user", "content": [{"text": f"Answer from this text alone: {text}\\n\\n{question}"}]}])\n' },
    code: 'from model import ask\n\n\ndef first(path):\n    return ask("Who wrote it, and for whom?", path)\n\n\ndef second(path):\n    return ask("What does it ask of its readers?", path)\n',
    findings: [],
  },
]);

import { testRule } from '../harness.ts';
import { route } from './waiting-sources.ts';

const terms = "'Summarise the terms of the museum for visitors: entry is free on Sundays, bags stay in the lockers.'";
const py = (body: string): string => `import boto3
client = boto3.client("bedrock-runtime")


def tell(question):
    return client.converse(modelId="us.amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": question}]}])


def both(report):
${body}`;

testRule('prefer-request-deduplication', [
  { name: 'twice on one way', filename: 'case.py', code: py('    a = tell(f"Summarise: {report}")\n    b = tell(f"Summarise: {report}")\n    return a, b\n'), findings: [{ messageId: 'twice', line: 11, fixed: null, suggested: null }] },
  {
    name: 'twice, in TypeScript',
    code: "import { bedrock } from '@ai-sdk/amazon-bedrock';\nimport { generateText } from 'ai';\nexport async function both(report) {\n  const a = await generateText({ model: bedrock('us.amazon.nova-lite-v1:0'), prompt: report });\n  const b = await generateText({ model: bedrock('us.amazon.nova-lite-v1:0'), prompt: report });\n  return [a, b];\n}\n",
    findings: [{ messageId: 'twice', line: 5 }],
  },
  { name: 'the same for everybody', code: route(terms, { method: 'get', path: '/terms' }), findings: [{ messageId: 'everybody', line: 7, fixed: null, suggested: null }] },
  {
    name: 'for everybody, in FastAPI',
    filename: 'case.py',
    code: `import boto3\nclient = boto3.client("bedrock-runtime")\n\n\n@app.get("/terms")\ndef terms():\n    return client.converse(modelId="us.amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": ${terms}}]}])\n`,
    findings: [{ messageId: 'everybody', line: 7 }],
  },
  { name: 'a question of the visitor', code: route('question'), findings: [] },
  { name: 'a cache in front', code: route(terms, { method: 'get', before: "  const hit = await cache.get('terms');\n  if (hit) return res.json(hit);\n" }), findings: [] },
  { name: 'another answer each time is wanted', code: route("'Tell a random fact about the museum.'", { method: 'get' }), findings: [] },
  { name: 'a probe', code: route("'Say yes.'", { method: 'get', path: '/health' }), findings: [] },
  { name: 'on two ways', filename: 'case.py', code: py('    if report:\n        return tell("Summarise it")\n    return tell("Summarise it")\n'), findings: [] },
  { name: 'a second try', filename: 'case.py', code: py('    try:\n        return tell(report)\n    except Exception:\n        return tell(report)\n'), findings: [] },
  { name: 'changed between', filename: 'case.py', code: py('    a = tell(report)\n    report = a\n    return tell(report)\n'), findings: [] },
  { name: 'a question of the visitor, or a greeting where there is none', code: route("req.body.text || 'Hello, how may I help you today?'"), findings: [] },
  {
    name: 'the same in FastAPI',
    filename: 'case.py',
    code: 'import boto3\nclient = boto3.client("bedrock-runtime")\n\n\n@app.post("/ask")\ndef ask(body: dict):\n    text = body.get("text") or "Hello, how may I help you today?"\n    return client.converse(modelId="us.amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": text}]}])\n',
    findings: [],
  },
  {
    name: 'what a visitor told, or words for those who told nothing',
    code: route('told(req.body)').replace('const client', "function told(body) {\n  const parts = [];\n  if (body.report) parts.push(`The report says: ${body.report}`);\n  return parts.length > 0 ? parts.join('\\n') : 'The visitor told nothing of the museum. Write a short and warm note.';\n}\nconst client"),
    findings: [],
  },
  { name: 'a test that asks again', filename: 'tests/test_both.py', code: py('    a = tell("Say hello to the museum")\n    b = tell("Say hello to the museum")\n    assert a == b\n'), findings: [] },
  { name: 'tools may give what is the visitor’s own', code: route(terms, { method: 'get' }).replace('messages:', "toolConfig: { tools: [{ toolSpec: { name: 'tickets', description: 'The tickets of the visitor', inputSchema: { json: { type: 'object' } } } }] }, messages:"), findings: [] },
  { name: 'one of several texts, which the visitor chooses', code: route("req.query.long ? 'Tell the history of the museum in five paragraphs, for visitors with time.' : 'Tell the history of the museum in one sentence.'", { method: 'get' }), findings: [] },
]);

import { testRule } from '../harness.ts';
import { route } from './waiting-sources.ts';

const py = (hole: string): string => `import boto3
client = boto3.client("bedrock-runtime")


@app.post("/faq")
def faq(${hole}: str):
    return client.converse(modelId="us.amazon.nova-lite-v1:0", system=[{"text": "Answer questions about the museum."}], messages=[{"role": "user", "content": [{"text": ${hole}}]}])
`;

const knowledge = (rest: string): string => `import boto3
from fastapi import FastAPI
app = FastAPI()
client = boto3.client("bedrock-agent-runtime")


@app.post("/ask")
def ask(question: str, session: str):
    return client.retrieve_and_generate(input={"text": question}, retrieveAndGenerateConfiguration={"type": "KNOWLEDGE_BASE", "knowledgeBaseConfiguration": {"knowledgeBaseId": "K", "modelArn": "amazon.nova-pro-v1:0"}}${rest})
`;

testRule('prefer-semantic-cache', [
  { name: 'Express', code: route('question'), findings: [{ messageId: 'uncached', line: 7, data: { hole: 'req.body.question' }, fixed: null, suggested: null }] },
  { name: 'FastAPI, an answer that is judged', filename: 'case.py', code: py('question').replace('(question: str)', '(question: str, answer: str)').replace('{"text": question}', '{"text": f"Question: {question} Answer: {answer}"}'), findings: [] },
  { name: 'FastAPI', filename: 'case.py', code: py('question'), findings: [{ messageId: 'uncached', line: 7, data: { hole: 'question' } }] },
  {
    name: 'FastAPI, a field of what the request holds',
    filename: 'case.py',
    code: py('question').replace('import boto3\n', 'import boto3\nfrom pydantic import BaseModel\n\nclass Question(BaseModel):\n    text: str\n\n').replace('(question: str)', '(question: Question)').replace('{"text": question}', '{"text": question.text}'),
    findings: [{ messageId: 'uncached', data: { hole: 'question.text' } }],
  },
  {
    name: 'Flask',
    filename: 'case.py',
    code: py('question').replace('(question: str)', '()').replace('import boto3\n', 'import boto3\nfrom flask import request\n').replace('{"text": question}', '{"text": request.json["question"]}'),
    findings: [{ messageId: 'uncached', line: 8, data: { hole: 'flask.request.json.question' } }],
  },
  { name: 'a question to a knowledge base', filename: 'case.py', code: knowledge(''), findings: [{ messageId: 'uncached' }] },
  { name: 'in a session, whose turns before belong to it', filename: 'case.py', code: knowledge(', sessionId=session'), findings: [] },
  { name: 'with what was found for it', code: route('`Context: ${context}\\nQuestion: ${question}`', { before: '  const context = await retrieve(question);\n' }), findings: [{ messageId: 'uncached' }] },
  {
    name: 'the AI SDK in a route of Next',
    filename: 'app/api/faq/route.ts',
    code: "import { bedrock } from '@ai-sdk/amazon-bedrock';\nimport { generateText } from 'ai';\nexport async function POST(request: Request) {\n  const { question } = await request.json();\n  const { text } = await generateText({ model: bedrock('us.anthropic.claude-sonnet-4-6'), system: 'Answer questions about the museum.', prompt: question, maxOutputTokens: 300 });\n  return Response.json({ text });\n}\n",
    findings: [{ messageId: 'uncached' }],
  },
  { name: 'with what holds for this moment alone', code: route('`Live state of the pumps: ${context}\\nQuestion: ${question}`', { before: '  const context = await measure();\n' }), findings: [] },
  { name: 'a cache in front', code: route('question', { before: '  const near = await semanticCache.find(question);\n  if (near) return res.json(near);\n' }), findings: [] },
  { name: 'about a person', code: route('`${user.name} asks: ${question}`'), findings: [] },
  { name: 'not a question', filename: 'case.py', code: py('report'), findings: [] },
  { name: 'tools', code: route('question', { rest: "      toolConfig: { tools: [{ toolSpec: { name: 'find', inputSchema: { json: { type: 'object' } } } }] },\n" }), findings: [] },
  { name: 'a prompt that changes', code: route('question', { system: '`Today is ${new Date()}.`' }), findings: [] },
  { name: 'a script', filename: 'case.py', code: py('question').replace('@app.post("/faq")\n', ''), findings: [] },
]);

import { testRule } from '../harness.ts';
import { answered, answeredPython } from './answers.ts';

const parse = 'return JSON.parse(text);';
const user = '`Return only JSON with the keys mood and score. ${question}`';
const silent = (name: string, code: string) => ({ name, code, findings: [] });

testRule('prefer-structured-output', [
  { name: 'parsed and asked for in words', code: answered(parse, { user }), findings: [{ messageId: 'words', line: 7, data: { way: '`toolConfig` with a forced tool' }, fixed: null, suggested: null }] },
  { name: 'in the system text', code: answered(parse, { system: "'Reply with a valid JSON object.'" }), findings: [{ messageId: 'words', line: 7 }] },
  { name: 'in Japanese', code: answered(parse, { user: '`JSON形式で返してください。${question}`' }), findings: [{ messageId: 'words' }] },
  { name: 'Nova', code: answered(parse, { user, model: 'us.amazon.nova-pro-v1:0' }), findings: [{ messageId: 'words' }] },
  silent('nothing parses it', answered('return text;', { user })),
  silent('nothing asks for it', answered(parse)),
  silent('a forced tool', answered(parse, { user, rest: "toolConfig: { tools: [], toolChoice: { tool: { name: 'mood' } } }," })),
  silent('a schema', answered(parse, { user, rest: "outputConfig: { textFormat: { type: 'json_schema' } }," })),
  silent('tools of its own', answered(parse, { user, rest: "toolConfig: { tools: [{ toolSpec: { name: 'search', inputSchema: { json: {} } } }] }," })),
  silent('begun with a brace', answered("return JSON.parse('{' + text);", { user }).replace('}] }],\n', "}] }, { role: 'assistant', content: [{ text: '{' }] }],\n")),
  silent('a model without forced tools', answered(parse, { user, model: 'us.meta.llama3-3-70b-instruct-v1:0' })),
  silent('a model that is not known', answered(parse, { user }).replace("'us.anthropic.claude-sonnet-4-6'", 'process.env.MODEL')),
  silent('what it shall be about', answered(parse, { user: '`Explain what JSON is. ${question}`' })),
  {
    name: 'a wrapper in another file: told where the words stand',
    files: { 'ask.js': "import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});\nexport async function ask(prompt) {\n  const response = await client.send(new ConverseCommand({ modelId: 'us.anthropic.claude-sonnet-4-6', messages: [{ role: 'user', content: [{ text: prompt }] }] }));\n  return response.output.message.content[0].text;\n}\n" },
    code: "import { ask } from './ask.js';\nexport const mood = async (review: string) => JSON.parse(await ask(`Return only JSON with the key mood. ${review}`));\n",
    findings: [{ messageId: 'words', line: 2 }],
  },
  {
    name: 'a wrapper in another file whose own words ask for it',
    files: { 'ask.js': "import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});\nexport async function ask(prompt) {\n  const response = await client.send(new ConverseCommand({ modelId: 'us.anthropic.claude-sonnet-4-6', messages: [{ role: 'user', content: [{ text: `${prompt}\\n\\nReturn only JSON.` }] }] }));\n  return JSON.parse(response.output.message.content[0].text);\n}\n" },
    code: "import { ask } from './ask.js';\nexport const mood = async (review: string) => await ask(`Tell its mood. ${review}`);\n",
    findings: [],
  },
  {
    name: 'the AI SDK',
    code: "import { bedrock } from '@ai-sdk/amazon-bedrock';\nimport { generateText } from 'ai';\nexport async function mood(review: string) {\n  const { text } = await generateText({ model: bedrock('us.anthropic.claude-sonnet-4-6'), prompt: `Return only JSON with the key mood. ${review}` });\n  return JSON.parse(text);\n}\n",
    findings: [{ messageId: 'words', data: { way: '`generateObject` with a schema' } }],
  },
  { name: 'Python', filename: 'case.py', code: answeredPython('return json.loads(text)', { user: 'f"Return only JSON with the keys mood and score. {question}"' }), findings: [{ messageId: 'words' }] },
  {
    name: 'Python: a body of Claude',
    filename: 'case.py',
    code: 'import json\nimport boto3\nclient = boto3.client("bedrock-runtime")\n\ndef mood(review):\n    response = client.invoke_model(modelId="us.anthropic.claude-sonnet-4-6", body=json.dumps({"anthropic_version": "bedrock-2023-05-31", "max_tokens": 9, "messages": [{"role": "user", "content": f"Return only JSON with the key mood. {review}"}]}))\n    body = json.loads(response["body"].read())\n    return json.loads(body["content"][0]["text"])\n',
    findings: [{ messageId: 'words', data: { way: '`tools` with a forced `tool_choice`' } }],
  },
  { name: 'Python: not parsed', filename: 'case.py', code: answeredPython('return text', { user: 'f"Return only JSON. {question}"' }), findings: [] },
]);

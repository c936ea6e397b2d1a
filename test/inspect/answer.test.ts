/** What the code behind a call does with the text of its answer. */
import { describe, expect, test } from 'vitest';
import type { Call } from '../../src/core/call.ts';
import { callsIn } from './calls-in.ts';

const inWords = (call: Call | undefined): string => (call?.answer?.uses ?? []).map(({ kind, values, isLoose }) => [kind, ...(isLoose ? ['loosely'] : []), ...(values ? [values.join('|')] : [])].join(' ')).join(', ');
const behind = (path: string, code: string): string => inWords(callsIn({ [path]: code })[0]);

const PROMPT = 'Read the review below, and say whether the writer of it liked the product that it is about: ';
const converse = (code: string): string => `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
async function judge(review: string) {
  const response = await client.send(new ConverseCommand({ modelId: 'amazon.nova-lite-v1:0', messages: [{ role: 'user', content: [{ text: \`${PROMPT}\${review}\` }] }] }));
${code}`;
const text = 'response.output?.message?.content?.[0]?.text';

describe('Converse in TypeScript', () => {
  test.each([
    ['parsed', `  return JSON.parse(${text} ?? '{}');\n}`, 'json'],
    ['parsed after the fences are off', `  const text = ${text} ?? '';\n  const clean = text.replace(/\`\`\`json|\`\`\`/g, '').trim();\n  return JSON.parse(clean).mood;\n}`, 'json'],
    ['parsed after a pattern', `  const match = ${text}!.match(/\\{[\\s\\S]*\\}/);\n  if (!match) throw new Error('none');\n  return JSON.parse(match[0]);\n}`, 'json'],
    ['parsed by a function of the project', `  return parse(${text}!);\n}\nfunction parse(raw: string) {\n  try { return JSON.parse(raw); } catch (error) { console.error('bad', raw); return undefined; }\n}`, 'json'],
    ['parsed by its caller', `  return ${text};\n}\nexport const run = async (review: string) => JSON.parse(await judge(review));`, 'json'],
    ['parsed by its caller, behind a breaker', `  const text = await breaker.execute(async () => ${text});\n  return text;\n}\nexport const run = async (review: string) => JSON.parse(await judge(review));`, 'json'],
    ['parsed by its caller, behind a breaker that is handed a name', `  const read = () => ${text};\n  return circuit.call(read);\n}\nexport const run = async (review: string) => JSON.parse(await judge(review));`, 'json'],
    ['handed to what is no guard', `  return view.call(() => ${text});\n}\nexport const run = async (review: string) => JSON.parse(await judge(review));`, 'whole'],
    ['compared', `  const text = ${text};\n  return text?.trim().toLowerCase() === 'yes';\n}`, 'compared yes'],
    ['compared in two places', `  const word = ${text}!.trim();\n  if (word === 'yes') return 1;\n  else if (word === 'no') return 0;\n  return -1;\n}`, 'compared yes, compared no'],
    ['looked for', `  return ${text}!.toLowerCase().includes('yes');\n}`, 'compared loosely yes'],
    ['one of a list', `  const label = ${text}!;\n  return ['good', 'bad'].includes(label) ? 1 : 0;\n}`, 'compared good|bad'],
    ['switched on', `  switch (${text}) {\n    case 'good': return 1;\n    default: return 0;\n  }\n}`, 'compared'],
    ['looked up', `  const SCORES = { good: 1, bad: 0 };\n  return SCORES[${text}!.trim()];\n}`, 'compared good|bad'],
    ['a number', `  const score = parseInt(${text} ?? '0', 10);\n  return score;\n}`, 'number'],
    ['the first word', `  return ${text}!.split(' ')[0];\n}`, 'first-word'],
    ['the first line', `  return ${text}!.split('\\n')[0];\n}`, 'first-line'],
    ['the first line, taken by a pattern', `  const [line] = ${text}!.split('\\n');\n  return line;\n}`, 'first-line'],
    ['a tag by a pattern', `  return ${text}!.match(/<verdict>([\\s\\S]*?)<\\/verdict>/)?.[1];\n}`, 'tag verdict'],
    ['a tag by cuts', `  return ${text}!.split('<verdict>')[1]!.split('</verdict>')[0];\n}`, 'tag verdict'],
    ['shown', `  return ${text};\n}`, 'whole'],
    ['shown after it was compared', `  const text = ${text}!;\n  if (text === 'none') return '';\n  return text;\n}`, 'compared none, whole'],
    ['logged alone', `  console.log(${text});\n}`, ''],
    ['only counted', '  return response.usage?.inputTokens;\n}', ''],
    ['in an object that a caller takes apart', `  return { text: ${text}, tokens: 1 };\n}\nexport async function run(review: string) {\n  const { text } = await judge(review);\n  return JSON.parse(text!);\n}`, 'json'],
    ['found among the blocks', `  const block = response.output!.message!.content!.find(each => 'text' in each);\n  return JSON.parse(block!.text!);\n}`, 'json'],
    ['put together from blocks', "  const text = response.output!.message!.content!.map(block => block.text ?? '').join('');\n  return Number(text);\n}", 'number'],
    ['the first of several texts', "  return response.output!.message!.content!.map(block => block.text)[0] === 'yes';\n}", 'compared yes'],
    ['in JSX', `  const text = ${text};\n  return <p>{text}</p>;\n}`, 'whole'],
  ])('%s', (_, code, expected) => {
    expect(behind('a.tsx', converse(code))).toBe(expected);
  });
});

const anthropicBody = (code: string): string => `import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export async function judge(review) {
  const command = new InvokeModelCommand({ modelId: 'anthropic.claude-3-haiku-20240307-v1:0', body: JSON.stringify({ anthropic_version: 'bedrock-2023-05-31', max_tokens: 9, messages: [{ role: 'user', content: \`${PROMPT}\${review}\` }] }) });
  const { body } = await client.send(command);
${code}`;

describe('other libraries in JavaScript', () => {
  test.each([
    ['a body that is decoded', anthropicBody('  const parsed = JSON.parse(new TextDecoder().decode(body));\n  return parsed.content[0].text;\n}'), 'whole'],
    ['a body whose text is parsed', anthropicBody("  const parsed = JSON.parse(Buffer.from(body).toString('utf8'));\n  return JSON.parse(parsed.content[0].text);\n}"), 'json'],
    ['a body that is only decoded', anthropicBody('  return JSON.parse(new TextDecoder().decode(body)).usage;\n}'), ''],
    ['AI SDK', `import { generateText } from 'ai';\nimport { bedrock } from '@ai-sdk/amazon-bedrock';\nexport async function judge(review) {\n  const { text } = await generateText({ model: bedrock('amazon.nova-lite-v1:0'), prompt: \`${PROMPT}\${review}\` });\n  return JSON.parse(text);\n}`, 'json'],
    ['then', `import { generateText } from 'ai';\nimport { bedrock } from '@ai-sdk/amazon-bedrock';\nexport const judge = review => generateText({ model: bedrock('amazon.nova-lite-v1:0'), prompt: \`${PROMPT}\${review}\` }).then(({ text }) => text === 'yes');`, 'compared yes'],
    ['Messages', `import AnthropicBedrock from '@anthropic-ai/bedrock-sdk';\nconst client = new AnthropicBedrock();\nexport async function judge(review) {\n  const message = await client.messages.create({ model: 'anthropic.claude-3-haiku-20240307-v1:0', max_tokens: 9, messages: [{ role: 'user', content: \`${PROMPT}\${review}\` }] });\n  const [block] = message.content;\n  return block.type === 'text' ? Number(block.text) : 0;\n}`, 'number'],
    ['a chain', `import { ChatBedrockConverse } from '@langchain/aws';\nconst model = new ChatBedrockConverse({ model: 'amazon.nova-lite-v1:0' });\nexport const judge = async review => JSON.parse((await model.invoke(\`${PROMPT}\${review}\`)).content);`, 'json'],
  ])('%s', (_, code, expected) => {
    expect(behind('a.js', code)).toBe(expected);
  });
});

const py = (code: string): string => `import json
import re
import boto3
client = boto3.client("bedrock-runtime")

def judge(review):
    response = client.converse(modelId="amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": f"${PROMPT}{review}"}]}])
    text = response["output"]["message"]["content"][0]["text"]
${code}`;

describe('Python', () => {
  test.each([
    ['parsed', py('    return json.loads(text)\n'), 'json'],
    ['parsed behind fences', py('    if "```json" in text:\n        text = text.split("```json")[1].split("```")[0].strip()\n    return json.loads(text)\n'), 'json'],
    ['parsed between brackets', py('    start = text.find("{")\n    end = text.rfind("}") + 1\n    return json.loads(text[start:end])\n'), 'json'],
    ['parsed by pydantic', py('    return Verdict.model_validate_json(text)\n'), 'json'],
    ['compared', py('    return text.strip().lower() == "yes"\n'), 'compared yes'],
    ['compared in an elif', py('    word = text.strip()\n    if word == "yes":\n        return 1\n    elif word == "no":\n        return 0\n    return -1\n'), 'compared yes, compared no'],
    ['asked for what it holds', py('    return "YES" in text.upper()\n'), 'compared loosely YES'],
    ['one of a tuple', py('    return text.strip() in ("good", "bad")\n'), 'compared good|bad'],
    ['begins with', py('    return not text.lower().startswith("y")\n'), 'compared loosely y'],
    ['matched', py('    match text.strip():\n        case "good":\n            return 1\n        case _:\n            return 0\n'), 'compared'],
    ['a number', py('    return float(text.strip())\n'), 'number'],
    ['the first line', py('    return text.splitlines()[0]\n'), 'first-line'],
    ['a tag', py('    match = re.search(r"<verdict>(.*?)</verdict>", text, re.DOTALL)\n    return match.group(1).strip() if match else None\n'), 'tag verdict'],
    ['a tag by a pattern made elsewhere', py('    return VERDICT.findall(text)[0]\n\nVERDICT = re.compile(r"<verdict>(.*?)</verdict>", re.S)\n'), 'tag verdict'],
    ['shown', py('    return {"statusCode": 200, "body": json.dumps({"answer": text})}\n'), 'whole'],
    ['printed', py('    print(text)\n'), 'whole'],
    ['logged', py('    logger.info(f"got {text}")\n'), ''],
    ['kept by its object', py('    return Verdict(text)\n'), 'whole'],
  ])('%s', (_, code, expected) => {
    expect(behind('a.py', code)).toBe(expected);
  });

  test('the body of InvokeModel', () => {
    const code = (rest: string): string => `import json\nimport boto3\nclient = boto3.client("bedrock-runtime")\n\ndef judge(review):\n    response = client.invoke_model(modelId="anthropic.claude-3-haiku-20240307-v1:0", body=json.dumps({"anthropic_version": "bedrock-2023-05-31", "max_tokens": 9, "messages": [{"role": "user", "content": f"${PROMPT}{review}"}]}))\n    body = json.loads(response.get("body").read())\n${rest}`;
    expect(behind('a.py', code('    return body["content"][0]["text"]\n'))).toBe('whole');
    expect(behind('a.py', code('    return json.loads(body["content"][0]["text"])\n'))).toBe('json');
    expect(behind('a.py', code('    return "".join(block["text"] for block in body["content"]).strip() == "yes"\n'))).toBe('compared yes');
    expect(behind('a.py', code('    return body["usage"]\n'))).toBe('');
  });
});

describe('wrappers', () => {
  const ask = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export async function ask(prompt) {
  const response = await client.send(new ConverseCommand({ modelId: 'amazon.nova-lite-v1:0', messages: [{ role: 'user', content: [{ text: prompt }] }] }));
  return response.output.message.content[0].text;
}
`;
  test('each caller of one uses the answer its own way', () => {
    const files = {
      'ask.js': ask,
      'a.js': `import { ask } from './ask';\nexport const mood = async review => JSON.parse(await ask(\`${PROMPT}\${review}\`));\nexport const liked = async review => (await ask(\`${PROMPT}\${review}!\`)).trim() === 'yes';\nexport const said = review => ask(\`${PROMPT}\${review}.\`);\n`,
    };
    expect(callsIn(files, 'a.js').map(inWords)).toEqual(['json', 'compared yes', 'whole']);
  });

  test('one that sends from a function within it', () => {
    const files = {
      'ask.py': 'import boto3\nfrom breaker import circuit\nclient = boto3.client("bedrock-runtime")\n\n\ndef ask(prompt):\n    def send():\n        return client.converse(modelId="amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": prompt}]}])\n    answer = circuit.call(send)\n    return answer["output"]["message"]["content"][0]["text"]\n',
      'a.py': `import json\nfrom ask import ask\n\n\ndef mood(review):\n    return json.loads(ask(f"${PROMPT}{review}"))\n\n\ndef said(review):\n    return ask(f"${PROMPT}{review}?")\n`,
    };
    expect(callsIn(files, 'a.py').map(inWords)).toEqual(['json', 'whole']);
  });

  test('one that parses for its callers', () => {
    const files = {
      'ask.js': ask.replace('return response.output.message.content[0].text', 'return JSON.parse(response.output.message.content[0].text)'),
      'a.js': `import { ask } from './ask';\nexport const mood = review => ask(\`${PROMPT}\${review}\`);\n`,
    };
    expect(callsIn(files, 'a.js').map(inWords)).toEqual(['json']);
  });

  test('a function that calls itself ends', () => {
    expect(behind('a.js', converse(`  const next = ${text};\n  return next === 'again' ? judge(next) : next;\n}\nexport const run = () => judge('x');`).replaceAll(': string', ''))).toBe('whole, compared again, whole');
  });
});

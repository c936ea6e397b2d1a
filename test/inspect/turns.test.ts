/** Messages that a wrapper splits, turns into another shape or puts together in a loop: what a caller hands it is read turn by turn. */
import { expect, test } from 'vitest';
import { callsIn, inShort } from './calls-in.ts';

const nova = 'amazon.nova-lite-v1:0';
const asked = '"role": "system", "content": "Be brief." }, { "role": "user", "content": "Name three colours."';

const typescript: readonly (readonly [name: string, body: string, expected: string])[] = [
  ['mapped', 'const system = undefined; const list = messages.map(m => ({ role: m.role, content: [{ text: m.content }] }));', 'Be brief. | Name three colours.'],
  ['filtered and mapped', "const system = messages.filter(m => m.role === 'system').map(m => ({ text: m.content }));\nconst list = messages.filter(m => m.role !== 'system').map(m => ({ role: m.role, content: [{ text: m.content }] }));", 'Be brief. | Name three colours.'],
  ['found', "const system = [{ text: messages.find(m => m.role === 'system')?.content ?? '' }];\nconst list = messages.filter(({ role }) => role === 'user' || role === 'assistant').map(({ role, content }) => ({ role, content: [{ text: content }] }));", 'Be brief. | Name three colours.'],
  ['split in a loop', "const list: any[] = []; let text = '';\nfor (const m of messages) { if (m.role === 'system') text = m.content; else list.push({ role: m.role, content: [{ text: m.content }] }); }\nconst system = [{ text }];", 'Be brief. | Name three colours.'],
  ['split in a loop that goes on', "const list: any[] = []; const system: any[] = [];\nfor (const { role, content } of messages) {\n  if (role === 'system') { system.push({ text: content }); continue; }\n  if (!content) throw new Error('empty');\n  list.push({ role, content: [{ text: content }] });\n}", 'Be brief. | Name three colours.'],
  ['split for each', "const list: any[] = []; let text = '';\nmessages.forEach(m => { if (m.role === 'system') { text = m.content; return; } list.push({ role: m.role, content: [{ text: m.content }] }); });\nconst system = [{ text }];", 'Be brief. | Name three colours.'],
  ['laid flat', 'const system = undefined; const list = messages.flatMap(m => [{ role: m.role, content: [{ text: m.content }] }]);', 'Be brief. | Name three colours.'],
];

test.each(typescript)('TypeScript: %s', (_name, body, expected) => {
  const ask = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});\nexport async function ask(messages: { role: string; content: string }[]) {\n${body}\nreturn client.send(new ConverseCommand({ modelId: '${nova}', system, messages: list, inferenceConfig: { maxTokens: 9 } }));\n}\n`;
  const [call, ...others] = callsIn({ 'use.ts': `import { ask } from './ask';\nask([{ ${asked} }]);\n`, 'ask.ts': ask }).map(inShort);
  expect([call, others]).toEqual([`wrapper-call ${nova} 9 | ${expected}`, []]);
});

const python: readonly (readonly [name: string, body: string, expected: string])[] = [
  ['made anew', 'system = []\n    rest = [{"role": m["role"], "content": [{"text": m["content"]}]} for m in messages]', 'Be brief. | Name three colours.'],
  ['made anew, with tests', 'system = [{"text": m["content"]} for m in messages if m["role"] == "system"]\n    rest = [{"role": m["role"], "content": [{"text": m["content"]}]} for m in messages if m["role"] != "system"]', 'Be brief. | Name three colours.'],
  ['split in a loop', 'rest = []\n    text = ""\n    for m in messages:\n        role = m["role"]\n        if role == "system":\n            text = m["content"]\n        elif role in ("user", "assistant"):\n            rest.append({"role": role, "content": [{"text": m["content"]}]})\n        else:\n            raise ValueError(role)\n    system = [{"text": text}]', 'Be brief. | Name three colours.'],
  ['until the first', 'system = []\n    rest = []\n    for m in messages:\n        if m["role"] == "user":\n            rest.append({"role": "user", "content": [{"text": m["content"]}]})\n            break\n        system.append({"text": m["content"]})', 'Be brief. | Name three colours.'],
  ['in a helper', 'system, rest = split(messages)', 'Be brief. | Name three colours.'],
  ['in two loops', 'system = []\n    rest = [{"role": role, "content": [{"text": m["content"]}]} for role in ("user", "assistant") for m in messages if m["role"] == role]', ' | Name three colours.'],
];
const split = 'def split(messages):\n    system, rest = [], []\n    for m in messages:\n        if m.get("role") == "system":\n            system.append({"text": m["content"]})\n            continue\n        rest.append({"role": m["role"], "content": [{"text": m["content"]}]})\n    return system, rest\n';

test.each(python)('Python: %s', (_name, body, expected) => {
  const ask = `import boto3\nclient = boto3.client("bedrock-runtime")\n${split}def ask(messages):\n    ${body}\n    return client.converse(modelId="${nova}", system=system, messages=rest, inferenceConfig={"maxTokens": 9})\n`;
  const [call, ...others] = callsIn({ 'use.py': `from ask import ask\nask([{ ${asked} }])\n`, 'ask.py': ask }).map(inShort);
  expect([call, others]).toEqual([`wrapper-call ${nova} 9 | ${expected}`, []]);
});

test('lines that a loop adds for known items are known', () => {
  const code = `import boto3\nclient = boto3.client("bedrock-runtime")\ntext = "Rules:"\nfor number, rule in [(1, "Be brief."), (2, "Be kind.")]:\n    text += f" {number}. {rule}"\nclient.converse(modelId="${nova}", messages=[{"role": "user", "content": [{"text": text}]}])\n`;
  expect(callsIn({ 'a.py': code }).map(inShort)).toEqual([`call ${nova} missing |  | Rules: 1. Be brief. 2. Be kind.`]);
});

test('what a turn may do, for all that is known, stays open', () => {
  const loop = (turn: string): string => `import boto3\nclient = boto3.client("bedrock-runtime")\ntext = "Rules:"\nfor rule in ["Be brief.", "Be kind."]:\n    ${turn}\n        continue\n    text += rule\nclient.converse(modelId="${nova}", messages=[{"role": "user", "content": [{"text": text}]}])\n`;
  const holes = callsIn({ 'a.py': loop('if is_wanted(rule):') })[0]!.prompts.flatMap(({ text }) => text.pieces.filter(piece => 'hole' in piece));
  expect(holes).toHaveLength(1);
  expect(callsIn({ 'a.py': loop('if rule == "Be brief.":') }).map(inShort)).toEqual([`call ${nova} missing |  | Rules:Be kind.`]);
});

test('a call for each item of a parameter is a task of its own, no wrapper', () => {
  const code = `import boto3\nclient = boto3.client("bedrock-runtime")\ndef sort(tickets):\n    for ticket in tickets:\n        client.converse(modelId="${nova}", messages=[{"role": "user", "content": [{"text": ticket}]}])\n`;
  expect(callsIn({ 'a.py': code }).map(({ role }) => role)).toEqual(['call']);
});

test('what a callback does for each item of an unknown list is done perhaps, and leaves nothing closed', () => {
  const code = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});\nexport async function ask(rows: string[]) {\n  let text = 'Rows:';\n  const messages: any[] = [];\n  rows.forEach(row => { text += row; });\n  ['Be brief.', 'Be kind.'].forEach((rule, index) => { text += \` ${'${index + 1}'}. ${'${rule}'}\`; });\n  rows.forEach(row => messages.push({ role: 'user', content: [{ text: row }] }));\n  messages.push({ role: 'user', content: [{ text }] });\n  return client.send(new ConverseCommand({ modelId: '${nova}', messages }));\n}\n`;
  const [call] = callsIn({ 'a.ts': code });
  expect(call!.prompts.map(({ text }) => text.pieces.map(piece => ('hole' in piece ? '<…>' : piece.value)).join('')).find(text => text.startsWith('Rows:'))).toBe('Rows:<…> 1. Be brief. 2. Be kind.');
  expect(call!.prompts.length).toBeGreaterThan(1);
});

test.each([
  ['added', 'text += row;'],
  ['a sum', "text = text + row + '';"],
  ['a template', 'text = `${text}${row}`;'],
])('what a callback puts behind a text is no other text: %s', (_, statement) => {
  const of = (rows: string): string => {
    const code = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});\nexport async function ask(list: string[]) {\n  let text = 'Rows:';\n  ${rows}.forEach(row => { ${statement} });\n  return client.send(new ConverseCommand({ modelId: '${nova}', messages: [{ role: 'user', content: [{ text }] }] }));\n}\n`;
    return callsIn({ 'a.ts': code })[0]!.prompts[0]!.text.pieces.map(piece => ('hole' in piece ? '<…>' : piece.value)).join('');
  };
  expect(of('list')).toBe('Rows:<…>');
  expect(of("['1', '2']")).toBe('Rows:12');
});

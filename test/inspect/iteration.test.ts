/** What loops and functions get where they run over objects and maps. */
import { expect, test } from 'vitest';
import { callsIn, inShort } from './calls-in.ts';

const lite = 'amazon.nova-lite-v1:0';
const micro = 'amazon.nova-micro-v1:0';

test.each([
  ['pairs of a map', 'for (const [, id] of byName) SEND'],
  ['names of a map in pairs', 'for (const [id] of byId) SEND'],
  ['values of a map', 'for (const id of byName.values()) SEND'],
  ['keys of a map', 'for (const id of byId.keys()) SEND'],
  ['entries of a map', 'for (const [, id] of byName.entries()) SEND'],
  ['a spread map', 'for (const [, id] of [...byName]) SEND'],
  ['a list made of a map', 'for (const [, id] of Array.from(byName)) SEND'],
  ['a list made of a map, item by item', 'for (const id of Array.from(byName, pair => pair[1])) SEND'],
  ['a copy of a map', 'for (const [, id] of new Map(byName)) SEND'],
  ['each value of a map', 'byName.forEach(id => SEND);'],
  ['each key of a map', 'byId.forEach((count, id) => SEND);'],
  ['a map that is filled later', "const late = new Map<string, string>();\nlate.set('a', '" + lite + "');\nlate.set('b', '" + micro + "');\nfor (const id of late.values()) SEND"],
  ['names of an object', 'const counts = { [A]: 1, [B]: 2 };\nfor (const id in counts) SEND'],
  ['places in a list', 'const list = [A, B];\nfor (const index in list) { const id = list[index]; SEND }'],
])('JavaScript: %s', (_, body) => {
  const code = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});\nconst A = '${lite}';\nconst B = '${micro}';\nconst byName = new Map([['a', A], ['b', B]]);\nconst byId = new Map([[A, 1], [B, 2]]);\n${body.replace('SEND', "client.send(new ConverseCommand({ modelId: id, inferenceConfig: { maxTokens: 9 }, messages: [{ role: 'user', content: [{ text: 'Hi' }] }] }))")}`;
  expect(callsIn({ 'a.ts': code }).map(inShort)).toEqual([`call ${lite}|${micro} 9 |  | Hi`]);
});

test.each([
  ['a dictionary', 'by_id'],
  ['its keys', 'by_id.keys()'],
  ['its values', 'by_name.values()'],
  ['a list of it', 'list(by_id)'],
  ['its keys in order', 'sorted(by_id.keys())'],
  ['a spread dictionary', '[*by_id]'],
  ['what a comprehension makes of it', '[name for name in by_id]'],
])('Python: %s', (_, over) => {
  const code = `import boto3\nclient = boto3.client("bedrock-runtime")\nby_name = {"a": "${lite}", "b": "${micro}"}\nby_id = {"${lite}": 1, "${micro}": 2}\nfor model in ${over}:\n    client.converse(modelId=model, inferenceConfig={"maxTokens": 9}, messages=[{"role": "user", "content": [{"text": "Hi"}]}])\n`;
  expect(callsIn({ 'a.py': code }).map(inShort)).toEqual([`call ${lite}|${micro} 9 |  | Hi`]);
});

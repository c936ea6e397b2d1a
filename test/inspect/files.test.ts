/** Files of text and of data that code reads. */
import { expect, test } from 'vitest';
import { callsIn, inShort } from './calls-in.ts';

const nova = 'amazon.nova-lite-v1:0';
const head = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});\n`;
const send = (model: string, text: string, more = ''): string => `await client.send(new ConverseCommand({ modelId: ${model}, ${more}messages: [{ role: 'user', content: [{ text: ${text} }] }] }));`;

test('prompts in files are read: text, JSON, YAML', () => {
  const files = {
    'a.ts': `import { readFileSync } from 'node:fs';\nimport { join } from 'node:path';\nimport data from './p.json';\nimport yaml from 'js-yaml';\n${head}const y: any = yaml.load(readFileSync(join(__dirname, 'p.yaml'), 'utf8'));\n${send("data.model", "y.ask", "system: [{ text: readFileSync(join(__dirname, 'p.txt'), 'utf8') }], ")}`,
    'p.txt': 'Be brief.',
    'p.json': `{ "model": "${nova}" }`,
    'p.yaml': 'ask: Who are you?\n',
  };
  expect(callsIn(files).map(inShort)).toEqual([`call ${nova} missing | Be brief. | Who are you?`]);
});

test.each([
  ["JSON.parse(readFileSync(join(__dirname, 'p.json'), 'utf8'))"],
  ["JSON.parse(readFileSync('./p.json').toString())"],
  ["JSON.parse(await promises.readFile(new URL('./p.json', import.meta.url), 'utf-8'))"],
  ["fse.readJsonSync(join(__dirname, 'p.json'))"],
])('a file of data that JavaScript reads: %s', expr => {
  const code = `import { promises, readFileSync } from 'node:fs';\nimport { join } from 'node:path';\nimport fse from 'fs-extra';\n${head}const data = ${expr};\n${send('data.model', "'Hi'")}`;
  expect(callsIn({ 'a.ts': code, 'p.json': `{ "model": "${nova}" }` }).map(inShort)).toEqual([`call ${nova} missing |  | Hi`]);
});

test.each([
  ['p.json', 'json.loads((HERE / "p.json").read_text())["model"]'],
  ['p.json', 'json.loads(open("p.json").read())["model"]'],
  ['p.json', 'json.loads(open(HERE / "p.json", "rb").read().decode("utf-8"))["model"]'],
  ['p.yaml', 'OmegaConf.load(HERE / "p.yaml").model'],
  ['p.toml', 'toml.load("p.toml")["model"]'],
])('a file of data, %s, that Python reads: %s', (path, expr) => {
  const content = { 'p.json': `{ "model": "${nova}" }`, 'p.yaml': `model: ${nova}\n`, 'p.toml': `model = "${nova}"\n` }[path]!;
  const code = `import boto3, json, toml\nfrom pathlib import Path\nfrom omegaconf import OmegaConf\nclient = boto3.client("bedrock-runtime")\nHERE = Path(__file__).resolve().parent\nclient.converse(modelId=${expr}, messages=[{"role": "user", "content": [{"text": "Hi"}]}])\n`;
  expect(callsIn({ 'a.py': code, [path]: content }).map(inShort)).toEqual([`call ${nova} missing |  | Hi`]);
});

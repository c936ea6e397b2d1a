/** What a name still may be where code has asked what it is: a default that goes one way is not what goes the other. */
import { expect, test } from 'vitest';
import { callsIn, inShort } from './calls-in.ts';

const head = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});\n`;
const send = (input: string): string => `await client.send(new ConverseCommand(${input}));`;
const user = (text: string): string => `messages: [{ role: 'user', content: [{ text: ${text} }] }]`;
const nova = 'amazon.nova-lite-v1:0';
const profile = `us.${nova}`;
const sent = (model: string): string => send(`{ modelId: ${model}, ${user("'Hi'")} }`);

const typescript: readonly (readonly [name: string, code: string, expected: string])[] = [
  ...['===', '=='].map(is => [`what a name is no more behind a test: ${is}`, `let model = pick ? 'amazon.nova-pro-v1:0' : 'amazon.nova-micro-v1:0';\nif (model ${is} 'amazon.nova-pro-v1:0') model = '${nova}';\n${send(`{ modelId: model, ${user("'Hi'")} }`)}`, `call amazon.nova-micro-v1:0|${nova} missing |  | Hi`] as const),
  ...["model.startsWith('amazon.nova-lite')", "model.includes('lite')", "model === 'amazon.nova-lite-v1:0'", "!model.includes('pro')", "isOn && model.endsWith('lite-v1:0')"].map(asked => [`what a name is behind a test: ${asked}`, `export async function f(isOn: boolean) { const model = isOn ? 'amazon.nova-pro-v1:0' : '${nova}';\n if (${asked}) { ${send(`{ modelId: model, ${user("'Hi'")} }`)} } }`, `call ${nova} missing |  | Hi`] as const),
  ['and is not, in its other arms', `export async function f(large?: string) { const model = large ?? '${nova}';\n if (model.includes('micro')) { return; } else if (model.includes('lite')) { large = ''; } else { ${send(`{ modelId: model, ${user("'Hi'")} }`)} } }`, `call ? missing |  | Hi`],
  ...[profile, nova].flatMap(preset =>
    [
      ["in the arm that asks", `let model = process.env.MODEL || '${preset}';\nif (!model.startsWith('us.')) { model = 'us.' + model; }\n${sent('model')}`],
      ["in an arm of two", `let model = process.env.MODEL || '${preset}';\nif (model.startsWith('us.')) { console.log(model); } else { model = \`us.\${model}\`; }\n${sent('model')}`],
      ["in an expression", `const model = process.env.MODEL || '${preset}';\n${sent("model.startsWith('us.') ? model : 'us.' + model")}`],
      ["in an expression that asks for more", `const model = process.env.MODEL || '${preset}';\n${sent("model.includes('.') && !model.startsWith('us.') ? 'us.' + model : model")}`],
      ["behind a return", `function full(model: string) { if (model.startsWith('us.')) return model; return 'us.' + model; }\n${sent(`full(process.env.MODEL || '${preset}')`)}`],
    ].map(([where, code]) => [`a prefix that ${preset} has or lacks, ${where}`, code!, `call ${profile} missing |  | Hi`] as const),
  ),
  ['a prefix that is cut off', `const raw = process.env.MODEL || 'bedrock/${nova}';\nconst model = raw.startsWith('bedrock/') ? raw.slice(8) : raw;\n${sent('model')}`, `call ${nova} missing |  | Hi`],
  ['what it is not', `let model = process.env.MODEL ?? '${nova}';\nif (model !== '${nova}') { model = 'amazon.nova-pro-v1:0'; }\n${sent('model')}`, `call ${nova}|amazon.nova-pro-v1:0 missing |  | Hi`],
  // Here it is no more what was asked of.
  ['not behind what is bound in between', `let model = process.env.MODEL || 'amazon.nova-pro-v1:0';\nif (model.startsWith('us.')) { model = process.env.OTHER || '${nova}'; ${sent('model')} }`, `call ${nova} missing |  | Hi`],
  ['nor behind a return before which it was another', `export async function f() { let model = process.env.MODEL || '${nova}'; if (model.startsWith('us.')) { return; }\n model = process.env.OTHER || '${profile}'; ${sent('model')} }`, `call ${profile} missing |  | Hi`],
  ['nor where the arm goes on', `export async function f() { const model = process.env.MODEL || '${profile}'; if (model.startsWith('us.')) { console.log(model); }\n ${sent('model')} }`, `call ${profile} missing |  | Hi`],
];
test.each(typescript)('%s', (_name, code, expected) => {
  expect(callsIn({ 'a.ts': head + code }).map(inShort)).toEqual([expected]);
});

const runtime = 'import boto3\nclient = boto3.client("bedrock-runtime")\n';
const python = (body: string, call: string): string => `${runtime}DEFAULT = "${nova}"\ndef ask(text, model=None, limit=None, key=None):\n${body.replaceAll(/^/gm, '    ')}\n    return client.converse(modelId=model, messages=[{"role": "user", "content": [{"text": text}]}], inferenceConfig={"maxTokens": limit})\n${call}\n`;
const byName = 'if model is None:\n    model = DEFAULT\nif not limit:\n    limit = 300';

test.each([
  ['of what is given stays nothing', byName, 'ask("Hi", "amazon.nova-pro-v1:0", 900)', 'amazon.nova-pro-v1:0 900'],
  ['of what is not given stays all', byName, 'ask("Hi", key="a")', `${nova} 300`],
  ['of a limit of 0 stays all', byName, 'ask("Hi", "amazon.nova-pro-v1:0", 0)', 'amazon.nova-pro-v1:0 300'],
  ['in an arm of two', 'if model is not None:\n    limit = limit or 20\nelse:\n    model = DEFAULT', 'ask("Hi", "amazon.nova-pro-v1:0", 900)', 'amazon.nova-pro-v1:0 900'],
  ['with an arm in it', 'if not model:\n    if key == "small":\n        model = "amazon.nova-micro-v1:0"\n    else:\n        model = DEFAULT', 'ask("Hi", "amazon.nova-pro-v1:0", 900)', 'amazon.nova-pro-v1:0 900'],
  ['behind what may be another by then', 'if isinstance(model, str):\n    model = model.strip()\nif model is None:\n    model = DEFAULT', 'ask("Hi", "amazon.nova-pro-v1:0", 900)', 'amazon.nova-pro-v1:0 900'],
  ['but in a loop, a turn may have emptied it', 'for step in range(2):\n    if model is None:\n        model = DEFAULT\n    elif key:\n        model = None', 'ask("Hi", "amazon.nova-pro-v1:0", 900)', `amazon.nova-pro-v1:0|${nova} 900`],
])('a default that a test puts in place: %s', (_name, body, call, expected) => {
  const { model, limit } = callsIn({ 'a.py': python(body, call) }).at(-1)!;
  expect(`${model.ids.join('|')} ${limit.state === 'set' ? '' : `${limit.state} `}${limit.value}`).toBe(expected);
});

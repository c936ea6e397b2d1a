import { testRule } from '../harness.ts';

const ask = (question: string, model = 'us.anthropic.claude-sonnet-4-6'): string => `client.send(new ConverseCommand({ modelId: '${model}', messages: [{ role: 'user', content: [{ text: \`${question}\` }] }], inferenceConfig: { maxTokens: 300 } }))`;
const js = (body: string): string => `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export async function review(contract, questions, quick) {
  ${body}
}
`;
const one = ask('Say in five sentences what was agreed on in here: ${contract}');
const two = ask('List who promised what, and until when, in here: ${contract}');
const py = (body: string): string => `import boto3
client = boto3.client("bedrock-runtime")


def review(transcript, questions):
${body.replaceAll(/ask\(([^\n]*)\)$/gm, 'client.converse(modelId="us.anthropic.claude-sonnet-4-6", messages=[{"role": "user", "content": [{"text": f"Answer from what was said in here, and from that alone: {transcript} $1"}]}])')}
`;
const calls = [{ messageId: 'calls', fixed: null, suggested: null }];
const turns = [{ messageId: 'turns', fixed: null, suggested: null }];

testRule('no-repeated-context', [
  { name: 'two calls', code: js(`const a = await ${one}; const b = await ${two}; return [a, b];`), findings: [{ messageId: 'calls', line: 4, data: { name: 'contract', count: 2, within: 'review' } }] },
  { name: 'at the same time', code: js(`return Promise.all([${one}, ${two}]);`), findings: calls },
  { name: 'a loop', code: js(`for (const question of questions) await ${ask('Answer from this alone: ${contract} ${question}')};`), findings: [{ messageId: 'turns', line: 4, data: { name: 'contract', over: 'questions' } }] },
  { name: 'a map', code: js(`return Promise.all(questions.map(question => ${ask('Answer from this alone: ${contract} ${question}')}));`), findings: turns },
  { name: 'Python: two calls', filename: 'case.py', code: py('    a = ask(What was agreed?)\n    b = ask(Who promised what?)'), findings: calls },
  { name: 'Python: a loop', filename: 'case.py', code: py('    for question in questions:\n        ask({question})'), findings: turns },
  { name: 'a file that comes whole', filename: 'case.py', code: 'import boto3\nclient = boto3.client("bedrock-runtime")\n\n\ndef review(path, questions):\n    text = open(path).read()\n    for question in questions:\n        client.converse(modelId="us.anthropic.claude-sonnet-4-6", messages=[{"role": "user", "content": [{"text": f"Answer from what stands in here, and from that alone: {text} {question}"}]}])\n', findings: turns },
  { name: 'one of two branches runs', code: js(`if (quick) return ${one}; else return ${two};`), findings: [] },
  { name: 'an early return', code: js(`if (quick) { return ${one}; } return ${two};`), findings: [] },
  { name: 'a second try', code: js(`try { return await ${one}; } catch { return ${two}; }`), findings: [] },
  { name: 'set anew between the two', code: js(`const a = await ${one}; contract = a.output; return ${two};`), findings: [] },
  { name: 'one for each item', code: js(`for (const contract of questions) await ${one};`), findings: [] },
  { name: 'a document by its short name', filename: 'case.py', code: py('    a = ask(What was agreed?)\n    b = ask(Who promised what?)').replaceAll('transcript', 'doc'), findings: [{ messageId: 'calls' }] },
  { name: 'a name that says nothing of its length', filename: 'case.py', code: py('    a = ask(What was agreed?)\n    b = ask(Who promised what?)').replaceAll('transcript', 'topic'), findings: [] },
  { name: 'cut to a size', code: js(`contract = contract; const part = contract.slice(0, 400); const a = await ${one.replaceAll('contract', 'part')}; return ${two.replaceAll('contract', 'part')};`), findings: [] },
  { name: 'one call', code: js(`return ${one};`), findings: [] },
  { name: 'cached', code: js(`const a = await ${one}; return client.send(new ConverseCommand({ modelId: 'us.anthropic.claude-sonnet-4-6', messages: [{ role: 'user', content: [{ text: contract }, { cachePoint: { type: 'default' } }, { text: 'List who promised what.' }] }] }));`), findings: [] },
]);

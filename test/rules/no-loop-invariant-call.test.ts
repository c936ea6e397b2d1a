import { testRule } from '../harness.ts';

const js = (loop: string): string => `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export async function label(rows, handbook) {
  ${loop.replace('CALL', "client.send(new ConverseCommand({ modelId: 'us.anthropic.claude-sonnet-4-6', messages: [{ role: 'user', content: [{ text: `The three rules of: ${handbook}` }] }] }))")}
}
`;
const py = (loop: string): string => `import boto3
client = boto3.client("bedrock-runtime")


def label(rows, handbook):
${loop.replace('CALL', 'client.converse(modelId="us.amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": f"The three rules of: {handbook}"}]}])')}`;
const found = [{ messageId: 'invariant', fixed: null, suggested: null }];

testRule('no-loop-invariant-call', [
  { name: 'a loop', code: js('for (const row of rows) row.note = await CALL;'), findings: [{ messageId: 'invariant', line: 4, data: { over: 'rows' } }] },
  { name: 'a map', code: js('return Promise.all(rows.map(async row => [row, await CALL]));'), findings: found },
  { name: 'Python', filename: 'case.py', code: py('    for row in rows:\n        row["note"] = CALL\n'), findings: [{ messageId: 'invariant', line: 7, data: { over: 'rows' } }] },
  { name: 'a comprehension', filename: 'case.py', code: py('    return [CALL for row in rows]\n'), findings: found },
  {
    name: 'the AI SDK',
    code: "import { bedrock } from '@ai-sdk/amazon-bedrock';\nimport { generateText } from 'ai';\nexport async function label(rows, handbook) {\n  for (const row of rows) row.note = await generateText({ model: bedrock('us.anthropic.claude-sonnet-4-6'), prompt: handbook, maxOutputTokens: 100 });\n}\n",
    findings: found,
  },
  { name: 'the item', code: js('for (const handbook of rows) await CALL;'), findings: [] },
  { name: 'a count', filename: 'case.py', code: py('    for _ in range(3):\n        CALL\n'), findings: [] },
  { name: 'samples on purpose', filename: 'case.py', code: py('    for sample in rows:\n        CALL\n'), findings: [] },
  { name: 'a retry', code: js('for (let attempt = 0; attempt < 3; attempt++) await CALL;'), findings: [] },
  { name: 'once, then kept', code: js('let note; for (const row of rows) { if (!note) note = await CALL; row.note = note; }'), findings: [] },
  { name: 'until it answers', code: js('for (const row of rows) { const answer = await CALL; if (answer) return answer; }'), findings: [] },
  { name: 'changed in the loop', code: js('for (const row of rows) { handbook = row.next; await CALL; }'), findings: [] },
  { name: 'no loop', code: js('return CALL;'), findings: [] },
]);

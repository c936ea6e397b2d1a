import { testRule } from '../harness.ts';
import { queue, route, script } from './waiting-sources.ts';

const found = [{ messageId: 'batch', fixed: null, suggested: null }];
const tools = '            toolConfig={"tools": [{"toolSpec": {"name": "find", "inputSchema": {"json": {"type": "object"}}}}]},\n';

testRule('prefer-batch-inference', [
  { name: 'a script', code: script('us.anthropic.claude-sonnet-4-6'), findings: [{ messageId: 'batch', line: 7, data: { over: 'papers' } }] },
  { name: 'a queue, in Python', filename: 'case.py', code: queue('us.amazon.nova-lite-v1:0'), findings: [{ messageId: 'batch', line: 7, data: { over: 'event["Records"]' } }] },
  {
    name: 'InvokeModel at the top of a script',
    code: `import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
const papers = await load();
await Promise.all(papers.map(paper => client.send(new InvokeModelCommand({ modelId: 'us.anthropic.claude-sonnet-4-6', body: JSON.stringify({ anthropic_version: 'bedrock-2023-05-31', max_tokens: 100, messages: [{ role: 'user', content: \`Abstract of \${paper}\` }] }) }))));
`,
    findings: found,
  },
  {
    name: 'litellm in a main block',
    filename: 'case.py',
    code: 'from litellm import completion\n\n\ndef main(rows):\n    for row in rows:\n        completion(model="bedrock/us.anthropic.claude-sonnet-4-6", messages=[{"role": "user", "content": f"Abstract of {row}"}], max_tokens=100)\n\n\nif __name__ == "__main__":\n    main(load())\n',
    findings: found,
  },
  { name: 'a visitor waits', code: route('`Answer ${question}`', { before: '  for (const question of req.body.questions)\n' }).replace('const answer = await', 'await').replace('answer.output', 'true'), findings: [] },
  { name: 'nothing tells who waits', code: script('us.anthropic.claude-sonnet-4-6').replace('await main(await load());', 'export { main };'), findings: [] },
  { name: 'three items', code: script('us.anthropic.claude-sonnet-4-6', "['a', 'b', 'c']"), findings: [] },
  { name: 'a stream', code: script('us.anthropic.claude-sonnet-4-6', 'await load()', 'ConverseStreamCommand'), findings: [] },
  { name: 'a model without batch', code: script('us.anthropic.claude-opus-4-8'), findings: [] },
  { name: 'tools', filename: 'case.py', code: queue('us.amazon.nova-lite-v1:0', tools), findings: [] },
  { name: 'a cached prefix', filename: 'case.py', code: queue('us.amazon.nova-lite-v1:0', '            system=[{"text": "x"}, {"cachePoint": {"type": "default"}}],\n'), findings: [] },
  { name: 'retries', code: script('us.anthropic.claude-sonnet-4-6').replace('const paper of papers', 'let attempt = 0; attempt < 3; attempt++'), findings: [] },
  { name: 'models', code: script('us.anthropic.claude-sonnet-4-6', "['us.anthropic.claude-sonnet-4-6', 'us.amazon.nova-lite-v1:0']"), findings: [] },
  { name: 'steps that feed each other', code: script('us.anthropic.claude-sonnet-4-6').replace('async function main(papers) {', 'async function main(papers) {\n  let paper = "";').replace('for (const paper of papers) {', 'for (const part of papers) {\n    paper += part;'), findings: [] },
]);

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
  {
    name: 'a step that takes the answer of the step before it in the turn, and that step',
    code: script('us.anthropic.claude-sonnet-4-6').replace(/(await client\.send\([^]*?\);)\n/, 'const first = $1\n    const named = first.output.message.content[0].text;\n    await client.send(new ConverseCommand({ modelId: "us.anthropic.claude-sonnet-4-6", messages: [{ role: "user", content: [{ text: `How are these related: ${named}` }] }], inferenceConfig: { maxTokens: 100 } }));\n'),
    findings: [],
  },
  {
    name: 'two steps of a turn that need nothing of each other',
    filename: 'case.py',
    code: 'import boto3\nclient = boto3.client("bedrock-runtime")\ndef main(papers):\n    for paper in papers:\n        for_whom = client.converse(modelId="us.amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": f"For whom is {paper}"}]}], inferenceConfig={"maxTokens": 9})\n        about = client.converse(modelId="us.amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": f"What is it about: {paper}"}]}], inferenceConfig={"maxTokens": 9})\n        print(for_whom, about)\nmain(load())\n',
    findings: [{ messageId: 'batch', line: 5 }, { messageId: 'batch', line: 6 }],
  },
  {
    name: 'a text that each answer makes longer, in Python',
    filename: 'case.py',
    code: 'import boto3\nclient = boto3.client("bedrock-runtime")\ndef main(papers):\n    so_far = ""\n    for paper in papers:\n        answer = client.converse(modelId="us.amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": f"So far: {so_far}. Add: {paper}"}]}], inferenceConfig={"maxTokens": 9})\n        so_far = answer["output"]["message"]["content"][0]["text"]\nmain(load())\n',
    findings: [],
  },
  {
    name: 'steps of a function that a loop calls, in Python',
    filename: 'case.py',
    code: 'import boto3\nclient = boto3.client("bedrock-runtime")\ndef ask(text):\n    return client.converse(modelId="us.amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": text}]}], inferenceConfig={"maxTokens": 9})["output"]["message"]["content"][0]["text"]\ndef relate(paper):\n    names = ask(f"Which names stand in {paper}?")\n    return ask(f"How are these related: {names}")\ndef main(papers):\n    for paper in papers:\n        print(relate(paper))\nmain(load())\n',
    findings: [],
  },
  { name: 'the first ten', code: script('us.anthropic.claude-sonnet-4-6').replace('of papers', 'of papers.slice(0, 10)'), findings: [] },
  { name: 'a list that people write by hand', code: script('us.anthropic.claude-sonnet-4-6').replaceAll('papers', 'dimensions'), findings: [] },
]);

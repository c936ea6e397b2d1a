import { testRule } from '../harness.ts';
import { queue, script } from './waiting-sources.ts';

const tools = '            toolConfig={"tools": [{"toolSpec": {"name": "find", "inputSchema": {"json": {"type": "object"}}}}]},\n';
const tier = '            serviceTier={"type": "flex"},\n';
const schedule = (rest = ''): string => `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});

export const handler: ScheduledHandler = async event => {
  await client.send(
    new ConverseCommand({
      modelId: 'us.amazon.nova-2-lite-v1:0',
      messages: [{ role: 'user', content: [{ text: \`Write the report of \${event.time}.\` }] }],
${rest}    }),
  );
};
`;

testRule('prefer-flex-tier', [
  {
    name: 'a schedule',
    code: schedule(),
    findings: [{ messageId: 'flex', line: 6, data: { percent: 50, key: 'serviceTier.type' }, fixed: null, suggested: schedule("      serviceTier: { type: 'flex' },\n") }],
  },
  { name: 'tools, in Python', filename: 'case.py', code: queue('deepseek.v3.2', tools), findings: [{ messageId: 'flex', line: 7, suggested: queue('deepseek.v3.2', tools + tier) }] },
  {
    name: 'InvokeModel takes a word',
    filename: 'case.py',
    code: 'import boto3\nimport json\nclient = boto3.client("bedrock-runtime")\n\n\n@shared_task\ndef nightly(day):\n    client.invoke_model(modelId="openai.gpt-oss-20b-1:0", body=json.dumps({"messages": [{"role": "user", "content": f"Report of {day}"}], "max_completion_tokens": 200}))\n',
    findings: [{ messageId: 'flex', data: { percent: 50, key: 'serviceTier' } }],
  },
  { name: 'a tier that is set', code: schedule("      serviceTier: { type: 'priority' },\n"), findings: [] },
  { name: 'a tier that is not known', code: schedule('      serviceTier: tierOf(event),\n'), findings: [] },
  { name: 'batch fits', filename: 'case.py', code: queue('deepseek.v3.2'), findings: [] },
  { name: 'Claude has no flex', filename: 'case.py', code: queue('us.anthropic.claude-sonnet-4-6', tools), findings: [] },
  { name: 'one request of a script', code: script('deepseek.v3.2').replace('for (const paper of papers) {', '{\n    const paper = papers;'), findings: [] },
  { name: 'nothing tells who waits', code: schedule().replace('handler: ScheduledHandler', 'report'), findings: [] },
]);

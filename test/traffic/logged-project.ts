/** A project with calls of several kinds, and the requests that each of them would send. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type MadeRequest, questionOf, recordOf } from '../../src/dev/traffic-logs.ts';

export const HAIKU = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
export const NOVA = 'amazon.nova-lite-v1:0';
const policy = Array.from({ length: 420 }, (_, index) => `Rule ${index}: orders above ${index * 3} euros go to the team that handles refunds of that size.`).join(' ');

export const projectFiles = {
  'src/answer.ts': `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export async function answer(question: string) {
  return client.send(new ConverseCommand({
    modelId: '${HAIKU}',
    system: [{ text: '${policy}' }],
    messages: [{ role: 'user', content: [{ text: question }] }],
    inferenceConfig: { maxTokens: 1000 },
  }));
}
`,
  'src/title.ts': `import { BedrockRuntimeClient, ConverseStreamCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export async function title(text: string) {
  return client.send(new ConverseStreamCommand({
    modelId: '${NOVA}',
    system: [{ text: "You write titles, 'short' ones." }],
    messages: [{ role: 'user', content: [{ text: \`Write a title for this: \${text} Only the title.\` }] }],
    inferenceConfig: { maxTokens: 50 },
  }));
}
`,
  'jobs/sort.py': `import boto3, json
client = boto3.client("bedrock-runtime")
def sort_mail(mail):
    body = json.dumps({
        "anthropic_version": "bedrock-2023-05-31",
        "max_tokens": 20,
        "system": "You sort mail into one of nine folders.",
        "messages": [{"role": "user", "content": f"Sort this mail: {mail}"}],
    })
    return client.invoke_model_with_response_stream(modelId="${HAIKU}", body=body)
`,
};

export const answerRequest = (at: number, question: string, more: Partial<MadeRequest> = {}): MadeRequest => ({ at, operation: 'Converse', modelId: HAIKU, system: policy, user: question, input: 9400, output: 120, latency: 2500, ...more });
export const titleRequest = (at: number, text: string, more: Partial<MadeRequest> = {}): MadeRequest => ({ at, operation: 'ConverseStream', modelId: NOVA, system: "You write titles, 'short' ones.", user: `Write a title for this: ${text} Only the title.`, input: 300, output: 11, latency: 700, ...more });
export const sortRequest = (at: number, mail: string, more: Partial<MadeRequest> = {}): MadeRequest => ({ at, operation: 'InvokeModelWithResponseStream', modelId: HAIKU, system: 'You sort mail into one of nine folders.', user: `Sort this mail: ${mail}`, input: 500, output: 4, latency: 900, ...more });
export const strangerRequest = (at: number, more: Partial<MadeRequest> = {}): MadeRequest => ({ at, operation: 'InvokeModel', modelId: HAIKU, system: 'Something that no call here sends.', user: questionOf(1), input: 900, output: 90, ...more });

export const MONDAY = Date.UTC(2026, 9, 5);
export const HOUR = 3_600_000;

/** Lines of a log. */
export function linesOf(requests: readonly MadeRequest[], from = 0): string {
  return requests.map((request, index) => `${JSON.stringify(recordOf(request, from + index))}\n`).join('');
}

/** Log files as the service lays them out: an object for each part, gzipped. */
export function writeLogs(directory: string, requests: readonly MadeRequest[], parts = 3): void {
  const size = Math.ceil(requests.length / parts);
  for (let part = 0; part * size < requests.length; part++) put(directory, `AWSLogs/123456789012/BedrockModelInvocationLogs/us-east-1/2026/10/05/${String(part).padStart(2, '0')}/part_${part}.json.gz`, gzipSync(linesOf(requests.slice(part * size, (part + 1) * size), part * size)));
}

export function put(directory: string, path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(directory, path)), { recursive: true });
  writeFileSync(join(directory, path), content);
}

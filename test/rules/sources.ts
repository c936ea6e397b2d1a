/** Small files that call Bedrock, for the tables of the rules. */

export interface Request {
  readonly model?: string;
  /** Source of the system text: a literal with its quotes. */
  readonly system?: string;
  readonly user?: string;
  /** Lines of the request object. */
  readonly rest?: string;
  /** Lines before the call. */
  readonly before?: string;
}

/** One function with one `ConverseCommand`; the call stands in line 5 of a file without `before`. */
export function converse({ model = 'us.anthropic.claude-sonnet-4-6', system, user = '`Answer this: ${question}`', rest = 'inferenceConfig: { maxTokens: 500 },', before = '' }: Request = {}): string {
  return `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
${before}export function ask(question) {
  return client.send(
    new ConverseCommand({
      modelId: '${model}',
${system === undefined ? '' : `      system: [{ text: ${system} }],\n`}      messages: [{ role: 'user', content: [{ text: ${user} }] }],
${rest === '' ? '' : `      ${rest}\n`}    }),
  );
}
`;
}

/** The same in Python, with boto3; texts are literals of Python, and `rest` keyword arguments. */
export function conversePython({ model = 'us.anthropic.claude-sonnet-4-6', system, user = 'f"Answer this: {question}"', rest = 'inferenceConfig={"maxTokens": 500},', before = '' }: Request = {}): string {
  return `import json
import boto3
client = boto3.client("bedrock-runtime")
${before}
def ask(question):
    return client.converse(
        modelId="${model}",
${system === undefined ? '' : `        system=[{"text": ${system}}],\n`}        messages=[{"role": "user", "content": [{"text": ${user}}]}],
${rest === '' ? '' : `        ${rest}\n`}    )
`;
}

/** A notebook with these cells of Python. */
export function notebook(...cells: readonly string[]): string {
  const source = (text: string): string[] => text.split(/(?<=\n)/);
  return `${JSON.stringify({ cells: cells.map(text => ({ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source: source(text) })), metadata: { kernelspec: { language: 'python', name: 'python3' } }, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

/** Instructions of about 13 tokens each, all different. */
export function prose(sentences: number): string {
  return Array.from({ length: sentences }, (_, index) => `Rule ${index}: shipments of class ${index * 7} leave from dock ${index % 9} before noon.`).join(' ');
}

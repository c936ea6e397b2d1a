/** A small project with two calls. */

const HAIKU = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const policy = Array.from({ length: 420 }, (_, index) => `Rule ${index}: orders above ${index * 3} euros go to the team that handles refunds of that size.`).join(' ');

/** A call with a long static prefix, and one with a short prompt and a value of run time. */
export const files = {
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
  'src/title.ts': `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export async function title(text: string) {
  return client.send(new ConverseCommand({
    modelId: '${HAIKU}',
    system: [{ text: 'You write titles.' }],
    messages: [{ role: 'user', content: [{ text: \`Write a title for this: \${text}\` }] }],
    inferenceConfig: { maxTokens: 50 },
  }));
}
`,
};

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

const mail = (name: string, system: string, limit: number): string => `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export async function ${name}(mail: string) {
  return client.send(new ConverseCommand({
    modelId: 'us.anthropic.claude-sonnet-4-6',
    system: [{ text: '${system}' }],
    messages: [{ role: 'user', content: [{ text: mail }] }],
    inferenceConfig: { maxTokens: ${limit} },
  }));
}
`;

/** Four tasks on one large model: two that a smaller one does, one that needs it, and one that no prompt tells. */
export const mails = {
  'src/urgent.ts': mail('isUrgent', 'Is this mail urgent? Answer only yes or no, and never {{maybe}}.', 5),
  'src/title.ts': mail('titleOf', 'Write a title for this conversation. Return only the title.', 20),
  'src/reply.ts': mail('replyTo', 'Write a friendly reply to this mail, in the tone of our house.', 600),
  'src/chat.ts': mail('chat', 'You are the assistant of a garden shop.', 600),
};

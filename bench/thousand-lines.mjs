/** Files of 1,000 lines with 10 calls: what editors are measured on. The model stands in another file. */
const LINES = 1000;
/** Calls in each file. */
export const CALLS = 10;

const topics = ['deliveries', 'refunds', 'invoices', 'addresses', 'vouchers', 'returns', 'warranties', 'complaints', 'gift cards', 'subscriptions'];
const prompt = index => [
  `You answer questions of customers about ${topics[index]}.`,
  'Quote the number of the order and the date on which it was placed.',
  'Where the catalogue says nothing, say so and offer to ask a colleague.',
  'Amounts are in euros, with two decimals and a comma.',
  `Questions that are not about ${topics[index]} go to another desk: name it.`,
  'Three sentences are enough; a list may have five items.',
  'Write in the language of the question, and address the customer by name.',
].join(' ');
const body = (file, head, call, filler, calls = CALLS) => {
  const lines = [...head];
  for (let index = 0; index < CALLS; index++) {
    if (index < calls) lines.push(...call(index));
    while (lines.length < ((index + 1) * LINES) / CALLS) lines.push(...filler(lines.length));
  }
  return [file, lines.join('\n')];
};
const statements = line => [
  '',
  `export function total${line}(orders: readonly Order[]): number {`,
  '  let total = 0;',
  '  for (const order of orders) {',
  `    if (order.items.length > ${line % 7}) total += order.price * order.items.length;`,
  '    else log.debug(`nothing ordered: ${order.id}`);',
  '  }',
  '  return round(total);',
  '}',
];
/** Name and text. */
export const typescript = body('answers.ts', ["import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';", "import { model } from './model.js';", 'const client = new BedrockRuntimeClient({});'], index => [
  `export async function answer${index}(question: string) {`,
  '  return client.send(new ConverseCommand({',
  '    modelId: model,',
  `    system: [{ text: \`${prompt(index)}\` }],`,
  "    messages: [{ role: 'user', content: [{ text: question }] }],",
  '  }));',
  '}',
], statements);
/** Without a call, and without an import that could lead to one. */
export const plain = body('orders.ts', ["import { round } from './round.js';"], () => [], statements, 0);
/** Name and text. */
export const python = body('answers.py', ['import boto3', 'from model import MODEL', 'client = boto3.client("bedrock-runtime")'], index => [
  `def answer${index}(question):`,
  '    return client.converse(',
  '        modelId=MODEL,',
  `        system=[{"text": """${prompt(index)}"""}],`,
  '        messages=[{"role": "user", "content": [{"text": question}]}],',
  '    )',
  '',
], line => [
  '',
  `def total${line}(orders):`,
  '    total = 0',
  '    for order in orders:',
  `        if len(order.items) > ${line % 7}:`,
  '            total += order.price * len(order.items)',
  '        else:',
  '            log.debug("nothing ordered: %s", order.id)',
  '    return round(total)',
]);

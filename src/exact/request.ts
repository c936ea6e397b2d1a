import { createHash } from 'node:crypto';
import type { RequestShape, RequestTool } from '../tokens/index.ts';

/** A request in the two forms in which it can be counted. */
export interface CountableRequest {
  /** sha256 of what is counted, hex; the same in both forms. */
  readonly key: string;
  /** One-token letters that stand for empty messages, which services refuse; they come off the count. */
  readonly placeholders: number;
  /** Body of the Messages API, without its model. */
  readonly messages: MessagesBody;
}

/** What the Messages API counts. */
export interface MessagesBody {
  readonly system?: readonly { readonly type: 'text'; readonly text: string }[];
  readonly messages: readonly { readonly role: 'user' | 'assistant'; readonly content: readonly { readonly type: 'text'; readonly text: string }[] }[];
  readonly tools?: readonly { readonly name: string; readonly description?: string; readonly input_schema: { readonly [key: string]: unknown } }[];
}

/** A single letter is one token in every vocabulary. */
const LETTER = 'a';

/** The request as services take it, or in words why they would not. */
export function countable({ rawPrompt, toolChoice, system, messages, tools }: RequestShape): CountableRequest | string {
  if (rawPrompt) return 'its prompt goes to the model without a chat template';
  if (toolChoice !== undefined && toolChoice !== 'auto') return 'its tool choice cannot be counted';
  if (messages[0]?.role === 'assistant') return 'its messages begin with the assistant';
  const wireTools = tools.map(toolOf);
  if (wireTools.some(tool => tool === undefined)) return 'a tool has no schema that is known';

  let placeholders = 0;
  const given = messages.length > 0 ? messages : [{ role: 'user' as const, parts: [] }];
  const wireMessages = given.map(({ role, parts }) => {
    const texts = parts.flatMap(part => (part.type === 'text' && part.text !== '' ? [{ type: 'text' as const, text: part.text }] : []));
    if (texts.length === 0) placeholders++;
    return { role, content: texts.length > 0 ? texts : [{ type: 'text' as const, text: LETTER }] };
  });
  if (messages.some(({ parts }) => parts.some(({ type }) => type !== 'text'))) return 'a message holds more than text';
  const wireSystem = system.filter(text => text !== '').map(text => ({ type: 'text' as const, text }));
  if ([...wireSystem, ...wireMessages.flatMap(({ content }) => content)].some(({ text }) => text.trim() === '')) return 'a text is blank';

  const body: MessagesBody = {
    ...(wireSystem.length > 0 && { system: wireSystem }),
    messages: wireMessages,
    ...(tools.length > 0 && { tools: wireTools as NonNullable<MessagesBody['tools']> }),
  };
  return { key: createHash('sha256').update(JSON.stringify(body)).digest('hex'), placeholders, messages: body };
}

function toolOf({ name, description, inputSchema }: RequestTool): NonNullable<MessagesBody['tools']>[number] | undefined {
  if (typeof inputSchema !== 'object' || inputSchema === null || Array.isArray(inputSchema)) return undefined;
  return { name, ...(description && { description }), input_schema: inputSchema as { [key: string]: unknown } };
}

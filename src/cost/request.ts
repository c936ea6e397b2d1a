import { staticText, type Call, type Prompt } from '../core/call.ts';
import { isObject } from '../core/json.ts';
import type { RequestShape, RequestTool } from '../tokens/index.ts';


/** InvokeModel bodies whose prompt reaches the model as it is, known by the name of their limit (Llama, Titan). */
const RAW_PROMPT_LIMITS = new Set(['max_gen_len', 'maxTokenCount', 'textGenerationConfig.maxTokenCount']);

/** The request of a call as far as its text is known, and the tool text that is no JSON and is counted as it stands. */
export interface KnownRequest {
  shape: RequestShape;
  looseTools: string[];
}

/** What the call sends to the model `modelId` (canonical), holes left out. */
export function requestOf(call: Call, modelId: string): KnownRequest {
  const texts = (part: Prompt['part']) => call.prompts.filter(prompt => prompt.part === part).map(prompt => staticText(prompt.text));
  const tools: RequestTool[] = [];
  const looseTools: string[] = [];
  for (const text of texts('tools')) {
    const parsed = toolsIn(text);
    if (parsed) tools.push(...parsed);
    else if (text) looseTools.push(text);
  }
  const rawPrompt = RAW_PROMPT_LIMITS.has(call.limit.key);
  return { shape: { modelId, system: texts('system'), messages: messagesOf(call), tools, ...(rawPrompt && { rawPrompt }) }, looseTools };
}

/** Neighbouring prompts of one role are the parts of one message. */
function messagesOf(call: Call): RequestShape['messages'] {
  const messages: RequestShape['messages'] = [];
  for (const { part, text } of call.prompts) {
    if (part !== 'user' && part !== 'assistant') continue;
    const last = messages.at(-1);
    const piece = { type: 'text' as const, text: staticText(text), ...(endsOpen(text) && { isOpen: true as const }) };
    if (last?.role === part) last.parts.push(piece);
    else messages.push({ role: part, parts: [piece] });
  }
  return messages;
}

/** White space before a value is not the end of the text. */
function endsOpen({ pieces }: Prompt['text']): boolean {
  const last = pieces.at(-1);
  return last !== undefined && 'hole' in last;
}

function toolsIn(text: string): RequestTool[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const tools = (Array.isArray(value) ? value : [value]).map(toolOf);
    return tools.every(tool => tool !== undefined) ? tools : undefined;
  } catch {
    return undefined;
  }
}

/** Converse `toolSpec`, the Messages API and OpenAI functions say the same in three ways. */
function toolOf(value: unknown): RequestTool | undefined {
  if (!isObject(value)) return undefined;
  const spec = isObject(value.toolSpec) ? value.toolSpec : isObject(value.function) ? value.function : value;
  if (typeof spec.name !== 'string') return undefined;
  const schema = isObject(spec.inputSchema) && 'json' in spec.inputSchema ? spec.inputSchema.json : (spec.inputSchema ?? spec.input_schema ?? spec.parameters);
  return {
    name: spec.name,
    ...(typeof spec.description === 'string' && { description: spec.description }),
    ...(schema !== undefined && { inputSchema: schema }),
  };
}

import { CLAUDE_TOOL_DEFINITION, claudeOverhead, renderTool, renderToolUse, toolPrompt, type ClaudeToolHistory } from './claude-request.ts';
import { frameOf } from './frames.ts';
import { harmonyTools } from './harmony.ts';
import { compactJson, functionsJson } from './json-text.ts';
import { tokenizerFamilyOf } from './model-family.ts';
import type { RequestCount, RequestPart, RequestShape, TokenCount, TokenizerFamily } from './types.ts';

/** Adds counts up with the spread of their errors. */
class Sum {
  tokens = 0;
  spread = 0;
  private readonly count: (text: string) => TokenCount;

  constructor(count: (text: string) => TokenCount) {
    this.count = count;
  }

  /** Counts a text and returns its tokens. */
  text(text: string): number {
    const counted = this.count(text);
    this.spread += counted.tokens * counted.error;
    this.tokens += counted.tokens;
    return counted.tokens;
  }

  /** Adds tokens of the frame, known to within `spread`. */
  frame(tokens: number, spread: number): number {
    this.tokens += tokens;
    this.spread += spread;
    return tokens;
  }
}

/** Tokens of a request as the service bills them. */
export function countRequestTokens(request: RequestShape, count: (text: string, family: TokenizerFamily) => TokenCount): RequestCount {
  const family = tokenizerFamilyOf(request.modelId);
  const sum = new Sum((text) => count(text, family));
  const parts = family === 'claude-v3' || family === 'claude-v4.7' ? claudeParts(request, sum) : templateParts(request, family, sum);
  const rounded = {
    system: Math.round(parts.system),
    messages: Math.round(parts.messages),
    tools: Math.round(parts.tools),
    overhead: Math.round(parts.overhead),
  };
  const tokens = rounded.system + rounded.messages + rounded.tools + rounded.overhead;
  if (tokens === 0) return { tokens, basis: 'calibrated', error: 0, parts: rounded };
  return { tokens, basis: 'calibrated', error: Math.min(1, sum.spread / tokens), parts: rounded };
}

function claudeParts(request: RequestShape, sum: Sum): RequestCount['parts'] {
  const known = claudeOverhead(request.modelId);
  const { messages, tools } = request;
  let overhead = sum.frame(known.message + known.further * Math.max(0, messages.length - 1), 1);
  // A prefilled answer ends the request without a turn of its own; a request must open with the user.
  if (messages.length > 1 && messages[messages.length - 1]!.role === 'assistant') overhead += sum.frame(-known.further, 0);
  if (messages[0]?.role === 'assistant') overhead += sum.frame(15, 1);
  let system = 0;
  for (const text of request.system) system += sum.text(text);
  if (request.system.length > 0) overhead += sum.frame(known.system, 0);

  let toolTokens = 0;
  if (tools.length > 0) {
    overhead += sum.frame(toolPrompt(known, request.toolChoice), 2);
    if (typeof request.toolChoice === 'object') toolTokens += sum.text(request.toolChoice.tool);
    for (const tool of tools) toolTokens += sum.text(renderTool(tool)) + sum.frame(CLAUDE_TOOL_DEFINITION, 0);
  }

  let messageTokens = 0;
  for (const message of messages) {
    for (const part of message.parts) messageTokens += claudePart(part, sum, known.history);
    if (message.parts.filter(({ type }) => type === 'tool-use').length > 1) messageTokens += sum.frame(known.history.parallel, 5);
  }
  return { system, messages: messageTokens, tools: toolTokens, overhead };
}

function claudePart(part: RequestPart, sum: Sum, history: ClaudeToolHistory): number {
  if (part.type === 'text') return sum.text(part.isOpen ? part.text : withoutEnd(part.text));
  if (part.type === 'tool-result') return sum.text(part.text) + sum.frame(history.result, history.doubt / 2);
  const use = renderToolUse(part.name, part.input);
  return sum.text(use.text) + sum.frame(history.use + history.argument * use.arguments, history.doubt / 2);
}

/** The frame of a message takes in the white space that ends it. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t\r\n'.includes(text[end - 1]!)) end--;
  return text.slice(0, end);
}

function templateParts(request: RequestShape, family: TokenizerFamily, sum: Sum): RequestCount['parts'] {
  const known = frameOf(request.modelId, family);
  const raw = request.rawPrompt === true;
  const framed = (tokens: number) => sum.frame(tokens, Math.abs(tokens) * known.doubt);
  let overhead = raw ? 0 : framed(known.first + known.further * Math.max(0, request.messages.length - 1));
  if (raw) overhead += sum.frame(known.raw ?? 0, 0);
  let system = 0;
  for (const text of request.system) system += sum.text(text);
  if (request.system.length > 0 && !raw) overhead += framed(known.system);

  let tools = 0;
  if (request.tools.length > 0) {
    overhead += framed(known.tools);
    if (family === 'gpt-oss') {
      tools += sum.text(harmonyTools(request.tools));
    } else if (family === 'mistral-tekken') {
      tools += sum.text(functionsJson(request.tools));
    } else {
      for (const tool of request.tools) {
        const json = sum.text(compactJson({ name: tool.name, description: tool.description, inputSchema: tool.inputSchema }));
        tools += json + sum.frame(json * (known.toolJson - 1), 0);
      }
    }
  }

  let messages = 0;
  for (const message of request.messages) {
    for (const part of DROPS_THOUGHTS.test(request.modelId) && message.role === 'assistant' ? answerOf(message.parts) : message.parts) {
      if (part.type === 'tool-use') messages += sum.text(`${part.name} ${compactJson(part.input ?? {})}`);
      else messages += sum.text(part.text);
      if (part.type === 'tool-result') overhead += framed(known.toolUse);
    }
  }
  return { system, messages, tools, overhead };
}

/** Models whose template leaves the reasoning of earlier answers out, up to the `</think>` that ends it. */
const DROPS_THOUGHTS = /deepseek.{0,40}r1|qwen-?3/;

function answerOf(parts: readonly RequestPart[]): readonly RequestPart[] {
  const last = parts.findLastIndex((part) => part.type === 'text' && part.text.includes('</think>'));
  return last === -1 ? parts : parts.slice(last).map((part, index) => (index === 0 && part.type === 'text' ? { ...part, text: part.text.slice(part.text.lastIndexOf('</think>') + 8) } : part));
}

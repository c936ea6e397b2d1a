import { tokenizerFamilyOf } from './model-family.ts';
import type { RequestCount, RequestShape, TokenCount, TokenizerFamily } from './types.ts';

/** Sections of a request, each counted alone. */
export function countRequestTokens(
  request: RequestShape,
  count: (text: string, family: TokenizerFamily) => TokenCount,
): RequestCount {
  const family = tokenizerFamilyOf(request.modelId);
  let error = 0;
  const of = (text: string) => {
    const counted = count(text, family);
    error += counted.error * counted.tokens;
    return counted.tokens;
  };
  let system = 0;
  let messages = 0;
  let tools = 0;
  for (const text of request.system) system += of(text);
  for (const message of request.messages)
    for (const part of message.parts) messages += part.type === 'tool-use' ? of(`${part.name} ${JSON.stringify(part.input)}`) : of(part.text);
  for (const tool of request.tools) tools += of(JSON.stringify(tool));
  const overhead = request.rawPrompt ? 0 : 7 + 3 * (request.messages.length - 1) + (request.tools.length ? 350 : 0);
  const tokens = system + messages + tools + overhead;
  return { tokens, basis: 'calibrated', error: tokens ? error / tokens : 0, parts: { system, messages, tools, overhead } };
}

import { referenceCount } from './reference.ts';
import { countRequestTokens } from './request.ts';
import type { RequestCount, RequestShape, TokenCount, TokenizerFamily } from './types.ts';

export { tokenizerFamilyOf } from './model-family.ts';
export type { RequestCount, RequestPart, RequestShape, RequestTool, TokenCount, TokenizerFamily } from './types.ts';

/** Content tokens of one text. */
export function countTokens(text: string, family: TokenizerFamily): TokenCount {
  if (text === '') return { tokens: 0, basis: family === 'gpt-oss' ? 'exact' : 'calibrated', error: 0 };
  const { tokens, error } = referenceCount(text, family);
  return { tokens: Math.max(1, Math.round(tokens)), basis: error === 0 ? 'exact' : 'calibrated', error };
}

/** Whole request as the service bills it: content plus message, system and tool overhead. */
export function countRequest(request: RequestShape): RequestCount {
  return countRequestTokens(request, countTokens);
}

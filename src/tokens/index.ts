import { byText } from '../core/by-text.ts';
import { TOKENIZERS } from './families/index.ts';
import { countRequestTokens } from './request.ts';
import type { RequestCount, RequestShape, TokenCount, TokenizerFamily } from './types.ts';

export { tokenizerFamilyOf } from './model-family.ts';
export type { RequestCount, RequestPart, RequestShape, RequestTool, TokenCount, TokenizerFamily } from './types.ts';

const counters = new Map<TokenizerFamily, (text: string) => TokenCount>();

/** Content tokens of one text. Never throws; the vocabularies load at the first text that is not empty. */
export function countTokens(text: string, family: TokenizerFamily): TokenCount {
  if (text === '') return { tokens: 0, basis: 'exact', error: 0 };
  let count = counters.get(family);
  if (!count) counters.set(family, (count = byText(each => TOKENIZERS[family].count(each))));
  return count(text);
}

/** Whole request as the service bills it: content plus message, system and tool overhead. */
export function countRequest(request: RequestShape): RequestCount {
  return countRequestTokens(request, countTokens);
}

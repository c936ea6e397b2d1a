import { isLiteral, type Call } from '../core/call.ts';
import { findModel, parseModelId } from '../models/index.ts';
import { countTokens, tokenizerFamilyOf } from '../tokens/index.ts';

const ORDER = { tools: 0, system: 1, user: 2, assistant: 2 };

/** The part of a call's input that is the same in every request. */
export interface Prefix {
  /** Tokens up to the first hole, in the order tools, system, messages. */
  tokens: number;
  /** Tokens the model wants of a cached prefix; undefined where it does not cache. */
  minimum: number | undefined;
  /** Whether a cache point behind it has any effect. Below the minimum the request works, uncached, without a word. */
  isEnough: boolean;
}

/** The static prefix of `call` as the model `id` counts it. Tools are left out where the model caches none. */
export function prefixOf(call: Call, id: string): Prefix {
  const { canonical } = parseModelId(id);
  const caching = findModel(id)?.caching ?? undefined;
  const text = leadingText(call, !caching?.explicit || caching.fields.length === 0 || caching.fields.includes('tools'));
  const { tokens } = countTokens(text, tokenizerFamilyOf(canonical));
  const minimum = caching?.min ?? undefined;
  return { tokens, minimum, isEnough: minimum !== undefined && tokens >= minimum };
}

function leadingText(call: Call, withTools: boolean): string {
  let text = '';
  const prompts = call.prompts.filter(prompt => withTools || prompt.part !== 'tools').toSorted((a, b) => ORDER[a.part] - ORDER[b.part]);
  for (const prompt of prompts) {
    if (prompt.state === 'unknown') return text;
    for (const piece of prompt.text.pieces) {
      if (!isLiteral(piece)) return text;
      text += piece.value;
    }
  }
  return text;
}

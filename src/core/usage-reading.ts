import type { Range } from './source.ts';

/** Token counts of answers, and the tools that record them for an application. */
const READS = /\busage\b|usage_?[mM]etadata|(?:input|output|prompt|completion|total)_?[tT]oken(?:s|_?[cC]ount)\b|x-amzn-bedrock-(?:input|output)-token-count|opentelemetry|langfuse|langsmith|traceloop|openllmetry|ddtrace|helicone|openinference|AWS\/Bedrock|[pP]ut_?[mM]odel_?[iI]nvocation_?[lL]ogging/;

/** Does code read, or hand to a tool that reads, what calls used? A word is enough: it is asked to be silent, never to report. */
export function readsUsage(texts: Iterable<string>): boolean {
  for (const text of texts) if (READS.test(text)) return true;
  return false;
}

/** `usage.inputTokens * price`, `(input_tokens / 1000) * rate`: the input of an answer turned into money. */
const COSTS = /\b(?:input|prompt)_?[tT]okens?\b["'\])]*\s*(?:\/\s*[\d_.e]+\s*(?:\)\s*)?)?\*\s*(?:[\w.$]*(?:[pP]rice|PRICE|[cC]ost|COST|[rR]ate|RATE)|[\d_.e-]+\s*(?:\/|\*|[;,)\n+]))/;
/** Tokens that a cache read or wrote, by any of their names; `totalTokens` holds them too. */
const CACHED = /cache_?d?_?(?:read|write|creation|input|prompt|tokens|cost|savings)|cached_?(?:content_?)?tokens|\bcached\b/i;

/** Where code adds up the cost of input tokens, and nothing in its file speaks of cached ones; undefined where it does neither, or both. */
export function costWithoutCache(text: string): Range | undefined {
  if (CACHED.test(text)) return undefined;
  const found = COSTS.exec(text);
  return found ? [found.index, found.index + found[0].trimEnd().length] : undefined;
}

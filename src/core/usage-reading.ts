/** Token counts of answers, and the tools that record them for an application. */
const READS = /\busage\b|usage_?[mM]etadata|(?:input|output|prompt|completion|total)_?[tT]oken(?:s|_?[cC]ount)\b|x-amzn-bedrock-(?:input|output)-token-count|opentelemetry|langfuse|langsmith|traceloop|openllmetry|ddtrace|helicone|openinference|AWS\/Bedrock|[pP]ut_?[mM]odel_?[iI]nvocation_?[lL]ogging/;

/** Does code read, or hand to a tool that reads, what calls used? A word is enough: it is asked to be silent, never to report. */
export function readsUsage(texts: Iterable<string>): boolean {
  for (const text of texts) if (READS.test(text)) return true;
  return false;
}

/** Where in what a library gives back the text of the answer stands. */

/** Keys that lead to the text, indices left out. Of bodies: by the format of each vendor. */
const PATHS: readonly string[] = [
  // Converse, and its stream
  'output.message.content.text',
  'stream.contentBlockDelta.delta.text',
  'contentBlockDelta.delta.text',
  'Output.Value.Content.Value',
  // InvokeModel, decoded and parsed on the way
  ...['content.text', 'completion', 'results.outputText', 'generation', 'outputs.text', 'outputs.message.content', 'choices.message.content', 'choices.text', 'output.message.content.text', 'generations.text', 'completions.data.text', 'text'].flatMap(path => [`body.${path}`, path]),
  ...['delta.text', 'completion', 'outputText', 'generation', 'contentBlockDelta.delta.text', 'outputs.text', 'choices.delta.content'].flatMap(path => [`body.chunk.bytes.${path}`, `chunk.bytes.${path}`]),
  // Messages, Chat Completions, and what frameworks give
  'delta.text',
  'choices.delta.content',
  'output_text',
  'message.content.text',
  'textStream',
  'text_stream',
  'text_delta.text',
];
/** Libraries whose message holds its text under `content`. */
const PLAIN_CONTENT = /^(?:langchain|llama-?index|haystack|dspy|semantic-kernel|smolagents|mirascope|agno)/;
const BLOCKS = new Set(['content', 'message.content']);
const whole = new Set(PATHS);
const ways = new Set(PATHS.flatMap(path => path.split('.').map((_, index, keys) => keys.slice(0, index).join('.'))));

/** `text`: the answer. `way`: the text stands below. `elsewhere`: usage, ids, reasons to stop. */
export function answerAt(path: readonly string[], sdk: string): 'text' | 'way' | 'elsewhere' {
  const name = path.join('.');
  if (BLOCKS.has(name) && PLAIN_CONTENT.test(sdk)) return 'text';
  if (whole.has(name)) return 'text';
  return ways.has(name) ? 'way' : 'elsewhere';
}

/** Libraries whose answer gives its text where a string is made of it. */
export function isTextAsString(sdk: string): boolean {
  return /^(?:strands|llama-?index|crewai)/.test(sdk);
}

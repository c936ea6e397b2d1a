import type { TokenizerFamily } from './types.ts';

/** What a chat template adds to a request, in tokens; read from requests recorded on Bedrock where there are any (REPORT.md §6). */
export interface Frame {
  /** With one message. */
  first: number;
  /** Each message after it. */
  further: number;
  /** A system prompt. */
  system: number;
  /** The instructions that come with tools. */
  tools: number;
  /** Tokens of the tools as shown ÷ tokens of their JSON. */
  toolJson: number;
  /** Where the prompt goes to the model as it is: the token that begins it, as far as it is billed. */
  raw?: number;
  /** A tool call with its result. */
  toolUse: number;
  /** Relative error of the figures above; hosts wrap requests differently. */
  doubt: number;
}

const frame = (first: number, further: number, system: number, tools = 60, toolJson = 1, toolUse = 15, doubt = 0.4): Frame => ({
  first,
  further,
  system,
  tools,
  toolJson,
  toolUse,
  doubt,
});

const FRAMES: Partial<Record<TokenizerFamily, Frame>> = {
  'nova-1': frame(0, 2.5, 0, 345, 1.27, 25, 0.04),
  'nova-2': frame(46, 3, 0, 806, 1.65, 36, 0.03),
  // `User: …` and `Bot:`, which Converse adds.
  'titan-text': { ...frame(3, 3, 0), raw: 0 },
  'titan-embed': frame(0, 0, 0),
  'cohere-embed': frame(0, 0, 0),
  'cohere-command': frame(3, 4, 4, 0, 1, 10),
  'claude-2': frame(5, 4, 3),
  llama2: frame(8, 8, 8),
  llama3: frame(10, 4, 5, 90),
  llama4: frame(10, 4, 4, 98),
  'mistral-tekken': frame(3, 3, 2, 5, 1, 6),
  // `<s>[INST] … [/INST]` is 9, and an answer ends with one more: with the brackets of the next question, 9 for two messages.
  'mistral-sp': { ...frame(9, 4.5, 0, 60, 1, 15, 0.12), raw: 1 },
  deepseek: frame(5, 1.5, 1, 230, 1.2, 25),
  qwen: frame(8, 5, 5, 90, 1.1, 20),
  'qwen3.5': frame(10, 5, 3, 210, 1.1, 20),
  'gpt-oss': frame(67, 4, 2, 22, 1, 15, 0.15),
  kimi: frame(8, 5, 3, 13, 1.1, 14),
  ai21: frame(10, 4, 3),
  glm: frame(5, 4, 3, 149, 1, 12),
};

/** Models that wrap a request otherwise than their relatives do. */
const OF_MODEL: readonly [RegExp, Frame][] = [
  // From 3.1 on a system message with two dates stands before all others.
  [/llama-?3-?[.-][1-3]\b/, frame(35, 4, 2, 90, 1, 15, 0.12)],
  [/llama3-(8|70)b/, frame(14, 4, 5, 90)],
  [/titan-embed-text-v2/, { ...frame(0, 0, 0), raw: 1 }],
];

const GUESS = frame(5, 4, 3, 60, 1, 15, 0.7);

/** The frame of a model by its canonical id; a guess with wide doubt where nothing was measured. */
export function frameOf(modelId: string, family: TokenizerFamily): Frame {
  return OF_MODEL.find(([pattern]) => pattern.test(modelId))?.[1] ?? FRAMES[family] ?? GUESS;
}

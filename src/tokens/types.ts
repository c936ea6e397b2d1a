/** Tokenizer families on Bedrock. */
export type TokenizerFamily =
  | 'claude-v3' | 'claude-v4.7' | 'claude-2'
  | 'nova-1' | 'nova-2' | 'titan-text' | 'titan-embed'
  | 'cohere-embed' | 'cohere-command'
  | 'llama2' | 'llama3' | 'llama4'
  | 'mistral-tekken' | 'mistral-sp'
  | 'deepseek' | 'qwen' | 'qwen3.5' | 'gpt-oss' | 'kimi' | 'glm' | 'minimax'
  | 'ai21' | 'nemotron' | 'gemma' | 'palmyra' | 'unknown';

/** Tokens of one text or request, and what the number rests on. */
export interface TokenCount {
  tokens: number;
  basis: 'exact' | 'calibrated';
  /** Relative: 0.06 is ±6 %, and covers at least 90 % of that kind of text. 0 when exact. */
  error: number;
}

/** One part of a message. */
export type RequestPart =
  /** `isOpen`: what ends it is known at run time alone. */
  | { type: 'text'; text: string; isOpen?: true }
  | { type: 'tool-use'; name: string; input: unknown }
  | { type: 'tool-result'; text: string };

/** One tool as the model is told about it. */
export interface RequestTool {
  name: string;
  description?: string;
  inputSchema?: unknown;
}

/** A whole request, with `modelId` a canonical Bedrock id. */
export interface RequestShape {
  modelId: string;
  system: string[];
  messages: { role: 'user' | 'assistant'; parts: RequestPart[] }[];
  tools: RequestTool[];
  toolChoice?: 'auto' | 'any' | 'none' | { tool: string };
  /** The prompt goes to the model as it is, without a chat template (InvokeModel `prompt`, `inputText`). */
  rawPrompt?: boolean;
}

/** Tokens of a request and of its sections; the sections sum to `tokens`. */
export interface RequestCount extends TokenCount {
  parts: { system: number; messages: number; tools: number; overhead: number };
}

/** A tokenizer, or its estimate. The text is never empty. */
export interface Tokenizer {
  count(text: string): TokenCount;
}

/** An estimate whose weights were fitted to counts; maintainers fit it anew. */
export interface Calibrated<Weights> extends Tokenizer {
  readonly weights: Weights;
  /** The same with other weights, and the bands that it has. */
  refitted(weights: Weights): Tokenizer;
}

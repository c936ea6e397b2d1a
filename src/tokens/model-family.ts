import type { TokenizerFamily } from './types.ts';

/** The family of a canonical Bedrock model id; `unknown` where no tokenizer is known. */
export function tokenizerFamilyOf(modelId: string): TokenizerFamily {
  const id = modelId.toLowerCase();
  if (id.includes('claude')) return claudeFamily(id);
  for (const [pattern, family] of FAMILIES) if (pattern.test(id)) return family;
  return 'unknown';
}

/**
 * The vocabulary changed twice: after Claude 2, and with Opus 4.7, which every later model shares.
 * Ids say `claude-3-5-sonnet`, `claude-sonnet-4-5-2025…`, `claude-v2:1`; a date is no version.
 */
function claudeFamily(id: string): TokenizerFamily {
  const name = id.slice(id.indexOf('claude'));
  if (/^claude-(instant|v[12]\b|2\b)/.test(name)) return 'claude-2';
  if (name.startsWith('claude-mythos') || name.startsWith('claude-fable')) return 'claude-v4.7';
  const version = /-(\d)(?:[-.](\d{1,2}))?(?![\d])/.exec(name);
  if (!version) return 'unknown';
  const major = Number(version[1]);
  const minor = Number(version[2] ?? 0);
  return major > 4 || (major === 4 && minor >= 7) ? 'claude-v4.7' : 'claude-v3';
}

/** First match wins. Image, video and rerank models have no entry: they are not billed by text tokens. */
const FAMILIES: readonly [RegExp, TokenizerFamily][] = [
  [/nova-(canvas|reel)|nova-2-multimodal|nova-multimodal|titan-image|titan-embed-image|rerank|stable|luma/, 'unknown'],
  [/nova-2/, 'nova-2'],
  [/nova/, 'nova-1'],
  [/titan-embed/, 'titan-embed'],
  [/titan/, 'titan-text'],
  [/cohere\.embed|^embed-/, 'cohere-embed'],
  [/cohere|command(?:-|$)|c4ai/, 'cohere-command'],
  [/distill-llama/, 'llama3'],
  [/distill-qwen/, 'qwen'],
  [/llama-?4/, 'llama4'],
  [/llama-?3/, 'llama3'],
  [/llama-?2/, 'llama2'],
  // Large 2407 and Pixtral Large, which stands on its successor, keep the vocabulary of 32,768.
  [/mistral-7b|mistral-tiny|mixtral|mistral-small$|mistral-(small|large)-240[27]|pixtral-large/, 'mistral-sp'],
  [/mistral|mixtral|ministral|magistral|devstral|voxtral|pixtral|codestral/, 'mistral-tekken'],
  [/deepseek/, 'deepseek'],
  [/qwen-?3[.-][5-9]|qwen-?[4-9]/, 'qwen3.5'],
  [/qwen/, 'qwen'],
  [/gpt/, 'gpt-oss'],
  [/kimi/, 'kimi'],
  [/glm/, 'glm'],
  [/minimax/, 'minimax'],
  [/jamba|ai21|^j2/, 'ai21'],
  [/nemotron/, 'nemotron'],
  [/gemma/, 'gemma'],
  [/palmyra/, 'palmyra'],
];

import { ai21 } from './ai21.ts';
import { claude2 } from './claude-2.ts';
import { claudeV3 } from './claude-v3.ts';
import { claudeV47 } from './claude-v4-7.ts';
import { cohereCommand } from './cohere-command.ts';
import { cohereEmbed } from './cohere-embed.ts';
import { deepseek } from './deepseek.ts';
import { gemma } from './gemma.ts';
import { glm } from './glm.ts';
import { gptOss } from './gpt-oss.ts';
import { kimi } from './kimi.ts';
import { llama2 } from './llama2.ts';
import { llama3 } from './llama3.ts';
import { llama4 } from './llama4.ts';
import { minimax } from './minimax.ts';
import { mistralSp } from './mistral-sp.ts';
import { mistralTekken } from './mistral-tekken.ts';
import { nemotron } from './nemotron.ts';
import { nova1 } from './nova-1.ts';
import { nova2 } from './nova-2.ts';
import { palmyra } from './palmyra.ts';
import { qwen } from './qwen.ts';
import { qwen35 } from './qwen3-5.ts';
import { titanEmbed } from './titan-embed.ts';
import { titanText } from './titan-text.ts';
import { unknown } from './unknown.ts';
import type { Tokenizer, TokenizerFamily } from '../types.ts';

/** The tokenizer, or its estimate, of every family. */
export const TOKENIZERS: Readonly<Record<TokenizerFamily, Tokenizer>> = {
  'claude-v3': claudeV3,
  'claude-v4.7': claudeV47,
  'claude-2': claude2,
  'nova-1': nova1,
  'nova-2': nova2,
  'titan-text': titanText,
  'titan-embed': titanEmbed,
  'cohere-embed': cohereEmbed,
  'cohere-command': cohereCommand,
  llama2,
  llama3,
  llama4,
  'mistral-tekken': mistralTekken,
  'mistral-sp': mistralSp,
  deepseek,
  qwen,
  'qwen3.5': qwen35,
  'gpt-oss': gptOss,
  kimi,
  glm,
  minimax,
  ai21,
  nemotron,
  gemma,
  palmyra,
  unknown,
};

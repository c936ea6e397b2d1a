import { exactTokenizer } from '../exact.ts';

/** gpt-oss (o200k_harmony: o200k with other special tokens) and the GPT models, which share it as far as is known. */
export const gptOss = exactTokenizer('o200k_base');

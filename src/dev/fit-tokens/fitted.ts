import { claudeV3 } from '../../tokens/families/claude-v3.ts';
import { claudeV47 } from '../../tokens/families/claude-v4-7.ts';
import { cohereCommandEstimate } from '../../tokens/families/cohere-command.ts';
import { deepseekEstimate } from '../../tokens/families/deepseek.ts';
import { llama3Estimate } from '../../tokens/families/llama3.ts';
import { llama4 } from '../../tokens/families/llama4.ts';
import { mistralTekkenEstimate } from '../../tokens/families/mistral-tekken.ts';
import { nova1 } from '../../tokens/families/nova-1.ts';
import { nova2 } from '../../tokens/families/nova-2.ts';
import { qwenEstimate } from '../../tokens/families/qwen.ts';
import type { LinearWeights } from '../../tokens/linear.ts';
import type { SegmentWeights } from '../../tokens/segment-estimate.ts';
import type { Calibrated, TokenizerFamily } from '../../tokens/types.ts';

/** Estimates that are fitted by trees. */
export const BY_TREES: ReadonlyMap<TokenizerFamily, Calibrated<SegmentWeights>> = new Map([['claude-v3', claudeV3], ['claude-v4.7', claudeV47]]);

/** Estimates that are fitted by the classes of a text. */
export const BY_CLASSES: ReadonlyMap<TokenizerFamily, Calibrated<LinearWeights>> = new Map([
  ['nova-1', nova1], ['nova-2', nova2], ['cohere-command', cohereCommandEstimate], ['llama3', llama3Estimate],
  ['llama4', llama4], ['mistral-tekken', mistralTekkenEstimate], ['deepseek', deepseekEstimate], ['qwen', qwenEstimate],
]);

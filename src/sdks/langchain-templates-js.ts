import type { Sdk } from '../core/sdk.ts';
import { isTemplate } from './langchain-conversation.ts';
import { langchainPrompts, templatePrompts } from './langchain-prompts-js.ts';
import { noLimit } from './request/limit.ts';
import { isOf } from './request/package.ts';
import { draftOf } from './request/parts.ts';

const PACKAGES = ['@langchain/core', 'langchain', '@langchain/classic'];

/** Templates in files that speak of Bedrock, where they are not their only model's: texts that reach a model elsewhere. */
export const langchainTemplatesJs: Sdk = {
  name: 'langchain',
  needles: ['@langchain/core/prompts', 'langchain/prompts'],
  callees: ['fromMessages', 'fromTemplate', 'PromptTemplate'],
  match({ target, args, expr, module }, context) {
    if (!target || !isOf(target, ...PACKAGES) || !isTemplate(expr) || !/bedrock/i.test(module.text)) return undefined;
    if (langchainPrompts(module, context).prompts.length > 0) return undefined;
    const prompts = templatePrompts(expr, args, context);
    return prompts.length > 0 ? draftOf('langchain', 'prompt', undefined, { prompts, limit: noLimit, caching: 'unknown' }) : undefined;
  },
};

import type { Sdk } from '../core/sdk.ts';
import { isTemplate } from './langchain-conversation.ts';
import { langchainPrompts, templatePrompts } from './langchain-prompts-python.ts';
import { isFrom } from './origin.ts';
import { noLimit } from './request/limit.ts';
import { draftOf } from './request/parts.ts';

/** Templates in files that load langchain_aws, where they are not their only model's: texts that reach a model elsewhere. */
export const langchainTemplatesPython: Sdk = {
  name: 'langchain',
  needles: ['langchain_aws'],
  callees: ['from_messages', 'from_template', 'ChatPromptTemplate', 'PromptTemplate'],
  match({ target, args, expr, module }, context) {
    if (!isFrom(target, 'langchain_core', 'langchain', 'langchain_classic') || !isTemplate(expr) || !module.imports.some(name => name.startsWith('langchain_aws'))) return undefined;
    if (langchainPrompts({ expr, module }, context).prompts.length > 0) return undefined;
    const prompts = templatePrompts(args, context);
    return prompts.length > 0 ? draftOf('langchain', 'prompt', undefined, { prompts, limit: noLimit, caching: 'unknown' }) : undefined;
  },
};

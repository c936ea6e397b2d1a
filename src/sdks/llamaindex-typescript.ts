/** LlamaIndex for TypeScript: `new Bedrock({ model })` and what is made by its short forms. */
import type { Sdk } from '../core/sdk.ts';
import { unseen } from './request/content.ts';
import { field } from './request/field.ts';
import { limitOf } from './request/limit.ts';
import { isOf } from './request/package.ts';
import { draftOf } from './request/parts.ts';

/** `@llamaindex/community`, `@llamaindex/aws`. */
export const llamaindexTypescript: Sdk = {
  name: 'llama-index',
  needles: ['@llamaindex/community', '@llamaindex/aws', 'llamaindex'],
  callees: ['Bedrock', 'bedrock'],
  match({ name, target, args, isNew }, context) {
    if (isNew !== (name === 'Bedrock') || !isOf(target, '@llamaindex/community', '@llamaindex/aws', 'llamaindex')) return undefined;
    const config = args.at(0);
    const model = field(config, 'model', context).value ?? unseen('model', config);
    return draftOf('llama-index', 'generate', model, { prompts: [], limit: limitOf(config, { key: 'maxTokens' }, context), caching: 'none' }, { role: 'config' });
  },
};

/** VoltAgent: an `Agent` on top of the AI SDK whose model is one of Bedrock. */
import type { Sdk } from '../core/sdk.ts';
import { routedModel } from './ai-sdk-model.ts';
import { gather, readContent } from './request/content.ts';
import { field, written } from './request/field.ts';
import { limitOf } from './request/limit.ts';
import { isOf } from './request/package.ts';
import { draftOf } from './request/parts.ts';

/** `@voltagent/core`. */
export const voltagent: Sdk = {
  name: 'voltagent',
  needles: ['@voltagent/core'],
  callees: ['Agent'],
  match({ target, args, isNew }, context) {
    if (!isNew || !isOf(target, '@voltagent/core')) return undefined;
    const config = args.at(0);
    const value = field(config, 'model', context).value;
    const model = value && routedModel(value, context);
    if (!model) return undefined;

    const out = gather();
    const tools = field(config, 'tools', context).value;
    if (tools) out.prompts.push({ part: 'tools', value: tools });
    const instructions = field(config, 'instructions', context);
    if (instructions.value) readContent(instructions.value, 'system', written(instructions.holder, 'instructions'), {}, context, out);
    const limit = limitOf(config, { key: 'maxOutputTokens' }, context);
    // Before version 1 an agent had its provider under `llm`, and the limit was for each question to bring.
    const isOld = field(config, 'llm', context).value !== undefined;
    return draftOf('voltagent', 'generate', model, { prompts: out.prompts, limit: isOld && !limit.value ? { value: undefined, key: limit.key, state: 'dynamic' } : limit, caching: 'unknown' }, { role: 'config' });
  },
};

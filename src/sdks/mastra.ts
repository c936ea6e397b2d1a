/** Mastra: an `Agent` whose model is one of Bedrock, by provider or by the name of its router. */
import type { Sdk } from '../core/sdk.ts';
import { routedModel } from './ai-sdk-model.ts';
import type { Dialect } from './request/content.ts';
import { gather, readContent, readMessages } from './request/content.ts';
import { field, written } from './request/field.ts';
import { limitOf } from './request/limit.ts';
import { isOf } from './request/package.ts';
import { cachingOf, draftOf } from './request/parts.ts';

const LIMITS = ['defaultOptions.modelSettings.maxOutputTokens', 'defaultGenerateOptions.maxTokens', 'defaultStreamOptions.maxTokens', 'defaultVNextStreamOptions.modelSettings.maxOutputTokens'];
const dialect: Dialect = { cache: { kind: 'mark', key: 'providerOptions.bedrock.cachePoint', value: { type: 'default' }, isAlsoOnMessage: true } };

/** `@mastra/core/agent`. */
export const mastra: Sdk = {
  name: 'mastra',
  needles: ['@mastra/core'],
  callees: ['Agent'],
  match({ target, args, isNew }, context) {
    if (!isNew || !isOf(target, '@mastra/core')) return undefined;
    const config = args.at(0);
    const value = field(config, 'model', context).value;
    const model = value && routedModel(value, context);
    if (!model) return undefined;

    const out = gather();
    const tools = field(config, 'tools', context).value;
    if (tools) out.prompts.push({ part: 'tools', value: tools });
    const instructions = field(config, 'instructions', context);
    if (instructions.value && context.as(instructions.value, 'object')) readMessages({ kind: 'list', items: [instructions.value], open: false }, dialect, context, out);
    else if (instructions.value) readContent(instructions.value, 'system', written(instructions.holder, 'instructions'), dialect, context, out);
    return draftOf('mastra', 'generate', model, { prompts: out.prompts, limit: limitOf(config, { key: LIMITS[0]!, also: LIMITS.slice(1) }, context), caching: cachingOf(out), cachingSyntax: '`providerOptions.bedrock.cachePoint` on a message' }, { role: 'config' });
  },
};

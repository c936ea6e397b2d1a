/** Mastra: an `Agent` whose model is one of Bedrock, by provider or by the name of its router. */
import type { Sdk } from '../core/sdk.ts';
import { agentOf } from './ai-sdk-agent.ts';
import type { Dialect } from './request/content.ts';
import { limitOf } from './request/limit.ts';
import { cachingOf, draftOf } from './request/parts.ts';

const LIMITS = ['defaultOptions.modelSettings.maxOutputTokens', 'defaultGenerateOptions.maxTokens', 'defaultStreamOptions.maxTokens', 'defaultVNextStreamOptions.modelSettings.maxOutputTokens'];
const dialect: Dialect = { cache: { kind: 'mark', key: 'providerOptions.bedrock.cachePoint', value: { type: 'default' }, isAlsoOnMessage: true } };

/** `@mastra/core/agent`. */
export const mastra: Sdk = {
  name: 'mastra',
  needles: ['@mastra/core'],
  callees: ['Agent'],
  match(invocation, context) {
    const agent = agentOf(invocation, '@mastra/core', dialect, context);
    if (!agent) return undefined;
    const { config, model, out } = agent;
    return draftOf('mastra', 'generate', model, { prompts: out.prompts, limit: limitOf(config, { key: LIMITS[0]!, also: LIMITS.slice(1) }, context), caching: cachingOf(out), cachingSyntax: '`providerOptions.bedrock.cachePoint` on a message' }, { role: 'config' });
  },
};

/** Mastra: an `Agent` whose model is one of Bedrock, by provider or by the name of its router. */
import type { Sdk } from '../core/sdk.ts';
import { agentOf } from './ai-sdk-agent.ts';
import type { Dialect } from './request/content.ts';
import { limitOf } from './request/limit.ts';
import { cachingOf, draftOf } from './request/parts.ts';

const LIMIT = 'defaultOptions.modelSettings.maxOutputTokens';
/** What version 1 calls `defaultOptions`: https://mastra.ai/guides/migrations/upgrade-to-v1/agent. */
const LIMIT_OF_0 = 'defaultVNextStreamOptions.modelSettings.maxOutputTokens';
/** Of models with an older interface. */
const LEGACY = ['defaultGenerateOptions', 'defaultStreamOptions', 'defaultGenerateOptionsLegacy', 'defaultStreamOptionsLegacy'].map(key => `${key}.maxTokens`);
const dialect: Dialect = { cache: { kind: 'mark', key: 'providerOptions.bedrock.cachePoint', value: { type: 'default' }, isAlsoOnMessage: true } };

/** `@mastra/core/agent`. */
export const mastra: Sdk = {
  name: 'mastra',
  needles: ['@mastra/core'],
  versioned: ['@mastra/core'],
  callees: ['Agent'],
  match(invocation, context) {
    const agent = agentOf(invocation, '@mastra/core', dialect, context);
    if (!agent) return undefined;
    const { config, model, out } = agent;
    const [key, other] = context.major('@mastra/core', invocation.module) === 0 ? [LIMIT_OF_0, LIMIT] : [LIMIT, LIMIT_OF_0];
    return draftOf('mastra', 'generate', model, { prompts: out.prompts, limit: limitOf(config, { key, also: [other, ...LEGACY] }, context), caching: cachingOf(out), cachingSyntax: '`providerOptions.bedrock.cachePoint` on a message' }, { role: 'config' });
  },
};

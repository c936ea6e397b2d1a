/** Frameworks of Java that fix a model and its limit in a builder: LangChain4j and Spring AI. The `build()` is the site. */
import type { Draft, Sdk, SdkContext } from '../core/sdk.ts';
import type { ObjectValue } from '../core/value.ts';
import type { ModelClass } from './framework-model.ts';
import { configOf, unknownDefault } from './framework-model.ts';
import { has } from './request/field.ts';

const chat: ModelClass = {
  model: ['modelId'],
  limit: { key: 'defaultRequestParameters.maxOutputTokens', wrong: ['maxTokens', 'maxOutputTokens'] },
  stop: ['defaultRequestParameters.stopSequences'],
};
const embedding: ModelClass = { operation: 'embed', model: ['model', 'modelId'] };

const CLASSES: { readonly [packageName: string]: { readonly [name: string]: ModelClass } } = {
  'dev.langchain4j.model.bedrock': { BedrockChatModel: chat, BedrockStreamingChatModel: chat, BedrockTitanEmbeddingModel: embedding, BedrockCohereEmbeddingModel: embedding },
  'org.springframework.ai.bedrock.converse': { BedrockChatOptions: { model: ['model'], limit: { key: 'maxTokens', wrong: ['maxOutputTokens'] }, stop: ['stopSequences'] } },
};
const NAMES: { readonly [packageName: string]: string } = { 'dev.langchain4j.model.bedrock': 'langchain4j', 'org.springframework.ai.bedrock.converse': 'spring-ai' };

/** LangChain4j and Spring AI. */
export const javaFrameworks: Sdk = {
  name: 'langchain4j',
  needles: Object.keys(CLASSES),
  callees: ['build'],
  match({ target, receiver }, context) {
    const maker = target?.result?.callee;
    const cls = maker && maker.path.length === 1 ? CLASSES[maker.module]?.[maker.path[0]!] : undefined;
    const made = cls && receiver && context.as(receiver, 'object');
    return made && config(NAMES[maker!.module]!, cls, made, context);
  },
};

function config(sdk: string, cls: ModelClass, made: ObjectValue, context: SdkContext): Draft {
  const model = cls.model.flatMap(name => made.entries.get(name)?.value ?? [])[0] ?? unknownDefault(sdk);
  const draft = configOf(sdk, cls, model, made, context);
  const isCached = ['defaultRequestParameters.promptCaching', 'cacheOptions'].some(key => has(made, key, context));
  // Spring Boot fills in what options leave out: `maxTokens(300)` where its configuration says nothing else.
  const isFilledIn = sdk === 'spring-ai' && !draft.limit.value && !draft.limit.wrongKey;
  return { ...draft, ...(isCached && { caching: 'used' }), ...(isFilledIn && { limit: { ...draft.limit, state: 'dynamic' } }) };
}

/** The names of models that LlamaIndex for TypeScript exports, and the ids that they stand for (`@llamaindex/aws` 0.0.121, which has all of `@llamaindex/community`). */

/** `BEDROCK_MODELS`. */
const MODELS: ReadonlyMap<string, string> = new Map(Object.entries({
  AMAZON_TITAN_TG1_LARGE: 'amazon.titan-tg1-large',
  AMAZON_TITAN_TEXT_EXPRESS_V1: 'amazon.titan-text-express-v1',
  AI21_J2_GRANDE_INSTRUCT: 'ai21.j2-grande-instruct',
  AI21_J2_JUMBO_INSTRUCT: 'ai21.j2-jumbo-instruct',
  AI21_J2_MID: 'ai21.j2-mid',
  AI21_J2_MID_V1: 'ai21.j2-mid-v1',
  AI21_J2_ULTRA: 'ai21.j2-ultra',
  AI21_J2_ULTRA_V1: 'ai21.j2-ultra-v1',
  COHERE_COMMAND_TEXT_V14: 'cohere.command-text-v14',
  ANTHROPIC_CLAUDE_INSTANT_1: 'anthropic.claude-instant-v1',
  ANTHROPIC_CLAUDE_1: 'anthropic.claude-v1',
  ANTHROPIC_CLAUDE_2: 'anthropic.claude-v2',
  ANTHROPIC_CLAUDE_2_1: 'anthropic.claude-v2:1',
  ANTHROPIC_CLAUDE_3_SONNET: 'anthropic.claude-3-sonnet-20240229-v1:0',
  ANTHROPIC_CLAUDE_3_HAIKU: 'anthropic.claude-3-haiku-20240307-v1:0',
  ANTHROPIC_CLAUDE_3_OPUS: 'anthropic.claude-3-opus-20240229-v1:0',
  ANTHROPIC_CLAUDE_3_5_SONNET: 'anthropic.claude-3-5-sonnet-20240620-v1:0',
  ANTHROPIC_CLAUDE_3_5_SONNET_V2: 'anthropic.claude-3-5-sonnet-20241022-v2:0',
  ANTHROPIC_CLAUDE_3_5_HAIKU: 'anthropic.claude-3-5-haiku-20241022-v1:0',
  ANTHROPIC_CLAUDE_3_7_SONNET: 'anthropic.claude-3-7-sonnet-20250219-v1:0',
  ANTHROPIC_CLAUDE_4_SONNET: 'anthropic.claude-sonnet-4-20250514-v1:0',
  ANTHROPIC_CLAUDE_4_OPUS: 'anthropic.claude-opus-4-20250514-v1:0',
  ANTHROPIC_CLAUDE_4_1_OPUS: 'anthropic.claude-opus-4-1-20250805-v1:0',
  ANTHROPIC_CLAUDE_4_5_SONNET: 'anthropic.claude-sonnet-4-5-20250929-v1:0',
  META_LLAMA2_13B_CHAT: 'meta.llama2-13b-chat-v1',
  META_LLAMA2_70B_CHAT: 'meta.llama2-70b-chat-v1',
  META_LLAMA3_8B_INSTRUCT: 'meta.llama3-8b-instruct-v1:0',
  META_LLAMA3_70B_INSTRUCT: 'meta.llama3-70b-instruct-v1:0',
  META_LLAMA3_1_8B_INSTRUCT: 'meta.llama3-1-8b-instruct-v1:0',
  META_LLAMA3_1_70B_INSTRUCT: 'meta.llama3-1-70b-instruct-v1:0',
  META_LLAMA3_1_405B_INSTRUCT: 'meta.llama3-1-405b-instruct-v1:0',
  META_LLAMA3_2_1B_INSTRUCT: 'meta.llama3-2-1b-instruct-v1:0',
  META_LLAMA3_2_3B_INSTRUCT: 'meta.llama3-2-3b-instruct-v1:0',
  META_LLAMA3_2_11B_INSTRUCT: 'meta.llama3-2-11b-instruct-v1:0',
  META_LLAMA3_2_90B_INSTRUCT: 'meta.llama3-2-90b-instruct-v1:0',
  META_LLAMA3_3_70B_INSTRUCT: 'meta.llama3-3-70b-instruct-v1:0',
  MISTRAL_7B_INSTRUCT: 'mistral.mistral-7b-instruct-v0:2',
  MISTRAL_MIXTRAL_7B_INSTRUCT: 'mistral.mixtral-8x7b-instruct-v0:1',
  MISTRAL_MIXTRAL_LARGE_2402: 'mistral.mistral-large-2402-v1:0',
  AMAZON_NOVA_PREMIER_1: 'amazon.nova-premier-v1:0',
  AMAZON_NOVA_PRO_1: 'amazon.nova-pro-v1:0',
  AMAZON_NOVA_LITE_1: 'amazon.nova-lite-v1:0',
  AMAZON_NOVA_MICRO_1: 'amazon.nova-micro-v1:0',
}));

/** `INFERENCE_BEDROCK_MODELS`: the geography before the name of a model, its Llamas written with one `_` more. */
const PROFILE = /^(US|EU|APAC)_(.+)$/;
/** Not the id of the model with that name. */
const ODD: ReadonlyMap<string, string> = new Map([['EU_ANTHROPIC_CLAUDE_3_5_HAIKU', 'eu.anthropic.claude-3-5-haiku-20240307-v1:0']]);

/** The id behind `BEDROCK_MODELS.NAME` or `INFERENCE_BEDROCK_MODELS.NAME`; undefined where these have no such name. */
export function idNamed(table: string, name: string): string | undefined {
  if (table === 'BEDROCK_MODELS') return MODELS.get(name);
  const [, geography, model] = (table === 'INFERENCE_BEDROCK_MODELS' && PROFILE.exec(name)) || [];
  const id = model && MODELS.get(model.replace('META_LLAMA_', 'META_LLAMA'));
  return ODD.get(name) ?? (geography && id ? `${geography.toLowerCase()}.${id}` : undefined);
}

/** Ids of models as Bedrock writes them: a vendor, a dot, and the model. */

const vendors = 'anthropic|amazon|meta|mistral|cohere|ai21|deepseek|openai|qwen|google|minimax|moonshot|moonshotai|nvidia|writer|xai|zai|stability|luma|twelvelabs';
const geographies = 'us|eu|apac|ap|au|jp|ca|in|global|us-gov';

/** With or without geography, head of an ARN, or the prefix that other tools put before it; of a template, also behind a hole. */
export const modelIdWithin = new RegExp(`(?:^|[./:}])(?:${vendors})\\.[a-z0-9]`, 'i');
/** The id alone, with or without geography. */
export const wholeModelId = new RegExp(`^(?:(?:${geographies})\\.)?(?:${vendors})\\.[\\w.:-]+$`);

/** Names of models that OpenAI, Google, Mistral and DeepSeek sell themselves, and of open ones where they are run without Bedrock: defaults for another provider, of which the call may be one of several. */
const sold = /^(?:gpt-[345]|chatgpt-|o[134](?:-|$)|text-(?:davinci|embedding)-|gemini-|(?:open-)?[a-z]*tral-[\w.-]*latest$|open-mi[sx]tral-|deepseek-(?:chat|coder|reasoner)$|grok-|(?:code|tiny)?llama-?\d|gemma-?\d|mi[sx]tral:|nemotron-|nomic-embed-|phi-?\d|qwen-?\d)/i;
/** `vendor/model`, as routers and hubs write it: of Bedrock's ids, those of resources have a slash (`inference-profile/…`), and what tools put before them. */
const routed = /^(?!(?:[\w-]*-)?(?:bedrock|profile|model|prompt|endpoint)\/)[\w.-]+\/[\w.:-]+$/i;
const resourceId = /^arn:[^:]*:(?:bedrock|sagemaker)/;

export function looksLikeModelId(text: string): boolean {
  return modelIdWithin.test(text) || resourceId.test(text);
}

/** Is it the name of a model that another provider has? */
export function isOfAnotherProvider(id: string): boolean {
  return sold.test(id) || (routed.test(id) && !looksLikeModelId(id));
}

/** Ids of models as Bedrock writes them: a vendor, a dot, and the model. */

const vendors = 'anthropic|amazon|meta|mistral|cohere|ai21|deepseek|openai|qwen|google|minimax|moonshot|moonshotai|nvidia|writer|xai|zai|stability|luma|twelvelabs';
const geographies = 'us|eu|apac|ap|au|jp|ca|in|global|us-gov';

/** With or without geography, head of an ARN, or the prefix that other tools put before it; of a template, also behind a hole. */
export const modelIdWithin = new RegExp(`(?:^|[./:}])(?:${vendors})\\.[a-z0-9]`, 'i');
/** The id alone, with or without geography. */
export const wholeModelId = new RegExp(`^(?:(?:${geographies})\\.)?(?:${vendors})\\.[\\w.:-]+$`);

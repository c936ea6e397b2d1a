/** instructor: typed answers over a Bedrock client. What wraps an Anthropic, OpenAI or litellm client is read as that library's request. */
import type { Sdk, SdkContext } from '../core/sdk.ts';
import type { ExternalValue, Value } from '../core/value.ts';
import { chatDialect } from './body/claude.ts';
import { liteLlmPrefix } from './constructor-sdk.ts';
import { converseInput } from './converse-input.ts';
import { withoutPrefix } from './model-prefix.ts';
import { isFrom } from './origin.ts';
import { gather, readContent, readMessages, unseen } from './request/content.ts';
import { field, firstField, written } from './request/field.ts';
import { limitOf } from './request/limit.ts';
import type { Parts } from './request/parts.ts';
import { cachingOf, draftOf } from './request/parts.ts';

/** instructor. */
export const instructor: Sdk = {
  name: 'instructor',
  needles: ['import instructor', 'from instructor'],
  callees: ['create', 'create_with_completion', 'create_partial', 'create_iterable'],
  match({ target, args }, context) {
    if (!isFrom(target, 'instructor') || !target?.result) return undefined;
    const request = args.keywords();
    const own = firstField(request, ['modelId', 'model'], context).value;
    const client = clientOf(target, own, context);
    if (!client) return undefined;
    const parts: Parts = client.isConverse ? converseInput(request, context) : chatParts(request, context);
    // Converse requests may hold plain OpenAI messages here, and the limit at the top.
    const limit = client.isConverse ? limitOf(request, { key: 'inferenceConfig.maxTokens', also: ['max_tokens'] }, context) : parts.limit;
    return draftOf('instructor', 'messages', client.model ?? own ?? unseen('model', request), { ...parts, limit }, { structured: true });
  },
};

function chatParts(request: Value, context: SdkContext): Parts {
  const out = gather();
  const system = field(request, 'system', context);
  if (system.value) readContent(system.value, 'system', written(system.holder, 'system'), chatDialect, context, out);
  const messages = field(request, 'messages', context).value;
  if (messages) readMessages(messages, chatDialect, context, out);
  return { prompts: out.prompts, limit: limitOf(request, { key: 'max_tokens', also: ['max_completion_tokens'] }, context), caching: cachingOf(out), cachingSyntax: '`cache_control` on a block' };
}

/** What made the client: `from_bedrock(…)`, `from_provider("bedrock/…")`, `from_anthropic(AnthropicBedrock())`, `from_litellm(completion)`. */
function clientOf({ result }: ExternalValue, own: Value | undefined, context: SdkContext): { readonly isConverse: boolean; readonly model?: Value } | undefined {
  const maker = result?.callee.path.at(-1);
  const args = result?.args && context.read(result.args);
  if (!maker || !args) return undefined;
  if (maker === 'from_bedrock') return { isConverse: true };
  if (maker === 'from_provider') {
    const model = withoutPrefix(args.at(0), liteLlmPrefix, context);
    return model && { isConverse: false, model };
  }
  if (maker === 'from_litellm') {
    const model = own && withoutPrefix(own, liteLlmPrefix, context);
    return model && { isConverse: false, model };
  }
  const wrapped = args.at(0);
  const isBedrock = wrapped.kind === 'external' && /^(?:Async)?AnthropicBedrock/.test(wrapped.result?.callee.path.at(-1) ?? '');
  return isBedrock ? { isConverse: false } : undefined;
}

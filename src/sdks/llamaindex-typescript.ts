/** LlamaIndex for TypeScript: `new Bedrock({ model })` and what is made by its short forms. */
import { spanOf } from '../core/edit.ts';
import type { Sdk, SdkContext } from '../core/sdk.ts';
import type { Span } from '../core/source.ts';
import type { Value } from '../core/value.ts';
import { idNamed } from './llamaindex-models.ts';
import { unseen } from './request/content.ts';
import { defaultText } from './request/default-text.ts';
import { field, oneOf } from './request/field.ts';
import { limitOf } from './request/limit.ts';
import { isOf } from './request/package.ts';
import { draftOf } from './request/parts.ts';

const PACKAGES = ['@llamaindex/community', '@llamaindex/aws', 'llamaindex'] as const;
/** What it sends when the source gives no limit. */
const ADDED = 1024;

/** `@llamaindex/community`, `@llamaindex/aws`. */
export const llamaindexTypescript: Sdk = {
  name: 'llama-index',
  needles: PACKAGES,
  callees: ['Bedrock', 'bedrock'],
  match({ name, target, args, isNew, module, expr }, context) {
    if (isNew !== (name === 'Bedrock') || !isOf(target, ...PACKAGES)) return undefined;
    const config = args.at(0);
    const named = field(config, 'model', context).value;
    const model = named ? modelOf(named, spanOf(module, expr), context) : unseen('model', config);
    return draftOf('llama-index', 'generate', model, { prompts: [], limit: { ...limitOf(config, { key: 'maxTokens' }, context), addedBySdk: ADDED }, caching: 'none' }, { role: 'config' });
  },
};

/** An id, or a name of the library's for one. */
function modelOf(value: Value, here: Span, context: SdkContext): Value {
  const options = context.options(value).map(option => {
    const [table, name, ...further] = option.kind === 'external' && isOf(option, ...PACKAGES) ? option.path : [];
    const id = table && name && further.length === 0 ? idNamed(table, name) : undefined;
    return id ? defaultText(id, option.origin ?? here) : option;
  });
  return oneOf(options) ?? value;
}

/** The service tier of a request. */
import type { DraftTier, SdkContext } from '../../core/sdk.ts';
import type { Value } from '../../core/value.ts';
import { field } from './field.ts';
import { setIn } from './limit.ts';

/** Converse takes an object, `InvokeModel` and the API of OpenAI a word. */
export function tierOf(request: Value | undefined, key: 'serviceTier.type' | 'serviceTier' | 'service_tier', context: SdkContext): DraftTier {
  const { value, isOpen } = field(request, key, context);
  return { key, ...(value && { value }), ...(isOpen && { isOpen }), setEdits: () => setIn(request, key, context) };
}

/** The sequences at which a model stops writing. */
import type { DraftStops, SdkContext } from '../../core/sdk.ts';
import type { Value } from '../../core/value.ts';
import { field } from './field.ts';
import { setIn } from './limit.ts';

/** Dotted key of a list of texts, as the API of the request names it. */
export function stopsOf(request: Value | undefined, key: 'inferenceConfig.stopSequences' | 'stop_sequences' | 'stopSequences', context: SdkContext): DraftStops {
  const { value, isOpen } = field(request, key, context);
  return { key, ...(value && { value }), ...(isOpen && { isOpen }), setEdits: () => setIn(request, key, context) };
}

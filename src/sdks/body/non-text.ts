/** InvokeModel bodies that ask for no text: embeddings, images, video, ranking. */
import type { Operation } from '../../core/call.ts';
import type { SdkContext } from '../../core/sdk.ts';
import type { ObjectValue, Value } from '../../core/value.ts';
import { field, firstField } from '../request/field.ts';
import { noLimit } from '../request/limit.ts';
import type { Parts } from '../request/parts.ts';

const EMBED = ['embeddingConfig', 'embeddingTypes', 'embedding_types', 'dimensions', 'normalize', 'inputImage', 'texts', 'input_type', 'singleEmbeddingParams', 'segmentedEmbeddingParams'];
const IMAGE = ['text_prompts', 'imageGenerationConfig', 'textToImageParams', 'inPaintingParams', 'outPaintingParams', 'imageVariationParams', 'backgroundRemovalParams', 'cfg_scale', 'style_preset', 'output_format', 'init_image', 'negative_prompt'];
const VIDEO = ['textToVideoParams', 'videoGenerationConfig', 'multiShotAutomatedParams', 'multiShotManualParams'];
const TEXTS = ['inputText', 'texts', 'prompt', 'textToImageParams.text', 'inPaintingParams.text', 'textToVideoParams.text', 'text_prompts', 'query', 'singleEmbeddingParams.text.value', 'text'];

/** The operation that the keys of a body tell; undefined where it may generate text. */
export function operationOf({ entries, open }: ObjectValue): Operation | undefined {
  const hasOne = (keys: readonly string[]) => keys.some(key => entries.has(key));
  if (hasOne(['textGenerationConfig', 'messages', 'max_tokens', 'max_gen_len'])) return undefined;
  if (hasOne(VIDEO)) return 'video';
  if (hasOne(IMAGE) || (entries.has('prompt') && hasOne(['aspect_ratio', 'seed']))) return 'image';
  if (entries.has('query') && entries.has('documents')) return 'rerank';
  // Titan's text models take such a body too, but hardly ever without a limit beside it.
  const isBare = entries.size === 1 && entries.has('inputText') && !open;
  return hasOne(EMBED) || isBare ? 'embed' : undefined;
}

/** The parts of such a request: its text, and no limit. */
export function nonText(operation: Operation, body: Value, context: SdkContext): Parts {
  const { value } = body.kind === 'object' ? firstField(body, TEXTS, context) : { value: body };
  const text = value?.kind === 'list' ? (field(value.items[0], 'text', context).value ?? value.items[0]) : value;
  return { operation, prompts: text ? [{ part: 'user', value: text }] : [], limit: noLimit, caching: 'none' };
}

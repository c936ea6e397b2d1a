/** The Converse request, the same in every language: `{ modelId, system, messages, toolConfig, inferenceConfig }`. */
import type { SdkContext } from '../core/sdk.ts';
import type { ListValue, Value } from '../core/value.ts';
import { itemBehind } from './request/cache-edits.ts';
import type { Dialect, Gathered } from './request/content.ts';
import { cachePointOf, isBareMarker, markersOn } from './request/cache-markers.ts';
import { gather, readAlternatives, readContent, readMessages } from './request/content.ts';
import { field, has, samplingOf, written } from './request/field.ts';
import type { LimitKeys } from './request/limit.ts';
import { limitOf, noLimit } from './request/limit.ts';
import { idsIn, isPromptArn } from './request/model-kind.ts';
import { stopsOf } from './request/stops.ts';
import type { Parts } from './request/parts.ts';
import { cachingOf } from './request/parts.ts';

const CACHE_POINT = { type: 'default' } as const;

/** How Converse writes blocks and cache points. */
export const converseDialect: Dialect = {
  cache: { kind: 'block', key: 'cachePoint', value: CACHE_POINT },
  textBlock: text => ({ text }),
};

const LIMIT: LimitKeys = {
  key: 'inferenceConfig.maxTokens',
  also: ['additionalModelRequestFields.max_tokens', 'additionalModelRequestFields.maxTokens', 'additionalModelRequestFields.inferenceConfig.maxTokens', 'additionalModelRequestFields.max_new_tokens', 'additionalModelRequestFields.max_completion_tokens'],
  wrong: ['inferenceConfig.maximumTokens', 'inferenceConfig.max_tokens', 'inferenceConfig.max_new_tokens', 'inferenceConfig.maxNewTokens', 'inferenceConfig.maxTokenCount', 'inferenceConfig.maxOutputTokens', 'inferenceConfiguration.maxTokens', 'inferenceConfiguration.maximumTokens', 'inferenceConfiguration.maximumLength', 'maxTokens', 'max_tokens', 'maximumTokens'],
};

/** Reads a Converse or ConverseStream request. */
export function converseInput(request: Value | undefined, context: SdkContext): Parts {
  const out = gather();
  const tools = field(request, 'toolConfig.tools', context);
  if (tools.value) readTools(tools.value, context, out);
  else out.isPartial = tools.isOpen;

  const system = field(request, 'system', context);
  if (system.value) readContent(system.value, 'system', written(system.holder, 'system'), converseDialect, context, out);
  else if (system.isOpen) out.isHidden = out.isPartial = true;
  const isSystemSeen = !out.isHidden && out.prompts.some(prompt => prompt.part === 'system');

  const messages = field(request, 'messages', context);
  if (messages.value) readMessages(messages.value, converseDialect, context, out);
  else if (messages.isOpen) out.isHidden = true;
  if (isSystemSeen) out.isHidden = false;

  const stops = stopsOf(request, 'inferenceConfig.stopSequences', context);
  const ids = idsIn(field(request, 'modelId', context).value, context);
  const caching = cachingOf(out);
  return {
    prompts: out.prompts,
    limit: ids.some(isPromptArn) ? noLimit : limitOf(request, LIMIT, context),
    ...(stops.value && { stop: stops.value }),
    ...(!ids.some(isPromptArn) && { stops }),
    caching,
    cachingSyntax: 'a `cachePoint` block',
    ...samplingOf(request, ['inferenceConfig.', 'additionalModelRequestFields.'], context),
    structured: has(request, 'toolConfig.toolChoice.tool', context) || has(request, 'outputConfig.textFormat', context),
  };
}

/** Tools count as the text of their list; a cache point may stand at its end. */
function readTools(tools: Value, context: SdkContext, out: Gathered): void {
  const options = context.options(tools).filter(option => option.kind !== 'null');
  if (options.length > 1 && options.some(option => option.kind === 'list')) {
    readAlternatives(options, out, (option, inner) => readTools(option, context, inner));
    return;
  }
  const list = context.as(tools, 'list');
  if (!list) {
    out.prompts.push({ part: 'tools', value: tools });
    return;
  }
  out.isPartial ||= list.open;
  const items = list.items.map((item, index) => ({ item, index, object: context.as(item, 'object') }));
  const points = items.filter(({ object }) => object && isBareMarker(object));
  const point = points.findLast(({ object }) => object!.entries.has('cachePoint'))?.object;
  const specs: ListValue = points.length > 0 ? { ...list, items: list.items.filter(item => !points.some(each => each.item === item)) } : list;
  const cacheEdits = () => itemBehind(list, list.items.length - 1, { cachePoint: CACHE_POINT });
  const markers = items.flatMap(({ object, index }) => (object ? markersOn(object, isBareMarker(object), converseDialect.cache!, { part: 'tools', isPartial: out.isPartial, list, index, cacheEdits }, context) : []));
  if (point) out.isCached = true;
  out.prompts.push({
    part: 'tools',
    value: specs,
    ...(markers.length > 0 && { markers }),
    ...(point ? { cachePoint: cachePointOf(field(point, 'cachePoint', context).value ?? point, point, context) } : { cacheEdits }),
  });
}

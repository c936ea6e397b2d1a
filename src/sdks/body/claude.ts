/** The Messages API of Anthropic: InvokeModel bodies of Claude, and what the Anthropic SDK sends. */
import type { SdkContext } from '../../core/sdk.ts';
import type { Value } from '../../core/value.ts';
import { markOn } from '../request/cache-edits.ts';
import type { Dialect, Gathered } from '../request/content.ts';
import { cachePointOf, markersOn } from '../request/cache-markers.ts';
import { gather, readContent, readMessages } from '../request/content.ts';
import { field, has, samplingOf, written } from '../request/field.ts';
import { cachingOf } from '../request/parts.ts';
import { stopsOf } from '../request/stops.ts';
import { hasBareBlocks } from './bare-blocks.ts';
import type { BodyFormat } from './format.ts';

const EPHEMERAL = { type: 'ephemeral' } as const;
const FORCED = /^(?:tool|any)$/;

/** How the Messages API writes blocks and cache points. */
export const claudeDialect: Dialect = {
  cache: { kind: 'mark', key: 'cache_control', value: EPHEMERAL },
  textBlock: text => ({ type: 'text', text }),
};

/** The same where a library takes the mark on a message whose content is a string, too. */
export const chatDialect: Dialect = { ...claudeDialect, cache: { ...claudeDialect.cache!, isAlsoOnMessage: true } };

/** Bodies of Claude 3 and later. */
export const claude: BodyFormat = {
  families: ['claude'],
  prompt: 'messages',
  // The older API has a version too.
  fits: (body, context) => (body.entries.has('anthropic_version') && (body.entries.has('messages') || !body.entries.has('prompt'))) || (body.entries.has('messages') && (body.entries.has('system') || body.entries.has('stop_sequences')) && !body.entries.has('inferenceConfig') && !body.entries.has('schemaVersion') && !hasBareBlocks(body, context)),
  limit: { key: 'max_tokens' },
  read(body, context) {
    const out = gather();
    const tools = field(body, 'tools', context);
    if (tools.value) readTools(tools.value, context, out);
    else out.isPartial = tools.isOpen;
    const system = field(body, 'system', context);
    if (system.value) readContent(system.value, 'system', written(system.holder, 'system'), claudeDialect, context, out);
    else if (system.isOpen) out.isHidden = out.isPartial = true;
    const isSystemSeen = !out.isHidden && out.prompts.some(prompt => prompt.part === 'system');

    const messages = field(body, 'messages', context);
    if (messages.value) readMessages(messages.value, claudeDialect, context, out);
    else if (messages.isOpen) out.isHidden = true;
    if (isSystemSeen) out.isHidden = false;
    // At the top of the request it caches as far as it can.
    if (has(body, 'cache_control', context)) out.isCached = true;

    const stops = stopsOf(body, 'stop_sequences', context);
    const choice = context.strings(field(body, 'tool_choice.type', context).value ?? { kind: 'null' });
    return {
      prompts: out.prompts,
      ...(stops.value && { stop: stops.value }),
      stops,
      caching: cachingOf(out),
      cachingSyntax: '`cache_control` on a block',
      ...samplingOf(body, [''], context),
      structured: choice.some(type => FORCED.test(type)) || has(body, 'output_config.format', context) || has(body, 'output_format', context),
    };
  },
};

function readTools(tools: Value, context: SdkContext, out: Gathered): void {
  const list = context.as(tools, 'list');
  out.isPartial ||= list?.open === true;
  const objects = list?.items.map(item => context.as(item, 'object')) ?? [];
  const last = objects.at(-1);
  const mark = last?.entries.get('cache_control');
  const cacheEdits = last && !mark ? () => markOn(last, 'cache_control', EPHEMERAL) : undefined;
  const markers = objects.flatMap((object, index) => (object ? markersOn(object, true, claudeDialect.cache!, { part: 'tools', isPartial: out.isPartial, list: list!, index, cacheEdits }, context) : []));
  if (markers.some(marker => marker.isRead)) out.isCached = true;
  out.prompts.push({
    part: 'tools',
    value: tools,
    ...(markers.length > 0 && { markers }),
    ...(mark && { cachePoint: cachePointOf(mark.value, last!, context) }),
    ...(cacheEdits && { cacheEdits }),
  });
}

/** InvokeModel bodies of Amazon Nova: Converse in all but the cache point, which stands inside the text block. */
import type { Dialect } from '../request/content.ts';
import { gather, readContent, readMessages } from '../request/content.ts';
import { field, has, written } from '../request/field.ts';
import { cachingOf } from '../request/parts.ts';
import { stopsOf } from '../request/stops.ts';
import { hasBareBlocks } from './bare-blocks.ts';
import type { BodyFormat } from './format.ts';

const dialect: Dialect = {
  cache: { kind: 'mark', key: 'cachePoint', value: { type: 'default' } },
  textBlock: text => ({ text }),
};

/** Bodies of Nova's text models. */
export const nova: BodyFormat = {
  families: ['nova'],
  prompt: 'messages',
  fits: (body, context) => body.entries.has('messages') && (['schemaVersion', 'inferenceConfig', 'toolConfig'].some(key => body.entries.has(key)) || hasBareBlocks(body, context)),
  limit: { key: 'inferenceConfig.maxTokens', also: ['inferenceConfig.max_new_tokens'] },
  read(body, context) {
    const out = gather();
    const tools = field(body, 'toolConfig.tools', context);
    if (tools.value) out.prompts.push({ part: 'tools', value: tools.value });
    else out.isPartial = tools.isOpen;
    const system = field(body, 'system', context);
    if (system.value) readContent(system.value, 'system', written(system.holder, 'system'), dialect, context, out);
    else if (system.isOpen) out.isHidden = out.isPartial = true;
    const messages = field(body, 'messages', context);
    if (messages.value) readMessages(messages.value, dialect, context, out);
    else if (messages.isOpen) out.isHidden = true;

    const stops = stopsOf(body, 'inferenceConfig.stopSequences', context);
    return {
      prompts: out.prompts,
      ...(stops.value && { stop: stops.value }),
      stops,
      caching: cachingOf(out),
      cachingSyntax: '`cachePoint` in a text block',
      structured: has(body, 'toolConfig.toolChoice.tool', context),
    };
  },
};

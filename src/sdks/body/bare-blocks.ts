/** Whether the messages of a body are of blocks without `type`, as Nova (and Converse) has them: every other vendor asks for it. */
import type { SdkContext } from '../../core/sdk.ts';
import type { ObjectValue, Value } from '../../core/value.ts';
import { field } from '../request/field.ts';

export function hasBareBlocks(body: ObjectValue, context: SdkContext): boolean {
  const blocks = itemsOf(field(body, 'messages', context).value, context).flatMap(message => itemsOf(field(message, 'content', context).value, context));
  const objects = blocks.flatMap(block => context.as(block, 'object') ?? []);
  return objects.some(block => block.entries.has('text')) && objects.every(block => !block.open && !block.entries.has('type'));
}

function itemsOf(value: Value | undefined, context: SdkContext): readonly Value[] {
  return value ? context.options(value).flatMap(option => (option.kind === 'list' ? option.items : [])) : [];
}

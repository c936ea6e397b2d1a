/** Whether the messages of a body are of blocks without `type`, as Nova (and Converse) has them: every other vendor asks for it. */
import type { SdkContext } from '../../core/sdk.ts';
import type { ObjectValue, Value } from '../../core/value.ts';
import { field } from '../request/field.ts';

export function hasBareBlocks(body: ObjectValue, context: SdkContext): boolean {
  const contents = itemsOf(optionsAt(body, 'messages', context)).flatMap(message => optionsAt(message, 'content', context));
  // Where another branch writes texts, or what is not seen, this body may be that one's.
  if (contents.some(({ kind }) => kind !== 'list')) return false;
  const blocks = itemsOf(contents).flatMap(block => context.as(block, 'object') ?? []);
  return blocks.some(block => block.entries.has('text')) && blocks.every(block => !block.open && !block.entries.has('type'));
}

function optionsAt(holder: Value, key: string, context: SdkContext): readonly Value[] {
  const { value } = field(holder, key, context);
  return value ? context.options(value) : [];
}

function itemsOf(values: readonly Value[]): readonly Value[] {
  return values.flatMap(value => (value.kind === 'list' ? value.items : []));
}

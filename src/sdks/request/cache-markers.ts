/** Cache markers on blocks, messages and tools: in the syntax of the API that gets them, or in that of another, which nothing reads. */
import { type Edit, overlaps, removeEntry, removeItem, renameEntry } from '../../core/edit.ts';
import type { Plain } from '../../core/ir.ts';
import type { DraftMarker, DraftPrompt, MakeEdits, SdkContext } from '../../core/sdk.ts';
import type { ListValue, ObjectValue, Value } from '../../core/value.ts';
import { field } from './field.ts';

/** How an API writes its cache points. */
export interface CacheSyntax {
  /** `block`: a cache point is a block of its own. `mark`: a dotted key on the block before it. */
  readonly kind: 'block' | 'mark';
  readonly key: string;
  readonly value: Plain;
  /** Further keys that are read. */
  readonly also?: readonly string[];
  /** The mark is read on messages only, and stands for the end of theirs. */
  readonly isOnMessage?: true;
  /** The mark is read on messages as well as on blocks. */
  readonly isAlsoOnMessage?: true;
}

/** How the APIs around Bedrock write them. */
const KEYS = ['cachePoint', 'cache_control', 'cacheControl', 'cache_point', 'providerOptions.anthropic.cacheControl', 'experimental_providerMetadata.anthropic.cacheControl', 'providerOptions.bedrock.cachePoint'];
/** What may stand beside a marker in a block of its own. */
const BESIDE = new Set(['type', ...KEYS]);

/** Where a holder of markers stands. */
export interface MarkerPlace {
  readonly part: DraftPrompt['part'];
  readonly isPartial: boolean;
  readonly list?: ListValue;
  readonly index?: number;
  /** The edits that put a marker of the right syntax here. */
  readonly cacheEdits?: MakeEdits | undefined;
}
type CachePoint = NonNullable<DraftPrompt['cachePoint']>;

/** A cache point as found, with its lifetime. */
export function cachePointOf(value: Value, holder: Value, context: SdkContext): CachePoint {
  const [ttl] = context.strings(field(value, 'ttl', context).value ?? { kind: 'null' });
  const span = context.span(value) ?? context.span(holder);
  return { ttl: ttl === '1h' || ttl === '30m' ? ttl : '5m', ...(span && { span }) };
}

/** The marker that this API reads on an object; undefined where there is none. */
export function cachePointIn(holder: ObjectValue, cache: CacheSyntax | undefined, context: SdkContext): CachePoint | undefined {
  for (const key of cache ? [cache.key, ...(cache.also ?? [])] : []) {
    const { value, holder: inside } = field(holder, key, context);
    if (value && inside) return cachePointOf(value, holder, context);
  }
  return undefined;
}

/** Does a block hold a marker and nothing else? */
export function isBareMarker(block: ObjectValue): boolean {
  const keys = [...block.entries.keys()];
  return !block.open && keys.some(key => KEYS.includes(key)) && keys.every(key => BESIDE.has(key));
}

/** Every marker on an object. `isReadHere`: the API reads its own key on such an object. */
export function markersOn(holder: ObjectValue, isReadHere: boolean, cache: CacheSyntax, place: MarkerPlace, context: SdkContext): DraftMarker[] {
  const own = [cache.key, ...(cache.also ?? [])];
  const found = [...new Set([...own, ...KEYS])].flatMap((key): DraftMarker[] => {
    const entry = field(holder, key, context);
    if (!entry.value || !entry.holder || entry.value.kind === 'null') return [];
    const isRead = isReadHere && own.includes(key);
    const { ttl, span } = cachePointOf(entry.value, holder, context);
    const { value } = entry;
    const removeEdits = () => removed(holder, key, place);
    const object = value.kind === 'object' ? value : undefined;
    return [
      {
        key,
        isRead,
        part: place.part,
        ttl,
        isBehindUnseen: place.isPartial,
        isOptional: entry.isOpen || place.list?.open === true,
        ...(span && { span }),
        removeEdits,
        ...(!isRead && { replaceEdits: () => replaced(holder, key, cache, removeEdits, place) }),
        ...(object?.entries.has('ttl') && { shortenEdits: () => asList(removeEntry(object, ['ttl'])) }),
      },
    ];
  });
  // Beside one that is read, those for other providers are there on purpose.
  return cache.kind === 'mark' && found.some(marker => marker.isRead) ? found.filter(marker => marker.isRead) : found;
}

function removed(holder: ObjectValue, key: string, { list, index }: MarkerPlace): Edit[] | undefined {
  if (isBareMarker(holder)) return list && index !== undefined ? asList(removeItem(list, index)) : undefined;
  return asList(removeEntry(holder, key.split('.')));
}

function replaced(holder: ObjectValue, key: string, cache: CacheSyntax, removeEdits: MakeEdits, { cacheEdits }: MarkerPlace): readonly Edit[] | undefined {
  if (cache.kind === 'mark' && !isBareMarker(holder)) {
    const renamed = renameEntry(holder, key.split('.'), cache.key.split('.'), cache.value);
    if (renamed) return [renamed];
  }
  const taken = removeEdits();
  const put = cacheEdits?.();
  if (!taken || !put || taken.some(edit => put.some(other => overlaps(edit, other)))) return undefined;
  return [...taken, ...put];
}

function asList(edit: Edit | undefined): Edit[] | undefined {
  return edit && [edit];
}

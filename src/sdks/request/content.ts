/** Reads what a request says to the model: content that is a string or a list of blocks, and lists of messages. */
import type { Plain } from '../../core/ir.ts';
import type { DraftMarker, DraftPrompt, SdkContext } from '../../core/sdk.ts';
import type { ListValue, ObjectValue, Value } from '../../core/value.ts';
import { itemBehind, markOn, wrapWritten } from './cache-edits.ts';
import type { CacheSyntax } from './cache-markers.ts';
import { cachePointIn, isBareMarker, markersOn } from './cache-markers.ts';
import type { Written } from './field.ts';
import { field, oneOf, written } from './field.ts';

/** How an API writes blocks and cache points. */
export interface Dialect {
  /** Absent: it has no cache points. */
  readonly cache?: CacheSyntax;
  /** A text as a block; absent where a text must stay a string. */
  readonly textBlock?: (text: Plain) => { readonly [key: string]: Plain };
  /** Items that are no `{ role, content }` objects, such as `new SystemMessage('…')`. */
  readonly message?: (item: Value, context: SdkContext) => { readonly part: Part; readonly content: Value; readonly holder?: ObjectValue } | undefined;
}
export type Part = DraftPrompt['part'];

/** Prompts in the order sent, gathered while a request is read. */
export interface Gathered {
  readonly prompts: DraftPrompt[];
  /** A cache point was seen. */
  isCached: boolean;
  /** Something that is not known may hold a cache point. */
  isHidden: boolean;
  /** Something that is not seen may stand among the prompts so far. */
  isPartial: boolean;
}

/** An empty gathering. */
export function gather(): Gathered {
  return { prompts: [], isCached: false, isHidden: false, isPartial: false };
}

/** Reads a string, a list of blocks, or a choice of these. `place` is where it is written, for edits. */
export function readContent(content: Value, part: Part, place: Written | undefined, dialect: Dialect, context: SdkContext, out: Gathered): void {
  const options = context.options(content).filter(option => option.kind !== 'null');
  const lists = options.filter(option => option.kind === 'list');
  if (options.length > 1 && lists.length > 0) {
    readAlternatives(options, out, (option, inner) => readContent(option, part, undefined, dialect, context, inner));
    return;
  }
  const value = oneOf(options);
  if (!value) return;
  if (value.kind === 'list') readBlocks(value, part, dialect, context, out);
  else if (value.kind === 'object') readBlock(value, undefined, part, dialect, context, out);
  else {
    if (!options.every(isText)) out.isHidden = true;
    const { cache, textBlock } = dialect;
    const edits = cache && textBlock && place && (() => wrapWritten(place, hole => (cache.kind === 'mark' ? [{ ...textBlock(hole), ...nested(cache) }] : [textBlock(hole), nested(cache)])));
    out.prompts.push({ part, value, ...(edits && { cacheEdits: edits }) });
  }
}

/** No cache point can stand in it. */
function isText({ kind }: Value): boolean {
  return kind === 'text' || kind === 'json';
}

function readBlocks(list: ListValue, part: Part, dialect: Dialect, context: SdkContext, out: Gathered): void {
  out.isPartial ||= list.open;
  for (const [index, item] of list.items.entries()) readBlock(item, { list, index }, part, dialect, context, out);
  if (list.open) {
    out.prompts.push({ part, value: unseen('more blocks', list) });
    out.isHidden = true;
  }
}

function readBlock(item: Value, at: { readonly list: ListValue; readonly index: number } | undefined, part: Part, dialect: Dialect, context: SdkContext, out: Gathered): void {
  const block = context.as(item, 'object');
  if (!block) {
    if (item.kind === 'null') return;
    if (!context.options(item).every(isText)) out.isHidden = true;
    out.prompts.push({ part, value: item });
    return;
  }
  const { cache } = dialect;
  const last = out.prompts.at(-1);
  if (cache && isBareMarker(block)) {
    const point = cachePointIn(block, cache, context);
    const markers = markersOn(block, true, cache, { part, isPartial: out.isPartial, ...at, cacheEdits: last?.cacheEdits }, context);
    if (point) out.isCached = true;
    if (last) out.prompts[out.prompts.length - 1] = { ...last, ...(point && { cachePoint: point }), markers: [...(last.markers ?? []), ...markers] };
    return;
  }
  // A cache point that is a block of its own is not read inside another.
  const isReadHere = cache?.kind === 'mark';
  const point = isReadHere ? cachePointIn(block, cache, context) : undefined;
  if (point) out.isCached = true;
  const text = textOf(block, context);
  const cacheEdits = cache && !point ? () => (cache.kind === 'mark' ? markOn(block, cache.key, cache.value) : at && itemBehind(at.list, at.index, nested(cache))) : undefined;
  const markers = cache ? markersOn(block, isReadHere, cache, { part, isPartial: out.isPartial, ...at, cacheEdits }, context) : [];
  out.prompts.push({ part, value: text ?? unseen(nameOfBlock(block, context), block), ...(point && { cachePoint: point }), ...(markers.length > 0 && { markers }), ...(cacheEdits && { cacheEdits }) });
}

/** The text of a block: `{ text }`, `{ type: 'text', text }`, a guarded text, a document or tool result given as text. */
function textOf(block: ObjectValue, context: SdkContext): Value | undefined {
  for (const key of ['text', 'guardContent.text.text', 'document.source.text', 'toolResult.content', 'content', 'input_text']) {
    const { value } = field(block, key, context);
    if (!value) continue;
    if (value.kind !== 'list') return value;
    const inner = value.items.length === 1 ? context.as(value.items[0]!, 'object') : undefined;
    const text = inner && (field(inner, 'text', context).value ?? field(inner, 'json', context).value);
    if (text) return text;
  }
  return undefined;
}

function nameOfBlock(block: ObjectValue, context: SdkContext): string {
  const [type] = context.strings(field(block, 'type', context).value ?? { kind: 'null' });
  return type ?? [...block.entries.keys()].find(key => key !== 'type') ?? 'block';
}

/** Reads a list of `{ role, content }`; a plain text is one user message. */
export function readMessages(messages: Value, dialect: Dialect, context: SdkContext, out: Gathered): void {
  const options = context.options(messages).filter(option => option.kind !== 'null');
  if (options.length > 1 && options.some(option => option.kind === 'list')) {
    readAlternatives(options, out, (option, inner) => readMessages(option, dialect, context, inner));
    return;
  }
  const value = oneOf(options);
  if (value?.kind === 'list') {
    out.isPartial ||= value.open;
    for (const item of value.items) readMessage(item, dialect, context, out);
    if (value.open) out.prompts.push({ part: 'user', value: unseen('more messages', value) });
  } else if (value) {
    if (!options.every(isText)) out.isHidden = true;
    out.prompts.push({ part: 'user', value });
  }
}

function readMessage(item: Value, dialect: Dialect, context: SdkContext, out: Gathered): void {
  const special = dialect.message?.(item, context);
  const message = special?.holder ?? context.as(item, 'object');
  const first = out.prompts.length;
  if (special) readContent(special.content, special.part, written(special.holder, 'content'), dialect, context, out);
  else if (!message) {
    if (item.kind === 'null') return;
    out.prompts.push({ part: 'user', value: item });
  } else {
    const content = field(message, 'content', context).value ?? field(message, 'parts', context).value;
    const part = partOf(field(message, 'role', context).value, context);
    if (content) readContent(content, part, written(message, 'content'), dialect, context, out);
    else if (message.open) out.prompts.push({ part, value: unseen('content', message) });
  }
  const { cache } = dialect;
  if (cache?.isOnMessage) markMessage(message, first, cache, out);
  const last = out.prompts.at(-1);
  if (!message || !cache || !last || out.prompts.length === first) return;
  const isReadHere = cache.isOnMessage === true || cache.isAlsoOnMessage === true;
  const point = isReadHere ? cachePointIn(message, cache, context) : undefined;
  const markers = markersOn(message, isReadHere, cache, { part: last.part, isPartial: out.isPartial, cacheEdits: last.cacheEdits }, context);
  if (point) out.isCached = true;
  if (markers.length > 0) out.prompts[out.prompts.length - 1] = { ...last, ...(point && { cachePoint: point }), markers: [...(last.markers ?? []), ...markers] };
}

/** The last part of a message gets the mark of the whole; the parts before it can have none. */
function markMessage(message: ObjectValue | undefined, first: number, { key, value }: NonNullable<Dialect['cache']>, out: Gathered): void {
  for (const [offset, { cacheEdits: _own, ...prompt }] of out.prompts.slice(first).entries()) {
    const isLast = first + offset === out.prompts.length - 1;
    out.prompts[first + offset] = { ...prompt, ...(message && isLast && { cacheEdits: () => markOn(message, key, value) }) };
  }
}

/** A cache point as the entry of an object: `{ cachePoint: { type: 'default' } }`. */
export function nested(cache: NonNullable<Dialect['cache']>): { readonly [key: string]: Plain } {
  const [first, ...rest] = cache.key.split('.') as [string, ...string[]];
  return { [first]: rest.reduceRight<Plain>((inner, key) => ({ [key]: inner }), cache.value) };
}

function partOf(role: Value | undefined, context: SdkContext): Part {
  const [name] = context.strings(role ?? { kind: 'null' });
  if (name === 'assistant' || name === 'model' || name === 'ai') return 'assistant';
  return name === 'system' || name === 'developer' ? 'system' : 'user';
}

/** Something of which only a name is known. */
export function unseen(name: string, holder?: Value): Value {
  const origin = holder && 'origin' in holder ? holder.origin : undefined;
  return { kind: 'unknown', reason: 'expression', name, ...(origin && { origin }) };
}

/** Reads each of several values that one place may hold, as one of them. */
export function readAlternatives(options: readonly Value[], out: Gathered, read: (option: Value, inner: Gathered) => void): void {
  const each = options.map(option => {
    const inner = gather();
    read(option, inner);
    return inner;
  });
  out.prompts.push(...mergePrompts(each.map(inner => inner.prompts)));
  out.isCached ||= each.some(inner => inner.isCached);
  out.isHidden ||= each.some(inner => inner.isHidden);
  out.isPartial ||= each.some(inner => inner.isPartial);
}

const RANK = { tools: 0, system: 1, user: 2, assistant: 2 } as const;

/** One list of prompts for several branches: equal ones once, the n-th of a part as a choice where they differ. */
export function mergePrompts(alternatives: readonly (readonly DraftPrompt[])[]): DraftPrompt[] {
  const apart = alternatives.filter(prompts => !isInOnePiece(prompts, alternatives));
  if (apart.length < 2) return [...(apart[0] ?? [])];
  const slots = new Map<string, DraftPrompt[]>();
  const filled = new Map<string, number>();
  for (const prompts of apart) {
    const counts = { tools: 0, system: 0, user: 0, assistant: 0 };
    for (const prompt of prompts) {
      const key = `${prompt.part} ${counts[prompt.part]++}`;
      const slot = slots.get(key) ?? [];
      filled.set(key, (filled.get(key) ?? 0) + 1);
      const same = slot.findIndex(other => sameValue(other.value, prompt.value));
      if (same < 0) slots.set(key, [...slot, prompt]);
      else if (!slot[same]!.markers && prompt.markers) slots.set(key, slot.with(same, { ...prompt, markers: optional(prompt.markers) }));
    }
  }
  return [...slots]
    .map(([key, slot]) => {
      if (slot.length > 1) return { part: slot[0]!.part, value: oneOf(slot.map(prompt => prompt.value))!, isOneOfSeveral: true as const, ...cachedIn(slot) };
      return filled.get(key)! < apart.length ? { ...slot[0]!, isOptional: true as const } : slot[0]!;
    })
    .toSorted((a, b) => RANK[a.part] - RANK[b.part]);
}

/** Is it a text into which another branch's system text went, for an API without roles? The two are never sent together, and the one with roles says more. */
function isInOnePiece(prompts: readonly DraftPrompt[], alternatives: readonly (readonly DraftPrompt[])[]): boolean {
  if (prompts.some(({ part }) => part === 'system')) return false;
  const held = new Set(prompts.flatMap(({ value }) => literalsOf(value)));
  return alternatives.some(others => {
    const literals = others.flatMap(({ part, value }) => (part === 'system' ? literalsOf(value) : []));
    return literals.length > 0 && literals.every(each => held.has(each));
  });
}

/** The places of the known text in a value. */
function literalsOf(value: Value): string[] {
  if (value.kind === 'choice') return value.options.flatMap(literalsOf);
  return value.kind === 'text' ? value.pieces.flatMap(piece => ('exact' in piece ? `${piece.path} ${piece.range.join()}` : piece.value ? literalsOf(piece.value) : [])) : [];
}

function cachedIn(slot: readonly DraftPrompt[]): Pick<DraftPrompt, 'cachePoint' | 'markers'> {
  const { cachePoint } = slot.find(prompt => prompt.cachePoint) ?? {};
  const { markers } = slot.find(prompt => prompt.markers) ?? {};
  return { ...(cachePoint && { cachePoint }), ...(markers && { markers: optional(markers) }) };
}

function optional(markers: readonly DraftMarker[]): DraftMarker[] {
  return markers.map(marker => ({ ...marker, isOptional: true }));
}

function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  const [left, right] = [a, b].map(value => ('origin' in value ? value.origin : undefined));
  return a.kind === b.kind && left !== undefined && right !== undefined && left.path === right.path && left.range[0] === right.range[0] && left.range[1] === right.range[1];
}

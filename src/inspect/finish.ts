/** From an SDK's draft to a Call: values become model, limit and prompt slots. */
import type { CacheMarker, Call, ModelSlot, Prompt, StopSlot, TierSlot } from '../core/call.ts';
import type { CallExpr, Fn, Module } from '../core/ir.ts';
import { isOfAnotherProvider, looksLikeModelId } from '../core/model-id.ts';
import type { Draft, DraftMarker, DraftPrompt, DraftStops, DraftTier } from '../core/sdk.ts';
import type { Range, Span } from '../core/source.ts';
import type { Piece, Text, Value } from '../core/value.ts';
import { optionsOf } from '../resolve/choice.ts';
import type { Engine } from '../resolve/engine.ts';
import { excerpt, isLiteral, knownLength, plain, textOf } from '../resolve/text.ts';
import { nameOfResult } from './call-chain.ts';
import { detachedJson, detachedText, detachedValue } from './detached.ts';
import type { CallersOf } from './extent.ts';
import { withSources } from './hole-source.ts';
import { leftoversIn } from './leftovers.ts';
import { limitSlot } from './limit-slot.ts';

export type Finished = Omit<Call, 'id' | 'role' | 'within' | 'context'>;

/** The call, and who calls the functions around it. */
export interface Asked {
  readonly call: CallExpr;
  readonly callersOf: CallersOf;
}

/** `engine` follows what fills the holes of prompts to its source; `fn` is the function around the call. */
export function finished(draft: Draft, module: Module, range: Range, engine: Engine, fn?: Fn, asked?: Asked): Finished {
  const here: Span = { path: module.path, range };
  const { prompts, markers } = promptsOf(draft.prompts, here, engine, fn, asked);
  return {
    path: module.path,
    range,
    language: module.language,
    sdk: draft.sdk,
    operation: draft.operation,
    model: modelSlot(draft.model, here),
    prompts,
    limit: limitSlot(draft.limit, here, fn),
    stop: draft.stop && detachedValue(draft.stop),
    ...(draft.stops && { stops: stopSlot(draft.stops) }),
    // What counts tokens reads no cache, whatever marks stand in the request that it counts.
    caching: { state: draft.operation === 'count-tokens' ? 'none' : draft.caching, ...(draft.cachingSyntax !== undefined && { syntax: draft.cachingSyntax }), ...(markers.length > 0 && { markers }) },
    isStream: draft.isStream === true,
    structured: draft.structured === true,
    ...(draft.samplesTwice && { samplesTwice: draft.samplesTwice }),
    ...(draft.tier && { tier: tierSlot(draft.tier) }),
    ...(draft.foreignBody && { foreignBody: draft.foreignBody }),
    ...(draft.sentBy && { sentBy: draft.sentBy }),
    ...(draft.ofWrapper && { ofWrapper: draft.ofWrapper }),
  };
}

/** Words of letters alone name no model: what stands there until one is known (`sentence-transformers`, `Unknown`). */
const noId = /^[a-z_\s-]+$/i;

/** Does a caller name another provider's model? A function that asks several of them then asks one that is not Bedrock. */
export function isOfAnother({ model }: Draft): boolean {
  return model !== undefined && optionsOf(model).every(option => option.kind === 'text' && isOfAnotherProvider(idOf(option) ?? ''));
}

function modelSlot(value: Value | undefined, here: Span): ModelSlot {
  if (!value) return { state: 'none', ids: [], via: [], texts: [], span: here };
  const texts: Text[] = [];
  const ids: string[] = [];
  for (const option of optionsOf(value)) {
    const id = option.kind === 'text' ? idOf(option) : undefined;
    if (id === undefined || ids.includes(id) || isOfAnotherProvider(id) || noId.test(id)) continue;
    ids.push(id);
    texts.push(option as Text);
  }
  // Beside ids of models, other words of a registry (labels, aliases) are not what is sent.
  const isId = ids.map(looksLikeModelId);
  const kept = optionsOf(value).some(option => namesAnother(option, ids)) ? [] : isId.includes(true) ? ids.flatMap((id, index) => (isId[index] ? [{ id, text: texts[index]! }] : [])) : ids.map((id, index) => ({ id, text: texts[index]! }));
  const span = value.origin ?? here;
  const via = [...new Set(kept.flatMap(({ text }) => text.origin?.via ?? []))];
  const isOpen = optionsOf(value).some(option => option.kind === 'unknown' && (option.param !== undefined || option.reason === 'parameter'));
  const base = { via, span: { path: span.path, range: span.range }, ids: kept.map(({ id }) => id), texts: kept.map(({ text }) => detachedText(text)), ...(isOpen && { isOpen }) };
  if (kept.length === 0) return { ...base, state: 'unknown', reason: reasonOf(value) };
  return { ...base, state: kept.length === 1 ? 'known' : 'choice' };
}

/** Lines of models that variables are named for. */
const line = /haiku|sonnet|opus|nova_?(?:micro|lite|pro|premier)|titan|llama|mistral/i;

/** `HAIKU_MODEL_ID` of the environment, where `… or default` stands in with an id of another line: it holds none like that. */
function namesAnother(option: Value, ids: readonly string[]): boolean {
  const [named] = (option.kind === 'unknown' && option.reason === 'environment' && line.exec(option.name ?? '')) || [];
  // `nova-2-lite` is of the line that `NOVA_LITE` names.
  return named !== undefined && ids.length > 0 && !ids.some(id => id.replace(/nova-\d+/, 'nova').replaceAll(/[-_]/g, '').includes(named.replaceAll('_', '').toLowerCase()));
}

/** The id that a text holds: all of it, or what follows an unknown region or geography (`arn:…:${region}::foundation-model/ID`, `${prefix}.ID`). */
function idOf(text: Text): string | undefined {
  const whole = plain(text);
  if (whole !== undefined) return whole.trim() || undefined;
  const last = text.pieces.at(-1);
  if (!last) return undefined;
  if (!isLiteral(last)) return withDefaults(text);
  const id = last.value.replace(/^.*\//, '').replace(/^\./, '').trim();
  return looksLikeModelId(id) ? id : withDefaults(text);
}

/**
 * The id of which a parameter, or a variable of the environment, with a default is a part (`f"eu.amazon.{name}-v1:0"`): the one with that
 * default. What is not known may stand before it in an ARN.
 */
function withDefaults({ pieces }: Text): string | undefined {
  const parts = pieces.map(piece => {
    if (isLiteral(piece)) return piece.value;
    const options = piece.value ? optionsOf(piece.value) : [];
    const known = options.flatMap(option => plain(option) ?? []);
    const isRest = options.every(option => plain(option) !== undefined || (option.kind === 'unknown' && (option.reason === 'parameter' || option.reason === 'environment')));
    return known.length === 1 && isRest ? known[0] : undefined;
  });
  const unknown = parts.lastIndexOf(undefined);
  const rest = parts.slice(unknown + 1).join('').trim();
  const id = unknown < 0 && !rest.startsWith('arn:') ? rest : (/^[^/]*\/([^/]+)$/.exec(rest)?.[1] ?? '');
  return looksLikeModelId(id) ? id : undefined;
}

function reasonOf(value: Value): string {
  const [option] = optionsOf(value);
  const id = option?.kind === 'text' ? idOf(option) : undefined;
  if (id !== undefined) return `\`${id}\` is not of Bedrock`;
  if (option?.kind !== 'unknown' && option?.kind !== 'external') return option?.kind === 'null' ? 'not given' : 'not a plain id';
  const said = nameOf(option);
  const name = said ? ` \`${said}\`` : '';
  switch (option.kind === 'unknown' ? option.reason : undefined) {
    case 'parameter':
      return `parameter${name}`;
    case 'environment':
      return `environment variable${name}`;
    case 'import':
      return `import${name} was not found`;
    case 'limit':
    case 'cycle':
      return `${name.trim() || 'it'} is too deep to follow`;
    default:
      return `computed at run time${name && `: ${name.trim()}`}`;
  }
}

/** What the source says where a value stands that is not known, else what it is of. */
function nameOf(value: Value): string | undefined {
  const { origin } = value;
  if (value.kind === 'unknown' && value.name !== undefined) return value.name;
  if (origin?.module) return excerpt(origin.module, origin.range);
  if (value.kind === 'external') return nameOfResult(value);
  return value.kind === 'function' ? value.fn.name : value.kind === 'class' || value.kind === 'instance' ? value.cls.name : undefined;
}

function promptsOf(drafts: readonly DraftPrompt[], here: Span, engine: Engine, fn: Fn | undefined, asked: Asked | undefined): { prompts: Prompt[]; markers: CacheMarker[] } {
  const prompts: Prompt[] = [];
  const markers: CacheMarker[] = [];
  for (const draft of drafts) {
    prompts.push(...promptOf(draft, here, engine, fn, asked));
    markers.push(...(draft.markers ?? []).map(marker => markerOf(marker, prompts.length, here)));
  }
  return { prompts, markers };
}

function markerOf({ removeEdits: remove, replaceEdits: replace, shortenEdits: shorten, ...marker }: DraftMarker, behind: number, here: Span): CacheMarker {
  const [removeEdits, replaceEdits, shortenEdits] = [remove?.(), replace?.(), shorten?.()];
  return { ...marker, behind, span: marker.span ?? here, ...(removeEdits && { removeEdits }), ...(replaceEdits && { replaceEdits }), ...(shortenEdits && { shortenEdits }) };
}

function stopSlot({ key, value, isOpen, setEdits: make }: DraftStops): StopSlot {
  const isSent = value && optionsOf(value).some(option => option.kind !== 'null' && !(option.kind === 'list' && !option.open && option.items.length === 0));
  if (isSent) return { state: value.kind === 'unknown' ? 'unknown' : 'set', key };
  if (isOpen) return { state: 'unknown', key };
  const setEdits = value ? undefined : make?.();
  return { state: 'none', key, ...(setEdits && { setEdits }) };
}

function tierSlot({ key, value, isOpen, setEdits: make }: DraftTier): TierSlot {
  const known = value && plain(value);
  if (known !== undefined) return { state: 'set', value: known, key };
  if (value || isOpen) return { state: 'unknown', key };
  const setEdits = make?.();
  return { state: 'none', key, ...(setEdits && { setEdits }) };
}

function promptOf(draft: DraftPrompt, here: Span, engine: Engine, fn: Fn | undefined, asked: Asked | undefined): Prompt[] {
  const found = textIn(draft, here);
  if (!found) return [];
  const text = withSources(engine, found, asked?.callersOf, asked?.call);
  const literals = text.pieces.filter(isLiteral);
  const [json, ...more] = optionsOf(draft.value).filter(option => option.kind !== 'null');
  const known = literals.some(piece => piece.value.trim() !== '');
  const span = draft.value.origin ?? here;
  const leftovers = draft.part === 'tools' ? [] : leftoversIn(engine, text, fn);
  const cacheEdits = draft.cacheEdits?.();
  return [
    {
      part: draft.part,
      state: text.pieces.length === literals.length ? 'static' : known ? 'template' : 'unknown',
      text: detachedText(text),
      ...(json?.kind === 'json' && json.indent && more.length === 0 && { json: detachedJson(json) }),
      ...(isFallback(draft.value) && { isFallback: true as const }),
      ...((draft.isOneOfSeveral ?? optionsOf(draft.value).filter(option => option.kind === 'text').length > 1) && { isOneOfSeveral: true as const }),
      ...(draft.isOptional && { isOptional: true as const }),
      span: { path: span.path, range: span.range },
      ...(leftovers.length > 0 && { leftovers }),
      ...(draft.cachePoint && { cachePoint: { ttl: draft.cachePoint.ttl, span: draft.cachePoint.span ?? here } }),
      ...(cacheEdits && { cacheEdits }),
    },
  ];
}

/** Of several values that may be sent, is one known and another one not? */
function isFallback(value: Value): boolean {
  const options = optionsOf(value);
  return options.some(option => option.kind === 'text') && options.some(option => option.kind === 'unknown' || option.kind === 'external' || (option.kind === 'text' && !option.pieces.every(isLiteral)));
}

/** The text that a prompt value is; of several possible ones that of which most is known. Undefined where nothing is sent. */
function textIn({ part, value }: DraftPrompt, here: Span): Text | undefined {
  const options = optionsOf(value).filter(option => option.kind !== 'null');
  if (options.length === 0) return undefined;
  // `question || "What can you do?"`: what people ask is sent, and what stands in for nothing tells little of it.
  const isAsked = part === 'user' && options.some(option => option.kind === 'unknown' && option.isTruthy && option.reason !== 'environment');
  const texts = options.filter(option => option.kind === 'text' && !(isAsked && plain(option) !== undefined)) as Text[];
  const full = texts.length > 0 ? longest(texts) : undefined;
  if (full && full.pieces.length > 0) return spelledOut(full);
  // An empty text that something else takes the place of (`this.prompt = ''`, until `load()`) is not all that is sent.
  if (full && options.every(option => option.kind === 'text')) return undefined;
  const first = options.find(option => option.kind !== 'text') ?? options[0];
  const printed = first && draftable.has(first.kind) ? textOf(jsonPieces(first, here), first.origin) : undefined;
  if (printed) return printed;
  const origin = value.origin ?? { path: here.path, range: here.range };
  const hole: Piece = { hole: nameOf(first!) ?? 'prompt', path: origin.path, range: origin.range, value };
  return textOf([hole], value.origin);
}

/** Holes that one of several long texts fills, filled with the longest: as with the prompt itself, that is what a call can cost. */
function spelledOut(text: Text, depth = 0): Text {
  if (depth > 3) return text;
  const pieces = text.pieces.flatMap((piece): readonly Piece[] => {
    const options = isLiteral(piece) || !piece.value ? [] : optionsOf(piece.value);
    const texts = options.filter(option => option.kind === 'text');
    // `let role = ''` before a `switch` that sets it is none of the texts.
    const isOneOfSeveral = texts.length === options.length && texts.filter(option => knownLength(option) >= longOption).length > 1 && texts.every(option => option.pieces.length === 0 || knownLength(option) >= longOption);
    return isOneOfSeveral ? spelledOut(longest(texts), depth + 1).pieces : [piece];
  });
  return { ...text, pieces };
}

function longest(texts: readonly Text[]): Text {
  return texts.reduce((a, b) => (knownLength(b) > knownLength(a) ? b : a));
}

/** Characters from which on one of several texts is a part of the prompt, and not a word in it. */
const longOption = 80;

/** Kinds that reach the model as JSON: tool definitions, schemas. */
const draftable = new Set<Value['kind']>(['object', 'list', 'json']);

/** A structure as the JSON that is sent; what is not known is a hole. */
function jsonPieces(value: Value, here: Span, depth = 0): Piece[] {
  const { path, range } = value.origin ?? here;
  const fixed = (text: string): Piece => ({ value: text, path, range, exact: false });
  if (depth > 12) return [{ hole: '…', path, range, value }];
  switch (value.kind) {
    case 'text':
      return [fixed('"'), ...value.pieces.map(piece => (isLiteral(piece) ? escaped(piece) : piece)), fixed('"')];
    case 'number':
    case 'boolean':
      return [fixed(String(value.value))];
    case 'null':
      return [fixed('null')];
    case 'json':
      return jsonPieces(value.value, here, depth + 1);
    case 'list': {
      if (value.unordered) return [{ hole: 'set', path, range, value }];
      const items = value.items.flatMap((item, index) => [...(index > 0 ? [fixed(',')] : []), ...jsonPieces(item, here, depth + 1)]);
      return [fixed('['), ...items, ...(value.open ? [{ hole: 'more items', path, range }] : []), fixed(']')];
    }
    case 'object': {
      const entries = [...value.entries].flatMap(([key, entry], index) => [fixed(`${index > 0 ? ',' : ''}${JSON.stringify(key)}:`), ...jsonPieces(entry.value, here, depth + 1)]);
      return [fixed('{'), ...entries, ...(value.open ? [{ hole: 'more entries', path, range }] : []), fixed('}')];
    }
    default:
      return [{ hole: nameOf(value) ?? '…', path, range, value }];
  }
}

/** As it stands in JSON. */
function escaped(piece: Extract<Piece, { exact: boolean }>): Piece {
  const value = JSON.stringify(piece.value).slice(1, -1);
  return { ...piece, value, exact: piece.exact && value === piece.value };
}

/**
 * A call to a model on Amazon Bedrock, as rules, cost and reports see it: no syntax, no SDK. It is kept for as long as a run
 * lasts, and holds nothing of the tree that it was found in: of what fills its holes only what is known as data.
 */
import type { Edit, SetEdits } from './edit.ts';
import type { Range, Span } from './source.ts';
import type { JsonValue, Piece, Text, Value } from './value.ts';

/** What is asked of the service, in the terms of its API; `prompt` is a template without a call in sight. */
export type Operation =
  | 'converse'
  | 'converse-stream'
  | 'invoke-model'
  | 'invoke-model-stream'
  | 'messages'
  | 'generate'
  | 'agent'
  | 'retrieve-and-generate'
  | 'flow'
  | 'embed'
  | 'image'
  | 'video'
  | 'rerank'
  | 'count-tokens'
  | 'batch'
  | 'prompt'
  | 'other';

/** Operations that make a text model write an answer: those a token limit and prompt rules apply to. */
export const generates: ReadonlySet<Operation> = new Set<Operation>(['converse', 'converse-stream', 'invoke-model', 'invoke-model-stream', 'messages', 'generate']);

/** `wrapper`: prompt or model are parameters of the function around it. `wrapper-call`: a call of such a function. `config`: a framework object that fixes model or limits. */
export type Role = 'call' | 'wrapper' | 'wrapper-call' | 'config';

export interface Call {
  /** `c_…`: identity of the content; see `identity.ts`. */
  readonly id: string;
  readonly path: string;
  readonly range: Range;
  readonly language: string;
  readonly sdk: string;
  readonly operation: Operation;
  readonly role: Role;
  /** Name of the function around it; of a prompt that no call was seen to send, its own. */
  readonly within?: string;
  readonly model: ModelSlot;
  /** In the order in which the service concatenates them: tools, system, messages. */
  readonly prompts: readonly Prompt[];
  readonly limit: LimitSlot;
  readonly stop: Value | undefined;
  /** Sequences that end an answer; absent where the API takes none. */
  readonly stops?: StopSlot;
  readonly caching: CachingSlot;
  readonly isStream: boolean;
  /** The service tier it asks for; absent where the SDK has no field for one. */
  readonly tier?: TierSlot;
  readonly context: CallContext;
  /** The shape of the answer that the request itself asks for (schema, forced tool). */
  readonly structured: boolean;
  /** It sets both `temperature` and `top_p`, which later models of Claude refuse together. */
  readonly samplesTwice?: true;
  /** What the code behind it does with the text of the answer; absent where nothing is seen of that. */
  readonly answer?: Answer;
  /** The body of InvokeModel has the format of another vendor than the model. */
  readonly foreignBody?: ForeignBody;
  /** Role `wrapper-call`: the calls in wrappers that send it. Of a run of a model that is made elsewhere: where it is made. */
  readonly sentBy?: readonly Span[];
  /** Role `wrapper-call`: what the wrappers send whoever calls them. */
  readonly ofWrapper?: OfWrapper;
}

export interface OfWrapper {
  /** Files of the wrappers between this call and the service. */
  readonly files: readonly string[];
  /** Where the texts, the model and the limit stand that they add by themselves, in whatever file. */
  readonly spans: readonly Span[];
  /** Their limit is a default: a caller may send another. */
  readonly takesLimit?: true;
}

export interface ForeignBody {
  /** A key of the body that the model does not read. */
  readonly key: string;
  /** The key under which it reads prompts. */
  readonly expected: string;
  readonly span?: Span;
}

export interface ModelSlot {
  /** `none`: the operation names no model (agents, flows). */
  readonly state: 'known' | 'choice' | 'unknown' | 'none';
  /** Ids as the source writes them, deduplicated, most usual first. */
  readonly ids: readonly string[];
  /** Why it is unknown, in words. */
  readonly reason?: string;
  /** The ids are defaults: callers that are not seen may name others. */
  readonly isOpen?: true;
  readonly via: readonly string[];
  /** The text of each id, for edits; same order as `ids`. */
  readonly texts: readonly Text[];
  /** Where the model stands in the call, for messages. */
  readonly span: Span;
}

export interface Prompt {
  readonly part: 'tools' | 'system' | 'user' | 'assistant';
  /** static: no holes; template: some text is known; unknown: nothing is known. */
  readonly state: 'static' | 'template' | 'unknown';
  readonly text: Text;
  /** It is nothing but this, printed with indentation. */
  readonly json?: JsonValue;
  /** Something that is not known may be sent in its place: `question || 'Hello'`. */
  readonly isFallback?: true;
  /** One of several texts is sent in its place, by turn or by branch: this is the longest that is known. */
  readonly isOneOfSeveral?: true;
  /** One branch sends it, and another nothing in its place. */
  readonly isOptional?: true;
  /** Where it stands in the call. */
  readonly span: Span;
  /** `{name}` and `${name}` that stand in its known text though `name` is at hand there: nothing fills them. */
  readonly leftovers?: readonly Leftover[];
  /** A cache point stands right behind it. */
  readonly cachePoint?: CachePoint;
  /** The edits that put a cache point right behind it, in the SDK's own syntax; absent where that cannot be written there. */
  readonly cacheEdits?: readonly Edit[];
}
export interface Leftover {
  /** As written: `{question}`. */
  readonly text: string;
  readonly span: Span;
}
export interface CachePoint {
  readonly ttl: '5m' | '30m' | '1h';
  readonly span: Span;
}

/** What asks for caching in a request, whether or not its API reads it there. */
export interface CacheMarker {
  /** As written: `cachePoint`, `cache_control`, `providerOptions.anthropic.cacheControl`. */
  readonly key: string;
  /** The API of this call reads it where it stands. */
  readonly isRead: boolean;
  readonly part: Prompt['part'];
  /** How many of the call's prompts stand before it: what it asks to cache. */
  readonly behind: number;
  readonly ttl: '5m' | '30m' | '1h';
  /** Something that is not seen may stand before it. */
  readonly isBehindUnseen: boolean;
  /** Sent on some paths only. */
  readonly isOptional: boolean;
  readonly span: Span;
  /** The edits that take it away; absent where they cannot be written. */
  readonly removeEdits?: readonly Edit[];
  /** Of one that is not read: the edits that put one in its place that is. */
  readonly replaceEdits?: readonly Edit[];
  /** Of one with a lifetime of its own: the edits that give it the usual one. */
  readonly shortenEdits?: readonly Edit[];
}

export interface LimitSlot {
  /** not-applicable: the operation takes none, or a prompt resource holds it. */
  readonly state: 'set' | 'missing' | 'dynamic' | 'not-applicable';
  /** The limit that is sent; for `dynamic`, the default that the source names, if it names one. */
  readonly value?: number;
  /** Dotted key in the request (`inferenceConfig.maxTokens`), as this SDK and vendor want it. */
  readonly key: string;
  /** Where the value stands. */
  readonly span?: Span;
  /** A limit under a key that nothing reads (`maximumTokens`, another vendor's field). */
  readonly wrongKey?: { readonly key: string; readonly span: Span; readonly value?: number; /** `setEdits` keeps the value and changes the key. */ readonly isRenamed: boolean };
  /** What the SDK itself adds when the source sends none. */
  readonly addedBySdk?: number;
  /** It goes into a body of InvokeModel, where each vendor has a default of its own. */
  readonly inBody?: true;
  /** It is set where the model that is asked here is made, which is a call of its own. */
  readonly isElsewhere?: true;
  /** Whoever asks has it from an object that it is given (`Agent(model=model)`), which is a call of its own. */
  readonly isOfModel?: true;
  /** The wrapper leaves it to its callers, and this one sends none. */
  readonly isLeftOut?: true;
  /** Part of it goes to thinking before the answer begins. */
  readonly thinking?: true;
  /** The request asks for more output than the model writes without a flag of its vendor's. */
  readonly extended?: true;
  /** A model of Amazon's takes none in this request, or in others that are made here. */
  readonly refused?: 'always' | 'perhaps';
  /** The edits that set it. */
  readonly setEdits?: SetEdits<number>;
  /** The edit that changes its number, where this request alone is sent with it. */
  readonly changeEdits?: (tokens: number) => readonly Edit[];
}

export interface CachingSlot {
  readonly state: 'none' | 'used' | 'unknown';
  /** The SDK's way of caching, for messages: ``a `cachePoint` block``. */
  readonly syntax?: string;
  /** Markers in the order in which they are sent; `state` counts those that are read. */
  readonly markers?: readonly CacheMarker[];
}

export interface TierSlot {
  /** unknown: a tier is sent that the source does not tell. */
  readonly state: 'none' | 'set' | 'unknown';
  readonly value?: string;
  /** Dotted key in the request, as this SDK wants it. */
  readonly key: string;
  /** The edits that ask for a tier. */
  readonly setEdits?: SetEdits<string>;
}

export interface StopSlot {
  /** unknown: something that is not seen may hold some. */
  readonly state: 'none' | 'set' | 'unknown';
  /** Dotted key in the request, as this SDK wants it. */
  readonly key: string;
  /** The edits that send these. */
  readonly setEdits?: SetEdits<readonly string[]>;
}

export interface CallContext {
  /** items: once per independent input. The others are loops in which requests are not independent. */
  readonly loop: 'none' | 'items' | 'retry' | 'agent' | 'models';
  /** What is looped over, as the source says. */
  readonly over?: string;
  /** How many items that are, at most, where the source tells. */
  readonly items?: number;
  /** Who waits for the answer; absent where the source does not tell. */
  readonly handler?: Handler;
  /** In a loop over items: the whole request is the same in each turn. */
  readonly invariant?: boolean;
  /** In a loop over items: its request, or that of another call of the turn, is made of an answer of this turn or the one before. */
  readonly chained?: true;
  /** Calls of the same function that run before this one on every way to it. */
  readonly behind?: readonly Span[];
  /** It stands in a `catch`: something else was tried before. */
  readonly isRescue?: true;
  /** What looks for a stored answer, or for a request under way, before this call is made (`cache.get`). */
  readonly answerCache?: string;
  /** The call before it, on every way here, that sends the same request. */
  readonly repeats?: Span;
}

/** What is made of the text of an answer, in every place to which it could be followed. */
export interface Answer {
  /** In the order in which they were found. */
  readonly uses: readonly AnswerUse[];
}

export interface AnswerUse {
  /**
   * json: parsed as JSON. number: read as a number. compared: asked whether it is, begins with or holds constants, or looked up by.
   * first-word, first-line: no more than that is read. tag: what stands between `<tag>` and `</tag>`. whole: shown, stored, handed on,
   * or no longer followed.
   */
  readonly kind: 'json' | 'number' | 'compared' | 'first-word' | 'first-line' | 'tag' | 'whole';
  /** As the source says, at most 60 characters: `JSON.parse(text)`. */
  readonly evidence: string;
  readonly span: Span;
  /** The constants that it is compared with, where the source tells; of `tag` its name. */
  readonly values?: readonly string[];
  /** Of `tag`: read by cuts that take a text without its end tag too. */
  readonly isCut?: true;
  /** Asked whether it begins with or holds them: what stands around them is let pass. */
  readonly isLoose?: true;
}

/** Who waits for an answer: someone at the other end of a request or in front of a screen, or nobody. */
export interface Handler {
  readonly kind: 'http' | 'ui' | 'queue' | 'schedule' | 'script';
  /** What shows it, as the source says: `app.post("/ask")`. */
  readonly evidence: string;
  /** Of a route, where it names one: `GET`. */
  readonly method?: string;
}

/** Does one of them ask a model? */
export function callsModel(calls: readonly Call[]): boolean {
  return calls.some(({ operation }) => operation !== 'prompt');
}

/** The known text of a prompt, its holes left out. */
export function staticText(text: Text): string {
  let result = '';
  for (const piece of text.pieces) if ('value' in piece && typeof piece.value === 'string') result += piece.value;
  return result;
}

/** Is this piece known text (not a hole)? */
export function isLiteral(piece: Piece): piece is Extract<Piece, { exact: boolean }> {
  return 'exact' in piece;
}

/** Names of the holes of a text, in order, each once. */
export function holesOf(text: Text): string[] {
  return [...new Set(text.pieces.filter(piece => !isLiteral(piece)).map(piece => (piece as { hole: string }).hole))];
}

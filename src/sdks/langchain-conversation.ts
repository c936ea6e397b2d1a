/** What a file of LangChain says to its chat model: the model, the messages and the templates are made in different places. */
import type { CallExpr, Module } from '../core/ir.ts';
import type { ArgumentReader, Draft, DraftPrompt, SdkContext } from '../core/sdk.ts';
import type { Piece, Value } from '../core/value.ts';
import { lastName } from '../core/walk.ts';

const chatModel = /^(?:Chat[A-Z]\w*|\w*Chat|Bedrock(?:LLM)?|init_chat_model|initChatModel)$/;
const notModels = /^(?:ChatPromptTemplate|ChatMessage\w*|ChatOllamaEmbeddings|ChatMessageHistory|ChatPromptValue)$/;
const templateMakers = new Set(['from_messages', 'from_template', 'fromMessages', 'fromTemplate']);

/** The one place of a file where a conversation is written. */
export interface Conversation {
  readonly call: CallExpr;
  readonly kind: 'template' | 'system message';
}

/** Where a file makes one chat model and has one conversation: they can only be each other's. */
export function onlyConversation({ calls }: Module): Conversation | undefined {
  if (!hasOneModel(calls)) return undefined;
  const templates = calls.filter(isTemplate);
  const systems = calls.filter(call => lastName(call.callee) === 'SystemMessage' && !templates.some(template => isInside(call, template)));
  const [call, more] = [...templates, ...systems];
  return call && !more ? { call, kind: templates.length > 0 ? 'template' : 'system message' } : undefined;
}

/** Does a file make one chat model and no other? */
export function hasOneModel(calls: readonly CallExpr[]): boolean {
  return calls.filter(isModel).length === 1;
}

/** Is a run a request of its own? The file's only conversation is its model's already; words beside it are not. */
export function isOwnRun(prompts: readonly DraftPrompt[], conversation: readonly DraftPrompt[], isChain: boolean, args: ArgumentReader, context: SdkContext): boolean {
  if (conversation.length > 0) return isAnother(prompts, conversation, context);
  return isChain ? prompts.length > 0 : isOwn(prompts, args, context);
}

/** Is what a model is given known in part, or another at each call of the function around it? All else belongs to the model's constructor. */
function isOwn(prompts: readonly DraftPrompt[], args: ArgumentReader, context: SdkContext): boolean {
  return args.raw.env?.args !== undefined || prompts.some(({ value }) => holdsText(value, context) || holdsParameter(value, context));
}

/** Do these prompts have words, and none of those of the one conversation of the file? They are then a conversation beside it. */
function isAnother(prompts: readonly DraftPrompt[], conversation: readonly DraftPrompt[], context: SdkContext): boolean {
  const its = new Set(placesOf(conversation, context));
  const places = placesOf(prompts, context);
  return places.length > 0 && !places.some(place => its.has(place));
}

/** By the markers of the prompts; where none is seen there, by the words of the file. */
export function cachingBy(words: RegExp, prompts: readonly DraftPrompt[], module: Module): Draft['caching'] {
  const markers = prompts.flatMap(prompt => prompt.markers ?? []);
  if (markers.length > 0) return markers.some(({ isRead }) => isRead) ? 'used' : 'none';
  return words.test(module.text) ? 'used' : 'none';
}

/** Does a call make a prompt template? */
export function isTemplate({ callee }: CallExpr): boolean {
  const [owner, method] = callee.kind === 'member' ? [lastName(callee.object), callee.property] : [lastName(callee), undefined];
  if (method === undefined) return isTemplateClass(owner);
  return isTemplateClass(owner) ? templateMakers.has(String(method)) : isTemplateClass(String(method));
}

function isModel({ callee }: CallExpr): boolean {
  const name = lastName(callee);
  return chatModel.test(name) && !notModels.test(name);
}

function isTemplateClass(name: string): boolean {
  return name === 'ChatPromptTemplate' || name === 'PromptTemplate';
}

function isInside(inner: CallExpr, outer: CallExpr): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

function holdsText(value: Value, context: SdkContext): boolean {
  return context.options(value).some(option => option.kind === 'json' || (option.kind === 'text' && option.pieces.some(isWords)));
}

/** Where the words of prompts stand. */
function placesOf(prompts: readonly DraftPrompt[], context: SdkContext): string[] {
  return prompts.flatMap(({ value }) => context.options(value).flatMap(option => (option.kind === 'text' ? option.pieces.flatMap(piece => (isWords(piece) ? `${piece.path}:${piece.range[0]}` : [])) : [])));
}

function isWords(piece: Piece): piece is Extract<Piece, { exact: boolean }> {
  return 'exact' in piece && piece.value.trim() !== '';
}

function holdsParameter(value: Value, context: SdkContext): boolean {
  return context.options(value).some(option => {
    if (option.kind === 'unknown') return option.param !== undefined;
    return option.kind === 'text' && option.pieces.some(piece => 'hole' in piece && piece.value !== undefined && holdsParameter(piece.value, context));
  });
}

/** Prompts of LangChain for Python: messages, tuples and prompt templates. */
import type { CallExpr, Module } from '../core/ir.ts';
import type { ArgumentReader, Draft, DraftPrompt, Invocation, SdkContext } from '../core/sdk.ts';
import type { Value } from '../core/value.ts';
import { lastName } from '../core/walk.ts';
import { cachingBy, hasOneModel, onlyConversation } from './langchain-conversation.ts';
import { madeBy } from './origin.ts';
import { filled } from './prompt-template.ts';
import type { TemplateStyle } from './prompt-template.ts';
import type { CacheSyntax } from './request/cache-markers.ts';
import type { Dialect, Part } from './request/content.ts';
import { gather, readContent, readMessages } from './request/content.ts';
import { written } from './request/field.ts';

const messageParts: { readonly [name: string]: Part } = {
  SystemMessage: 'system',
  HumanMessage: 'user',
  AIMessage: 'assistant',
  SystemMessagePromptTemplate: 'system',
  HumanMessagePromptTemplate: 'user',
  AIMessagePromptTemplate: 'assistant',
};
const roles: { readonly [name: string]: Part } = { system: 'system', developer: 'system', human: 'user', user: 'user', ai: 'assistant', assistant: 'assistant' };

/** What a file with one chat model says to it. */
export interface UsedPrompts extends Pick<Draft, 'prompts' | 'caching'> {
  readonly structured?: boolean;
  /** A limit that `.bind(max_tokens=…)` or a call sets later. */
  readonly boundLimit?: Value;
}

/** What `llm.invoke(…)` is given: a text, a list of messages. `cache`: how the model's class writes cache points. */
export function messagesOf(value: Value | undefined, cache: CacheSyntax | undefined, context: SdkContext): readonly DraftPrompt[] {
  const out = gather();
  if (value) readMessages(value, dialectOf('braces', cache), context, out);
  return out.prompts;
}

/** The prompts of the file, where it makes one chat model and has one conversation: they can only be that model's. */
export function langchainPrompts({ expr, module }: Pick<Invocation, 'expr' | 'module'>, context: SdkContext, cache?: CacheSyntax): UsedPrompts {
  const nothing: UsedPrompts = { prompts: [], caching: cachingIn([], module) };
  if (!hasOneModel(module.calls)) return nothing;
  const structured = module.calls.some(call => lastName(call.callee) === 'with_structured_output');
  const boundLimit = module.calls.filter(call => call !== expr && /^(?:bind|invoke|ainvoke|stream|astream|batch|abatch)$/.test(lastName(call.callee))).flatMap(call => limitIn(call, module, context))[0];
  const found = onlyConversation(module);
  const prompts = !found ? [] : found.kind === 'template' ? templatePrompts(read(found.call, module, context), context, cache) : messagePrompts(found.call, module, context, cache);
  return { caching: cachingIn(prompts, module), prompts, structured, ...(boundLimit && { boundLimit }) };
}

/** Whether what is said caches. */
export function cachingIn(prompts: readonly DraftPrompt[], module: Module): Draft['caching'] {
  return cachingBy(/create_cache_point|cache_control|cachePoint|PromptCachingMiddleware/, prompts, module);
}

function limitIn(call: CallExpr, module: Module, context: SdkContext): Value[] {
  const value = call.args.some(arg => arg.name === 'max_tokens') ? read(call, module, context).named('max_tokens') : undefined;
  return value && value.kind !== 'null' ? [value] : [];
}

function messagePrompts(call: CallExpr, module: Module, context: SdkContext, cache: CacheSyntax | undefined): DraftPrompt[] {
  const args = read(call, module, context);
  const content = contentOf(args);
  const out = gather();
  if (content) readContent(content, 'system', written(args.keywords(), 'content'), blocksOf(cache), context, out);
  // A system message that is a parameter is each caller's, not the model's.
  return out.prompts.filter(prompt => prompt.value.kind === 'text');
}

/** Prompts of `ChatPromptTemplate.from_messages([…])`, `.from_template("…")`, `PromptTemplate(template="…")`. */
export function templatePrompts(args: ArgumentReader, context: SdkContext, cache?: CacheSyntax): DraftPrompt[] {
  const format = context.strings(args.named('template_format'))[0];
  const style: TemplateStyle = format === 'jinja2' || format === 'mustache' ? 'double-braces' : 'braces';
  const given = [args.at(0), args.named('messages'), args.named('template')].find(value => value.kind !== 'null');
  if (!given) return [];
  const out = gather();
  readMessages(given, dialectOf(style, cache), context, out);
  return out.prompts.map(prompt => (prompt.value.kind === 'text' ? { ...prompt, value: filled(prompt.value, style) } : prompt)).filter(prompt => prompt.value.kind === 'text');
}

/** Blocks of a message. */
function blocksOf(cache: CacheSyntax | undefined): Dialect {
  return { ...(cache && { cache }), textBlock: text => ({ type: 'text', text }) };
}

/** Messages as objects, as tuples `("system", "…")`, or as templates. */
function dialectOf(style: TemplateStyle, cache?: CacheSyntax): Dialect {
  return {
    ...blocksOf(cache),
    message(item, context) {
      const made = madeBy(item);
      const path = made?.callee.path ?? [];
      const part = messageParts[path.findLast(name => name in messageParts) ?? ''];
      if (made?.args && part) {
        const args = context.read(made.args);
        const content = contentOf(args);
        // The variables of a template are filled in its text: blocks would hold them as they stand.
        const isMessage = !path.some(name => name.endsWith('Template'));
        return content && { part, ...(isMessage && { holder: args.keywords() }), content: content.kind === 'text' && path.some(name => name.endsWith('Template')) ? filled(content, style) : content };
      }
      if (item.kind !== 'list' || item.items.length !== 2) return undefined;
      const role = roles[context.strings(item.items[0]!)[0] ?? ''];
      return role && { part: role, content: item.items[1]! };
    },
  };
}

function contentOf(args: ReturnType<SdkContext['read']>): Value | undefined {
  return [args.named('content'), args.named('template'), args.at(0)].find(value => value.kind !== 'null');
}

function read(call: CallExpr, module: Module, context: SdkContext) {
  return context.read({ expr: call, env: undefined, module });
}

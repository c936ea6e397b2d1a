/** Prompts of LangChain for JavaScript: messages, tuples and prompt templates. */
import type { CallExpr, Module } from '../core/ir.ts';
import type { ArgumentReader, Draft, DraftPrompt, SdkContext } from '../core/sdk.ts';
import type { Value } from '../core/value.ts';
import { lastName } from '../core/walk.ts';
import { cachingBy, hasOneModel, onlyConversation } from './langchain-conversation.ts';
import type { CacheSyntax } from './request/cache-markers.ts';
import type { Dialect, Part } from './request/content.ts';
import { gather, readContent, readMessages } from './request/content.ts';
import { field } from './request/field.ts';
import { withHoles } from './request/template-text.ts';

const PARTS: { readonly [name: string]: Part } = { system: 'system', ai: 'assistant', assistant: 'assistant' };

/** What a file says to its one chat model. `cache`: how the model's class writes cache points. */
export function langchainPrompts(module: Module, context: SdkContext, cache?: CacheSyntax): Pick<Draft, 'prompts' | 'caching' | 'structured'> {
  const found = onlyConversation(module);
  const args = found && context.read({ expr: found.call, env: undefined, module });
  const prompts = !found || !args ? [] : found.kind === 'template' ? templatePrompts(found.call, args, context, cache) : systemMessage(args, context, cache);
  const structured = hasOneModel(module.calls) && module.calls.some(call => lastName(call.callee) === 'withStructuredOutput');
  return { prompts, caching: cachingIn(prompts, module), ...(structured && { structured }) };
}

/** What `model.invoke(…)` is given: a text, a list of messages. */
export function messagesOf(value: Value, cache: CacheSyntax | undefined, context: SdkContext): readonly DraftPrompt[] {
  const out = gather();
  readMessages(value, dialectOf(cache), context, out);
  return out.prompts;
}

/** Whether what is said caches. */
export function cachingIn(prompts: readonly DraftPrompt[], module: Module): Draft['caching'] {
  return cachingBy(/\bcachePoint\b|\bcache_control\b|PromptCachingMiddleware/, prompts, module);
}

/** Of `ChatPromptTemplate.fromMessages([…])`, `.fromTemplate('…')`, `new PromptTemplate({ template: '…' })`. */
export function templatePrompts(call: CallExpr, args: ArgumentReader, context: SdkContext, cache?: CacheSyntax): DraftPrompt[] {
  const given = call.isNew ? field(args.at(0), 'template', context).value : args.at(0);
  return (given ? messagesOf(given, cache, context) : []).map(prompt => ({ ...prompt, value: withHoles(prompt.value) }));
}

/** A system message that is a parameter is each caller's, not the model's. */
function systemMessage(args: ArgumentReader, context: SdkContext, cache: CacheSyntax | undefined): DraftPrompt[] {
  const out = gather();
  readContent(contentOf(args, context), 'system', undefined, dialectOf(cache), context, out);
  return out.prompts.filter(prompt => prompt.value.kind === 'text');
}

/** `['system', '…']`, `new SystemMessage('…')`, `SystemMessagePromptTemplate.fromTemplate('…')`. */
function dialectOf(cache: CacheSyntax | undefined): Dialect {
  return {
    ...(cache && { cache }),
    textBlock: text => ({ type: 'text', text }),
    message(item, context) {
      if (item.kind === 'list') {
        const [role] = context.strings(item.items[0] ?? { kind: 'null' });
        const content = item.items[1];
        return role !== undefined && content ? { part: PARTS[role] ?? 'user', content } : undefined;
      }
      const made = item.kind === 'external' ? item.result : undefined;
      const [, part] = /^(System|AI)?(?:Human)?Message/.exec(made?.callee.path.find(name => /Message/.test(name)) ?? '') ?? [];
      return made?.args && { part: PARTS[part?.toLowerCase() ?? ''] ?? 'user', content: contentOf(context.read(made.args), context) };
    },
  };
}

/** `new SystemMessage('…')`, `new SystemMessage({ content: '…' })`. */
function contentOf(args: ArgumentReader, context: SdkContext): Value {
  const given = args.at(0);
  return given.kind === 'object' ? (field(given, 'content', context).value ?? given) : given;
}

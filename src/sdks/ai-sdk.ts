/** Vercel AI SDK 4, 5 and 6 with a model of `@ai-sdk/amazon-bedrock`. */
import type { Operation } from '../core/call.ts';
import type { Module } from '../core/ir.ts';
import type { DraftLimit, DraftPrompt, Sdk, SdkContext } from '../core/sdk.ts';
import type { Value } from '../core/value.ts';
import type { BedrockModel } from './ai-sdk-model.ts';
import { bedrockModel } from './ai-sdk-model.ts';
import { wrapWritten } from './request/cache-edits.ts';
import type { Dialect, Gathered } from './request/content.ts';
import { gather, nested, readMessages } from './request/content.ts';
import { field, firstField, has, written } from './request/field.ts';
import { limitOf, noLimit } from './request/limit.ts';
import { isOf } from './request/package.ts';
import { cachingOf, draftOf } from './request/parts.ts';
import { stopsOf } from './request/stops.ts';

const SDK = 'ai-sdk';
const CACHE = { kind: 'mark', key: 'providerOptions.bedrock.cachePoint', value: { type: 'default' }, also: ['providerOptions.amazonBedrock.cachePoint', 'providerMetadata.bedrock.cachePoint', 'experimental_providerMetadata.bedrock.cachePoint'], isOnMessage: true } as const;
const dialect: Dialect = { cache: CACHE, textBlock: text => ({ type: 'text', text }) };
/** Of `@ai-sdk/amazon-bedrock/anthropic`, which sends bodies of Claude. */
const ANTHROPIC: Dialect = { ...dialect, cache: { ...CACHE, key: 'providerOptions.anthropic.cacheControl', value: { type: 'ephemeral' }, also: ['providerOptions.anthropic.cache_control'] } };

interface Action {
  readonly operation: Operation;
  readonly isStream?: boolean;
  readonly isStructured?: boolean;
  /** An object that later calls run. */
  readonly isAgent?: boolean;
}
const ACTIONS: { readonly [name: string]: Action } = {
  generateText: { operation: 'generate' },
  streamText: { operation: 'generate', isStream: true },
  generateObject: { operation: 'generate', isStructured: true },
  streamObject: { operation: 'generate', isStream: true, isStructured: true },
  streamUI: { operation: 'generate', isStream: true },
  ToolLoopAgent: { operation: 'generate', isAgent: true },
  Experimental_Agent: { operation: 'generate', isAgent: true },
  Agent: { operation: 'generate', isAgent: true },
  embed: { operation: 'embed' },
  embedMany: { operation: 'embed' },
  generateImage: { operation: 'image' },
  experimental_generateImage: { operation: 'image' },
  rerank: { operation: 'rerank' },
};

/** `ai`. */
export const aiSdk: Sdk = {
  name: SDK,
  needles: ['@ai-sdk/amazon-bedrock'],
  versioned: ['ai'],
  callees: Object.keys(ACTIONS),
  match({ name, target, args, module }, context) {
    const action = ACTIONS[name];
    if (!action || !isOf(target, 'ai', '@ai-sdk/rsc')) return undefined;
    const request = args.at(0);
    const value = field(request, 'model', context).value;
    const model = value && (bedrockModel(value, context) ?? maybeBedrock(value, module.imports, context));
    if (!model) return undefined;

    if (!action.isAgent && action.operation !== 'generate') {
      const text = firstField(request, ['value', 'values', 'prompt', 'query'], context).value;
      return draftOf(SDK, action.operation, model.id, { prompts: text ? [{ part: 'user', value: text }] : [], limit: noLimit, caching: 'none' });
    }
    const gathered = readRequest(request, model, context);
    const stops = stopsOf(request, 'stopSequences', context);
    return draftOf(SDK, action.operation, model.id, {
      prompts: gathered.prompts,
      limit: limit(request, model, module, context),
      ...(stops.value && { stop: stops.value }),
      stops,
      caching: cachingOf(gathered),
      cachingSyntax: `\`${(model.isAnthropic ? ANTHROPIC : dialect).cache!.key}\` on a message`,
      structured: action.isStructured || has(request, 'output', context) || has(request, 'experimental_output', context),
    }, { ...(action.isStream && { isStream: true }), ...(action.isAgent && { role: 'config' }) });
  },
};

/** A model that only the caller knows, in a file that imports the provider. */
function maybeBedrock(value: Value, imports: readonly string[], context: SdkContext): BedrockModel | undefined {
  const isUnknown = context.options(value).every(option => option.kind === 'unknown');
  return isUnknown && imports.some(specifier => specifier.startsWith('@ai-sdk/amazon-bedrock')) ? { id: value, isAnthropic: false } : undefined;
}

function readRequest(request: Value, model: BedrockModel, context: SdkContext): Gathered {
  const out = gather();
  const own = model.isAnthropic ? ANTHROPIC : dialect;
  const tools = field(request, 'tools', context);
  if (tools.value) out.prompts.push({ part: 'tools', value: tools.value });
  else out.isPartial = tools.isOpen;

  const system = firstField(request, ['system', 'instructions'], context);
  if (system.value) readSystem(system.value, own, context, out);
  const place = written(system.holder, system.key);
  const last = out.prompts.at(-1);
  if (place && last?.part === 'system' && !last.cacheEdits && !last.cachePoint) {
    // As a message it can carry options: a plain string cannot. Versions 4 and 5 take strings only; `instructions` came with 6.
    const edits = () => wrapWritten(place, hole => ({ role: 'system', content: hole, ...nested(own.cache!) }));
    out.prompts[out.prompts.length - 1] = { ...last, ...(system.key === 'instructions' && { cacheEdits: edits }) };
  }
  const messages = firstField(request, ['prompt', 'messages'], context);
  if (messages.value) readMessages(messages.value, own, context, out);
  // Messages that are converted or handed in rarely hold a cache point where the system prompt holds none.
  if (out.prompts.some(prompt => prompt.part === 'system') || !messages.isOpen) out.isHidden = false;
  return out;
}

/** A string, or system messages. */
function readSystem(system: Value, own: Dialect, context: SdkContext, out: Gathered): void {
  const inner = gather();
  if (context.as(system, 'list')) readMessages(system, own, context, inner);
  else if (context.as(system, 'object')) readMessages({ kind: 'list', items: [system], open: false }, own, context, inner);
  else inner.prompts.push({ part: 'system', value: system });
  out.prompts.push(...inner.prompts.map((prompt): DraftPrompt => ({ ...prompt, part: 'system' })));
  out.isCached ||= inner.isCached;
}

/** What version 5 has by another name, or no more: https://ai-sdk.dev/docs/migration-guides/migration-guide-5-0. */
const VERSION_4 = /\b(?:toDataStreamResponse|pipeDataStreamToResponse|mergeIntoDataStream|createDataStream(?:Response)?|StreamingTextResponse)\b|['"]ai\/rsc['"]/;

const KEY_OF_4 = 'maxTokens';
const KEY_OF_5 = 'maxOutputTokens';

/** Version 4 calls it `maxTokens`, 5 and later `maxOutputTokens`, and neither reads the other; where the project does not say which it has, both count. */
function limit(request: Value, model: BedrockModel, module: Module, context: SdkContext): DraftLimit {
  const major = context.major('ai', module);
  const isVersion4 = major === undefined ? VERSION_4.test(module.text) || ['maxSteps', 'experimental_providerMetadata', 'experimental_activeTools'].some(key => has(request, key, context)) : major < 5;
  const [key, other] = isVersion4 ? [KEY_OF_4, KEY_OF_5] : [KEY_OF_5, KEY_OF_4];
  const found = limitOf(request, { key, [major === undefined ? 'also' : 'wrong']: [other] }, context);
  const addedBySdk = model.isAnthropic ? claudeLimit(context.strings(model.id)) : undefined;
  return {
    ...found,
    ...(addedBySdk !== undefined && { addedBySdk }),
  };
}

/** What `@ai-sdk/anthropic` sends for a model when the call gives no limit. */
function claudeLimit(ids: readonly string[]): number | undefined {
  const [id, ...others] = ids;
  if (id === undefined || others.length > 0) return undefined;
  if (/claude-(?:opus|sonnet|haiku|fable|mythos)-(?:4-[6-9]|[5-9])/.test(id)) return 128_000;
  if (/claude-(?:opus|sonnet|haiku)-4-5|claude-sonnet-4-\d{8}|claude-3-7/.test(id)) return 64_000;
  return /claude-opus-4/.test(id) ? 32_000 : 4_096;
}

/** Pydantic AI: `BedrockConverseModel(…)` and `Agent('bedrock:…')`. */
import type { Draft, DraftPrompt, Invocation, Sdk, SdkContext } from '../core/sdk.ts';
import type { ObjectValue, Value } from '../core/value.ts';
import { lastName } from '../core/walk.ts';
import { argument } from './framework-model.ts';
import { withoutPrefix } from './model-prefix.ts';
import { isFrom, madeBy } from './origin.ts';
import { unseen } from './request/content.ts';
import { firstField, oneOf } from './request/field.ts';
import { limitOf } from './request/limit.ts';
import { draftOf } from './request/parts.ts';

const cacheSettings = ['bedrock_cache_instructions', 'bedrock_cache_tool_definitions', 'bedrock_cache_messages'];
const limitKeys = { key: 'max_tokens', wrong: ['maxTokens', 'max_output_tokens', 'bedrock_max_tokens'] };
const cachingSyntax = '`bedrock_cache_instructions=True` in the model settings';

/** Pydantic AI. */
export const pydanticAi: Sdk = {
  name: 'pydantic-ai',
  needles: ['pydantic_ai'],
  callees: ['BedrockConverseModel', 'Agent'],
  match(invocation, context) {
    if (!isFrom(invocation.target, 'pydantic_ai')) return undefined;
    if (invocation.name === 'Agent') return agentOf(invocation, context);
    const { args } = invocation;
    const model = argument(args, ['model_name'], 0, context) ?? unseen('model_name', args.keywords());
    const config = configWith(model, argument(args, ['settings'], undefined, context), args.keywords(), [], context);
    return isLimitedByAgents(invocation, context) ? { ...config, limit: { ...config.limit, isElsewhere: true } } : config;
  },
};

function agentOf({ args }: Invocation, context: SdkContext): Draft | undefined {
  const given = argument(args, ['model'], 0, context);
  const options = given ? context.options(given) : [];
  const made = options.flatMap(option => modelMade(option, context) ?? []);
  const model = made.length > 0 ? oneOf(made.flatMap(each => argument(each, ['model_name'], 0, context) ?? [])) : given && withoutPrefix(given, /^bedrock:/, context);
  if (!model) return undefined;
  const [inner] = made;
  const prompts: DraftPrompt[] = [];
  const tools = argument(args, ['tools'], undefined, context);
  if (tools && !(tools.kind === 'list' && tools.items.length === 0)) prompts.push({ part: 'tools', value: tools });
  for (const name of ['instructions', 'system_prompt']) {
    const value = argument(args, [name], undefined, context);
    // Several prompts may be given as a sequence.
    if (value && !args.keywords().open) for (const each of value.kind === 'list' ? value.items : [value]) prompts.push({ part: 'system', value: each });
  }
  const own = argument(args, ['model_settings'], undefined, context);
  // Settings of the agent are laid over those of its model.
  const settings = own && (!inner || namesLimit(own, context)) ? own : (inner && argument(inner, ['settings'], undefined, context)) ?? own;
  const structured = argument(args, ['output_type', 'result_type'], undefined, context);
  const config = configWith(model, settings, args.keywords(), prompts, context);
  // Of models of several vendors, the limit of Bedrock's is told where it is made.
  return { ...config, ...(inner && options.length > 1 && { limit: { ...config.limit, isElsewhere: true as const } }), ...(structured && { structured: true }) };
}

/** Does every agent of its file that is given this model set a limit of its own, and is there one? */
function isLimitedByAgents({ expr, module }: Invocation, context: SdkContext): boolean {
  const agents = module.calls.filter(call => call !== expr && lastName(call.callee) === 'Agent').map(call => context.read({ expr: call, env: undefined, module }));
  const own = agents.filter(args => {
    const model = argument(args, ['model'], 0, context);
    return model !== undefined && context.options(model).some(option => madeBy(option)?.args?.expr === expr);
  });
  return own.length > 0 && own.every(args => {
    const settings = argument(args, ['model_settings'], undefined, context);
    return settings !== undefined && namesLimit(settings, context);
  });
}

/** Does it hold a limit, as far as it can be seen? */
function namesLimit(settings: Value, context: SdkContext): boolean {
  const object = settingsOf(settings, context);
  return !object || object.open || object.entries.has(limitKeys.key);
}

/** What `BedrockConverseModel(…)` was made with. */
function modelMade(value: Value, context: SdkContext): Invocation['args'] | undefined {
  const made = madeBy(value);
  return made?.args && isFrom(made.callee, 'pydantic_ai') && made.callee.path.at(-1) === 'BedrockConverseModel' ? context.read(made.args) : undefined;
}

function configWith(model: Value, settings: Value | undefined, keywords: ObjectValue, prompts: readonly DraftPrompt[], context: SdkContext): Draft {
  const object = settings && settingsOf(settings, context);
  const hidden = settings || keywords.open ? { state: 'dynamic' as const } : {};
  const limit = object ? limitOf(object, limitKeys, context) : { value: undefined, key: limitKeys.key, ...hidden };
  const cache = object && firstField(object, cacheSettings, context);
  const caching = cache?.value ? 'used' : cache?.isOpen || (settings && !object) ? 'unknown' : 'none';
  return draftOf('pydantic-ai', 'generate', model, { prompts, limit, caching, cachingSyntax }, { role: 'config' });
}

/** Settings are a dict, or the keywords of `ModelSettings(…)`. */
function settingsOf(value: Value, context: SdkContext): ObjectValue | undefined {
  const made = madeBy(value);
  if (made?.args && made.callee.path.at(-1)?.endsWith('ModelSettings')) return context.read(made.args).keywords();
  return context.as(value, 'object');
}

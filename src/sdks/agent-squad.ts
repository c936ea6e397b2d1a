/** Agent Squad (once Multi-Agent Orchestrator): agents and classifiers that ask Bedrock's Converse. */
import type { CallExpr, Module } from '../core/ir.ts';
import type { Draft, DraftPrompt, Invocation, Sdk, SdkContext } from '../core/sdk.ts';
import type { Value } from '../core/value.ts';
import { isFrom, madeBy } from './origin.ts';
import { unseen } from './request/content.ts';
import { defaultText } from './request/default-text.ts';
import { field } from './request/field.ts';
import { limitOf } from './request/limit.ts';
import { isOf } from './request/package.ts';
import { draftOf } from './request/parts.ts';

const PACKAGES = ['agent-squad', 'multi-agent-orchestrator'];
const PYTHON_PACKAGES = ['agent_squad', 'multi_agent_orchestrator'];
const HAIKU = 'anthropic.claude-3-haiku-20240307-v1:0';
/** The model that each takes where it is given none. */
const CLASSES: { readonly [name: string]: string } = {
  BedrockLLMAgent: HAIKU,
  BedrockClassifier: 'anthropic.claude-3-5-sonnet-20240620-v1:0',
  BedrockInlineAgent: HAIKU,
  BedrockTranslatorAgent: HAIKU,
};
/** Classes that send the limit under a key that Converse does not read, or drop it. */
const LOSES_LIMIT = new Set(['BedrockClassifier', 'BedrockTranslatorAgent']);

/** Agents that tell the model what they are described as. */
const DESCRIBED = new Set(['BedrockLLMAgent', 'BedrockInlineAgent']);

/** Python's send this where they are given none. */
const PYTHON_LIMIT = 1000;

/** `agent-squad`. */
export const agentSquad: Sdk = {
  name: 'agent-squad',
  needles: [...PACKAGES, ...PYTHON_PACKAGES],
  callees: Object.keys(CLASSES),
  match(invocation, context) {
    const { name, target, isNew, args, module, expr } = invocation;
    if (isFrom(target, ...PYTHON_PACKAGES)) return pythonDraft(invocation, context);
    if (!isNew || !isOf(target, ...PACKAGES)) return undefined;
    const options = args.at(0);
    const named = field(options, 'modelId', context);
    const model = named.value ?? (named.isOpen ? unseen('modelId', options) : defaultText(CLASSES[name]!, { path: module.path, range: expr.range }));
    const tools = field(options, 'toolConfig.tool', context).value;
    const system = laterSystem(invocation, context) ?? field(options, 'customSystemPrompt.template', context).value;
    const streaming = field(options, 'streaming', context).value;
    return draftOf('agent-squad', 'converse', model, {
      prompts: promptsOf(name, tools, system, options, context),
      limit: LOSES_LIMIT.has(name) ? { value: undefined, key: 'inferenceConfig.maxTokens' } : limitOf(options, { key: 'inferenceConfig.maxTokens' }, context),
      caching: 'none',
    }, { role: 'config', isStream: streaming?.kind === 'boolean' && streaming.value });
  },
};

/** `BedrockLLMAgent(BedrockLLMAgentOptions(model_id=…))`, the options by place or by name. */
function pythonDraft(invocation: Invocation, context: SdkContext): Draft {
  const { name, args, module, expr } = invocation;
  const given = args.count > 0 ? args.at(0) : args.named('options');
  const made = madeBy(given);
  const options = made?.args ? context.read(made.args).keywords() : context.as(given, 'object');
  const named = field(options, 'model_id', context);
  const isOpen = !options || named.isOpen;
  const model = named.value ?? (isOpen ? unseen('model_id', given) : defaultText(CLASSES[name]!, { path: module.path, range: expr.range }));
  const tools = field(options, 'tool_config.tool', context).value;
  const system = laterSystem(invocation, context) ?? field(options, 'custom_system_prompt.template', context).value;
  const limit = limitOf(options, { key: 'inference_config.maxTokens' }, context);
  const streaming = field(options, 'streaming', context).value;
  return draftOf('agent-squad', 'converse', model, {
    prompts: promptsOf(name, tools, system, options, context),
    limit: isOpen ? { ...limit, state: 'dynamic' } : { ...limit, addedBySdk: PYTHON_LIMIT },
    caching: 'none',
  }, { role: 'config', isStream: streaming?.kind === 'boolean' && streaming.value });
}

/** Without a system prompt of its own each sends one of the library, that of an agent with the description in it. */
function promptsOf(name: string, tools: Value | undefined, system: Value | undefined, options: Value | undefined, context: SdkContext): DraftPrompt[] {
  const description = DESCRIBED.has(name) ? field(options, 'description', context).value : undefined;
  const systems = system ? [system] : [unseen('the prompt of Agent Squad'), ...(description ? [description] : [])];
  return [...(tools ? [{ part: 'tools' as const, value: tools }] : []), ...systems.map(value => ({ part: 'system' as const, value }))];
}

/** The prompt that `agent.setSystemPrompt(…)` puts in place of the usual one. */
function laterSystem({ expr, module, args }: Invocation, context: SdkContext): Value | undefined {
  const call = module.calls.find(each => isSetterOf(each, expr, module));
  if (!call) return undefined;
  const value = context.read({ expr: call, env: args.raw.env, module }).at(0);
  return value.kind === 'null' ? undefined : value;
}

function isSetterOf({ callee }: CallExpr, made: CallExpr, module: Module): boolean {
  if (callee.kind !== 'member' || (callee.property !== 'setSystemPrompt' && callee.property !== 'set_system_prompt') || callee.object.kind !== 'name') return false;
  const binding = callee.object.binding ?? module.globals.get(callee.object.name);
  return binding?.defs.some(def => def.kind === 'assign' && def.value === made) ?? false;
}

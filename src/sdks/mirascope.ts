/** Mirascope: functions decorated with `@bedrock.call("id")` or `@llm.call(provider="bedrock", model="id")`. */
import type { CallExpr, Expr, Fn } from '../core/ir.ts';
import type { DraftPrompt, Invocation, Sdk, SdkContext } from '../core/sdk.ts';
import type { Value } from '../core/value.ts';
import { argument } from './framework-model.ts';
import { withoutPrefix } from './model-prefix.ts';
import { isFrom } from './origin.ts';
import { filled } from './prompt-template.ts';
import { unseen } from './request/content.ts';
import { limitOf } from './request/limit.ts';
import { draftOf } from './request/parts.ts';

const limitKeys = { also: ['call_params.max_tokens', 'max_tokens'], wrong: ['call_params.maxTokens', 'inferenceConfig.maxTokens'] };

/** Mirascope. */
export const mirascope: Sdk = {
  name: 'mirascope',
  needles: ['mirascope'],
  callees: ['call'],
  match(invocation, context) {
    const { target, args } = invocation;
    if (!isFrom(target, 'mirascope')) return undefined;
    const isBedrock = target!.path.includes('bedrock') || /\.bedrock(?:\.|$)/.test(target!.module);
    const given = argument(args, ['model'], 0, context);
    const model = isBedrock ? given : modelOfProvider(args, given, context);
    if (!model) return undefined;
    const keywords = args.keywords();
    const limit = limitOf(keywords, { ...limitKeys, key: isBedrock ? 'call_params.inferenceConfig.maxTokens' : 'call_params.max_tokens' }, context);
    const structured = argument(args, ['response_model', 'format'], undefined, context);
    return draftOf('mirascope', 'generate', model, { prompts: promptsOf(invocation, context), limit, caching: 'none' }, { role: 'config', ...(structured && { structured: true }) });
  },
};

function modelOfProvider(args: Invocation['args'], given: Value | undefined, context: SdkContext): Value | undefined {
  const provider = argument(args, ['provider'], undefined, context);
  const named = argument(args, ['model'], undefined, context);
  if (provider) return context.strings(provider).includes('bedrock') ? (named ?? unseen('model', args.keywords())) : undefined;
  return given && withoutPrefix(given, /^bedrock[/:]/, context);
}

/** What the decorated function says: the template of another decorator, or the text it returns. */
function promptsOf({ expr, module }: Invocation, context: SdkContext): DraftPrompt[] {
  const fn = module.functions.find(candidate => candidate.decorators.includes(expr));
  const template = fn?.decorators.find(decorator => isCallOf(decorator, 'prompt_template'));
  if (template?.kind === 'call') {
    const text = context.read({ expr: template, env: undefined, module }).at(0);
    return text.kind === 'text' ? [{ part: 'user', value: filled(text) }] : [{ part: 'user', value: text }];
  }
  return fn ? returned(fn, expr, context) : [];
}

function returned(fn: Fn, call: CallExpr, context: SdkContext): DraftPrompt[] {
  return fn.returns.slice(0, 1).flatMap(({ value }): DraftPrompt[] => {
    // An argument of a call is the one expression that an SDK may have evaluated.
    const reader = context.read({ expr: { ...call, args: [{ value, range: value.range }] }, env: undefined, module: fn.module });
    const text = reader.at(0);
    return text.kind === 'text' ? [{ part: 'user', value: text }] : [];
  });
}

function isCallOf(expr: Expr, name: string): boolean {
  if (expr.kind !== 'call') return false;
  const { callee } = expr;
  return (callee.kind === 'name' && callee.name === name) || (callee.kind === 'member' && callee.property === name);
}

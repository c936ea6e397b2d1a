/** Anthropic's SDK for TypeScript on Bedrock: `AnthropicBedrock`, `AnthropicBedrockMantle`, and `Anthropic` with a base URL of Bedrock. */
import type { Operation } from '../core/call.ts';
import type { Expr } from '../core/ir.ts';
import type { Invocation, Sdk, SdkContext } from '../core/sdk.ts';
import type { ExternalValue, Value } from '../core/value.ts';
import { invokeBody } from './body/index.ts';
import { claude } from './body/claude.ts';
import { hasBedrockBase } from './bedrock-host.ts';
import { unseen } from './request/content.ts';
import { field } from './request/field.ts';
import { limitOf, noLimit } from './request/limit.ts';
import { isBedrockId } from './request/model-kind.ts';
import { isOf } from './request/package.ts';
import { draftOf } from './request/parts.ts';

const SDK = 'anthropic-bedrock';
/** By the end of the callee's path. */
const METHODS: readonly [string, Operation][] = [
  ['messages.create', 'messages'],
  ['messages.stream', 'messages'],
  ['messages.parse', 'messages'],
  ['messages.toolRunner', 'messages'],
  ['messages.countTokens', 'count-tokens'],
  ['completions.create', 'messages'],
];

/** `@anthropic-ai/bedrock-sdk` and `@anthropic-ai/sdk`. */
export const anthropicBedrock: Sdk = {
  name: SDK,
  needles: ['@anthropic-ai/bedrock-sdk', 'AnthropicBedrock', 'bedrock-mantle'],
  callees: ['create', 'stream', 'parse', 'toolRunner', 'countTokens'],
  match(invocation, context) {
    const { target, args } = invocation;
    if (target && !isBedrock(target, context)) return undefined;
    const path = target?.path.join('.') ?? written(invocation.expr.callee);
    const method = METHODS.find(([end]) => path === end || path.endsWith(`.${end}`));
    if (!method) return undefined;

    const request = args.at(0);
    const [name, operation] = method;
    const model = field(request, 'model', context).value ?? unseen('model', request);
    if (!target && !isGivenClient(invocation, model, context)) return undefined;
    const isText = name === 'completions.create';
    const parts = isText ? invokeBody(request, undefined, context) : { ...claude.read(request, context), limit: limitOf(request, claude.limit, context) };
    return draftOf(SDK, operation, model, operation === 'count-tokens' ? { ...parts, limit: noLimit } : parts, { ...((name === 'messages.stream' || isTrue(field(request, 'stream', context).value)) && { isStream: true }) });
  },
};

function isBedrock(callee: ExternalValue, context: SdkContext): boolean {
  return isOf(callee, '@anthropic-ai/bedrock-sdk') || (isOf(callee, '@anthropic-ai/sdk') && hasBedrockBase(callee, ['baseURL'], context));
}

/** `client.messages.create`, as far as names go. */
function written(callee: Expr): string {
  if (callee.kind === 'name') return callee.name;
  return callee.kind === 'member' && typeof callee.property === 'string' ? `${written(callee.object)}.${callee.property}` : '';
}

/** A client that a function is handed, under a type of its own or none. */
function isGivenClient({ receiver, args, module }: Invocation, model: Value, context: SdkContext): boolean {
  const isScript = module.language === 'typescript' || module.language === 'javascript';
  if (!isScript || !receiver || !context.options(receiver).some(({ kind }) => kind === 'unknown')) return false;
  // Seen from a caller the client must be told; seen alone, a file that makes such clients is evidence.
  if (args.raw.env?.args === undefined && /\bAnthropicBedrock/.test(module.text)) return true;
  return /\b[Aa]nthropic/.test(module.text) && context.strings(model).some(isBedrockId);
}

function isTrue(value: Value | undefined): boolean {
  return value?.kind === 'boolean' && value.value;
}

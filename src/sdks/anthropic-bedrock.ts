/** Anthropic's SDK for TypeScript on Bedrock: `AnthropicBedrock`, `AnthropicBedrockMantle`, and `Anthropic` with a base URL of Bedrock. */
import type { Operation } from '../core/call.ts';
import type { Sdk, SdkContext } from '../core/sdk.ts';
import type { ExternalValue, Value } from '../core/value.ts';
import { invokeBody } from './body/index.ts';
import { claude } from './body/claude.ts';
import { hasBedrockBase } from './bedrock-host.ts';
import { unseen } from './request/content.ts';
import { field } from './request/field.ts';
import { limitOf, noLimit } from './request/limit.ts';
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
  match({ target, args }, context) {
    if (!target || !isBedrock(target, context)) return undefined;
    const path = target.path.join('.');
    const method = METHODS.find(([end]) => path === end || path.endsWith(`.${end}`));
    if (!method) return undefined;

    const request = args.at(0);
    const [name, operation] = method;
    const model = field(request, 'model', context).value ?? unseen('model', request);
    const isText = name === 'completions.create';
    const parts = isText ? invokeBody(request, undefined, context) : { ...claude.read(request, context), limit: limitOf(request, claude.limit, context) };
    return draftOf(SDK, operation, model, operation === 'count-tokens' ? { ...parts, limit: noLimit } : parts, { ...((name === 'messages.stream' || isTrue(field(request, 'stream', context).value)) && { isStream: true }) });
  },
};

function isBedrock(callee: ExternalValue, context: SdkContext): boolean {
  return isOf(callee, '@anthropic-ai/bedrock-sdk') || (isOf(callee, '@anthropic-ai/sdk') && hasBedrockBase(callee, ['baseURL'], context));
}

function isTrue(value: Value | undefined): boolean {
  return value?.kind === 'boolean' && value.value;
}

/** Addresses of Bedrock: what tells a client of many providers, or a plain request, that it goes there. */
import type { SdkContext } from '../core/sdk.ts';
import type { ExternalValue, Value } from '../core/value.ts';
import { firstField } from './request/field.ts';
import { knownText } from './request/known-text.ts';

const HOST = /\bbedrock-(?:runtime|mantle)\b/;

/** Is one of the possible texts an address of Bedrock? The region may be a hole. */
export function isBedrockAddress(value: Value | undefined, context: SdkContext): boolean {
  return value !== undefined && context.options(value).some(option => option.kind === 'text' && HOST.test(knownText(option)));
}

/** Was this client made with a base URL of Bedrock? `keys` name the option. */
export function hasBedrockBase(client: ExternalValue, keys: readonly string[], context: SdkContext): boolean {
  const args = client.result?.args;
  return args !== undefined && isBedrockAddress(firstField(context.read(args).at(0), keys, context).value, context);
}

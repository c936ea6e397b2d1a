/** What a model id tells by itself: whose body it takes, and whether it writes text at all. */
import type { Operation } from '../../core/call.ts';
import { modelIdWithin, wholeModelId } from '../../core/model-id.ts';
import type { SdkContext } from '../../core/sdk.ts';
import type { Value } from '../../core/value.ts';
import { knownText } from './known-text.ts';

const KINDS: readonly [RegExp, Operation][] = [
  [/rerank/i, 'rerank'],
  [/(?:^|[.\-_/])embed|embed(?:ding)?s?\b|marengo/i, 'embed'],
  [/\bnova-reel|\bluma\.|\bray-v2/i, 'video'],
  [/\bstability\.|\btitan-image|\bnova-canvas|\bstable-(?:image|diffusion)|\bsd3\b/i, 'image'],
];

/** The ids that a model may be, `{}` for what is not known of them (`{}.anthropic.claude-…`). */
export function idsIn(model: Value | undefined, context: SdkContext): readonly string[] {
  return (model ? context.options(model) : []).flatMap(option => (option.kind === 'text' ? knownText(option) : []));
}

/** The operation of models that write no text; undefined for the others, for none, and where ids disagree. */
export function kindOf(ids: readonly string[]): Operation | undefined {
  const kinds = new Set(telling(ids).map(id => KINDS.find(([pattern]) => pattern.test(id))?.[1]));
  return kinds.size === 1 ? [...kinds][0] : undefined;
}

/** Families of InvokeModel bodies. */
export type Family = 'claude' | 'nova' | 'titan' | 'llama' | 'mistral' | 'cohere' | 'jamba' | 'jurassic' | 'deepseek' | 'pegasus' | 'open';

const FAMILIES: readonly [RegExp, Family][] = [
  [/\banthropic\.|\bclaude/i, 'claude'],
  [/\bamazon\.nova|\bnova-(?:micro|lite|pro|premier|2)/i, 'nova'],
  [/\bamazon\.titan/i, 'titan'],
  [/\bmeta\.|\bllama/i, 'llama'],
  [/\bmistral\./i, 'mistral'],
  [/\bcohere\./i, 'cohere'],
  [/\bai21\.jamba/i, 'jamba'],
  [/\bai21\.j2/i, 'jurassic'],
  [/\bdeepseek\./i, 'deepseek'],
  [/\btwelvelabs\.pegasus/i, 'pegasus'],
  [/\b(?:openai|qwen|google|minimax|moonshot(?:ai)?|nvidia|writer|xai|zai)\./i, 'open'],
];

/** The family whose body these ids take; undefined where unknown or where they disagree. */
export function familyOf(ids: readonly string[]): Family | undefined {
  const families = new Set(telling(ids).map(id => FAMILIES.find(([pattern]) => pattern.test(id))?.[1]));
  return families.size === 1 ? [...families][0] : undefined;
}

const known = [...FAMILIES, ...KINDS].map(([pattern]) => pattern);

/** Beside ids of Bedrock, what names no model (`Titan-v2` of a gateway) tells nothing of the body. */
function telling(ids: readonly string[]): readonly string[] {
  return ids.length > 1 && ids.some(id => modelIdWithin.test(id)) ? ids.filter(id => known.some(pattern => pattern.test(id))) : ids;
}

/** Does a string look like an id or ARN of something that Bedrock runs? */
export function isBedrockId(id: string): boolean {
  return wholeModelId.test(id) || /^arn:aws[\w-]*:(?:bedrock|sagemaker):/.test(id);
}

/** Is it a prompt of Prompt Management, which holds model and limit itself? */
export function isPromptArn(id: string): boolean {
  return /:prompt\//.test(id);
}

/** The edit that puts another model in the place of one, where the rest of the code goes on working with it. */
import type { Call } from '../src/core/call.ts';
import type { Edit } from '../src/core/edit.ts';
import { replaceInText } from '../src/core/edit.ts';
import type { Text } from '../src/core/value.ts';

/** Ids whose InvokeModel bodies and prompt templates are unlike those of the vendor's later models. */
const OLD_FORMATS: readonly (readonly [RegExp, string])[] = [
  [/\banthropic\.claude-(?:v\d|instant)/, 'claude prompt'],
  [/\bamazon\.titan-(?:text|tg1)/, 'titan'],
  [/\bcohere\.command-(?:text|light)/, 'cohere prompt'],
  [/\bai21\.j2/, 'jurassic'],
  [/\bmeta\.llama2/, 'llama 2'],
  [/\bmistral\.(?:mistral-7b|mixtral-8x7b|mistral-large-2402|mistral-small-2402)/, 'mistral prompt'],
];

/** Claude from Opus 4.1, Sonnet 4.5 and Haiku 4.5 on: of `temperature` and `top_p` a request sets one. https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages-request-response.html */
const SAMPLES_ONCE = /\banthropic\.claude-(?!v\d|instant|3-|(?:sonnet|opus)-4-20)/;

/**
 * Undefined where the request or the reader of its answer is written for the format of the old model, where the new one refuses what the
 * request sets, or where the id stands in no one place.
 */
export function replaceId(call: Call, text: Text | undefined, id: string, to: string): Edit | undefined {
  if (!text || (sendsBodies(call) && formatOf(id) !== formatOf(to))) return undefined;
  if (call.samplesTwice && SAMPLES_ONCE.test(to) && !SAMPLES_ONCE.test(id)) return undefined;
  return replaceInText(text, id, to);
}

/** The classes of LangChain write the body of the vendor that the id names, some of them only those of old models. */
function sendsBodies({ operation, sdk }: Call): boolean {
  return operation.startsWith('invoke-model') || sdk === 'langchain';
}

function formatOf(id: string): string {
  return OLD_FORMATS.find(([pattern]) => pattern.test(id))?.[1] ?? '';
}

/** Characters between the begin of a declaration and its value; lines may be as long as files. */
const mostDeclaration = 400;

/** Is the id written in the call, or in a name that this call alone reads? Other uses of a shared constant may be other tasks. */
export function isIdOfCallAlone(call: Call, text: Text | undefined): boolean {
  const piece = text?.pieces.find(each => 'exact' in each);
  if (!piece || piece.path !== call.path) return false;
  const [start, end] = piece.range;
  if (call.range[0] <= start && end <= call.range[1]) return true;
  const source = text?.origin?.module?.path === piece.path ? text.origin.module.text : undefined;
  if (source === undefined) return false;
  const line = source.slice(Math.max(source.lastIndexOf('\n', start) + 1, start - mostDeclaration), start);
  const [, exported, name] = /(\bexport\s[^=]*?)?([\w$]+)\s*(?::\s*[\w.[\]]+\s*)?=\s*(?:f?\\?["'`])$/.exec(line) ?? [];
  if (name === undefined || exported !== undefined) return false;
  return source.split(new RegExp(String.raw`(?<![\w$])${name.replaceAll('$', String.raw`\$`)}(?![\w$])`)).length === 3;
}

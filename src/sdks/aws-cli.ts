/** AWS command line: `aws bedrock-runtime converse --model-id … --messages …` in scripts and workflows. */
import type { SetEdits } from '../core/edit.ts';
import type { Draft, Invocation, Sdk, SdkContext } from '../core/sdk.ts';
import type { Entry, ObjectValue, Text, Value } from '../core/value.ts';
import { jsonIn } from './request/json-text.ts';
import { shorthandIn } from './aws-cli/shorthand.ts';
import { Written } from './request/written-text.ts';
import { invokeBody } from './body/index.ts';
import { converseInput } from './converse-input.ts';
import { unseen } from './request/content.ts';
import { field, oneOf } from './request/field.ts';
import { noLimit } from './request/limit.ts';
import { idsIn, kindOf } from './request/model-kind.ts';
import type { Parts } from './request/parts.ts';
import { draftOf, unknownParts } from './request/parts.ts';

const SDK = 'aws-cli';
const STRUCTURES = ['messages', 'system', 'inferenceConfig', 'toolConfig', 'additionalModelRequestFields', 'outputConfig', 'input'];

/** `aws bedrock-runtime`. */
export const awsCli: Sdk = {
  name: SDK,
  needles: ['bedrock-runtime'],
  callees: ['<aws bedrock-runtime>'],
  match(invocation, context) {
    const { target, args } = invocation;
    if (target?.module !== '') return undefined;
    const [name] = context.strings(args.at(0));
    const request = requestOf(args.keywords(), context);
    const model = field(request, 'modelId', context).value ?? unseen('--model-id', request);
    switch (name) {
      case 'converse':
      case 'converse-stream':
        return draftOf(SDK, name, model, withInsertion(converseInput(request, context), request, invocation), { isStream: name === 'converse-stream' });
      case 'invoke-model':
      case 'invoke-model-with-response-stream':
        return invoked(name === 'invoke-model' ? 'invoke-model' : 'invoke-model-stream', model, request, context);
      case 'count-tokens':
        return draftOf(SDK, 'count-tokens', model, { ...converseInput(field(request, 'input.converse', context).value, context), limit: noLimit });
      case 'start-async-invoke':
        return draftOf(SDK, 'other', model, { prompts: [], limit: noLimit, caching: 'none' });
      default:
        return undefined;
    }
  },
};

function invoked(operation: 'invoke-model' | 'invoke-model-stream', model: Value, request: ObjectValue, context: SdkContext): Draft {
  const body = field(request, 'body', context).value;
  const parts: Parts = body ? invokeBody(body, model, context) : unknownParts;
  const kind = kindOf(idsIn(model, context));
  // What stands in the quotes of a shell is no place for an insertion.
  const { setEdits: _set, ...limit } = parts.limit;
  return draftOf(SDK, operation, model, { ...parts, limit, ...(kind && { operation: kind, limit: noLimit }) }, { isStream: operation === 'invoke-model-stream' });
}

/** A request without any inference parameters gets an option of its own, behind the last. */
function withInsertion(parts: Parts, request: ObjectValue, { expr, module }: Invocation): Parts {
  const { setEdits: _set, ...limit } = parts.limit;
  const end = expr.argsRange?.[1];
  const isFree = !limit.value && !limit.wrongKey && !limit.state && !request.open && !request.entries.has('inferenceConfig');
  return { ...parts, limit: { ...limit, ...(isFree && end !== undefined && { setEdits: () => withOption(module.path, end) }) } };
}

function withOption(path: string, end: number): SetEdits<number> {
  return tokens => [{ path, range: [end, end], text: ` --inference-config maxTokens=${tokens}` }];
}

/** The options as one request, their values read in the notation that they are written in; `--cli-input-json` lies under them. */
function requestOf(options: ObjectValue, context: SdkContext): ObjectValue {
  const given = options.entries.get('cliInputJson')?.value;
  const input = given && valueOf(given, 'json', context);
  const base = input && context.as(input, 'object');
  const entries = new Map<string, Entry>(base?.entries);
  for (const [key, entry] of options.entries) {
    if (key === 'cliInputJson') continue;
    const notation = key === 'body' ? 'json' : STRUCTURES.includes(key) ? 'any' : 'text';
    const value = notation === 'text' ? entry.value : valueOf(entry.value, notation, context);
    const isItem = (key === 'messages' || key === 'system') && value.kind === 'object';
    entries.set(key, { ...entry, value: isItem ? { kind: 'list', items: [value], open: false } : value });
  }
  return { kind: 'object', entries, open: options.open || (given !== undefined && (!base || base.open)), ...(options.origin && { origin: options.origin }) };
}

function valueOf(value: Value, notation: 'json' | 'any', context: SdkContext): Value {
  const options = context.options(value).map(option => {
    if (option.kind === 'list') return { ...option, items: option.items.map(item => valueOf(item, notation, context)) };
    return option.kind === 'text' ? read(option, notation) : option;
  });
  return oneOf(options) ?? value;
}

function read(text: Text, notation: 'json' | 'any'): Value {
  const written = new Written(text);
  const found = /^\s*[[{]/.test(written.text) ? jsonIn(written) : notation === 'any' ? shorthandIn(written) : decoded(text, written.text);
  // What cannot be read may hold anything.
  return found ?? { kind: 'unknown', reason: 'expression', ...(text.origin && { origin: text.origin }) };
}

/** Base64, which is how the command line takes bodies unless it is told otherwise. */
function decoded(text: Text, base64: string): Value | undefined {
  const [first] = text.pieces;
  if (!first || !/^[A-Za-z0-9+/\s]{16,}(?:={1,2}\s*)?$/.test(base64)) return undefined;
  const json = Buffer.from(base64, 'base64').toString('utf8');
  return jsonIn(new Written({ ...text, pieces: [{ value: json, path: first.path, range: text.origin?.range ?? first.range, exact: false }] }));
}

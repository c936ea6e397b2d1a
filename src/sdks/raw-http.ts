/** Requests to Bedrock by plain HTTP: `fetch`, `requests`, `httpx` and the like, and signed clients, to `bedrock-runtime.<region>.amazonaws.com/model/<id>/<operation>`. */
import type { Operation } from '../core/call.ts';
import type { Draft, Sdk, SdkContext } from '../core/sdk.ts';
import type { ExternalValue, Piece, Text, Value } from '../core/value.ts';
import { isBedrockAddress } from './bedrock-host.ts';
import { chat } from './body/chat.ts';
import { claude } from './body/claude.ts';
import { invokeBody } from './body/index.ts';
import { converseInput } from './converse-input.ts';
import { unseen } from './request/content.ts';
import { field, firstField } from './request/field.ts';
import { knownText } from './request/known-text.ts';
import { limitOf, noLimit } from './request/limit.ts';
import { idsIn, kindOf } from './request/model-kind.ts';
import { draftOf, unknownParts } from './request/parts.ts';

const OPERATIONS: { readonly [name: string]: Operation } = {
  invoke: 'invoke-model',
  'invoke-with-response-stream': 'invoke-model-stream',
  converse: 'converse',
  'converse-stream': 'converse-stream',
  'count-tokens': 'count-tokens',
};
const MODEL_HEAD = '/model/';
const MODEL_PATH = /\/model\/([^/?]+)\/(invoke-with-response-stream|invoke|converse-stream|converse|count-tokens)\b/;

/** Key of the request that an AppSync resolver returns. */
const RESOURCE_PATH = 'resourcePath';

const METHOD = /^(?:post|get|put)$/i;
/** What is built, then signed or handed to a client that sends it. */
const BUILDS = new Set(['HttpRequest', 'AWSRequest', 'sign']);
/** Where libraries take the body: by these keywords in Python, under these keys of the options in JavaScript. */
const BODY = ['body', 'data', 'json', 'content'];

/** `fetch` and its like, `aws4fetch`, `HttpRequest`, `aws4.sign`; `requests`, `httpx`, `aiohttp`, `urllib`, `AWSRequest`; and what an AppSync resolver returns. */
export const rawHttp: Sdk = {
  name: 'http',
  needles: ['bedrock-runtime', 'bedrock-mantle', RESOURCE_PATH],
  callees: ['fetch', 'post', 'request', 'stream', 'axios', 'got', 'ky', 'HttpRequest', 'Request', 'AWSRequest', 'build_request', 'sign'],
  match({ name, args, module }, context) {
    // `request('POST', url, …)`, `stream('POST', url, …)`.
    const isBehind = context.strings(args.at(0)).some(text => METHOD.test(text));
    const [first, second] = isBehind ? [args.at(1), args.at(2)] : [args.at(0), args.at(1)];
    const url = addressOf(first, context) ?? addressOf(args.named('url'), context);
    if (!url) return undefined;
    // What is signed first and sent afterwards is one request: it is read where it is built.
    if (!BUILDS.has(name) && module.calls.some(({ callee }) => callee.kind === 'name' && BUILDS.has(callee.name) && callee.name !== 'sign')) return undefined;
    const options = context.as(second, 'object') ?? second;
    const body = firstField(args.keywords(), BODY, context).value ?? firstField(options.kind === 'null' ? first : options, BODY, context).value;
    return requestTo(url, body ?? (name === 'post' && !isBehind ? second : undefined), context);
  },
  returned: {
    key: RESOURCE_PATH,
    match(value, context) {
      const path = field(value, RESOURCE_PATH, context).value;
      const url = path && context.as(path, 'text');
      return url && MODEL_PATH.test(knownText(url)) ? requestTo(url, field(value, 'params.body', context).value, context) : undefined;
    },
  },
};

/** The address of Bedrock that a request goes to: a text, a `URL`, or host and path of a request object. */
function addressOf(value: Value, context: SdkContext): Text | undefined {
  for (const option of context.options(value)) {
    if (option.kind === 'text') {
      if (isBedrockAddress(option, context)) return option;
    } else if (option.kind === 'external') {
      const { callee, args } = readWhole(option).result ?? {};
      const url = args && /^(?:URL|Request)$/.test(callee?.path.at(-1) ?? '') && addressOf(context.read(args).at(0), context);
      if (url) return url;
    } else if (option.kind === 'object') {
      const url = firstField(option, ['url', 'uri'], context).value;
      if (url) return addressOf(url, context);
      const path = firstField(option, ['path', 'pathname'], context).value;
      const host = firstField(option, ['hostname', 'host'], context).value;
      const text = path && context.as(path, 'text');
      if (text && isBedrockAddress(host, context)) return text;
    }
  }
  return undefined;
}

/** What `url.href` and `url.toString()` read; the value itself where it is not read, nothing where another part of it is. */
function readWhole(value: ExternalValue): Pick<ExternalValue, 'result'> {
  const { path, result } = value;
  const read = path.length === 0 && result?.callee.path.join('.') === 'toString' ? result.callee : value;
  return read === value && path.length > 0 && path.join('.') !== 'href' ? {} : read;
}

function requestTo(url: Text, body: Value | undefined, context: SdkContext): Draft | undefined {
  const address = knownText(url);
  const [, , name] = MODEL_PATH.exec(address) ?? [];
  const request = body && (context.bodies(body)[0] ?? body);
  if (name !== undefined) {
    const model = modelIn(url) ?? unseen('model');
    const operation = OPERATIONS[name]!;
    const kind = kindOf(idsIn(model, context));
    const isConverse = name.startsWith('converse');
    const parts = !body ? unknownParts : isConverse ? converseInput(request, context) : invokeBody(body, model, context);
    const isTextless = kind !== undefined || operation === 'count-tokens';
    return draftOf('http', operation, model, { ...parts, ...(kind && { operation: kind }), ...(isTextless && { limit: noLimit }) }, { isStream: /stream/.test(name) });
  }
  const format = address.endsWith('/v1/messages') ? claude : address.endsWith('/chat/completions') ? chat : undefined;
  if (!format) return undefined;
  const model = field(request, 'model', context).value ?? unseen('model', request);
  return draftOf('http', format === claude ? 'messages' : 'generate', model, request ? { ...format.read(request, context), limit: limitOf(request, format.limit, context) } : unknownParts);
}

/** What stands between `/model/` and the next `/`. */
function modelIn(url: Text): Value | undefined {
  const pieces: Piece[] = [];
  let isInside = false;
  // `/model/` may begin in a piece before: `f"{BASE}/{MODEL}/converse"`.
  let before = '';
  for (const piece of url.pieces) {
    if (!('exact' in piece)) {
      if (isInside) pieces.push(piece);
      before = '';
      continue;
    }
    const text = before + piece.value;
    const found = text.indexOf(MODEL_HEAD);
    const start = isInside ? 0 : found + MODEL_HEAD.length - before.length;
    before = text.slice(1 - MODEL_HEAD.length);
    if (!isInside && found < 0) continue;
    const end = piece.value.indexOf('/', start);
    const value = piece.value.slice(start, end < 0 ? undefined : end);
    const offset = piece.exact ? start : 0;
    if (value) pieces.push({ ...piece, value: decodeURIComponent(value), range: piece.exact ? [piece.range[0] + offset, piece.range[0] + offset + value.length] : piece.range, exact: piece.exact && !value.includes('%') });
    isInside = end < 0;
    if (!isInside) break;
  }
  const [only, more] = pieces;
  if (!only) return undefined;
  return !more && !('exact' in only) && only.value ? only.value : { kind: 'text', pieces, origin: { path: only.path, range: only.range } };
}

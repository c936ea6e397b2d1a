/** boto3, aioboto3 and aiobotocore: methods of clients of the four Bedrock services. */
import { isOfAnotherProvider } from '../core/model-id.ts';
import type { ArgumentReader, Draft, Invocation, Sdk, SdkContext } from '../core/sdk.ts';
import type { ExternalValue, ObjectValue } from '../core/value.ts';
import { operations } from './boto3-operations.ts';
import type { Boto3Operation } from './boto3-operations.ts';
import { isFrom } from './origin.ts';
import { typedDicts } from './typed-dict.ts';

/** Functions that call what they are handed (`pool.submit(client.converse, **request)`), and which argument that is. */
const callers = new Map([
  ['submit', 0],
  ['to_thread', 0],
  ['partial', 0],
  ['run_sync', 0],
  ['run_in_threadpool', 0],
  ['apply_async', 0],
  ['run_in_executor', 1],
]);
const typeStubs = /^(?:mypy_boto3|types_boto3|types_aiobotocore)_(bedrock\w*)/;

/** boto3, aioboto3 and aiobotocore. */
export const boto3: Sdk = {
  name: 'boto3',
  needles: ['bedrock-runtime', 'bedrock_runtime', 'bedrock-agent', 'bedrock_agent', 'invoke_model', '.converse', 'modelId', 'retrieve_and_generate', 'invoke_agent', 'create_model_invocation_job'],
  callees: [...operations.keys(), ...callers.keys()],
  match(invocation, context) {
    const { name, target, args, module } = invocation;
    const position = callers.get(name);
    if (position !== undefined) return handedOver(invocation, position, context);
    // Clients take keyword arguments only: a positional one means somebody else's method of that name.
    if (invocation.isNew || (!target && !invocation.receiver) || args.count > 0) return undefined;
    return draftOf(name, target, args, module.text, context);
  },
};

function handedOver({ name: caller, args: given, module }: Invocation, position: number, context: SdkContext): Draft | undefined {
  if (given.count !== position + 1) return undefined;
  // Who calls what `partial` gives may add to it.
  const args: ArgumentReader = caller === 'partial' ? { ...given, count: given.count, keywords: () => ({ ...given.keywords(), open: true }) } : given;
  for (const method of context.options(args.at(position))) {
    const name = method.kind === 'external' ? (method.path.at(-1) ?? '') : method.kind === 'unknown' ? /\.(\w+)$/.exec(method.name ?? '')?.[1] : undefined;
    const draft = name === undefined ? undefined : draftOf(name, method.kind === 'external' ? method : undefined, args, module.text, context);
    if (draft) return draft;
  }
  return undefined;
}

function draftOf(name: string, method: ExternalValue | undefined, args: ArgumentReader, text: string, context: SdkContext): Draft | undefined {
  const operation = operations.get(name);
  if (!operation || isFrom(method, 'unittest', 'mock', 'pytest_mock', 'moto')) return undefined;
  const service = method && serviceOf(method, context);
  // The first releases called the runtime `bedrock`.
  const isIts = service ? service === operation.service || (service === 'bedrock' && operation.service === 'bedrock-runtime') : looksLike(operation, args.keywords(), text) && !isDouble(args, context);
  return isIts ? operation.read(typedDicts(args.keywords(), context), context) : undefined;
}

/** The service whose client's method this is, where that is known. */
function serviceOf({ result }: ExternalValue, context: SdkContext): string | undefined {
  if (!result) return undefined;
  const typed = typeStubs.exec(result.callee.module)?.[1];
  if (typed) return typed.replaceAll('_', '-');
  if (!/^(?:client|create_client|resource)$/.test(result.callee.path.at(-1) ?? '') || !result.args) return undefined;
  const args = context.read(result.args);
  const names = [...context.strings(args.at(0)), ...context.strings(args.named('service_name'))];
  return names.find(service => service.startsWith('bedrock')) ?? names[0];
}

/** What takes requests as Bedrock does, and sends them to another provider, whose models it names. */
function isDouble(args: ArgumentReader, context: SdkContext): boolean {
  const ids = context.strings(args.named('modelId'));
  return ids.length > 0 && ids.every(isOfAnotherProvider);
}

/** Of a client that is not known: the request has the keys of this operation; one that is hidden in a spread needs the file to speak of Bedrock. */
function looksLike({ keys, isTelling, orKeys = keys }: Boto3Operation, { entries, open }: ObjectValue, text: string): boolean {
  const seen = keys.filter(key => entries.has(key)).length;
  if (seen === keys.length || orKeys.every(key => entries.has(key))) return true;
  if (!open || (entries.size > 0 && seen === 0)) return false;
  return seen > 0 || (isTelling === true && /bedrock/i.test(text));
}

import { countInRefusal, MissingSdk, Refused, saysUnsupported } from './faults.ts';
import type { MessagesBody } from './request.ts';
import type { Credentials } from './sign.ts';

type Sdk = typeof import('@aws-sdk/client-bedrock-runtime');

/** Loads the optional peer; tests hand in another one. */
export type SdkLoader = () => Promise<Sdk>;

/** Environment variables. */
export type Env = { readonly [name: string]: string | undefined };

/** The CountTokens operation of bedrock-runtime, and who the SDK says we are. */
export interface Runtime {
  count(modelId: string, body: MessagesBody, signal: AbortSignal): Promise<number>;
  region(): Promise<string>;
  credentials(): Promise<Credentials>;
  close(): void;
}

/** Throws a MissingSdk where the peer is not installed. Region, profile and credentials are those of every AWS tool. */
export async function connectRuntime(env: Env, load: SdkLoader = () => import('@aws-sdk/client-bedrock-runtime')): Promise<Runtime> {
  let sdk: Sdk;
  try {
    sdk = await load();
  } catch {
    throw new MissingSdk('The package `@aws-sdk/client-bedrock-runtime` is not installed.');
  }
  const region = env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'];
  const endpoint = env['AWS_ENDPOINT_URL_BEDROCK_RUNTIME'];
  // The SDK would repeat by its own rules; one place decides for both services.
  const client = new sdk.BedrockRuntimeClient({ maxAttempts: 1, ...(region && { region }), ...(endpoint && { endpoint }) });
  return {
    async count(modelId, body, abortSignal) {
      try {
        const { inputTokens } = await client.send(new sdk.CountTokensCommand({ modelId, input: { converse: converseOf(body) as never } }), { abortSignal });
        if (inputTokens === undefined) throw new Refused('failed', 'CountTokens answered without a count');
        return inputTokens;
      } catch (error) {
        const counted = countInRefusal((error as Error).message ?? '');
        if (counted !== undefined) return counted;
        throw refusalOf(error);
      }
    },
    region: () => client.config.region(),
    credentials: () => client.config.credentials(),
    close: () => client.destroy(),
  };
}

/** The same request as Converse writes it. */
function converseOf({ system, messages, tools }: MessagesBody): object {
  return {
    ...(system && { system: system.map(({ text }) => ({ text })) }),
    messages: messages.map(({ role, content }) => ({ role, content: content.map(({ text }) => ({ text })) })),
    ...(tools && { toolConfig: { tools: tools.map(({ name, description, input_schema: json }) => ({ toolSpec: { name, ...(description && { description }), inputSchema: { json } } })) } }),
  };
}

const DENIED = new Set(['AccessDeniedException', 'UnrecognizedClientException', 'ExpiredTokenException', 'InvalidSignatureException', 'IncompleteSignatureException', 'CredentialsProviderError', 'TokenProviderError']);
const THROTTLED = new Set(['ThrottlingException', 'TooManyRequestsException', 'ServiceQuotaExceededException']);

function refusalOf(error: unknown): Refused {
  if (error instanceof Refused) return error;
  const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode;
  if (name === 'AbortError' || name === 'TimeoutError') return new Refused('timeout', 'no answer in time');
  if (DENIED.has(name) || status === 401 || status === 403) return new Refused('denied', 'access denied; it takes credentials that allow `bedrock:CountTokens` and `bedrock:InvokeModel`');
  if (THROTTLED.has(name) || status === 429) return new Refused('throttled', 'too many requests');
  if (/region is missing/i.test(message)) return new Refused('denied', 'no region is set; set `AWS_REGION`');
  if (name === 'ResourceNotFoundException' || saysUnsupported(message)) return new Refused('unsupported', 'the model cannot be counted there');
  if (name === 'ValidationException' || status === 400) return new Refused('failed', 'the service takes the request for invalid');
  return new Refused('unavailable', `the service does not answer (${name})`);
}

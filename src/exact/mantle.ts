import { countInRefusal, Refused, saysUnsupported } from './faults.ts';
import type { MessagesBody } from './request.ts';
import type { Env, Runtime } from './runtime.ts';
import { signedHeaders } from './sign.ts';

/** Counts by the Messages API of bedrock-mantle, which has no client in the AWS SDK. `model` is an id of that endpoint. */
export async function countAtMantle(model: string, body: MessagesBody, signal: AbortSignal, { env, who }: { env: Env; who: Pick<Runtime, 'region' | 'credentials'> }): Promise<number> {
  const text = JSON.stringify({ model, ...body });
  const { url, headers } = await addressed(text, env, who);
  let response: Response;
  let answer: unknown;
  try {
    // A redirect could carry the signature elsewhere.
    response = await fetch(url, { method: 'POST', headers, body: text, redirect: 'error', signal });
    answer = await response.json().catch((error: Error) => {
      if (error.name === 'AbortError' || error.name === 'TimeoutError') throw error;
      return undefined;
    });
  } catch (error) {
    if (signal.aborted) throw new Refused('timeout', 'no answer in time');
    throw new Refused('unavailable', `the service does not answer (${(error as { cause?: { code?: string } }).cause?.code ?? 'network'})`);
  }
  if (response.ok) {
    const tokens = (answer as { input_tokens?: unknown } | undefined)?.input_tokens;
    if (!Number.isSafeInteger(tokens)) throw new Refused('failed', 'count_tokens answered without a count');
    return tokens as number;
  }
  const message = String((answer as { error?: { message?: unknown } } | undefined)?.error?.message ?? '');
  const counted = countInRefusal(message);
  if (counted !== undefined) return counted;
  throw refusalOf(response, message);
}

async function addressed(body: string, env: Env, who: Pick<Runtime, 'region' | 'credentials'>): Promise<{ url: URL; headers: { [name: string]: string } }> {
  const plain = { 'content-type': 'application/json', 'anthropic-version': '2023-06-01' };
  try {
    const region = await who.region();
    const base = env['ANTHROPIC_BEDROCK_MANTLE_BASE_URL'] ?? `https://bedrock-mantle.${region}.api.aws/anthropic`;
    const url = new URL(`${base.replace(/\/+$/, '')}/v1/messages/count_tokens`);
    const bearer = env['AWS_BEARER_TOKEN_BEDROCK'];
    if (bearer) return { url, headers: { ...plain, authorization: `Bearer ${bearer}` } };
    return { url, headers: signedHeaders({ url, body, headers: plain, region, service: 'bedrock-mantle', at: new Date() }, await who.credentials()) };
  } catch (error) {
    const isRegion = /region is missing/i.test((error as Error).message);
    throw new Refused('denied', isRegion ? 'no region is set; set `AWS_REGION`' : 'no credentials were found');
  }
}

function refusalOf({ status, headers }: Response, message: string): Refused {
  if (status === 401 || status === 403) return new Refused('denied', 'access denied; it takes credentials that allow `bedrock-mantle:CountTokens`');
  if (status === 429) {
    const seconds = Number(headers.get('retry-after'));
    return new Refused('throttled', 'too many requests', seconds > 0 ? Math.min(seconds, 60) * 1000 : undefined);
  }
  if (status === 404 || saysUnsupported(message)) return new Refused('unsupported', 'the model cannot be counted there');
  if (status >= 500) return new Refused('unavailable', `the service does not answer (${status})`);
  return new Refused('failed', 'the service takes the request for invalid');
}

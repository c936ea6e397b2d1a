/** JSON over HTTP, for all platforms: retries, limits, paging, and no word of the token. */
import { type Advice, type FaultKind, PlatformFault } from './faults.ts';

/** How long to try. Milliseconds. */
export interface Patience {
  readonly attempts: number;
  /** Of one attempt, with its answer. */
  readonly timeout: number;
  /** Before the second attempt; doubled from one to the next. */
  readonly backoff: number;
  /** A platform that wants to be left alone for longer than this is not waited for. */
  readonly longestWait: number;
}
const PATIENCE: Patience = { attempts: 5, timeout: 20_000, backoff: 500, longestWait: 120_000 };

const MOST_BYTES = 64 << 20;
/** Of 100 comments each. */
const MOST_PAGES = 200;

export interface Connection {
  /** What messages call it. */
  readonly name: string;
  /** Base of all paths. */
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  /** Texts that no message may hold. */
  readonly secrets: readonly string[];
  readonly advice: Advice;
  readonly patience?: Partial<Patience> | undefined;
}
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export interface Answer {
  readonly data: unknown;
  readonly headers: Headers;
}
export interface Api {
  /** `path` begins with `/`, or is an address on the same server. What may not happen twice is not tried twice: by default, a POST. */
  request(method: Method, path: string, body?: unknown, mayRepeat?: boolean): Promise<Answer>;
  /** All pages from this one on; `next` finds the address of the following one. */
  pages(path: string, next?: (answer: Answer) => string | undefined): AsyncGenerator<unknown>;
}

/** Throws a PlatformFault where the address is none that a token may be sent to. */
export function connect({ name, url, headers, secrets, advice, patience: given }: Connection): Api {
  const patience = { ...PATIENCE, ...given };
  const base = safeUrl(url, name);
  const redacted = redaction(secrets);

  async function attempt(method: Method, address: URL, body: unknown, mayRepeat: boolean): Promise<Answer | { readonly fault: PlatformFault; readonly wait: number | undefined }> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(address, {
        method,
        headers: { accept: 'application/json', 'user-agent': 'promptfare', ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        // A token goes where it was meant to go, and nowhere else.
        redirect: 'manual',
        signal: AbortSignal.timeout(patience.timeout),
      });
      text = await textOf(response);
    } catch (error) {
      const fault = faultOf('unavailable', `${name} cannot be reached at ${base.host} (${redacted(reasonOf(error))}).`, !mayRepeat);
      return { fault, wait: mayRepeat ? 0 : undefined };
    }
    const { status } = response;
    const said = redacted(`${status}${saidIn(text)}`);
    if (status >= 300 && status < 400) return failed('moved', `${name} sends requests for ${redacted(address.pathname)} elsewhere (${status}).`);
    if (isLimit(response, text)) {
      const wait = waitOf(response.headers);
      const fault = faultOf('limited', `${name} has had too many requests (${said}).`);
      return { fault, wait: wait !== undefined && wait > patience.longestWait ? undefined : (wait ?? (status === 403 ? 60_000 : 0)) };
    }
    if (status >= 500) return { fault: faultOf('unavailable', `${name} is out of order (${said}).`, !mayRepeat), wait: mayRepeat ? (waitOf(response.headers) ?? 0) : undefined };
    if (status >= 400) return failed(kindOf(status), `${name} answered ${said} to ${method} ${redacted(address.pathname)}.`);
    // 203 and a page of HTML: what Azure DevOps and proxies show to strangers.
    if (status === 203 || (text !== '' && /^\s*</.test(text))) return failed('unknown-token', `${name} answered with a page for people, not with data.`);
    try {
      return { data: text.trim() === '' ? undefined : JSON.parse(text), headers: response.headers };
    } catch {
      const fault = faultOf('garbled', `${name} answered ${method} ${redacted(address.pathname)} with what is no JSON.`, !mayRepeat);
      return { fault, wait: mayRepeat ? 0 : undefined };
    }
  }

  function faultOf(kind: FaultKind, message: string, isUncertain = false): PlatformFault {
    return new PlatformFault(kind, [message, advice[kind]].filter(part => part !== undefined).join(' '), isUncertain);
  }
  function failed(kind: FaultKind, message: string): { readonly fault: PlatformFault; readonly wait: undefined } {
    return { fault: faultOf(kind, message), wait: undefined };
  }

  const request: Api['request'] = async (method, path, body, mayRepeat = method !== 'POST') => {
    const address = addressOf(path, base, name);
    for (let count = 1; ; count++) {
      const answer = await attempt(method, address, body, mayRepeat);
      if (!('fault' in answer)) return answer;
      if (answer.wait === undefined || count >= patience.attempts) throw answer.fault;
      await pause(Math.max(answer.wait, patience.backoff * 2 ** (count - 1)));
    }
  };

  return {
    request,
    async *pages(path, next = linkToNext) {
      const seen = new Set<string>();
      for (let at: string | undefined = path; at !== undefined; ) {
        if (seen.has(at) || seen.size >= MOST_PAGES) throw new PlatformFault('garbled', `${name} lists comments without end.`);
        seen.add(at);
        const answer: Answer = await request('GET', at);
        yield answer.data;
        at = next(answer);
      }
    },
  };
}

/** Resolves after so many milliseconds. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise(done => void setTimeout(done, milliseconds));
}

/** Tokens are sent by https alone; http is for tests and proxies on this machine. */
function safeUrl(url: string, name: string): URL {
  let parsed: URL;
  try {
    parsed = new URL(url.replace(/\/*$/, ''));
  } catch {
    throw new PlatformFault('unclear', `The address of the API of ${name} is none. Name one with \`--api-url https://…\`.`);
  }
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(parsed.hostname);
  if (parsed.protocol !== 'https:' && !(parsed.protocol === 'http:' && isLocal)) throw new PlatformFault('unclear', `A token is sent to ${name} by https alone. Name an address that begins with \`https://\`.`);
  if (parsed.username !== '' || parsed.password !== '') throw new PlatformFault('unclear', `The address of the API of ${name} holds a name or password. Leave it out; the token goes into the environment.`);
  return parsed;
}

function addressOf(path: string, base: URL, name: string): URL {
  const address = new URL(path.startsWith('/') ? base.href.replace(/\/$/, '') + path : path);
  if (address.origin !== base.origin) throw new PlatformFault('moved', `${name} sends requests to another server (${address.host}).`);
  return address;
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += (chunk as Uint8Array).length;
    if (size > MOST_BYTES) throw new Error('the answer is too long');
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** 429, and what GitHub says with 403. */
function isLimit({ status, headers }: Response, text: string): boolean {
  return status === 429 || (status === 403 && (headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0' || /secondary rate limit|abuse detection/i.test(text)));
}

/** Milliseconds that the platform wants to be left alone for. */
function waitOf(headers: Headers): number | undefined {
  const after = headers.get('retry-after');
  if (after !== null) {
    const seconds = Number(after);
    const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(after) - Date.now();
    return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
  }
  const reset = Number(headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset') ?? Number.NaN);
  return headers.get('x-ratelimit-remaining') === '0' || headers.get('ratelimit-remaining') === '0' ? (Number.isFinite(reset) ? Math.max(0, reset * 1000 - Date.now()) : undefined) : undefined;
}

function kindOf(status: number): FaultKind {
  if (status === 401) return 'unknown-token';
  if (status === 403) return 'denied';
  return status === 404 || status === 410 ? 'missing' : 'rejected';
}

/** The reason that an error of these APIs holds, if it is one of theirs. */
function saidIn(text: string): string {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return '';
  }
  const { message, error, error_description: description, errors } = Object(data) as { [key: string]: unknown };
  const parts = [message, description, error, Object(error).message, ...(Array.isArray(errors) ? errors.map(each => Object(each).message) : [])];
  const words = parts.find(part => typeof part === 'string' && part !== '') ?? (message === undefined ? undefined : JSON.stringify(message));
  return words === undefined ? '' : `: ${String(words).slice(0, 200)}`;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'it took too long';
  const { cause } = error;
  return cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : error.message;
}

function redaction(secrets: readonly string[]): (text: string) => string {
  const forms = secrets.filter(secret => secret !== '').flatMap(secret => [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]);
  return text => forms.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
}

/** `rel="next"` of a Link header. */
function linkToNext({ headers }: Answer): string | undefined {
  for (const [, address, parameters = ''] of (headers.get('link') ?? '').matchAll(/<([^<>]*)>([^<]*)/g)) if (/;\s*rel="?next"?(?=[;,\s]|$)/.test(parameters)) return address;
  return undefined;
}

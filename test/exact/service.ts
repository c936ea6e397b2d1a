import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createH2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, vi } from 'vitest';

export interface Asked {
  readonly api: 'runtime' | 'mantle';
  readonly path: string;
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  readonly body: { readonly [key: string]: unknown };
}
export interface Answer {
  readonly status?: number;
  readonly body?: object | string;
  readonly headers?: { readonly [name: string]: string };
  /** Milliseconds; `Infinity` never answers. */
  readonly after?: number;
}
export interface Service {
  readonly asked: Asked[];
  /** Most requests that were open at once. */
  readonly most: number;
  /** What the command finds it by. */
  readonly env: { [name: string]: string };
}

/** Every request is answered as AWS would: CountTokens over HTTP/2, count_tokens over HTTP/1.1. */
export async function serviceThat(answer: (asked: Asked, index: number) => Answer): Promise<Service> {
  const asked: Asked[] = [];
  let open = 0;
  let most = 0;
  const handle = (api: Asked['api']) => async (request: IncomingMessage, response: { writeHead(status: number, headers: object): unknown; end(text: string): unknown }) => {
    most = Math.max(most, ++open);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const one: Asked = { api, path: request.url ?? '', headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) as Asked['body'] };
    const { status = 200, body = {}, headers = {}, after = 0 } = answer(one, asked.push(one) - 1);
    if (after === Infinity) return void open--;
    if (after > 0) await new Promise(resolve => setTimeout(resolve, after));
    open--;
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
  const runtime = createH2Server(handle('runtime') as never);
  const mantle = createServer(handle('mantle') as never);
  for (const server of [runtime, mantle]) {
    const sockets = new Set<{ destroy(): void }>();
    server.on('connection', (socket: { destroy(): void }) => sockets.add(socket));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
  }
  const port = (server: typeof runtime | typeof mantle): number => (server.address() as AddressInfo).port;
  return {
    asked,
    get most() {
      return most;
    },
    env: { AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL_BEDROCK_RUNTIME: `http://127.0.0.1:${port(runtime)}`, ANTHROPIC_BEDROCK_MANTLE_BASE_URL: `http://127.0.0.1:${port(mantle)}/anthropic` },
  };
}

const closing: (() => void)[] = [];

/** Credentials that are nobody's; the SDK reads the real environment. */
export function withCredentials(): void {
  beforeEach(() => {
    for (const name of ['AWS_PROFILE', 'AWS_BEARER_TOKEN_BEDROCK', 'AWS_SESSION_TOKEN']) vi.stubEnv(name, undefined);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    vi.stubEnv('AWS_CONFIG_FILE', '/dev/null');
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null');
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    for (const close of closing.splice(0)) close();
  });
}

/** What AWS says when it refuses. */
export const REFUSALS = {
  throttled: { status: 429, headers: { 'x-amzn-errortype': 'ThrottlingException' }, body: { message: 'Too many requests, please wait before trying again.' } },
  denied: { status: 403, headers: { 'x-amzn-errortype': 'AccessDeniedException' }, body: { message: 'User: arn:aws:iam::1:user/x is not authorized to perform: bedrock:CountTokens' } },
  unsupported: { status: 400, headers: { 'x-amzn-errortype': 'ValidationException:http://internal.amazon.com/coral/com.amazon.bedrock/' }, body: { message: "The provided model doesn't support counting tokens." } },
  tooLong: { status: 400, headers: { 'x-amzn-errortype': 'ValidationException' }, body: { message: 'prompt is too long: 300007 tokens > 200000 maximum' } },
  mantleThrottled: { status: 429, headers: { 'retry-after': '0.01' }, body: { type: 'error', error: { type: 'rate_limit_error', message: 'slow down' } } },
  mantleDenied: { status: 403, body: { type: 'error', error: { type: 'permission_error', message: 'not authorized: bedrock-mantle:CountTokens' } } },
} satisfies { [name: string]: Answer };

/** A server on this machine that keeps comments the way a platform does. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A comment, whichever platform keeps it. */
export interface Kept {
  id: number;
  author: string;
  body: string;
  hidden?: boolean;
  system?: boolean;
}
export interface Request {
  readonly method: string;
  /** Without the base of the API. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}
export interface Response {
  readonly status?: number;
  readonly headers?: { readonly [name: string]: string };
  readonly data?: unknown;
  /** Instead of data: as it stands. */
  readonly text?: string;
}
/** Something that goes wrong once. */
export interface Fault extends Response {
  /** Of the requests that it may hit: method and path. */
  readonly on?: RegExp;
  /** The request is carried out all the same. */
  readonly isDone?: boolean;
  /** No answer comes. */
  readonly isSilent?: boolean;
  /** What happens before the request is answered; it may take its time. */
  readonly before?: () => void | Promise<void>;
}

export interface Server {
  readonly url: string;
  readonly log: Request[];
  readonly faults: Fault[];
  /** `POST /repos/…`, of requests that write. */
  writes(): string[];
}

/** Serves until the test ends. */
export async function serve(answer: (request: Request, url: string) => Response, base = ''): Promise<Server> {
  const log: Request[] = [];
  const faults: Fault[] = [];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', chunk => chunks.push(chunk as Buffer)).on('end', async () => {
      const { pathname, searchParams } = new URL(incoming.url!, 'http://127.0.0.1');
      const text = Buffer.concat(chunks).toString('utf8');
      const request: Request = { method: incoming.method!, path: pathname.slice(base.length), query: searchParams, headers: incoming.headers, body: text === '' ? undefined : JSON.parse(text) };
      log.push(request);
      const index = faults.findIndex(({ on }) => on === undefined || on.test(`${request.method} ${request.path}`));
      const [fault] = index === -1 ? [] : faults.splice(index, 1);
      await fault?.before?.();
      const isAnswered = fault === undefined || (fault.status === undefined && fault.text === undefined && !fault.isSilent);
      const real = isAnswered || fault.isDone ? answer(request, url) : undefined;
      if (fault?.isSilent) return;
      const { status = 200, headers = {}, data, text: raw } = isAnswered ? real! : fault;
      outgoing.writeHead(status, { 'content-type': raw === undefined ? 'application/json' : 'text/html', ...headers });
      outgoing.end(raw ?? (data === undefined ? '' : JSON.stringify(data)));
    });
  });
  await new Promise<void>(done => void server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url, log, faults, writes: () => log.filter(({ method, body }) => method !== 'GET' && !(body as { query?: string } | undefined)?.query?.startsWith('query')).map(({ method, path }) => `${method} ${path}`) };
}

/** A page of a list, and the Link header that leads to the next. */
export function paged(all: readonly unknown[], { path, query }: Request, url: string, most: number): Response {
  const page = Number(query.get('page') ?? '1');
  const rest = new URLSearchParams(query);
  rest.set('page', String(page + 1));
  const links = [`<${url}${path}?page=1>; rel="first"`, ...(all.length > page * most ? [`<${url}${path}?${rest}>; rel="next"`] : [])];
  return { data: all.slice((page - 1) * most, page * most), headers: { link: links.join(', ') } };
}

/** The platforms as far as comments go, each with one pull request, number 7 of `acme/shop`. */
import { markLine } from '../../src/platforms/marker.ts';
import { type Kept, paged, type Response, serve, type Server } from './server.ts';

export interface Fake extends Server {
  readonly comments: Kept[];
  readonly env: { [name: string]: string };
  /** What the pull request is at. */
  readonly at: { head: string };
  /** What GitHub hands to a job. */
  readonly event?: unknown;
  /** What a comment of this run begins with. */
  mark(run: number, tag?: string): string;
}
/** The account of the token, and another one. */
export const me = '41898282';
export const other = '666';
export const token = 'ghs_secretSecretSECRET0123456789';
export const head = '1'.repeat(40);
const missing: Response = { status: 404, data: { message: 'Not Found' } };
const hidden = (run: number, tag = 'default'): string => `${markLine({ tag, run }, 'hidden')}\n`;

/** `viewer` and REST disagree about the name of a bot, as on GitHub: only its own word on who wrote what is right. */
export async function fakeGitHub(): Promise<Fake> {
  const comments: Kept[] = [];
  const at = { head };
  const shown = (kept: Kept, url: string) => ({ id: kept.id, node_id: `IC_${kept.id}`, body: kept.body, html_url: `${url}/comment/${kept.id}`, user: { login: kept.author === me ? 'github-actions[bot]' : 'mallory' } });
  const server = await serve((request, url) => {
    const { method, path, body } = request;
    if (request.headers.authorization !== `Bearer ${token}`) return { status: 401, data: { message: 'Bad credentials' } };
    if (path === '/graphql') return { data: { data: graphql(comments, body as { query: string; variables: { ids?: string[]; id?: string } }) } };
    if (path === '/repos/acme/shop/pulls/7') return { data: { number: 7, head: { sha: at.head } } };
    if (path === '/repos/acme/shop/pulls') return { data: request.query.get('head') === 'mallory:fix' ? [{ number: 3, head: { sha: 'f'.repeat(40) } }, { number: 7, head: { sha: at.head } }] : [] };
    if (path === '/repos/acme/shop/issues/7/comments') return method === 'POST' ? created(comments, (body as { body: string }).body, kept => shown(kept, url), 65_536) : paged(comments.map(kept => shown(kept, url)), request, url, 100);
    const kept = comments.find(({ id }) => path === `/repos/acme/shop/issues/comments/${id}`);
    if (!kept) return missing;
    if (method === 'DELETE') comments.splice(comments.indexOf(kept), 1);
    if (method === 'PATCH') kept.body = (body as { body: string }).body;
    return method === 'DELETE' ? { status: 204 } : { data: shown(kept, url) };
  });
  const env = { GITHUB_ACTIONS: 'true', GITHUB_API_URL: server.url, GITHUB_REPOSITORY: 'acme/shop', GITHUB_REF: 'refs/pull/7/merge', GITHUB_RUN_ID: '500', GITHUB_TOKEN: token };
  return { ...server, comments, env, at, event: { pull_request: { number: 7, head: { sha: head } } }, mark: hidden };
}

function graphql(comments: readonly Kept[], { query, variables }: { query: string; variables: { ids?: string[]; id?: string } }): unknown {
  const ofNode = (node: string): Kept | undefined => comments.find(({ id }) => node === `IC_${id}`);
  if (query.startsWith('mutation')) {
    ofNode(variables.id!)!.hidden = true;
    return { minimizeComment: { minimizedComment: { isMinimized: true } } };
  }
  if (variables.ids!.length > 100) throw new Error('GitHub takes 100 ids at most');
  return {
    nodes: variables.ids!.map(id => {
      const kept = ofNode(id);
      return kept ? { id, viewerDidAuthor: kept.author === me, isMinimized: kept.hidden === true } : null;
    }),
  };
}

export async function fakeGitLab(): Promise<Fake> {
  const comments: Kept[] = [];
  const at = { head };
  const project = '/projects/4242/merge_requests/7';
  const shown = ({ id, author, body, system = false }: Kept) => ({ id, body, system, author: { id: Number(author), username: 'x' } });
  const server = await serve((request, url) => {
    const { method, path, body } = request;
    if (request.headers.authorization !== `Bearer ${token}`) return { status: 401, data: { message: '401 Unauthorized' } };
    if (path === '/user') return { data: { id: Number(me), username: 'project_4242_bot' } };
    if (path === project) return { data: { iid: 7, sha: at.head, web_url: 'https://gitlab.example.com/acme/shop/-/merge_requests/7' } };
    if (path === `${project}/notes`) return method === 'POST' ? created(comments, (body as { body: string }).body, shown, 1_000_000) : paged(comments.map(shown), request, url, 100);
    const kept = comments.find(({ id }) => path === `${project}/notes/${id}`);
    if (!kept) return { status: 404, data: { message: '404 Not found' } };
    if (kept.author !== me) return { status: 403, data: { message: '403 Forbidden' } };
    if (method === 'DELETE') comments.splice(comments.indexOf(kept), 1);
    if (method === 'PUT') kept.body = (body as { body: string }).body;
    return method === 'DELETE' ? { status: 204 } : { data: shown(kept) };
  }, '/api/v4');
  const env = { GITLAB_CI: 'true', CI_API_V4_URL: server.url, CI_PROJECT_ID: '99', CI_MERGE_REQUEST_PROJECT_ID: '4242', CI_MERGE_REQUEST_IID: '7', CI_PIPELINE_ID: '500', CI_COMMIT_SHA: head, GITLAB_TOKEN: token };
  return { ...server, comments, env, at, mark: hidden };
}

export async function fakeBitbucket(): Promise<Fake> {
  const comments: Kept[] = [];
  const at = { head };
  const request = '/repositories/acme/shop/pullrequests/7';
  const shown = ({ id, author, body, hidden: deleted = false }: Kept) => ({ id, deleted, content: { raw: body }, user: { uuid: `{${author}}` }, links: { html: { href: `https://bitbucket.org/acme/shop/pull-requests/7#comment-${id}` } } });
  const server = await serve(({ method, path, query, headers, body }, url) => {
    if (headers.authorization !== `Bearer ${token}` && headers.authorization !== `Basic ${Buffer.from(`bot@example.com:${token}`).toString('base64')}`) return { status: 401, data: { type: 'error', error: { message: 'Token is invalid' } } };
    if (path === '/user') return headers.authorization.startsWith('Bearer') ? { status: 403, data: { type: 'error', error: { message: 'Forbidden' } } } : { data: { uuid: `{${me}}` } };
    if (path === request) return { data: { id: 7, source: { commit: { hash: at.head.slice(0, 12) } } } };
    if (path === `${request}/comments`) {
      if (method === 'POST') return created(comments, (body as { content: { raw: string } }).content.raw, shown, 32_768);
      const page = Number(query.get('page') ?? '1');
      return { data: { values: comments.slice((page - 1) * 100, page * 100).map(shown), ...(comments.length > page * 100 && { next: `${url}${path}?pagelen=100&page=${page + 1}` }) } };
    }
    const kept = comments.find(({ id }) => path === `${request}/comments/${id}`);
    if (!kept) return { status: 404, data: { type: 'error', error: { message: 'Comment not found' } } };
    if (method === 'DELETE') comments.splice(comments.indexOf(kept), 1);
    if (method === 'PUT') kept.body = (body as { content: { raw: string } }).content.raw;
    return method === 'DELETE' ? { status: 204 } : { data: shown(kept) };
  }, '/2.0');
  const env = { BITBUCKET_BUILD_NUMBER: '500', BITBUCKET_REPO_FULL_NAME: 'acme/shop', BITBUCKET_PR_ID: '7', BITBUCKET_COMMIT: head, BITBUCKET_TOKEN: token, BITBUCKET_USERNAME: 'bot@example.com', PROMPTFARE_API: server.url };
  return { ...server, comments, env, at, mark: (run, tag = 'default') => `${markLine({ tag, run }, 'shown')}\n` };
}

export async function fakeAzure(): Promise<Fake> {
  const comments: Kept[] = [];
  const at = { head };
  const request = '/The%20project/_apis/git/repositories/shop/pullRequests/7';
  const shown = ({ id, author, body }: Kept) => ({ id, status: 'closed', comments: [{ id: 1, content: body, author: { id: author } }, { id: 2, content: 'Thanks.', author: { id: other } }] });
  const server = await serve(({ method, path, query, headers, body }) => {
    // Azure DevOps shows a page to sign in to those whom it does not know.
    if (headers.authorization !== `Basic ${Buffer.from(`:${token}`).toString('base64')}`) return { status: 203, text: '<html>Sign in</html>' };
    if (path === '/_apis/connectionData') return { data: { authenticatedUser: { id: me } } };
    if (query.get('api-version') !== '7.0') return { status: 400, data: { message: 'No api-version was supplied.' } };
    if (path === request) return { data: { pullRequestId: 7, lastMergeSourceCommit: { commitId: at.head } } };
    if (path === `${request}/threads`) return method === 'POST' ? created(comments, (body as { comments: [{ content: string }] }).comments[0].content, shown, 150_000) : { data: { value: comments.map(shown), count: comments.length } };
    const kept = comments.find(({ id }) => path === `${request}/threads/${id}/comments/1`);
    if (!kept) return missing;
    if (method === 'DELETE') comments.splice(comments.indexOf(kept), 1);
    if (method === 'PATCH') kept.body = (body as { content: string }).content;
    return { data: shown(kept).comments[0] };
  }, '');
  const env = { TF_BUILD: 'True', BUILD_REPOSITORY_PROVIDER: 'TfsGit', SYSTEM_COLLECTIONURI: `${server.url}/`, SYSTEM_TEAMPROJECT: 'The project', BUILD_REPOSITORY_NAME: 'shop', SYSTEM_PULLREQUEST_PULLREQUESTID: '7', SYSTEM_PULLREQUEST_SOURCECOMMITID: head, BUILD_BUILDID: '500', SYSTEM_ACCESSTOKEN: token };
  return { ...server, comments, env, at, mark: hidden };
}

export const fakes = { github: fakeGitHub, gitlab: fakeGitLab, bitbucket: fakeBitbucket, azure: fakeAzure } as const;

function created(comments: Kept[], body: string, shown: (kept: Kept) => unknown, most: number): Response {
  if (body.length > most) return { status: 422, data: { message: 'Validation Failed', errors: [{ message: `body is too long (maximum is ${most} characters)` }] } };
  const kept: Kept = { id: Math.max(0, ...comments.map(({ id }) => id)) + 1, author: me, body };
  comments.push(kept);
  return { status: 201, data: shown(kept) };
}

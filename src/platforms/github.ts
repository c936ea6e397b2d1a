/** GitHub, and GitHub Enterprise: https://docs.github.com/en/rest/issues/comments. */
import { type Api, connect } from './api.ts';
import { PlatformFault } from './faults.ts';
import { field, idAt, listAt, numberAt, textAt, wholeNumber } from './fields.ts';
import type { MarkedComment, Place, PlatformKind, Surroundings } from './platform.ts';

const denied = 'Give the job `permissions: pull-requests: write`. Runs for forks have no such token: post from a `workflow_run` workflow.';

export const github: PlatformKind = {
  name: 'GitHub',
  isHere: env => env['GITHUB_ACTIONS'] === 'true' || (env['TF_BUILD'] !== undefined && env['BUILD_REPOSITORY_PROVIDER'] === 'GitHub'),
  defaultApi: 'https://api.github.com',
  asks: { repository: 'owner/name', token: 'GITHUB_TOKEN' },
  surroundings: (env, event) => (env['GITHUB_ACTIONS'] === 'true' ? ofActions(env, event) : ofAzurePipelines(env)),

  async open(place, patience) {
    const { api: url, repository, token } = place;
    if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) throw new PlatformFault('unclear', 'A repository of GitHub is named `owner/name`.');
    const api = connect({
      name: 'GitHub',
      url,
      headers: { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' },
      secrets: [token],
      advice: {
        'unknown-token': 'Check that `GITHUB_TOKEN` is set to `${{ github.token }}` or to another token of this server.',
        denied,
        missing: 'Check the repository and the number of the pull request, and that the token may see it.',
        moved: 'Name the repository as it is called now with `--repository`.',
        limited: 'Run the job again later.',
        unavailable: 'Run the job again later.',
      },
      patience,
    });
    const number = place.number ?? (await numberOf(api, place));
    const comments = `/repos/${repository}/issues/${number}/comments`;
    const one = (id: string): string => `/repos/${repository}/issues/comments/${idOf(id)}`;

    return {
      title: `${repository}#${number}`,
      async head() {
        const { data } = await api.request('GET', `/repos/${repository}/pulls/${number}`);
        return textAt(data, 'head', 'sha');
      },
      async ownComments(isMarked) {
        const marked: (MarkedComment & { node: string })[] = [];
        for await (const page of api.pages(`${comments}?per_page=100`)) {
          for (const each of listAt(page)) {
            const [id, node, body] = [idAt(each, 'id'), textAt(each, 'node_id'), textAt(each, 'body')];
            if (id !== undefined && node !== undefined && body !== undefined && isMarked(body)) marked.push({ id, node, body, url: textAt(each, 'html_url') });
          }
        }
        const own = await ownOf(api, marked.map(({ node }) => node), url);
        return marked.filter(({ node }) => own.has(node)).map(({ node, ...comment }) => ({ ...comment, id: `${comment.id} ${node}`, isHidden: own.get(node)! }));
      },
      async create(body) {
        const { data } = await api.request('POST', comments, { body });
        const [id, node] = [idAt(data, 'id'), textAt(data, 'node_id')];
        if (id === undefined || node === undefined) throw new PlatformFault('garbled', 'GitHub took the comment and did not say which one it is.', true);
        return { id: `${id} ${node}`, body, url: textAt(data, 'html_url') };
      },
      async update({ id }, body) {
        await api.request('PATCH', one(id), { body });
      },
      async delete({ id }) {
        await api.request('DELETE', one(id));
      },
      async hide({ id }) {
        await query(api, url, 'mutation($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { minimizedComment { isMinimized } } }', { id: id.split(' ')[1] });
      },
    };
  },
};

/** GitHub itself says which comments the account of the token wrote: no name is compared, and the account need not be known. True: hidden. */
async function ownOf(api: Api, nodes: readonly string[], url: string): Promise<Map<string, boolean>> {
  const own = new Map<string, boolean>();
  for (let start = 0; start < nodes.length; start += 100) {
    const data = await query(api, url, 'query($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { id viewerDidAuthor isMinimized } } }', { ids: nodes.slice(start, start + 100) });
    for (const each of listAt(data, 'nodes')) if (field(each, 'viewerDidAuthor') === true) own.set(textAt(each, 'id')!, field(each, 'isMinimized') === true);
  }
  return own;
}

async function query(api: Api, url: string, text: string, variables: { readonly [name: string]: unknown }): Promise<unknown> {
  // GitHub Enterprise has /api/v3 and /api/graphql.
  const graphql = `${url.replace(/\/*$/, '').replace(/\/api\/v3$/, '/api')}/graphql`;
  const { data: answer } = await api.request('POST', graphql, { query: text, variables }, true);
  const problem = textAt(answer, 'errors', 0, 'message');
  if (problem !== undefined && field(answer, 'data') === null) throw new PlatformFault('rejected', `GitHub refused a query: ${problem.slice(0, 200)}.`);
  return field(answer, 'data');
}

/** The open pull request of a branch, in whichever repository the branch is. */
async function numberOf(api: Api, { repository, source }: Place): Promise<number> {
  if (source === undefined) throw new PlatformFault('unclear', 'The environment names no pull request. Name it with `--number`.');
  for await (const page of api.pages(`/repos/${repository}/pulls?state=open&per_page=100&head=${encodeURIComponent(source.branch)}`)) {
    for (const each of listAt(page)) {
      const number = numberAt(each, 'number');
      if (number !== undefined && textAt(each, 'head', 'sha') === source.commit) return number;
    }
  }
  throw new PlatformFault('missing', 'No open pull request has the commit of the run at its head: it was closed, or has moved on.');
}

function ofActions(env: { readonly [name: string]: string | undefined }, event: unknown): Surroundings {
  const shared = { api: env['GITHUB_API_URL'], repository: env['GITHUB_REPOSITORY'], token: env['GITHUB_TOKEN'] || env['GH_TOKEN'], filesAt: (commit: string) => `${env['GITHUB_SERVER_URL'] ?? 'https://github.com'}/${env['GITHUB_REPOSITORY']}/blob/${commit}/` };
  const origin = field(event, 'workflow_run');
  if (origin !== undefined) {
    const [owner, branch, commit] = [textAt(origin, 'head_repository', 'owner', 'login'), textAt(origin, 'head_branch'), textAt(origin, 'head_sha')];
    return { ...shared, run: numberAt(origin, 'id'), head: commit, isForeign: true, ...(owner !== undefined && branch !== undefined && commit !== undefined && { source: { branch: `${owner}:${branch}`, commit } }) };
  }
  return {
    ...shared,
    number: numberAt(event, 'pull_request', 'number') ?? (field(event, 'issue', 'pull_request') === undefined ? undefined : numberAt(event, 'issue', 'number')) ?? wholeNumber(/^refs\/pull\/(\d+)\//.exec(env['GITHUB_REF'] ?? '')?.[1]),
    head: textAt(event, 'pull_request', 'head', 'sha'),
    run: wholeNumber(env['GITHUB_RUN_ID']),
  };
}

/** Azure Pipelines that builds a repository of GitHub. */
function ofAzurePipelines(env: { readonly [name: string]: string | undefined }): Surroundings {
  return {
    repository: env['BUILD_REPOSITORY_NAME'],
    token: env['GITHUB_TOKEN'] || env['GH_TOKEN'],
    number: wholeNumber(env['SYSTEM_PULLREQUEST_PULLREQUESTNUMBER']),
    head: env['SYSTEM_PULLREQUEST_SOURCECOMMITID'] || undefined,
    run: wholeNumber(env['BUILD_BUILDID']),
  };
}

/** REST knows comments by number, GraphQL by another id: ours hold both. */
function idOf(id: string): string {
  return id.split(' ')[0]!;
}

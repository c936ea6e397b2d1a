/** Bitbucket Cloud: https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pullrequests/. */
import { type Api, connect } from './api.ts';
import { PlatformFault } from './faults.ts';
import { field, idAt, listAt, textAt, wholeNumber } from './fields.ts';
import type { MarkedComment, PlatformKind } from './platform.ts';

export const bitbucket: PlatformKind = {
  name: 'Bitbucket',
  isHere: env => Boolean(env['BITBUCKET_BUILD_NUMBER']),
  defaultApi: 'https://api.bitbucket.org/2.0',
  asks: { repository: 'workspace/name', token: 'BITBUCKET_TOKEN' },
  surroundings: env => ({
    repository: env['BITBUCKET_REPO_FULL_NAME'],
    number: wholeNumber(env['BITBUCKET_PR_ID']),
    token: env['BITBUCKET_TOKEN'],
    user: env['BITBUCKET_USERNAME'],
    head: env['BITBUCKET_COMMIT'],
    run: wholeNumber(env['BITBUCKET_BUILD_NUMBER']),
    filesAt: commit => (env['BITBUCKET_REPO_FULL_NAME'] === undefined ? undefined : `https://bitbucket.org/${env['BITBUCKET_REPO_FULL_NAME']}/src/${commit}/`),
  }),

  async open({ api: url, repository, number, token, user, author }, patience) {
    let account = author;
    if (number === undefined) throw new PlatformFault('unclear', 'The environment names no pull request. Put the step under `pull-requests:` in bitbucket-pipelines.yml, or name it with `--number`.');
    if (!/^[^/\s]+\/[^/\s]+$/.test(repository)) throw new PlatformFault('unclear', 'A repository of Bitbucket is named `workspace/name`.');
    const password = `${user}:${token}`;
    const api = connect({
      name: 'Bitbucket',
      url,
      headers: { authorization: user ? `Basic ${Buffer.from(password).toString('base64')}` : `Bearer ${token}` },
      secrets: user ? [token, password] : [token],
      advice: {
        'unknown-token': 'Set `BITBUCKET_TOKEN` to an access token of the repository; an API token needs the mail address of its account in `BITBUCKET_USERNAME` beside it.',
        denied: 'Give the token the scope to write pull requests (`pullrequest:write`).',
        missing: 'Check the repository and the number of the pull request, and that the token may see it.',
        limited: 'Run the step again later.',
        unavailable: 'Run the step again later.',
      },
      patience,
    });
    const request = `/repositories/${repository.split('/').map(encodeURIComponent).join('/')}/pullrequests/${number}`;
    const commentOf = (data: unknown): MarkedComment => ({ id: idAt(data, 'id')!, body: textAt(data, 'content', 'raw')!, url: textAt(data, 'links', 'html', 'href') });

    return {
      title: `${repository}#${number}`,
      async head() {
        return textAt((await api.request('GET', request)).data, 'source', 'commit', 'hash');
      },
      async ownComments(isMarked) {
        const marked: unknown[] = [];
        for await (const page of api.pages(`${request}/comments?pagelen=100`, ({ data }) => textAt(data, 'next'))) {
          marked.push(...listAt(page, 'values').filter(each => idAt(each, 'id') !== undefined && field(each, 'deleted') !== true && isMarked(textAt(each, 'content', 'raw') ?? '')));
        }
        if (marked.length === 0) return [];
        account ??= await accountOf(api, marked);
        return marked.filter(each => textAt(each, 'user', 'uuid') === account).map(commentOf).toSorted((a, b) => Number(a.id) - Number(b.id));
      },
      async create(body) {
        const { data } = await api.request('POST', `${request}/comments`, { content: { raw: body } });
        if (idAt(data, 'id') === undefined) throw new PlatformFault('garbled', 'Bitbucket took the comment and did not say which one it is.', true);
        account ??= textAt(data, 'user', 'uuid');
        return { ...commentOf(data), body };
      },
      async update({ id }, body) {
        await api.request('PUT', `${request}/comments/${id}`, { content: { raw: body } });
      },
      async delete({ id }) {
        await api.request('DELETE', `${request}/comments/${id}`);
      },
    };
  },
};

/** Access tokens of repositories have no scope to ask this with. */
async function accountOf(api: Api, marked: readonly unknown[]): Promise<string> {
  try {
    const account = textAt((await api.request('GET', '/user')).data, 'uuid');
    if (account !== undefined) return account;
  } catch (error) {
    if (!(error instanceof PlatformFault) || !['denied', 'unknown-token', 'missing'].includes(error.kind)) throw error;
  }
  const authors = [...new Set(marked.map(each => textAt(each, 'user', 'uuid')))].slice(0, 3).join(', ');
  throw new PlatformFault('unclear', `Bitbucket does not say whose token this is, so no earlier comment is known to be ours. Name its account with \`--author\`; what looks like ours is by ${authors}.`);
}

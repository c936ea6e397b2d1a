/** Azure DevOps: https://learn.microsoft.com/rest/api/azure/devops/git/pull-request-threads. */
import { connect } from './api.ts';
import { PlatformFault } from './faults.ts';
import { field, idAt, listAt, textAt, wholeNumber } from './fields.ts';
import type { PlatformKind } from './platform.ts';

const version = 'api-version=7.0';

export const azure: PlatformKind = {
  name: 'Azure DevOps',
  isHere: env => env['TF_BUILD'] !== undefined && env['BUILD_REPOSITORY_PROVIDER'] === 'TfsGit',
  asks: { repository: 'project/name', token: 'SYSTEM_ACCESSTOKEN' },
  surroundings: env => {
    const [server, project, name] = [env['SYSTEM_COLLECTIONURI'], env['SYSTEM_TEAMPROJECT'], env['BUILD_REPOSITORY_NAME']];
    return {
      api: server,
      repository: project !== undefined && name !== undefined ? `${project}/${name}` : undefined,
      number: wholeNumber(env['SYSTEM_PULLREQUEST_PULLREQUESTID']),
      token: env['SYSTEM_ACCESSTOKEN'],
      head: env['SYSTEM_PULLREQUEST_SOURCECOMMITID'] || undefined,
      run: wholeNumber(env['BUILD_BUILDID']),
      filesAt: commit => (server === undefined || project === undefined || name === undefined ? undefined : `${server.replace(/\/*$/, '')}/${encodeURIComponent(project)}/_git/${encodeURIComponent(name)}?version=GC${commit}&path=/`),
    };
  },

  async open({ api: url, repository, number, token }, patience) {
    if (number === undefined) throw new PlatformFault('unclear', 'The environment names no pull request. Run the pipeline by a build validation policy of the branch, or name it with `--number`.');
    const [project, name, ...rest] = repository.split('/');
    if (!project || !name || rest.length > 0) throw new PlatformFault('unclear', 'A repository of Azure DevOps is named `project/name`.');
    // The token of a job is a JWT; a personal one is a password without a name.
    const isJwt = /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/.test(token);
    const advice = 'Map `SYSTEM_ACCESSTOKEN: $(System.AccessToken)` into the environment of the step.';
    const api = connect({
      name: 'Azure DevOps',
      url,
      headers: { authorization: isJwt ? `Bearer ${token}` : `Basic ${Buffer.from(`:${token}`).toString('base64')}` },
      secrets: [token, `:${token}`],
      advice: {
        'unknown-token': advice,
        moved: advice,
        denied: 'Give the build service the permission `Contribute to pull requests` on the repository.',
        missing: 'Check project, repository and number of the pull request, and that the build service may see them.',
        limited: 'Run the step again later.',
        unavailable: 'Run the step again later.',
      },
      patience,
    });
    const request = `/${encodeURIComponent(project)}/_apis/git/repositories/${encodeURIComponent(name)}/pullRequests/${number}`;
    const page = `${url.replace(/\/*$/, '')}/${encodeURIComponent(project)}/_git/${encodeURIComponent(name)}/pullrequest/${number}`;
    const urlOf = (thread: string): string => `${page}?discussionId=${thread}`;
    const one = (id: string): string => {
      const [thread, comment] = id.split(' ');
      return `${request}/threads/${thread}/comments/${comment}?${version}`;
    };

    return {
      title: `${repository}!${number}`,
      async head() {
        return textAt((await api.request('GET', `${request}?${version}`)).data, 'lastMergeSourceCommit', 'commitId');
      },
      async ownComments(isMarked) {
        const { data } = await api.request('GET', `${request}/threads?${version}`);
        const marked = listAt(data, 'value').flatMap(thread => {
          const first = listAt(thread, 'comments')[0];
          const [id, inner, body] = [idAt(thread, 'id'), idAt(first, 'id'), textAt(first, 'content')];
          if (id === undefined || inner === undefined || body === undefined || field(thread, 'isDeleted') === true || field(first, 'isDeleted') === true || !isMarked(body)) return [];
          return [{ id: `${id} ${inner}`, body, url: urlOf(id), author: idAt(first, 'author', 'id') }];
        });
        if (marked.length === 0) return [];
        const own = idAt((await api.request('GET', '/_apis/connectionData')).data, 'authenticatedUser', 'id');
        if (own === undefined) throw new PlatformFault('garbled', 'Azure DevOps does not say whose token this is.');
        return marked.filter(({ author }) => author === own);
      },
      async create(body) {
        // Closed: an open thread would hold up the merge where all have to be resolved.
        const { data } = await api.request('POST', `${request}/threads?${version}`, { comments: [{ parentCommentId: 0, content: body, commentType: 'text' }], status: 'closed' });
        const [id, inner] = [idAt(data, 'id'), idAt(data, 'comments', 0, 'id')];
        if (id === undefined || inner === undefined) throw new PlatformFault('garbled', 'Azure DevOps took the comment and did not say which one it is.', true);
        return { id: `${id} ${inner}`, body, url: urlOf(id) };
      },
      async update({ id }, body) {
        await api.request('PATCH', one(id), { content: body });
      },
      async delete({ id }) {
        await api.request('DELETE', one(id));
      },
    };
  },
};

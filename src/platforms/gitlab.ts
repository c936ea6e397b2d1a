/** GitLab: https://docs.gitlab.com/api/notes/#merge-requests. */
import { connect } from './api.ts';
import { PlatformFault } from './faults.ts';
import { field, idAt, listAt, textAt, wholeNumber } from './fields.ts';
import type { MarkedComment, PlatformKind } from './platform.ts';

export const gitlab: PlatformKind = {
  name: 'GitLab',
  isHere: env => env['GITLAB_CI'] === 'true',
  defaultApi: 'https://gitlab.com/api/v4',
  asks: { repository: 'group/project', token: 'GITLAB_TOKEN' },
  surroundings: env => ({
    api: env['CI_API_V4_URL'],
    // A pipeline of a fork runs in the project of the fork.
    repository: env['CI_MERGE_REQUEST_PROJECT_ID'] || env['CI_PROJECT_ID'],
    number: wholeNumber(env['CI_MERGE_REQUEST_IID']),
    token: env['GITLAB_TOKEN'],
    // In pipelines of merged results CI_COMMIT_SHA is a commit that nobody made.
    head: env['CI_MERGE_REQUEST_SOURCE_BRANCH_SHA'] || env['CI_COMMIT_SHA'],
    run: wholeNumber(env['CI_PIPELINE_ID']),
    filesAt: commit => (env['CI_MERGE_REQUEST_PROJECT_URL'] === undefined ? undefined : `${env['CI_MERGE_REQUEST_PROJECT_URL']}/-/blob/${commit}/`),
  }),

  async open({ api: url, repository, number, token }, patience) {
    if (number === undefined) throw new PlatformFault('unclear', 'The environment names no merge request. Run the job with `rules: - if: $CI_PIPELINE_SOURCE == "merge_request_event"`, or name it with `--number`.');
    const api = connect({
      name: 'GitLab',
      url,
      headers: { authorization: `Bearer ${token}` },
      secrets: [token],
      advice: {
        'unknown-token': 'Set `GITLAB_TOKEN` to a project access token with the scope `api`; a `CI_JOB_TOKEN` cannot comment.',
        denied: 'Give the token the scope `api` and at least the role Reporter. Pipelines of forks do not get it; run them in the project of the merge request.',
        missing: 'Check the project and the number of the merge request, and that the token may see it.',
        moved: 'Name the project as it is called now with `--repository`.',
        limited: 'Run the job again later.',
        unavailable: 'Run the job again later.',
      },
      patience,
    });
    const request = `/projects/${encodeURIComponent(repository)}/merge_requests/${number}`;
    let account: string | undefined;
    const me = async (): Promise<string> => {
      account ??= idAt((await api.request('GET', '/user')).data, 'id');
      if (account === undefined) throw new PlatformFault('garbled', 'GitLab does not say whose token this is.');
      return account;
    };
    let webUrl: string | undefined;
    const urlOf = (id: string): string | undefined => (webUrl === undefined ? undefined : `${webUrl}#note_${id}`);

    return {
      title: `${repository}!${number}`,
      async head() {
        const { data } = await api.request('GET', request);
        webUrl = textAt(data, 'web_url');
        return textAt(data, 'sha');
      },
      async ownComments(isMarked) {
        const marked: (MarkedComment & { author: string | undefined })[] = [];
        for await (const page of api.pages(`${request}/notes?per_page=100&order_by=created_at&sort=asc`)) {
          for (const each of listAt(page)) {
            const [id, body] = [idAt(each, 'id'), textAt(each, 'body')];
            if (id !== undefined && body !== undefined && field(each, 'system') !== true && isMarked(body)) marked.push({ id, body, url: urlOf(id), author: idAt(each, 'author', 'id') });
          }
        }
        if (marked.length === 0) return [];
        const own = await me();
        return marked.filter(({ author }) => author === own);
      },
      async create(body) {
        const id = idAt((await api.request('POST', `${request}/notes`, { body: withoutActions(body) })).data, 'id');
        if (id === undefined) throw new PlatformFault('garbled', 'GitLab took the comment and did not say which one it is.', true);
        return { id, body, url: urlOf(id) };
      },
      async update({ id }, body) {
        await api.request('PUT', `${request}/notes/${id}`, { body: withoutActions(body) });
      },
      async delete({ id }) {
        await api.request('DELETE', `${request}/notes/${id}`);
      },
    };
  },
};

/** A line that begins with `/merge` or `/close` is an order to GitLab: what writes a comment may not give one, whoever has made its text. */
function withoutActions(body: string): string {
  return body.replaceAll(/^([^\S\r\n]*)\/(?=\w)/gm, '$1&#47;');
}

import { describe, expect, test } from 'vitest';
import { platforms, post, type Behavior, type PlatformName, type Posted } from '../../src/platforms/index.ts';
import type { Patience } from '../../src/platforms/api.ts';
import { type Fake, fakeGitHub, fakes, head, me, other, token } from './fakes.ts';

const quick: Partial<Patience> = { attempts: 4, timeout: 400, backoff: 5, longestWait: 2000 };
const text = '**+$1.20** per 1,000 calls: 1 call changed.';
const nothing = 'No change in cost.';

interface Wish {
  readonly behavior?: Behavior;
  readonly run?: number;
  readonly body?: string | null;
  readonly author?: string;
  readonly repository?: string;
  readonly token?: string;
  readonly patience?: Partial<Patience>;
  readonly event?: unknown;
}

async function posted(name: PlatformName, fake: Fake, wish: Wish = {}): Promise<Posted> {
  const kind = platforms[name];
  const { api = fake.url, repository, number, user, token: found, head: commit, run = wish.run } = kind.surroundings(fake.env, wish.event ?? fake.event);
  const platform = await kind.open({ api, repository: wish.repository ?? repository!, number: number!, token: wish.token ?? found!, ...(user !== undefined && { user }), ...(wish.author !== undefined && { author: wish.author, user: '' }) }, { ...quick, ...wish.patience });
  const mark = fake.mark(wish.run ?? run!);
  return post(platform, { tag: 'default', run: wish.run ?? run, style: name === 'bitbucket' ? 'shown' : 'hidden', behavior: wish.behavior ?? 'update', head: commit, body: wish.body === null ? undefined : mark + (wish.body ?? text), settled: mark + nothing });
}

/** What stands there: of whom, in which run, in short. */
function standing(fake: Fake): string[] {
  return fake.comments.map(({ author, body, hidden }) => {
    const run = /run[ =](\d+)/.exec(body)?.[1] ?? '-';
    const what = body.includes(text) ? 'text' : body.includes(nothing) ? 'nothing' : 'old';
    return `${author === me ? 'own' : 'other'} ${run} ${what}${hidden ? ' hidden' : ''}`;
  });
}

const situations = {
  none: () => [],
  own: (fake: Fake) => [{ id: 1, author: me, body: `${fake.mark(400)}An older word.` }],
  identical: (fake: Fake) => [{ id: 1, author: me, body: `${fake.mark(400)}${text}\r\n` }],
  newer: (fake: Fake) => [{ id: 1, author: me, body: `${fake.mark(600)}A newer word: old.` }],
  spoofed: (fake: Fake) => [{ id: 1, author: other, body: `${fake.mark(99_999)}Fake: old.` }],
  'another tag': (fake: Fake) => [{ id: 1, author: me, body: `${fake.mark(400, 'docs')}Of another project: old.` }],
} as const;
type Situation = keyof typeof situations;
/** What stands there afterwards. */
const expected: { readonly [behavior in Behavior]: { readonly [situation in Situation]: readonly string[] } } = {
  update: { none: ['own 500 text'], own: ['own 500 text'], identical: ['own 400 text'], newer: ['own 600 old'], spoofed: ['other 99999 old', 'own 500 text'], 'another tag': ['own 400 old', 'own 500 text'] },
  new: { none: ['own 500 text'], own: ['own 400 old', 'own 500 text'], identical: ['own 400 text'], newer: ['own 600 old'], spoofed: ['other 99999 old', 'own 500 text'], 'another tag': ['own 400 old', 'own 500 text'] },
  'hide-and-new': { none: ['own 500 text'], own: ['own 400 old hidden', 'own 500 text'], identical: ['own 400 text'], newer: ['own 600 old'], spoofed: ['other 99999 old', 'own 500 text'], 'another tag': ['own 400 old', 'own 500 text'] },
  'delete-and-new': { none: ['own 500 text'], own: ['own 500 text'], identical: ['own 400 text'], newer: ['own 600 old'], spoofed: ['other 99999 old', 'own 500 text'], 'another tag': ['own 400 old', 'own 500 text'] },
};

describe.each(Object.keys(fakes) as PlatformName[])('%s', name => {
  const cases = (Object.keys(expected) as Behavior[]).flatMap(behavior => (Object.keys(situations) as Situation[]).map(situation => ({ behavior, situation })));
  test.each(cases)('$behavior, $situation', async ({ behavior, situation }) => {
    const fake = await fakes[name]();
    fake.comments.push(...situations[situation](fake));
    if (behavior === 'hide-and-new' && name !== 'github') {
      await expect(posted(name, fake, { behavior })).rejects.toThrow('Use `--behavior delete-and-new`');
      expect(fake.log).toEqual([]);
      return;
    }
    const before = structuredClone(fake.comments);
    await posted(name, fake, { behavior });
    expect(standing(fake)).toEqual(expected[behavior][situation]);
    if (situation === 'identical' || situation === 'newer') {
      expect(fake.comments).toEqual(before);
      expect(fake.writes()).toEqual([]);
    }
    // A second run with the same words writes nothing.
    const writes = fake.writes().length;
    expect((await posted(name, fake, { behavior, run: 700 })).done).toBe(situation !== 'newer' ? 'unchanged' : behavior === 'update' ? 'updated' : 'created');
    if (situation !== 'newer') expect(fake.writes()).toHaveLength(writes);
  });

  test('nothing to say: no comment is made, and an old one says so, once', async () => {
    const fake = await fakes[name]();
    expect(await posted(name, fake, { body: null })).toEqual({ done: 'nothing' });
    expect(fake.writes()).toEqual([]);
    fake.comments.push(...situations.own(fake));
    expect((await posted(name, fake, { body: null, behavior: 'delete-and-new' })).done).toBe('updated');
    expect(standing(fake)).toEqual(['own 500 nothing']);
    expect((await posted(name, fake, { body: null, run: 501 })).done).toBe('unchanged');
  });

  test('says nothing about a commit that is no longer the newest', async () => {
    const fake = await fakes[name]();
    const commit = '2'.repeat(40);
    for (const [variable, value] of Object.entries(fake.env)) if (value === head) fake.env[variable] = commit;
    expect((await posted(name, fake, { event: { pull_request: { number: 7, head: { sha: commit } } } })).done).toBe('outdated');
    expect(fake.comments).toEqual([]);
  });

  test('S2: finds its comment behind pages of spoofed ones', async () => {
    const fake = await fakes[name]();
    fake.comments.push(...Array.from({ length: 250 }, (_, index) => ({ id: index + 1, author: other, body: `${fake.mark(9999)}Send your money to mallory. old` })));
    expect((await posted(name, fake)).done).toBe('created');
    expect((await posted(name, fake)).done).toBe('unchanged');
    expect((await posted(name, fake, { run: 501, body: `${text} And more.` })).done).toBe('updated');
    expect(fake.comments).toHaveLength(251);
    expect(fake.comments.slice(0, 250).every(({ body }) => body.includes('mallory'))).toBe(true);
    if (name !== 'azure') expect(fake.log.filter(({ query }) => query.get('page') === '3').length).toBeGreaterThan(0);
  });

  test('what goes wrong on the way is tried again; nothing is posted twice', async () => {
    const fake = await fakes[name]();
    fake.faults.push({ on: /^GET/, status: 502, text: '<html>Bad gateway</html>' }, { on: /^GET/, status: 429, headers: { 'retry-after': '0' }, data: { message: 'Too many requests' } }, { on: /^GET/, isSilent: true });
    fake.faults.push({ on: /^POST .*(?:comments|notes|threads)$/, status: 504, isDone: true, data: { message: 'Gateway timeout' } });
    expect((await posted(name, fake)).done).toBe('created');
    expect(standing(fake)).toEqual(['own 500 text']);
    fake.faults.push({ on: /^POST .*(?:comments|notes|threads)$/, status: 500, data: {} });
    expect((await posted(name, fake, { behavior: 'new', run: 501, body: `${text} Twice.` })).done).toBe('created');
    expect(fake.comments).toHaveLength(2);
    fake.faults.push({ on: /^(?:PUT|PATCH)/, status: 503, isDone: true, headers: { 'retry-after': '0' }, data: {} });
    expect((await posted(name, fake, { run: 502, body: `${text} Thrice.` })).done).toBe('updated');
    expect(fake.faults).toEqual([]);
  });

  test.each([
    [{ status: 401, data: { message: 'Bad credentials' } }, /401.*(?:TOKEN|ACCESSTOKEN)/],
    [{ status: 403, data: { message: 'Resource not accessible by integration' } }, /403: Resource not accessible by integration.*(?:permissions|scope|permission)/],
    [{ status: 404, data: { message: 'Not Found' } }, /404.*[Cc]heck/],
    [{ status: 422, data: { message: 'Validation Failed' } }, /422: Validation Failed/],
    [{ status: 429, headers: { 'retry-after': '3600' }, data: { message: 'Slow down' } }, /too many requests.*later/],
    [{ status: 302, headers: { location: 'https://evil.example.com/' } }, /elsewhere/],
    [{ status: 200, text: '<html>Please sign in</html>' }, /a page for people/],
  ] as const)('%j ends the work with what to do', async (fault, message) => {
    const fake = await fakes[name]();
    fake.faults.push({ ...fault, data: 'data' in fault ? { ...fault.data, token } : undefined });
    const problem = await posted(name, fake).then(() => '', (error: Error) => error.message);
    expect(problem).toMatch(message);
    expect(problem).not.toContain(token);
    expect(fake.writes()).toEqual([]);
    expect(fake.log).toHaveLength(1);
  });

  test('S7: a platform that stays away is given up, without a word of the token', async () => {
    const fake = await fakes[name]();
    fake.faults.push(...Array.from({ length: 4 }, () => ({ status: 500, data: { message: `Broken for Bearer ${token} and ${Buffer.from(`:${token}`).toString('base64')}` } })));
    const problem = await posted(name, fake).then(() => '', (error: Error) => error.message);
    expect(problem).toMatch(/out of order \(500: Broken for Bearer \*\*\* and .*\).*later/);
    expect(problem).not.toContain(token);
    fake.faults.push(...Array.from({ length: 4 }, () => ({ isSilent: true })));
    await expect(posted(name, fake, { patience: { timeout: 100 } })).rejects.toThrow('it took too long');
    expect(fake.log).toHaveLength(8);
  });

  test('S2: of two runs that begin together one comment stays, that of the newer', async () => {
    for (const rival of [499, 501]) {
      const fake = await fakes[name]();
      // The other run posts between our look and our word.
      fake.faults.push({ on: /^POST .*(?:comments|notes|threads)$/, before: () => void fake.comments.push({ id: 50, author: me, body: `${fake.mark(rival)}The other: old` }) });
      expect((await posted(name, fake)).done).toBe(rival > 500 ? 'outdated' : 'created');
      expect(standing(fake)).toEqual([rival > 500 ? 'own 501 old' : 'own 500 text']);
    }
  });

  test('of many that begin together, too', async () => {
    const fake = await fakes[name]();
    const runs = [503, 501, 505, 502, 504];
    // Nobody is answered before all have asked.
    let asked = 0;
    const all = new Promise<void>(done => {
      fake.faults.push(...runs.map(() => ({ on: /^GET .*(?:comments|notes|threads)$/, before: () => (++asked === runs.length ? done() : all) })));
    });
    const done = await Promise.all(runs.map(run => posted(name, fake, { run, body: `${text} In run ${run}.`, patience: { timeout: 10_000 } })));
    expect(fake.writes().filter(each => each.startsWith('POST'))).toHaveLength(runs.length);
    expect(standing(fake)).toEqual(['own 505 text']);
    expect(done[2]!.done).toBe('created');
  });

  test('a comment that someone deletes meanwhile is written again', async () => {
    const fake = await fakes[name]();
    fake.comments.push(...situations.own(fake));
    fake.faults.push({ on: /^(?:PUT|PATCH)/, before: () => void fake.comments.splice(0) });
    expect((await posted(name, fake)).done).toBe('created');
    expect(standing(fake)).toEqual(['own 500 text']);
  });
});

test.each([
  ['a limit of GitHub that says 403', { status: 403, headers: { 'retry-after': '0' }, data: { message: 'You have exceeded a secondary rate limit.' } }],
  ['an hourly limit that ends soon', { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.floor(Date.now() / 1000)) }, data: { message: 'API rate limit exceeded' } }],
])('%s is waited for', async (_, fault) => {
  const fake = await fakeGitHub();
  fake.faults.push({ on: /^POST \/repos/, ...fault });
  expect((await posted('github', fake)).done).toBe('created');
  expect(fake.comments).toHaveLength(1);
});

test('what is hidden is not hidden again', async () => {
  const fake = await fakeGitHub();
  fake.comments.push({ id: 1, author: me, body: `${fake.mark(300)}Long ago: old`, hidden: true }, { id: 2, author: me, body: `${fake.mark(400)}Of late: old` });
  expect((await posted('github', fake, { behavior: 'hide-and-new' })).done).toBe('created');
  expect(standing(fake)).toEqual(['own 300 old hidden', 'own 400 old hidden', 'own 500 text']);
  expect(fake.writes()).toEqual(['POST /repos/acme/shop/issues/7/comments', 'POST /graphql']);
});

test('S7: tokens go by https to the server they are for, and lists lead nowhere else', async () => {
  const open = (api: string) => platforms.github.open({ api, repository: 'acme/shop', number: 7, token });
  for (const api of ['http://api.example.com', 'ftp://127.0.0.1', 'https://user:secret@api.example.com', 'nonsense']) await expect(open(api)).rejects.toThrow(/https|holds a name/);
  const fake = await fakeGitHub();
  fake.faults.push({ on: /^GET .*comments$/, status: 200, headers: { link: '<https://evil.example.com/next>; rel="next"' }, data: [] });
  await expect(posted('github', fake)).rejects.toThrow('another server (evil.example.com)');
  fake.faults.push({ on: /^GET .*comments$/, status: 200, headers: { link: `<${fake.url}/repos/acme/shop/issues/7/comments?per_page=100>; rel="next"` }, data: [] }, ...Array.from({ length: 3 }, () => ({ on: /^GET .*comments$/, status: 200, headers: { link: `<${fake.url}/repos/acme/shop/issues/7/comments?per_page=100>; rel="next"` }, data: [] })));
  await expect(posted('github', fake)).rejects.toThrow('without end');
  for (const repository of ['../../evil', 'acme/shop/../x', 'acme']) await expect(posted('github', fake, { repository })).rejects.toThrow('owner/name');
});

test('Bitbucket does not say whose an access token is: it is told, or nothing is taken for ours', async () => {
  const fake = await fakes.bitbucket();
  delete fake.env['BITBUCKET_USERNAME'];
  expect((await posted('bitbucket', fake)).done).toBe('created');
  await expect(posted('bitbucket', fake, { run: 501, body: 'x' })).rejects.toThrow(`\`--author\`; what looks like ours is by {${me}}.`);
  expect((await posted('bitbucket', fake, { run: 501, body: 'More.', author: `{${me}}` })).done).toBe('updated');
  expect((await posted('bitbucket', fake, { run: 502, body: 'Less.', author: `{${other}}` })).done).toBe('created');
});

test('GitLab is given no orders', async () => {
  const fake = await fakes.gitlab();
  await posted('gitlab', fake, { body: 'Figures:\n/merge\n  /close\na/b' });
  expect(fake.comments[0]!.body).toBe(`${fake.mark(500)}Figures:\n&#47;merge\n  &#47;close\na/b`);
});

/** Brings the one comment up to date. */
import { pause } from './api.ts';
import { PlatformFault } from './faults.ts';
import { markOf, type MarkStyle, saysTheSame } from './marker.ts';
import type { MarkedComment, Platform } from './platform.ts';

export const behaviors = ['update', 'new', 'hide-and-new', 'delete-and-new'] as const;
export type Behavior = (typeof behaviors)[number];

export interface Posting {
  readonly tag: string;
  readonly run?: number | undefined;
  readonly style: MarkStyle;
  readonly behavior: Behavior;
  /** The commit of the pull request that the texts are about. */
  readonly head?: string | undefined;
  /** Begins with the mark; undefined where there is nothing that is worth a comment. */
  readonly body: string | undefined;
  /** What an earlier comment becomes then. */
  readonly settled: string;
}

/** outdated: a newer commit or run has the word. */
export interface Posted {
  readonly done: 'created' | 'updated' | 'unchanged' | 'nothing' | 'outdated';
  readonly url?: string | undefined;
}

/** Throws a PlatformFault. */
export async function post(platform: Platform, posting: Posting, isAgain = false): Promise<Posted> {
  const { tag, style, behavior, body, settled } = posting;
  if (behavior === 'hide-and-new' && !platform.hide) throw new PlatformFault('unclear', 'Comments cannot be hidden there. Use `--behavior delete-and-new`.');
  if (posting.head !== undefined && !isSameCommit(posting.head, await platform.head())) return { done: 'outdated' };

  const isOurs = (text: string): boolean => markOf(text, style)?.tag === tag;
  const own = await platform.ownComments(isOurs);
  const newest = own.at(-1);
  if (own.some(comment => runOf(comment, style) > (posting.run ?? Infinity))) return { done: 'outdated', url: newest?.url };
  if (newest === undefined && body === undefined) return { done: 'nothing' };
  const text = body ?? settled;
  if (newest !== undefined && saysTheSame(newest.body, text)) return { done: 'unchanged', url: newest.url };
  if (newest !== undefined && (behavior === 'update' || body === undefined)) {
    try {
      await platform.update(newest, text);
    } catch (error) {
      // Deleted meanwhile.
      if (isAgain || !(error instanceof PlatformFault) || error.kind !== 'missing') throw error;
      return post(platform, posting, true);
    }
    return { done: 'updated', url: newest.url };
  }

  const known = new Set(own.map(({ id }) => id));
  const created = await createOnce(platform, text, known, isOurs);
  // The new one stands before an old one goes, so that a failure on the way loses nothing.
  for (const comment of own) {
    if (behavior === 'hide-and-new' && !comment.isHidden) await platform.hide!(comment);
    if (behavior === 'delete-and-new') await deleteOnce(platform, comment);
  }
  if (behavior === 'new') return { done: 'created', url: created.url };
  return settle(platform, created, await platform.ownComments(isOurs), known, style);
}

/** After an answer that tells nothing, looks whether the comment is there before it writes another. */
async function createOnce(platform: Platform, text: string, known: ReadonlySet<string>, isOurs: (text: string) => boolean): Promise<MarkedComment> {
  for (let count = 1; ; count++) {
    try {
      return await platform.create(text);
    } catch (error) {
      if (!(error instanceof PlatformFault) || !error.isUncertain || count >= 3) throw error;
      await pause(200 * 2 ** count);
      const found = (await platform.ownComments(isOurs)).find(({ id, body }) => !known.has(id) && saysTheSame(body, text));
      if (found) return found;
    }
  }
}

/** Two runs that began together have both seen no comment: the newer one keeps its own, and whoever sees both takes away the other. */
async function settle(platform: Platform, created: MarkedComment, now: readonly MarkedComment[], known: ReadonlySet<string>, style: MarkStyle): Promise<Posted> {
  const rivals = now.filter(({ id }) => !known.has(id));
  const winner = rivals.reduce<MarkedComment | undefined>((best, each) => (best === undefined || runOf(each, style) > runOf(best, style) ? each : best), undefined) ?? created;
  for (const rival of rivals) if (rival.id !== winner.id) await deleteOnce(platform, rival);
  return winner.id === created.id ? { done: 'created', url: created.url } : { done: 'outdated', url: winner.url };
}

/** Gone is gone, whoever took it away. */
async function deleteOnce(platform: Platform, comment: MarkedComment): Promise<void> {
  try {
    await platform.delete(comment);
  } catch (error) {
    if (!(error instanceof PlatformFault) || error.kind !== 'missing') throw error;
  }
}

function runOf({ body }: MarkedComment, style: MarkStyle): number {
  return markOf(body, style)?.run ?? 0;
}

/** Some platforms shorten ids. What is not known cannot be another one. */
function isSameCommit(one: string, other: string | undefined): boolean {
  return other === undefined || one.startsWith(other) || other.startsWith(one);
}

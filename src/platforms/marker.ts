/** How a comment of ours is told from others, and an older one from a newer. */

export interface Mark {
  /** Several comments under one pull request, as of two projects in one repository, differ in it. */
  readonly tag: string;
  /** Of the run that wrote it; the greater, the newer. */
  readonly run?: number | undefined;
}

/** Bitbucket shows everything that a comment holds, so there the mark is a line for people. */
export type MarkStyle = 'hidden' | 'shown';

/** The first line of a comment. */
export function markLine({ tag, run }: Mark, style: MarkStyle): string {
  return style === 'hidden' ? `<!-- promptfare tag=${tag}${run === undefined ? '' : ` run=${run}`} -->` : `*promptfare ${tag}${run === undefined ? '' : `, run ${run}`}*`;
}

/** The mark that a comment begins with, if it is one of ours. */
export function markOf(body: string, style: MarkStyle): Mark | undefined {
  const found = (style === 'hidden' ? /^<!-- promptfare tag=([\w.-]{1,40})(?: run=(\d{1,15}))? -->\s*(?:\n|$)/ : /^\*promptfare ([\w.-]{1,40})(?:, run (\d{1,15}))?\*\s*(?:\n|$)/).exec(body);
  return found ? { tag: found[1]!, ...(found[2] !== undefined && { run: Number(found[2]) }) } : undefined;
}

/** Do two comments say the same? Which run says it, and how the platform keeps line ends, is no matter. */
export function saysTheSame(one: string, other: string): boolean {
  return wordsOf(one) === wordsOf(other);
}

function wordsOf(body: string): string {
  return body.replaceAll('\r\n', '\n').replace(/^.*\n?/, '').trim();
}

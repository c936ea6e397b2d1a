/** A comparison as a comment on a change: one headline with the number, one table, the reason of each row, the findings with their fix. */
import type { DiffReport } from '../core/diff.ts';
import { commentText } from './comment-text.ts';
import { callsText, costText, coverageText } from './diff-words.ts';
import { countText, usdText } from './figures.ts';
import type { Links } from './file-link.ts';
import { type Flavour, type Markup, markupOf } from './markup.ts';
import { isBeyond, type MinChange } from './min-change.ts';

export interface CommentOptions {
  readonly flavour: Flavour;
  /** Characters that the whole body may have; by default what the platform takes, and never more than people read. */
  readonly limit?: number;
  /** Changes of no call and no sum beyond this are not worth a comment. New findings and budgets always are. */
  readonly minChange?: MinChange;
  /** Where files can be looked at. */
  readonly links?: Links;
  /** First lines of the body, as they stand: what the poster finds its comment by. */
  readonly marker?: string;
}
export interface Comment {
  /** One line without Markdown, the number first. */
  readonly headline: string;
  /** With the marker; undefined where there is nothing to say. */
  readonly body: string | undefined;
  /** With the marker: what an earlier comment becomes when there is nothing to say any more. */
  readonly settled: string;
  /** For the summary of a job: always something, without the marker. */
  readonly summary: string;
}

/** Characters that a body may have: GitHub says so with 422, GitLab and Bitbucket with 400, Azure documents it. */
const limits: { readonly [flavour in Flavour]: number } = { github: 65_536, gitlab: 1_000_000, bitbucket: 32_768, azure: 150_000 };
/** Nobody reads more, and what a poster adds has room. */
const longest = 60_000;

/** The comment that a comparison is worth. Nothing of it is believed: names, paths and messages may be anyone's. */
export function commentOf(diff: DiffReport, options: CommentOptions): Comment {
  const { flavour, minChange, links, marker } = options;
  const markup = markupOf(flavour);
  const room = Math.min(options.limit ?? limits[flavour], limits[flavour] - 1000, longest);
  const top = marker === undefined ? '' : `${marker}\n\n`;
  const headline = `Prompt cost: ${costText(diff)}${diff.changes.length > 0 ? `, ${callsText(diff)}` : ''}`;
  const text = (most: number): string => commentText(diff, markup, most, { flavour, ...(links && { links }) });
  const isWorthwhile = isBeyond(diff, minChange);
  const quiet = quietText(diff, markup, minChange);
  return {
    headline,
    body: isWorthwhile ? `${top}${text(room - top.length)}\n` : undefined,
    settled: `${top}${quiet}\n`,
    summary: isWorthwhile ? `${text(room)}\n` : `${quiet}\n`,
  };
}

/** Says what a comment would have been about, in two lines. */
function quietText(diff: DiffReport, markup: Markup, minChange: MinChange | undefined): string {
  const { changes, findings } = diff;
  const least = minChange && (minChange.unit === 'usd' ? `${usdText(minChange.value)} per 1,000 calls` : `${minChange.value} %`);
  const sentences = [
    changes.length === 0 ? 'No change in cost.' : `${costText(diff)}: ${callsText(diff)}, none beyond ${least}.`,
    ...(findings.fixed.length > 0 ? [`${countText(findings.fixed.length, 'finding')} fixed.`] : []),
  ];
  return `**Prompt cost**: ${sentences.join(' ')}\n\n${coverageText(diff.totals, markup.code)}`;
}

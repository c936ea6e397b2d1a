/** Parts of a run, and what they come to together. */
import type { Report } from '../../core/report.ts';
import type { Note } from '../../project/project.ts';
import { type Analysis, byPath } from '../analyse.ts';

/** Which part of how many; the first is 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}
export interface Part {
  readonly version: 1;
  readonly tool: Report['tool'];
  readonly shard: Shard;
  /** Of what the run is about: parts of one run have the same. */
  readonly digest: string;
  /** As the user named them. */
  readonly paths: readonly string[];
  /** As in a report, of this part. */
  readonly files: Report['files'];
  /** Files that hold calls, wrappers, comments for us or infrastructure. */
  readonly kept: readonly string[];
  /** Files with texts that are called prompts. */
  readonly prompts: readonly string[];
  /** Broken configuration files of the project. */
  readonly notes: readonly Note[];
}

/** What a run over all files would have found out before its rules. `again` looks at files. */
export function joined(parts: readonly Part[], again: (files: readonly string[]) => Analysis): Analysis {
  const sum = (of: 'scanned' | 'analyzed'): number => parts.reduce((all, { files }) => all + files[of], 0);
  const each = <T extends { readonly path: string }>(of: (part: Part) => readonly T[]): T[] => [...new Map(parts.flatMap(of).map(entry => [JSON.stringify(entry), entry])).values()].toSorted(byPath);
  return {
    ...again(parts.flatMap(({ kept }) => kept).toSorted()),
    scanned: sum('scanned'),
    analyzed: sum('analyzed'),
    skipped: each(({ files }) => files.skipped),
    failed: each(({ files }) => files.failed),
  };
}

/** Reads the baseline, and takes its findings out of a report. */
import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { Report } from '../../core/report.ts';
import { relativePath } from '../../project/relative-path.ts';
import { countText } from '../../reporters/figures.ts';
import { divided, type KnownFinding } from '../../scan/baseline.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { BASELINE_NAME } from './flag.ts';
import { nearestFile } from '../nearest-file.ts';
import type { ProcessLike } from '../terminal.ts';

export interface Baseline {
  /** Absolute. */
  readonly path: string;
  /** Paths are relative to its directory. */
  readonly findings: readonly KnownFinding[];
}

/** `flag` is a path, or false for none. Throws a UsageError where the file is broken, or named and missing. */
export function baselineFor(root: string, cwd: string, flag: string | boolean | undefined): Baseline | undefined {
  const path = flag === false ? undefined : typeof flag === 'string' ? resolve(cwd, flag) : nearestFile(root, BASELINE_NAME);
  return path === undefined ? undefined : { path, findings: findingsIn(path, typeof flag === 'string' ? flag : relative(cwd, path)) };
}

function findingsIn(path: string, shown: string): KnownFinding[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    throw new UsageError(`${shown}: there is no such baseline. \`promptfare baseline\` writes one.`);
  }
  let data: { version?: unknown; findings?: unknown } | null;
  try {
    data = JSON.parse(text) as typeof data;
  } catch {
    data = null;
  }
  const findings = data?.version === 1 && Array.isArray(data.findings) ? (data.findings as Partial<KnownFinding>[]) : undefined;
  if (!findings?.every(each => typeof each?.id === 'string' && typeof each.ruleId === 'string' && typeof each.path === 'string')) throw new UsageError(`${shown} is no baseline of this version. Write it anew with \`promptfare baseline\`.`);
  return findings as KnownFinding[];
}

/** Paths as the baseline writes them, whatever directory was scanned. */
export function pathsFrom(root: string, baselinePath: string): (path: string) => string {
  const directory = dirname(baselinePath);
  return path => relativePath(directory, resolve(root, path));
}

/** The report without what is known; says how much that is, and what of it is fixed. `isWhole`: all of the project was scanned. */
export function withoutKnown({ stderr }: ProcessLike, report: Report, root: string, baseline: Baseline | undefined, isWhole: boolean): Report {
  if (!baseline) return report;
  const from = pathsFrom(root, baseline.path);
  const { fresh, known, fixed } = divided(report.findings.map(finding => ({ ...finding, path: from(finding.path) })), baseline.findings);
  const ids = new Set(fresh.map(({ id }) => id));
  if (isWhole && fixed.length > 0) stderr.write(`promptfare: ${countText(fixed.length, 'finding')} of the baseline ${fixed.length === 1 ? 'is' : 'are'} fixed. \`promptfare baseline --prune\` takes ${fixed.length === 1 ? 'it' : 'them'} out.\n`);
  return { ...report, findings: report.findings.filter(({ id }) => ids.has(id)), summary: { ...report.summary, findings: fresh.length, ...(known.length > 0 && { baselined: known.length }) } };
}

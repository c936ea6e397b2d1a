/** Findings that a project lives with: only others are reported. */
import type { ReportFinding } from '../core/report.ts';

/** One finding as the baseline keeps it. */
export interface KnownFinding {
  readonly id: string;
  readonly ruleId: string;
  readonly path: string;
}
export interface Divided {
  /** Not in the baseline. */
  readonly fresh: readonly ReportFinding[];
  readonly known: readonly ReportFinding[];
  /** In the baseline, and found no more. */
  readonly fixed: readonly KnownFinding[];
}

/**
 * Matches each finding with one entry: of the same identity and file; else of the same rule and file, since a prompt that was
 * edited has new ids, and its old debt is still old; else of the same identity, in a file of another name.
 */
export function divided(findings: readonly ReportFinding[], baseline: readonly KnownFinding[]): Divided {
  let left = baseline;
  const known = new Set<ReportFinding>();
  for (const sign of SIGNS) {
    const waiting = new Map<string, KnownFinding[]>();
    for (const entry of left) waiting.set(sign(entry), [...(waiting.get(sign(entry)) ?? []), entry]);
    const taken = new Set<KnownFinding>();
    for (const finding of findings) {
      const entry = known.has(finding) ? undefined : waiting.get(sign(finding))?.shift();
      if (!entry) continue;
      known.add(finding);
      taken.add(entry);
    }
    left = left.filter(entry => !taken.has(entry));
  }
  return { fresh: findings.filter(finding => !known.has(finding)), known: [...known], fixed: left };
}

const SIGNS: readonly ((finding: KnownFinding) => string)[] = [({ id, path }) => `${id}\n${path}`, placeOf, ({ id }) => id];

/** The baseline of findings, sorted, so that its diff is small. */
export function baselineOf(findings: readonly KnownFinding[]): KnownFinding[] {
  return findings.map(({ id, ruleId, path }) => ({ id, ruleId, path })).toSorted((a, b) => compare(placeOf(a), placeOf(b)) || compare(a.id, b.id));
}

function placeOf({ path, ruleId }: KnownFinding): string {
  return `${path}\n${ruleId}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

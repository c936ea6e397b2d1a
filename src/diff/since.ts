/** What a change has to answer for: the calls that it added or altered, and the findings that it brought. */
import type { Report, ReportCall, ReportFinding } from '../core/report.ts';
import { changeOf } from './change.ts';
import { comparable, partsOf, promptPairs, type Reach } from './compare.ts';
import { findingChanges } from './findings.ts';
import { type Pair, pairsOf } from './match.ts';

/** Of the head. */
export interface Since {
  readonly calls: readonly ReportCall[];
  readonly findings: readonly ReportFinding[];
}

/** Beside what `compareReports` tells, calls whose words are others at the same cost. */
export function changedSince(base: Report, head: Report, reach: Reach): Since {
  const [before, after] = [comparable(base, head), comparable(head, base)];
  const [old, now] = [before, after].map(({ calls }) => partsOf(calls, reach.isReached)) as [ReturnType<typeof partsOf>, ReturnType<typeof partsOf>];
  const pairs = [...pairsOf(old.counted, now.counted), ...pairsOf(old.bodies, now.bodies)];
  const findings = findingChanges(before, after, [...pairs, ...pairsOf(old.same, now.same)]);
  return { calls: [...pairs, ...promptPairs(old, now, reach)].flatMap(pair => (pair[1] && isOther(pair) ? [pair[1]] : [])), findings: findings.new };
}

function isOther(pair: Pair): boolean {
  const [before, after] = pair;
  if (!before || !after || changeOf(pair)) return true;
  // An id is made of texts and models, and of these names.
  return before.id !== after.id && before.within === after.within && before.role === after.role && before.sdk === after.sdk && before.operation === after.operation;
}

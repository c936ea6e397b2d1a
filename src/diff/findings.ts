/** Which findings a change brought, and which it took away: what was there before is not its fault. */
import type { Report, ReportFinding } from '../core/report.ts';
import type { Pair } from './match.ts';

export interface FindingChanges {
  readonly new: readonly ReportFinding[];
  readonly fixed: readonly ReportFinding[];
}

/** From the surest sign that two findings are the same one to the weakest: an edited prompt changes figures in a message, not what it is about. */
const signs: readonly ((finding: ReportFinding) => string)[] = [
  ({ id }) => id,
  ({ message }) => message,
  ({ message }) => withoutFigures(message),
  () => '',
];

/** `pairs` are of all calls, bodies of wrappers included: a finding stands where the text stands. */
export function findingChanges(before: Report, after: Report, pairs: readonly Pair[]): FindingChanges {
  const idBefore = new Map(pairs.flatMap(([old, now]) => (old && now ? [[now.id, old.id] as const] : [])));
  const [olds, news] = [new Set(before.findings), new Set(after.findings)];
  // Of one call, else of one file.
  const subjects = groupedBySubject(olds, news, idBefore);
  for (const sign of signs) {
    for (const subject of subjects) pairOff(subject.olds, subject.news, sign, olds, news);
  }
  // A text that two calls share has one finding, on the first: it may now be on the other, which was there before too.
  const shared = ({ ruleId, path, message }: ReportFinding): string => `${ruleId}\n${path}\n${withoutFigures(message)}`;
  pairOff([...olds], [...news].filter(({ callId }) => callId !== undefined && idBefore.has(callId)), shared, olds, news);
  return { new: after.findings.filter(finding => news.has(finding)), fixed: before.findings.filter(finding => olds.has(finding)) };
}

function groupedBySubject(olds: Iterable<ReportFinding>, news: Iterable<ReportFinding>, idBefore: ReadonlyMap<string, string>): { olds: ReportFinding[]; news: ReportFinding[] }[] {
  const groups = new Map<string, { olds: ReportFinding[]; news: ReportFinding[] }>();
  const groupOf = ({ ruleId, callId, path }: ReportFinding, id: string | undefined): { olds: ReportFinding[]; news: ReportFinding[] } => {
    const key = `${ruleId}\n${callId === undefined ? path : (id ?? `added ${callId}`)}`;
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { olds: [], news: [] }));
    return group;
  };
  for (const finding of olds) groupOf(finding, finding.callId).olds.push(finding);
  for (const finding of news) groupOf(finding, finding.callId && idBefore.get(finding.callId)).news.push(finding);
  return [...groups.values()];
}

/** Takes pairs with the same sign out of both sets, each finding once. */
function pairOff(from: readonly ReportFinding[], to: readonly ReportFinding[], sign: (finding: ReportFinding) => string, olds: Set<ReportFinding>, news: Set<ReportFinding>): void {
  const waiting = new Map<string, ReportFinding[]>();
  for (const old of from) if (olds.has(old)) waiting.set(sign(old), [...(waiting.get(sign(old)) ?? []), old]);
  for (const finding of to) {
    if (!news.has(finding)) continue;
    const same = waiting.get(sign(finding))?.shift();
    if (!same) continue;
    olds.delete(same);
    news.delete(finding);
  }
}

function withoutFigures(message: string): string {
  return message.replaceAll(/\d[\d.,]*/g, '0');
}

/** Two reports of one project become what the change between them costs. */
import { countedCalls } from '../core/counted.ts';
import type { CallChange, Change, DiffReport, DiffState, DiffTotals } from '../core/diff.ts';
import type { Report, ReportCall, ReportText } from '../core/report.ts';
import { generates } from '../core/call.ts';
import { moneyOf, sum, usd, type Money } from '../cost/index.ts';
import { changeOf } from './change.ts';
import { findingChanges } from './findings.ts';
import { type Pair, pairsOf } from './match.ts';

/** A report, and which state it is of. */
export interface State {
  readonly report: Report;
  readonly state: DiffState;
}

/** What git knows of a change; without it, every file may have changed. */
export interface Reach {
  /** Files that the change can have an effect on; all others hold the same calls on both sides. */
  readonly isReached: (path: string) => boolean;
  /** Files whose text is another. */
  readonly isChanged: (path: string) => boolean;
}

/** Calls are matched by what they send; one that was moved, renamed, reformatted or taken apart into constants is no change. */
export function compareReports(base: State, head: State, reach: Reach = { isReached: () => true, isChanged: () => true }): DiffReport {
  const [before, after] = [comparable(base.report, head.report), comparable(head.report, base.report)];
  const [old, now] = [before, after].map(({ calls }) => partsOf(calls, reach.isReached)) as [Parts, Parts];
  const pairs = pairsOf(old.counted, now.counted);
  const changes = [...pairs, ...promptPairs(old, now, reach)].flatMap(pair => changeOf(pair) ?? []).toSorted(dearestFirst);
  const others = [...pairsOf(old.bodies, now.bodies), ...pairsOf(old.same, now.same)];
  const findings = findingChanges(before, after, [...pairs, ...others]);
  return {
    version: 1,
    base: base.state,
    head: head.state,
    changes,
    findings: { new: [...findings.new], fixed: [...findings.fixed] },
    totals: totalsOf(changes, now.counted, head.report.files),
  };
}

/** Calls of a report by what is compared with what. */
export interface Parts {
  readonly counted: readonly ReportCall[];
  /** Bodies of wrappers: their callers are counted. */
  readonly bodies: readonly ReportCall[];
  /** In files that the change does not reach. */
  readonly same: readonly ReportCall[];
  /** Named as prompts; no call was seen to send them. */
  readonly prompts: readonly ReportCall[];
}

export function partsOf(calls: readonly ReportCall[], isReached: (path: string) => boolean): Parts {
  const counted = new Set(countedCalls(calls));
  const reached = calls.filter(({ path }) => isReached(path));
  const prompts = reached.filter(({ sdk }) => sdk === 'named-prompt');
  const sent = reached.filter(({ sdk }) => sdk !== 'named-prompt');
  return { counted: sent.filter(call => counted.has(call)), bodies: sent.filter(call => !counted.has(call)), same: calls.filter(({ path }) => !isReached(path)), prompts };
}

/** Pairs of prompts without a call that came, went or may have changed. Where a call begins or ceases to send it, that is the call's change. */
export function promptPairs(old: Parts, now: Parts, { isChanged }: Reach): Pair[] {
  return pairsOf(old.prompts, now.prompts).filter(pair => isOfOwn(pair, old, now, isChanged));
}

function isOfOwn([before, after]: Pair, old: Parts, now: Parts, isChanged: Reach['isChanged']): boolean {
  if (before && after) return true;
  const [prompt, others] = after ? [after, old] : [before!, now];
  const size = sizeOf(prompt.system) ?? sizeOf(prompt.user);
  return isChanged(prompt.path) && ![...others.counted, ...others.bodies].some(({ system, user }) => sizeOf(system) === size || sizeOf(user) === size);
}

function sizeOf({ chars, tokens, holes = [] }: ReportText): string | undefined {
  return chars === undefined ? undefined : `${chars} ${tokens} ${holes.length}`;
}

/** Without what stands in files that the other side could not read: it has not gone. */
export function comparable(report: Report, other: Report): Report {
  const unread = [...other.files.failed, ...other.files.skipped].map(({ path }) => path);
  if (unread.length === 0) return report;
  const isRead = ({ path }: { readonly path: string }): boolean => !unread.some(each => each === path || (each.endsWith('/') && path.startsWith(each)));
  return { ...report, calls: report.calls.filter(isRead), findings: report.findings.filter(isRead) };
}

function dearestFirst(a: CallChange, b: CallChange): number {
  const [first, second] = [a, b].map(change => [Math.abs(inputOf(change)), Math.abs(outputOf(change))] as const) as [readonly [number, number], readonly [number, number]];
  return second[0] - first[0] || second[1] - first[1] || (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line);
}

function inputOf({ usdPerThousandCalls: { before, after } }: CallChange): number {
  return before === null || after === null ? 0 : after - before;
}

function outputOf({ before, after }: CallChange): number {
  return (after?.usdPerThousandCalls?.outputMax ?? 0) - (before?.usdPerThousandCalls?.outputMax ?? 0);
}

function totalsOf(changes: readonly CallChange[], counted: readonly ReportCall[], files: Report['files']): DiffTotals {
  const isPrompt = ({ before, after }: CallChange): boolean => (after ?? before)?.isPrompt === true;
  const prompts = changes.filter(isPrompt);
  const months = changes.filter(({ usdPerMonth }) => usdPerMonth && usdPerMonth.before !== null && usdPerMonth.after !== null);
  return {
    calls: countsOf(changes.filter(change => !isPrompt(change))),
    ...(prompts.length > 0 && { prompts: countsOf(prompts) }),
    usdPerThousandCalls: { input: sumOf(changes, ({ usdPerThousandCalls: { before, after } }) => [before, after]), outputMax: sumOf(changes, outputsOf) },
    ...(months.length > 0 && { usdPerMonth: { ...sumOf(months, ({ usdPerMonth }) => [usdPerMonth!.before, usdPerMonth!.after]), calls: months.length } }),
    coverage: {
      files: files.analyzed,
      calls: counted.length,
      unpriced: counted.filter(({ cost, operation }) => cost === null && generates.has(operation)).length,
      skipped: files.skipped,
      failed: files.failed,
    },
  };
}

function countsOf(changes: readonly CallChange[]): DiffTotals['calls'] {
  const of = (wanted: 'added' | 'removed'): number => changes.filter(({ kinds }) => kinds.includes(wanted)).length;
  const [added, removed] = [of('added'), of('removed')];
  return { changed: changes.length - added - removed, added, removed };
}

function outputsOf({ before, after }: CallChange): [number | null, number | null] {
  const of = (state: CallChange['before']): number | null => (state === null ? 0 : (state.usdPerThousandCalls?.outputMax ?? null));
  return [of(before), of(after)];
}

/** An exact sum over the changes that have both figures. */
function sumOf(changes: readonly CallChange[], figuresOf: (change: CallChange) => readonly [number | null, number | null]): Change {
  const known = changes.map(figuresOf).flatMap(([before, after]): [Money, Money][] => (before === null || after === null ? [] : [[moneyOf(before), moneyOf(after)]]));
  const [before, after] = [sum(known.map(([each]) => each)), sum(known.map(([, each]) => each))];
  return { before: usd(before), after: usd(after), change: usd(after - before) };
}

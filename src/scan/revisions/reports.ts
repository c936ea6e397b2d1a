/** Reports of two states of a repository, of the files that changed and those that depend on them. */
import type { Report } from '../../core/report.ts';
import { createInspector, isDataFile, isSearched, needles as allNeedles } from '../../inspect.ts';
import { analyse, type Analysis, byPath, withOwnIds } from '../analyse.ts';
import { discover } from '../discover.ts';
import { findingsOf } from '../findings.ts';
import { loadParsers } from '../load-parsers.ts';
import { createPolicy, type Policy } from '../policy.ts';
import { reportOf } from '../report.ts';
import type { ScanOptions } from '../scan.ts';
import type { Configuration } from '../settings.ts';
import { type Skip, skipByPath } from '../skip.ts';
import { dataNames, dependentsOf, isSource, type Mentions, mentionsIn, stemOf } from './dependents.ts';
import { isManifest, isOtherManifest } from './manifests.ts';
import { createPromising } from './promising.ts';
import type { Revision, Revisions } from './revisions.ts';

export interface ReportsOptions extends Pick<ScanOptions, 'rules' | 'only' | 'facts' | 'pricing' | 'version' | 'engine'> {
  readonly revisions: Revisions;
  /** Files and directories, relative to the root. */
  readonly targets: readonly string[];
  readonly configuration: Configuration;
  /** Every call is needed, not only those that the change reaches: for budgets of a project. */
  readonly isWhole?: boolean;
}
export interface Reports {
  readonly base: Report;
  readonly head: Report;
  /** Files that the change reaches; all others are the same on both sides. */
  readonly isReached: (path: string) => boolean;
}

export async function reportsOf(options: ReportsOptions): Promise<Reports> {
  const { revisions, configuration, rules, only, targets } = options;
  const policy = createPolicy(revisions.head.project.root, configuration, rules, only);
  const engine = options.engine ?? { needles: allNeedles, createInspector };
  const reached = reachedBy(revisions);
  // A rule about the whole project sees calls that did not change, too.
  const isWhole = options.isWhole === true || policy.general.some(({ rule }) => rule.subject === 'project');
  const sides = [revisions.base, revisions.head].map(revision => sideOf(revision, targets, policy)) as [Side, Side];
  for (const { revision, files } of sides) await loadParsers(revision.project, isWhole ? files : files.filter(path => reached.has(path)), engine.needles, new Set());
  for (const { revision, files } of sides) revision.warm([...files.filter(path => isWhole || reached.has(path)), ...revision.files.filter(isManifest)]);
  const affected = sides.map(side => analysed(side, side.files.filter(path => reached.has(path)), policy, engine, true)) as [Analysis, Analysis];
  const rest = isWhole ? analysed(sides[1], sides[1].files, policy, engine, false).files.filter(({ path }) => !reached.has(path)) : [];
  const [base, head] = affected.map((analysis, index) => {
    const skipped = [...sides[index]!.skipped.filter(({ path }) => reachesInto(path, revisions.changed)), ...analysis.skipped];
    return report({ ...analysis, files: withOwnIds([...analysis.files, ...rest].toSorted(byPath)), skipped }, policy, options);
  }) as [Report, Report];
  return { base, head, isReached: path => reached.has(path) };
}

interface Side {
  readonly revision: Revision;
  readonly files: readonly string[];
  readonly skipped: readonly Skip[];
}

function sideOf(revision: Revision, targets: readonly string[], { ignores, isPrompt }: Policy): Side {
  const { project } = revision;
  const existing = targets.filter(target => project.isFile(target) || project.isDirectory(target));
  return { revision, ...discover({ project, targets: existing, ignores, isPrompt }) };
}

/** The files that changed and, on either side, those that lead to one of them. */
function reachedBy({ base, head, changed }: Revisions): ReadonlySet<string> {
  const isOwnSource = (path: string): boolean => isSource(path) && skipByPath(path) === undefined;
  if (changed.size === 0) return changed;
  if ([...changed].some(path => (isManifest(path) && isOtherManifest(path, base.project, head.project)) || path.endsWith('/__init__.py'))) return new Set([...base.files, ...head.files]);
  const goals = new Set([...changed, ...namedPrompts([base, head], changed)]);
  const data = dataNames(goals);
  const same = new Map<string, Mentions>();
  const note = (into: Map<string, Mentions>) => (path: string, text: string): void => void into.set(path, mentionsIn(path, text, data));
  head.texts(head.files.filter(path => isOwnSource(path) && !changed.has(path)), note(same));
  return new Set(
    [base, head].flatMap(revision => {
      const mentions = new Map(same);
      revision.texts(revision.files.filter(path => isOwnSource(path) && changed.has(path)), note(mentions));
      return [...dependentsOf(revision.project, mentions, goals)];
    }),
  );
}

/** Files of prompts that changed code names, before or after: a prompt that code reads is listed with the code, not with its file. */
function namedPrompts(sides: readonly Revision[], changed: ReadonlySet<string>): string[] {
  const prompts = new Map(sides.flatMap(({ files }) => files.filter(path => isDataFile(path) && isSearched(path)).map(path => [path, stemOf(path)] as const)));
  if (prompts.size === 0) return [];
  const found = new Set<string>();
  for (const revision of sides) {
    revision.texts(revision.files.filter(path => isSource(path) && changed.has(path)), (_, text) => {
      for (const [path, stem] of prompts) if (!found.has(path) && text.includes(stem)) found.add(path);
    });
  }
  return [...found];
}

/** `isReached`: each of these files is looked at that can hold a call, or leads to one that can; else as in a scan. */
function analysed({ revision: { project } }: Side, files: readonly string[], { promptAt, isPrompt }: Policy, engine: NonNullable<ReportsOptions['engine']>, isReached: boolean): Analysis {
  const inspector = engine.createInspector({ ...project, promptAt });
  if (!isReached) return analyse({ project, inspector, needles: engine.needles, files, isPrompt });
  const isPromising = createPromising(project, engine.needles, isPrompt);
  return analyse({ project, inspector, needles: [], files: files.filter(isPromising), isPrompt });
}

function report(analysis: Analysis, policy: Policy, { facts, pricing, version }: ReportsOptions): Report {
  const found = findingsOf(analysis, policy, facts);
  const failed = [...analysis.failed, ...found.failed].toSorted(byPath);
  return reportOf({ analysis: { ...analysis, skipped: analysis.skipped.toSorted(byPath), failed }, findings: found.findings, facts, pricing, version });
}

function reachesInto(skipped: string, changed: ReadonlySet<string>): boolean {
  return skipped.endsWith('/') ? [...changed].some(path => path.startsWith(skipped)) : changed.has(skipped);
}

/** Reports of two states of a repository, of the files that changed and those that depend on them. */
import type { Report } from '../../core/report.ts';
import type { Resource } from '../../core/resource.ts';
import { createInspector, type Inspector, isSearched, needles as allNeedles } from '../../inspect.ts';
import { analyse, type Analysis, byPath, type FirstFiles, withOwnIds } from '../analyse.ts';
import { discover } from '../discover.ts';
import { findingsOf } from '../findings.ts';
import { createImportGraph, type ImportGraph } from '../importers.ts';
import { canBeHanded, importersOf } from '../injected.ts';
import { loadParsers } from '../load-parsers.ts';
import { createPolicy, type Policy } from '../policy.ts';
import { reportOf } from '../report.ts';
import type { ScanOptions } from '../scan.ts';
import type { Configuration } from '../settings.ts';
import type { Skip } from '../skip.ts';
import { isManifest } from './manifests.ts';
import { createPromising } from './promising.ts';
import { promptsOf } from './prompts.ts';
import { reachedBy } from './reached.ts';
import type { Revision, Revisions } from './revisions.ts';
import { twinsOf } from './twins.ts';

export interface ReportsOptions extends Pick<ScanOptions, 'rules' | 'only' | 'facts' | 'pricing' | 'version' | 'engine'> {
  readonly revisions: Revisions;
  /** Files and directories, relative to the root. */
  readonly targets: readonly string[];
  readonly configuration: Configuration;
  /** Every call is needed, not only those that the change reaches: for budgets of a project. */
  readonly isWhole?: boolean;
}
type Engine = NonNullable<ScanOptions['engine']>;
export interface Reports {
  readonly base: Report;
  readonly head: Report;
  /** Files that the change reaches; all others are the same on both sides. */
  readonly isReached: (path: string) => boolean;
  readonly isChanged: (path: string) => boolean;
  /** Files of the head that were looked at. */
  readonly headFiles: readonly string[];
  /** Prompts of the head that no call was seen to send, in files that are reached. */
  readonly headPrompts: Analysis['files'];
  /** Where calls like those of reached files stand in others. */
  readonly elsewhere: FirstFiles;
}

export async function reportsOf(options: ReportsOptions): Promise<Reports> {
  const { revisions, configuration, rules, only, targets } = options;
  const policy = createPolicy(revisions.head.project.root, configuration, rules, only);
  const engine = options.engine ?? { needles: allNeedles, createInspector };
  const promising = new Map([revisions.base, revisions.head].map(revision => [revision, createPromising(revision.project, engine.needles, policy.isPrompt)]));
  const reached = await reachedBy(revisions, {
    canHold: (revision, path) => (isSearched(path) || policy.isPrompt(path)) && promising.get(revision)!(path),
    async inspectorOf({ project, files }) {
      await loadParsers(project, files, engine.needles, new Set());
      return engine.createInspector(project);
    },
  });
  const isReached = (path: string): boolean => reached.has(path);
  // A rule about the whole project sees calls that did not change, and what is around them.
  const isAboutProject = policy.general.some(({ rule }) => rule.subject === 'project');
  const isWhole = options.isWhole === true || isAboutProject;
  const sides = [revisions.base, revisions.head].map(revision => sideOf(revision, targets, policy, engine, path => isWhole || isReached(path))) as [Side, Side];
  if (isWhole) for (const { revision, files } of sides) await loadParsers(revision.project, files, engine.needles, new Set());
  for (const { revision, files } of sides) revision.warm([...files.filter(path => isWhole || isReached(path)), ...revision.files.filter(isManifest)]);
  const looked = sides.map(side => promisingOf(side, isReached, promising.get(side.revision)!)) as [string[], string[]];
  // What leads to a call over imports or names of files need not speak of one.
  for (const [index, { revision }] of sides.entries()) await loadParsers(revision.project, looked[index]!, [], new Set());
  const affected = sides.map(({ revision: { project }, inspector }, index) => analyse({ project, inspector, needles: [], files: looked[index]!, isPrompt: policy.isPrompt, imports: sides[index]!.imports })) as [Analysis, Analysis];
  const whole = isAboutProject ? sides.map(side => wholeOf(side, policy, engine)) : isWhole ? [wholeOf(sides[1], policy, engine)] : [];
  const unreached = ({ files }: Side): string[] => files.filter(path => !isReached(path));
  const prompts = await promptsOf(sides.map((side, index) => ({ project: side.revision.project, inspector: side.inspector, analysis: whole.length === 2 ? whole[index]! : affected[index]!, reached: side.files.filter(isReached), others: () => unreached(side) })), engine.needles);
  const [, { inspector, revision }] = sides;
  // Files that are not reached hold the same calls on both sides.
  const elsewhere = await twinsOf(isWhole ? [] : affected.flatMap(({ files }) => files), prompts.flat(), { revision, inspector, others: unreached(sides[1]), isPromising: promising.get(revision)!, isPrompt: policy.isPrompt });
  const ownPrompts = prompts.map(files => withOwnIds(files, elsewhere.prompts));
  const [base, head] = affected.map((analysis, index) => {
    const side = sides[index]!;
    const skipped = [...side.skipped.filter(({ path }) => reachesInto(path, revisions.changed)), ...analysis.skipped];
    const files = isAboutProject ? whole[index]!.files : withOwnIds([...analysis.files, ...(whole[0]?.files ?? []).filter(({ path }) => !isReached(path))].toSorted(byPath), elsewhere.calls);
    return report({ ...analysis, files, skipped }, ownPrompts[index]!, policy, options, isAboutProject ? () => side.inspector.resources() : undefined);
  }) as [Report, Report];
  return { base, head, isReached, isChanged: path => revisions.changed.has(path), headFiles: looked[1], headPrompts: ownPrompts[1]!, elsewhere: elsewhere.calls };
}

interface Side {
  readonly revision: Revision;
  readonly files: readonly string[];
  readonly skipped: readonly Skip[];
  readonly inspector: Inspector;
  /** Of the files that are looked at. */
  readonly imports: ImportGraph;
}

function sideOf(revision: Revision, targets: readonly string[], { ignores, isPrompt, promptAt }: Policy, engine: Engine, isLookedAt: (path: string) => boolean): Side {
  const { project } = revision;
  const existing = targets.filter(target => project.isFile(target) || project.isDirectory(target));
  const discovered = discover({ project, targets: existing, ignores, isPrompt });
  const imports = createImportGraph(project, discovered.files.filter(isLookedAt));
  return { revision, inspector: engine.createInspector({ ...project, promptAt, importers: imports.to }), imports, ...discovered };
}

/** As in a scan. */
function wholeOf({ revision: { project }, inspector, files, imports }: Side, { isPrompt }: Policy, { needles }: Engine): Analysis {
  return analyse({ project, inspector, needles, files, isPrompt, imports });
}

/** Each file is looked at that is reached and can hold a call, or leads to one that can. */
function promisingOf({ revision: { project }, files, imports }: Side, isReached: (path: string) => boolean, isPromising: (path: string) => boolean): string[] {
  const isHanded = (path: string): boolean => canBeHanded(project, path) && importersOf(path, imports).some(isPromising);
  return files.filter(path => isReached(path) && (isPromising(path) || isHanded(path)));
}

function report(analysis: Analysis, prompts: Analysis['files'], policy: Policy, { facts, pricing, version }: ReportsOptions, resources: (() => readonly Resource[]) | undefined): Report {
  const found = findingsOf(analysis, policy, facts, resources);
  const failed = [...analysis.failed, ...found.failed].toSorted(byPath);
  return reportOf({ analysis: { ...analysis, skipped: analysis.skipped.toSorted(byPath), failed }, prompts, findings: found.findings, facts, pricing, version });
}

function reachesInto(skipped: string, changed: ReadonlySet<string>): boolean {
  return skipped.endsWith('/') ? [...changed].some(path => path.startsWith(skipped)) : changed.has(skipped);
}

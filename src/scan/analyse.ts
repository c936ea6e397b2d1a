/** One pass over the files of a run: find those that can hold calls, inspect them, then their callers. */
import type { Call } from '../core/call.ts';
import { closedFiles } from '../core/fence.ts';
import { tellApart } from '../core/identity.ts';
import type { Module } from '../core/ir.ts';
import { type Inspection, type Inspector, isDataFile, withoutTree } from '../inspect.ts';
import { isInfrastructureFile } from '../project/infrastructure-files.ts';
import type { Project } from '../project/project.ts';
import { type Homes, createCallerSearch } from './callers.ts';
import { createExaminer, isAlwaysWanted, isInfrastructure } from './examine.ts';
import { type ImportGraph, createImportGraph } from './importers.ts';
import { createInjectionSearch, importersOf, leadingTo } from './injected.ts';
import { createPrefilter } from './prefilter.ts';
import { unowned } from './owned.ts';
import type { Skip } from './skip.ts';

export interface AnalysedFile {
  readonly path: string;
  readonly module: Module;
  /** With ids that no other file of the run has. */
  readonly calls: readonly Call[];
}
export interface Failure {
  readonly path: string;
  readonly message: string;
}
export interface Analysis {
  /** Sorted by path; without those that hold neither calls nor directives, of which nothing is left to say. */
  readonly files: readonly AnalysedFile[];
  /** The same, with ids that files which are not among these may have too. */
  readonly plain: readonly AnalysedFile[];
  readonly scanned: number;
  readonly analyzed: number;
  readonly skipped: readonly Skip[];
  readonly failed: readonly Failure[];
  /** Files with calls or wrappers: what another pass over the same project has to look at. */
  readonly relevant: readonly string[];
}
export interface AnalyseOptions {
  readonly project: Project;
  readonly inspector: Inspector;
  readonly needles: readonly string[];
  /** Sorted. */
  readonly files: readonly string[];
  /** Named by the user: links among them are followed, and no prefilter keeps them out. */
  readonly named?: ReadonlySet<string>;
  readonly isPrompt?: (path: string) => boolean;
  /** Of all files of the run; by default, of these. */
  readonly imports?: ImportGraph;
  readonly onFile?: (path: string, index: number) => void;
  /** The callers among files that no needle let pass; by default, those of what these files hold, and theirs. */
  readonly callersAmong?: (candidates: readonly string[]) => readonly string[];
  /** Calls in files that are not looked at. */
  readonly elsewhere?: FirstFiles;
}

/** The first file that holds a call, by the call's plain id. */
export type FirstFiles = ReadonlyMap<string, string>;

/** How often callers of callers are asked for. */
export const maxRounds = 3;

export function analyse({ project, inspector, needles, files, named = new Set(), isPrompt = () => false, imports = createImportGraph(project, files), onFile, callersAmong: given, elsewhere }: AnalyseOptions): Analysis {
  const passes = createPrefilter(needles);
  const inspections = new Map<string, Inspection>();
  const skipped: Skip[] = [];
  const failed: Failure[] = [];
  const remaining: string[] = [];
  const sources = new Map<string, readonly string[]>();
  const holding = new Map<string, readonly string[]>();
  let scanned = 0;
  let analyzed = 0;

  const examine = createExaminer({ project, inspector, named });

  function look(path: string, isWanted: (bytes: Buffer) => boolean, onUnwanted: () => void): void {
    const outcome = examine(path, isWanted);
    if (outcome.kind !== 'missing' && (outcome.kind !== 'skipped' || outcome.isRead)) scanned++;
    if (outcome.kind === 'unwanted') onUnwanted();
    if (outcome.kind === 'skipped') skipped.push({ path, reason: outcome.reason });
    if (outcome.kind === 'failed') failed.push({ path, message: outcome.message });
    if (outcome.kind !== 'inspected') return;
    analyzed++;
    const { inspection, names } = outcome;
    if (names) sources.set(path, names);
    if (names && inspection.wrappers.length > 0) holding.set(path, inspection.wrappers);
    // Findings about a project may stand in its infrastructure.
    if (isInfrastructure(inspection) || inspection.calls.length > 0 || inspection.wrappers.length > 0 || inspection.module.comments.length > 0) inspections.set(path, { ...inspection, module: withoutTree(inspection.module) });
  }

  const isWanted = (path: string, bytes: Buffer): boolean => {
    const isPassed = passes(bytes);
    // Who imports what is asked only where something is found.
    if (!isPassed && sources.size > 0) imports.learn(path, bytes);
    return isPassed;
  };
  for (const [index, path] of files.entries()) {
    onFile?.(path, index);
    if (isAlwaysWanted(path, named, isPrompt)) look(path, () => true, () => {});
    else look(path, bytes => isWanted(path, bytes), () => isDataFile(path) || isInfrastructureFile(path) || remaining.push(path));
  }

  function lookAtAll(callers: readonly string[]): void {
    const before = scanned;
    for (const path of callers) look(path, () => true, () => {});
    scanned = before;
  }
  if (given) lookAtAll(given(remaining));
  const callersAmong = createCallerSearch(project, imports.of);
  const isInjected = createInjectionSearch(project, imports);
  let candidates = given ? [] : remaining;
  let homes: Homes = new Map(sources);
  for (let round = 0; round < maxRounds && homes.size > 0 && candidates.length > 0; round++) {
    const naming = callersAmong(candidates, homes);
    const holders = new Map([...holding].filter(([path]) => homes.has(path)));
    const leading = leadingTo(holders.keys(), imports);
    const isHanded = (path: string): boolean => importersOf(path, imports).some(importer => leading.has(importer)) && isInjected(path, home => holders.get(home) ?? []);
    const callers = holders.size > 0 ? [...new Set([...naming, ...candidates.filter(isHanded)])].toSorted() : naming;
    const known = new Set(sources.keys());
    lookAtAll(callers);
    const taken = new Set(callers);
    candidates = candidates.filter(path => !taken.has(path));
    // The others lead to none of the homes so far.
    homes = new Map([...sources].filter(([path]) => !known.has(path)));
  }

  const kept = unowned([...inspections].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const plain = kept.map(([path, { module, calls }]) => ({ path, module, calls }));
  return {
    files: withOwnIds(plain, elsewhere),
    plain,
    scanned,
    analyzed,
    skipped: skipped.toSorted(byPath),
    failed: failed.toSorted(byPath),
    relevant: kept.filter(([, { calls, wrappers }]) => calls.length > 0 || wrappers.length > 0).map(([path]) => path),
  };
}

/** The same call in two files: the later one's id takes its path in. `elsewhere`: calls in files that are not among these. */
export function withOwnIds(files: readonly AnalysedFile[], elsewhere?: FirstFiles): AnalysedFile[] {
  const taken = new Set<string>();
  const isTaken = (id: string, path: string): boolean => taken.has(id) || (elsewhere?.get(id) ?? path) < path;
  return files.map(({ path, module, calls }) => ({
    path,
    module,
    calls: calls.map(call => {
      const id = isTaken(call.id, path) ? tellApart(call.id, path) : call.id;
      taken.add(id);
      return id === call.id ? call : { ...call, id };
    }),
  }));
}

/** With the files that this process keeps away from, whoever wanted to read them. */
export function withClosed(failed: readonly Failure[]): Failure[] {
  const named = new Set(failed.map(({ path }) => path));
  const others = [...closedFiles()].flatMap(([path, message]) => (named.has(path) ? [] : [{ path, message }]));
  return [...failed, ...others].toSorted(byPath);
}

/** In the order of paths. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

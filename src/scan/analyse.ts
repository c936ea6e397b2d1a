/** One pass over the files of a run: find those that can hold calls, inspect them, then their callers. */
import type { Call } from '../core/call.ts';
import { tellApart } from '../core/identity.ts';
import type { Module } from '../core/ir.ts';
import { type Inspection, type Inspector, isDataFile, isPromptFile } from '../inspect.ts';
import { decode } from '../project/decode.ts';
import { isInfrastructureFile } from '../project/infrastructure-files.ts';
import type { Project } from '../project/project.ts';
import { type Homes, createCallerSearch } from './callers.ts';
import { createPrefilter } from './prefilter.ts';
import { unowned } from './owned.ts';
import { type Skip, skipByContent } from './skip.ts';

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
  readonly onFile?: (path: string, index: number) => void;
}

const maxRounds = 3;

export function analyse({ project, inspector, needles, files, named = new Set(), isPrompt = () => false, onFile }: AnalyseOptions): Analysis {
  const passes = createPrefilter(needles);
  const inspections = new Map<string, Inspection>();
  const skipped: Skip[] = [];
  const failed: Failure[] = [];
  const remaining: string[] = [];
  const sources = new Map<string, readonly string[]>();
  let scanned = 0;
  let analyzed = 0;

  function inspect(path: string, text: string): void {
    try {
      const found = inspector.inspect(path, text);
      // A language that this engine does not read is a gap in coverage, not a fault of the file.
      if ('error' in found && /^no (?:language|parser) /.test(found.error)) skipped.push({ path, reason: found.error });
      else if ('error' in found) failed.push({ path, message: found.error });
      else {
        analyzed++;
        // Data names nothing, and has no callers.
        const isInfrastructure = found.module.language === 'cloudformation' || found.module.language === 'terraform';
        if (!isDataFile(path) && !isInfrastructure) sources.set(path, importableNames(found));
        // Findings about a project may stand in its infrastructure.
        if (isInfrastructure || found.calls.length > 0 || found.wrappers.length > 0 || found.module.comments.length > 0) inspections.set(path, { ...found, module: withoutTree(found.module) });
      }
    } catch (error) {
      failed.push({ path, message: error instanceof Error ? error.message : String(error) });
    }
  }

  function look(path: string, isWanted: (bytes: Buffer) => boolean, onUnwanted: () => void): void {
    const opened = project.open(path);
    if ('refused' in opened) {
      if (opened.refused !== 'missing') skipped.push({ path, reason: opened.refused });
      return;
    }
    if (opened.isLink && !named.has(path)) {
      skipped.push({ path, reason: 'symbolic link' });
      return;
    }
    scanned++;
    const isUtf16 = (opened.bytes[0] === 0xff && opened.bytes[1] === 0xfe) || (opened.bytes[0] === 0xfe && opened.bytes[1] === 0xff);
    if (!isUtf16 && !isWanted(opened.bytes)) {
      onUnwanted();
      return;
    }
    const decoded = decode(opened.bytes);
    const reason = 'refused' in decoded ? decoded.refused : skipByContent(path, decoded.text);
    if (reason !== undefined || 'refused' in decoded) skipped.push({ path, reason: reason ?? 'unreadable' });
    else inspect(path, decoded.text);
  }

  for (const [index, path] of files.entries()) {
    onFile?.(path, index);
    if (isPrompt(path) || isPromptFile(path) || named.has(path)) look(path, () => true, () => {});
    else look(path, passes, () => isDataFile(path) || isInfrastructureFile(path) || remaining.push(path));
  }

  const callersAmong = createCallerSearch(project);
  let candidates = remaining;
  let homes: Homes = new Map(sources);
  for (let round = 0; round < maxRounds && homes.size > 0 && candidates.length > 0; round++) {
    const callers = callersAmong(candidates, homes);
    const before = scanned;
    const known = new Set(sources.keys());
    for (const path of callers) look(path, () => true, () => {});
    scanned = before;
    const taken = new Set(callers);
    candidates = candidates.filter(path => !taken.has(path));
    // The others lead to none of the homes so far.
    homes = new Map([...sources].filter(([path]) => !known.has(path)));
  }

  const kept = unowned([...inspections].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return {
    files: withOwnIds(kept.map(([path, { module, calls }]) => ({ path, module, calls }))),
    scanned,
    analyzed,
    skipped: skipped.toSorted(byPath),
    failed: failed.toSorted(byPath),
    relevant: kept.filter(([, { calls, wrappers }]) => calls.length > 0 || wrappers.length > 0).map(([path]) => path),
  };
}

/** What reports and comments need of a module: trees of all files of a large project fill the memory. */
function withoutTree(module: Module): Module {
  return { ...module, functions: [], classes: [], calls: [], globals: new Map(), exports: new Map(), reexports: [], imports: [] };
}

/** Names by which other files get at what a file holds: clients, models and providers as well as wrappers. What is the default goes by the file's own name. */
function importableNames({ module, wrappers }: Inspection): string[] {
  const exported = [...(module.exports?.keys() ?? [])];
  const isUnnamed = exported.includes('default') || exported.includes('=');
  const stem = module.path.replace(/(?:\/(?:index|__init__))?\.\w+$/, '').split('/').at(-1)!;
  return [...new Set([...wrappers, ...exported.filter(name => name !== 'default' && name !== '='), ...(isUnnamed ? [stem] : [])])];
}

/** The same call in two files: the later one's id takes its path in. */
export function withOwnIds(files: readonly AnalysedFile[]): AnalysedFile[] {
  const taken = new Set<string>();
  return files.map(({ path, module, calls }) => ({
    path,
    module,
    calls: calls.map(call => {
      const id = taken.has(call.id) ? tellApart(call.id, path) : call.id;
      taken.add(id);
      return id === call.id ? call : { ...call, id };
    }),
  }));
}

/** In the order of paths. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

/** The modules that may use what a file holds: those that import it, or import it from another that hands it on. */
import type { Module } from '../core/ir.ts';
import { isTestPath } from '../core/test-path.ts';
import type { Engine } from './engine.ts';

/** Files that are searched. */
const mostFiles = 12;
/** A barrel may stand between a file and the one that uses it. */
const mostHops = 2;

export function importersOf(engine: Engine, { path }: Module): Module[] {
  const found = new Map<string, Module>();
  let frontier = [path];
  for (let hop = 0; hop < mostHops && frontier.length > 0; hop++) {
    const next: string[] = [];
    for (const importer of frontier.flatMap(from => engine.files.importers?.(from) ?? [])) {
      // Tests hand in doubles, which say nothing of what runs.
      if (isTestPath(importer) && !isTestPath(path)) continue;
      const module = found.has(importer) || importer === path || found.size >= mostFiles ? undefined : engine.files.module(importer);
      if (!module) continue;
      found.set(importer, module);
      if (handsOn(module)) next.push(importer);
    }
    frontier = next;
  }
  return [...found.values()];
}

/** Does it export what others hold? */
function handsOn({ reexports, exports, path }: Module): boolean {
  return reexports.length > 0 || path.endsWith('__init__.py') || [...exports.values()].some(({ kind }) => kind === 'from');
}

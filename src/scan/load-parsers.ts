/** Loads parsers that have to be loaded, where a file of theirs may hold calls. */
import { loadParser, needsLoading } from '../inspect.ts';
import type { Project } from '../project/project.ts';
import { createPrefilter } from './prefilter.ts';

/** One file of a language that passes the prefilter is reason enough; `named` ones need not pass. */
export async function loadParsers(project: Project, files: readonly string[], needles: readonly string[], named: ReadonlySet<string>): Promise<void> {
  const passes = createPrefilter(needles);
  const loaded = new Set<string>();
  for (const path of files) {
    const extension = path.slice(path.lastIndexOf('.'));
    if (loaded.has(extension) || !needsLoading(path)) continue;
    const opened = named.has(path) ? undefined : project.open(path);
    if (opened && ('refused' in opened || !passes(opened.bytes))) continue;
    loaded.add(extension);
    await loadParser(path);
  }
}

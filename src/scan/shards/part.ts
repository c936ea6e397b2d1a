/** A part of a run: some of its files looked at as the whole run would, and what is to be looked at again when the parts come together. */
import { createHash } from 'node:crypto';
import { createInspector, needles as allNeedles } from '../../inspect.ts';
import { analyse, byPath, maxRounds, withClosed } from '../analyse.ts';
import { createExaminer, isAlwaysWanted } from '../examine.ts';
import { createImportGraph } from '../importers.ts';
import { namedPromptsIn } from '../named-prompts.ts';
import { createPrefilter } from '../prefilter.ts';
import type { Plan, ScanOptions } from '../scan.ts';
import { createPartCallers } from './callers.ts';
import type { Part, Shard } from './joined.ts';

/** `plan` is what the whole run looks at. */
export function partOf(options: ScanOptions & { readonly plan: Plan }, shard: Shard, paths: readonly string[]): Part {
  const { project, policy, files, named, skipped } = options.plan;
  const { needles, createInspector: inspectorFor } = options.engine ?? { needles: allNeedles, createInspector };
  const imports = createImportGraph(project, files);
  const inspector = inspectorFor({ ...project, promptAt: policy.promptAt, importers: imports.to });
  const own = ownOf(files, shard);
  const passes = createPrefilter(needles);
  const examine = createExaminer({ project, inspector, named });
  const isCaller = createPartCallers({
    project,
    files: new Set(files),
    imports,
    first: path => examine(path, bytes => isAlwaysWanted(path, named, policy.isPrompt) || passes(bytes)),
    again: path => examine(path, () => true),
    rounds: maxRounds,
  });
  const analysis = analyse({ project, inspector, needles, files: own, named, isPrompt: policy.isPrompt, imports, callersAmong: candidates => candidates.filter(isCaller) });
  return {
    version: 1,
    tool: { name: 'promptfare', version: options.version },
    shard,
    digest: digestOf(options),
    paths,
    files: { scanned: analysis.scanned, analyzed: analysis.analyzed, skipped: [...skipped, ...analysis.skipped].toSorted(byPath), failed: withClosed(analysis.failed) },
    kept: analysis.files.map(({ path }) => path),
    prompts: namedPromptsIn(project, inspector, own).map(({ path }) => path),
    notes: project.notes,
  };
}

/** Neighbours stay together: they read the same files. */
function ownOf(files: readonly string[], { index, of }: Shard): readonly string[] {
  return files.slice(Math.floor((files.length * (index - 1)) / of), Math.floor((files.length * index) / of));
}

/** Of the files that a run looks at, and of how. */
export function digestOf({ plan, configuration, only, maxFileSize, version }: ScanOptions & { readonly plan: Plan }): string {
  const { files, skipped, named } = plan;
  return createHash('sha256').update(JSON.stringify([version, files, skipped, [...named], configuration?.settings, only, maxFileSize])).digest('hex');
}

/** What a scan of staged files looks at: the index in place of the working tree, and in it what changed and what leads there. */
import { createInspector, needles as allNeedles } from '../inspect.ts';
import { analyse, withOwnIds } from './analyse.ts';
import { discover } from './discover.ts';
import { createImportGraph } from './importers.ts';
import { loadParsers } from './load-parsers.ts';
import { createPolicy } from './policy.ts';
import { createPromising } from './revisions/promising.ts';
import { promptsOf } from './revisions/prompts.ts';
import type { Staged } from './revisions/revisions.ts';
import { twinsOf } from './revisions/twins.ts';
import type { Plan, ScanOptions } from './scan.ts';

/** The options of a scan that reports what stands in staged files. `targets` are relative to the root. */
export async function preparedStaged(staged: Staged, targets: readonly string[], options: ScanOptions): Promise<ScanOptions> {
  const { root, rules, only, configuration = { directory: root, settings: {} }, onProgress } = options;
  const { head, changed } = staged;
  const { project } = head;
  const engine = options.engine ?? { needles: allNeedles, createInspector };
  const policy = createPolicy(root, configuration, rules, only);
  const own = [...changed].filter(path => targets.some(target => isBelow(path, target)));
  // A prompt in a staged file may be sent by a call in another, itself or over a function next to it.
  const discovered = discover({ project, targets: [...own, ...staged.sendersOf(own)], ignores: policy.ignores, isPrompt: policy.isPrompt });
  const about = new Set(own);
  const [isPromising, sends] = [undefined, 1].map(hops => createPromising(project, engine.needles, policy.isPrompt, hops)) as [(path: string) => boolean, (path: string) => boolean];
  const files = discovered.files.filter(path => (about.has(path) ? isPromising(path) : sends(path)));
  await loadParsers(project, files, [], new Set());
  const inspector = engine.createInspector({ ...project, promptAt: policy.promptAt, importers: createImportGraph(project, files).to });
  const skipped = discovered.skipped.filter(({ path }) => about.has(path) || path.endsWith('/'));
  const plan: Plan = { disk: project, project, policy, inspector, files, skipped, named: new Set(), about: { paths: about, scanned: discovered.files.filter(path => about.has(path)).length, ...(await asInScan()) } };
  return { ...options, plan };

  /** Files that are not looked at may hold the same calls and prompts, and tell whether these are prompts at all. */
  async function asInScan(): Promise<Pick<NonNullable<Plan['about']>, 'analysis' | 'elsewhere' | 'prompts'>> {
    const { isPrompt, ignores } = policy;
    const analysis = analyse({ project, inspector, needles: [], files, isPrompt, ...(onProgress && { onFile: (_, index) => onProgress(index, files.length) }) });
    let all: readonly string[] | undefined;
    // Most commits hold no prompt: then the other files of the project do not matter.
    const othersThan = (these: ReadonlySet<string>): string[] => (all ??= discover({ project, targets, ignores, isPrompt }).files).filter(path => !these.has(path));
    const [prompts = []] = await promptsOf([{ project, inspector, analysis, reached: discovered.files.filter(path => about.has(path)), others: () => othersThan(about) }], engine.needles);
    if (analysis.files.length + prompts.length === 0) return { analysis, prompts };
    const elsewhere = await twinsOf(analysis.files, prompts, { revision: head, inspector, others: othersThan(new Set(files)), isPromising, isPrompt });
    return { analysis: { ...analysis, files: withOwnIds(analysis.plain, elsewhere.calls) }, elsewhere: elsewhere.calls, prompts: withOwnIds(prompts, elsewhere.prompts) };
  }
}

function isBelow(path: string, target: string): boolean {
  return target === '.' ? !path.startsWith('../') : path === target || path.startsWith(`${target}/`);
}

/** Prompts in what a change reaches that no call was seen to send. */
import { callsModel } from '../../core/call.ts';
import type { Inspector } from '../../inspect.ts';
import type { Project } from '../../project/project.ts';
import type { AnalysedFile, Analysis } from '../analyse.ts';
import { loadParsers } from '../load-parsers.ts';
import { namedPromptsOf } from '../named-prompts.ts';
import { createPrefilter } from '../prefilter.ts';

/** One side of a comparison. */
export interface PromptSide {
  readonly project: Project;
  readonly inspector: Inspector;
  readonly analysis: Analysis;
  /** What the change reaches, of the files that a scan would look at. */
  readonly reached: readonly string[];
  /** The rest of them. */
  others(): readonly string[];
}

/** For each side, as a scan lists them. A project that calls no model has none, and where the files that are reached do not tell, others are asked. */
export async function promptsOf(sides: readonly PromptSide[], needles: readonly string[]): Promise<AnalysedFile[][]> {
  let elsewhere: Promise<boolean> | undefined;
  return Promise.all(
    sides.map(async ({ project, inspector, analysis, reached, others }) => {
      const found = namedPromptsOf(analysis, project, inspector, reached);
      if (found.length === 0 || callsModel(analysis.files.flatMap(({ calls }) => calls))) return found;
      // Other files hold the same calls on both sides.
      elsewhere ??= someCalls(project, inspector, others(), needles);
      return (await elsewhere) ? found : [];
    }),
  );
}

async function someCalls(project: Project, inspector: Inspector, files: readonly string[], needles: readonly string[]): Promise<boolean> {
  const passes = createPrefilter(needles);
  await loadParsers(project, files, needles, new Set());
  return files.some(path => {
    const opened = project.open(path);
    const text = 'refused' in opened || !passes(opened.bytes) ? undefined : project.read(path);
    const found = text === undefined ? undefined : inspector.inspect(path, text);
    return found !== undefined && !('error' in found) && callsModel(found.calls);
  });
}

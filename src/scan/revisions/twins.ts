/** Calls outside of what a change reaches that may be those inside it word for word: of equal calls the first file's keeps the plain id. */
import type { Inspector } from '../../inspect.ts';
import { analyse, type AnalysedFile, type FirstFiles } from '../analyse.ts';
import { loadParsers } from '../load-parsers.ts';
import { namedPromptsOf } from '../named-prompts.ts';
import { createImports } from '../importers.ts';
import { alikeIn, createNearness, type Likeness, likenessesOf } from './likeness.ts';
import type { Revision } from './revisions.ts';

export interface TwinsOptions {
  readonly revision: Revision;
  readonly inspector: Inspector;
  /** Those that a scan looks at and the change does not reach. */
  readonly others: readonly string[];
  /** Can it hold a call, or does it lead to one that can? */
  readonly isPromising: (path: string) => boolean;
  readonly isPrompt: (path: string) => boolean;
}

/** Where else calls like some of these stand, and prompts like some of those. */
export async function twinsOf(looked: readonly AnalysedFile[], prompts: readonly AnalysedFile[], { revision, inspector, others, isPromising, isPrompt }: TwinsOptions): Promise<{ readonly calls: FirstFiles; readonly prompts: FirstFiles }> {
  const { project } = revision;
  const likenesses = likenessesOf([...looked, ...prompts]);
  if (likenesses.length === 0) return { calls: new Map(), prompts: new Map() };
  const isNear = createNearness(project, createImports(project));
  const like = new Map<string, Likeness[]>();
  revision.texts(others, (path, text) => {
    const alike = alikeIn(likenesses, path, text);
    if (alike.length > 0) like.set(path, alike);
  });
  const files = [...like.keys()].filter(path => like.get(path)!.some(each => isNear(path, each))).toSorted();
  const promising = files.filter(isPromising);
  await loadParsers(project, promising, [], new Set());
  const analysis = analyse({ project, inspector, needles: [], files: promising, isPrompt });
  return { calls: firstFilesOf(analysis.files), prompts: prompts.length === 0 ? new Map() : firstFilesOf(namedPromptsOf(analysis, project, inspector, files)) };
}

function firstFilesOf(files: readonly AnalysedFile[]): FirstFiles {
  const first = new Map<string, string>();
  for (const { path, calls } of files) for (const { id } of calls) if (!first.has(id)) first.set(id, path);
  return first;
}

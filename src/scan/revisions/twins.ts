/** Calls outside of what a change reaches that may be those inside it word for word: of equal calls the first file's keeps the plain id. */
import type { Call } from '../../core/call.ts';
import { isLiteral } from '../../core/call.ts';
import type { Inspector } from '../../inspect.ts';
import { analyse, type AnalysedFile, type FirstFiles } from '../analyse.ts';
import { loadParsers } from '../load-parsers.ts';
import { namedPromptsOf } from '../named-prompts.ts';
import { wordsIn } from '../prefilter.ts';
import { createPromising } from './promising.ts';
import type { Revision } from './revisions.ts';

export interface TwinsOptions {
  readonly revision: Revision;
  readonly inspector: Inspector;
  /** Those that a scan looks at and the change does not reach. */
  readonly others: readonly string[];
  readonly needles: readonly string[];
  readonly isPrompt: (path: string) => boolean;
}

/** Where else calls like some of these stand, and prompts like some of those. */
export async function twinsOf(looked: readonly AnalysedFile[], prompts: readonly AnalysedFile[], { revision, inspector, others, needles, isPrompt }: TwinsOptions): Promise<{ readonly calls: FirstFiles; readonly prompts: FirstFiles }> {
  const { project } = revision;
  const isLike = likenessTo([...looked, ...prompts]);
  const last = [...looked, ...prompts].reduce((latest, { path }) => (path > latest ? path : latest), '');
  const candidates: string[] = [];
  // What follows all of them takes no id away.
  revision.texts(others.filter(path => path < last), (path, text) => {
    if (isLike(text)) candidates.push(path);
  });
  const isPromising = createPromising(project, needles, isPrompt);
  const files = candidates.toSorted();
  const promising = files.filter(isPromising);
  await loadParsers(project, promising, [], new Set());
  const analysis = analyse({ project, inspector, needles: [], files: promising, isPrompt });
  return { calls: firstFilesOf(analysis.files), prompts: prompts.length === 0 ? new Map() : firstFilesOf(namedPromptsOf(analysis, project, inspector, files)) };
}

/** Can a text hold one of these calls? It then names the function around it; where there is none, it holds a line of the prompt. */
function likenessTo(files: readonly AnalysedFile[]): (text: string) => boolean {
  const calls = files.flatMap(file => file.calls);
  const names = new Set(calls.flatMap(({ within }) => within?.split('.').at(-1) ?? []));
  const lines = new Set(calls.flatMap(call => (call.within === undefined ? [longestLine(call)] : [])));
  if (lines.has('')) return () => true;
  return text => [...lines].some(line => text.includes(line)) || (names.size > 0 && wordsIn(text).some(word => names.has(word)));
}

function longestLine({ prompts }: Call): string {
  const lines = prompts.flatMap(({ text }) => text.pieces.flatMap(piece => (isLiteral(piece) && piece.exact ? piece.value.split('\n').map(line => line.trim()) : [])));
  return lines.reduce((longest, line) => (line.length > longest.length ? line : longest), '');
}

function firstFilesOf(files: readonly AnalysedFile[]): FirstFiles {
  const first = new Map<string, string>();
  for (const { path, calls } of files) for (const { id } of calls) if (!first.has(id)) first.set(id, path);
  return first;
}

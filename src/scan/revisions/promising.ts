/** Which of some files are worth a look: those that can hold a call, and sources that lead to one that can. */
import { isPromptFile } from '../../inspect.ts';
import type { Project } from '../../project/project.ts';
import { createImportSearch } from '../importers.ts';
import { createPrefilter } from '../prefilter.ts';
import { isSource } from './dependents.ts';

/** `maxHops`: how many imports away that one may be. */
export function createPromising(project: Project, needles: readonly string[], isPrompt: (path: string) => boolean, maxHops?: number): (path: string) => boolean {
  const passes = createPrefilter(needles);
  const known = new Map<string, boolean>();
  const canHold = (path: string): boolean => {
    let found = known.get(path);
    if (found === undefined) {
      const opened = project.open(path);
      known.set(path, (found = 'refused' in opened || passes(opened.bytes)));
    }
    return found;
  };
  const leads = createImportSearch(project, maxHops);
  return path => isPrompt(path) || isPromptFile(path) || canHold(path) || (isSource(path) && leads(path, canHold));
}

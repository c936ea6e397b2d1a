/** Of a part of the files those that call what others hold, as a run over all files finds them: the others are looked at where one of the part leads there. */
import { isDataFile } from '../../inspect.ts';
import { isInfrastructureFile } from '../../project/infrastructure-files.ts';
import type { Project } from '../../project/project.ts';
import { leads, wordsOf } from '../callers.ts';
import type { Outcome } from '../examine.ts';
import type { ImportGraph } from '../importers.ts';
import { createInjectionSearch } from '../injected.ts';

export interface PartCallersOptions {
  readonly project: Project;
  /** All files of the run. */
  readonly files: ReadonlySet<string>;
  readonly imports: ImportGraph;
  /** As the run looks at it first, and as it does at what is a caller. */
  readonly first: (path: string) => Outcome;
  readonly again: (path: string) => Outcome;
  /** As often as the run asks who calls the callers it has found. */
  readonly rounds: number;
}

/** Names by which others get at what a file holds, and those of them that are wrappers. */
interface Names {
  readonly names: readonly string[];
  readonly wrappers: readonly string[];
}

/** Says of a file that the first look left out whether it is a caller. */
export function createPartCallers({ project, files, imports, first, again, rounds }: PartCallersOptions): (path: string) => boolean {
  const isInjected = createInjectionSearch(project, imports);
  const looks = new Map<string, Names & { readonly isLeftOut: boolean }>();
  const ofCallers = new Map<string, Names>();
  const callers = new Map<string, boolean>();

  function lookAt(path: string): Names & { readonly isLeftOut: boolean } {
    let found = looks.get(path);
    if (!found) {
      const outcome: Outcome = files.has(path) ? first(path) : { kind: 'missing' };
      found = { isLeftOut: outcome.kind === 'unwanted' && !isDataFile(path) && !isInfrastructureFile(path), ...namesOf(outcome) };
      looks.set(path, found);
    }
    return found;
  }
  function namesOfCaller(path: string): Names {
    let found = ofCallers.get(path);
    if (!found) ofCallers.set(path, (found = namesOf(again(path))));
    return found;
  }
  /** What others were asked for in a round. */
  function namesIn(path: string, round: number): Names {
    return round === 0 ? lookAt(path) : isCaller(path, round - 1) ? namesOfCaller(path) : none;
  }

  /** In this round of the whole run, and in none before. */
  function isCaller(path: string, round: number): boolean {
    const key = `${round} ${path}`;
    let found = callers.get(key);
    if (found === undefined) {
      callers.set(key, (found = lookAt(path).isLeftOut && !isCallerBefore(path, round) && (calls(path, round) || isInjected(path, home => namesIn(home, round).wrappers))));
    }
    return found;
  }
  function isCallerBefore(path: string, round: number): boolean {
    return round > 0 && (isCaller(path, round - 1) || isCallerBefore(path, round - 1));
  }
  function calls(path: string, round: number): boolean {
    let words: ReadonlySet<string> | undefined;
    const isNamed = (name: string): boolean => (words ??= wordsOf(project, path)).has(name);
    return leads(path, to => namesIn(to, round).names.some(isNamed), imports.of);
  }

  return path => Array.from({ length: rounds }, (_, round) => round).some(round => isCaller(path, round));
}

const none: Names = { names: [], wrappers: [] };

function namesOf(outcome: Outcome): Names {
  return outcome.kind === 'inspected' && outcome.names ? { names: outcome.names, wrappers: outcome.inspection.wrappers } : none;
}

/** Of a part of the files those that call what others hold, as a run over all files finds them: the others are looked at where one of the part leads there. */
import { isDataFile } from '../../inspect.ts';
import { isInfrastructureFile } from '../../project/infrastructure-files.ts';
import type { Project } from '../../project/project.ts';
import { leads, wordsOf } from '../callers.ts';
import type { Outcome } from '../examine.ts';
import { createImports } from '../importers.ts';

export interface PartCallersOptions {
  readonly project: Project;
  /** All files of the run. */
  readonly files: ReadonlySet<string>;
  /** As the run looks at it first, and as it does at what is a caller. */
  readonly first: (path: string) => Outcome;
  readonly again: (path: string) => Outcome;
  /** As often as the run asks who calls the callers it has found. */
  readonly rounds: number;
}

/** Says of a file that the first look left out whether it is a caller. */
export function createPartCallers({ project, files, first, again, rounds }: PartCallersOptions): (path: string) => boolean {
  const importsOf = createImports(project);
  const looks = new Map<string, { readonly isLeftOut: boolean; readonly names: readonly string[] }>();
  const names = new Map<string, readonly string[]>();
  const callers = new Map<string, boolean>();

  function lookAt(path: string): { readonly isLeftOut: boolean; readonly names: readonly string[] } {
    let found = looks.get(path);
    if (!found) {
      const outcome: Outcome = files.has(path) ? first(path) : { kind: 'missing' };
      found = { isLeftOut: outcome.kind === 'unwanted' && !isDataFile(path) && !isInfrastructureFile(path), names: namesOf(outcome) };
      looks.set(path, found);
    }
    return found;
  }
  function namesOfCaller(path: string): readonly string[] {
    let found = names.get(path);
    if (!found) names.set(path, (found = namesOf(again(path))));
    return found;
  }

  /** In this round of the whole run, and in none before. */
  function isCaller(path: string, round: number): boolean {
    const key = `${round} ${path}`;
    let found = callers.get(key);
    if (found === undefined) {
      callers.set(key, (found = lookAt(path).isLeftOut && !isCallerBefore(path, round) && calls(path, round)));
    }
    return found;
  }
  function isCallerBefore(path: string, round: number): boolean {
    return round > 0 && (isCaller(path, round - 1) || isCallerBefore(path, round - 1));
  }
  function calls(path: string, round: number): boolean {
    let words: ReadonlySet<string> | undefined;
    const isNamed = (name: string): boolean => (words ??= wordsOf(project, path)).has(name);
    return leads(path, to => (round === 0 ? lookAt(to).names : isCaller(to, round - 1) ? namesOfCaller(to) : []).some(isNamed), importsOf);
  }

  return path => Array.from({ length: rounds }, (_, round) => round).some(round => isCaller(path, round));
}

function namesOf(outcome: Outcome): readonly string[] {
  return outcome.kind === 'inspected' ? (outcome.names ?? []) : [];
}

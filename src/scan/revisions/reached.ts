/** Which files a change reaches: those that it touches, and all that depend on them. */
import type { Inspector } from '../../inspect.ts';
import { isDataFile, isSearched } from '../../inspect.ts';
import { skipByPath } from '../skip.ts';
import { constructedBy } from './constructed.ts';
import { dataNames, dependentsOf, isSource, type Mentions, mentionsIn, stemOf } from './dependents.ts';
import { isManifest, isOtherManifest } from './manifests.ts';
import type { Revision, Revisions } from './revisions.ts';
import { changedVariables, reachesInfrastructure } from './variables.ts';

/** The files that changed and, on either side, those that lead to one of them. `inspectorOf` is asked where templates are among them. */
export async function reachedBy({ base, head, changed }: Revisions, inspectorOf: (revision: Revision) => Promise<Inspector>): Promise<ReadonlySet<string>> {
  if (changed.size === 0) return changed;
  if ([...changed].some(path => (isManifest(path) && isOtherManifest(path, base.project, head.project)) || path.endsWith('/__init__.py'))) return new Set([...base.files, ...head.files]);
  const sides = [base, head] as const;
  const reached = dependentsOn(new Set([...changed, ...namedPrompts(sides, changed), ...constructedBy(sides, changed)]), sides, changed);
  if (!sides.some(side => reachesInfrastructure(side, reached))) return reached;
  const variables = changedVariables([await inspectorOf(base), await inspectorOf(head)]);
  const readers = readersOf(variables, sides, changed);
  return readers.every(path => reached.has(path)) ? reached : dependentsOn(new Set([...reached, ...readers]), sides, changed);
}

function isOwnSource(path: string): boolean {
  return isSource(path) && skipByPath(path) === undefined;
}

function dependentsOn(goals: ReadonlySet<string>, sides: readonly [base: Revision, head: Revision], changed: ReadonlySet<string>): Set<string> {
  const [, head] = sides;
  const data = dataNames(goals);
  const same = new Map<string, Mentions>();
  const note = (into: Map<string, Mentions>) => (path: string, text: string): void => void into.set(path, mentionsIn(path, text, data));
  head.texts(head.files.filter(path => isOwnSource(path) && !changed.has(path)), note(same));
  return new Set(
    sides.flatMap(revision => {
      const mentions = new Map(same);
      revision.texts(revision.files.filter(path => isOwnSource(path) && changed.has(path)), note(mentions));
      return [...dependentsOf(revision.project, mentions, goals)];
    }),
  );
}

/** Files of prompts that changed code names, before or after: a prompt that code reads is listed with the code, not with its file. */
function namedPrompts(sides: readonly Revision[], changed: ReadonlySet<string>): string[] {
  const prompts = new Map(sides.flatMap(({ files }) => files.filter(path => isDataFile(path) && isSearched(path)).map(path => [path, stemOf(path)] as const)));
  if (prompts.size === 0) return [];
  const found = new Set<string>();
  for (const revision of sides) {
    revision.texts(revision.files.filter(path => isSource(path) && changed.has(path)), (_, text) => {
      for (const [path, stem] of prompts) if (!found.has(path) && text.includes(stem)) found.add(path);
    });
  }
  return [...found];
}

/** Sources that speak of one of these variables, on either side. */
function readersOf(variables: ReadonlySet<string>, [base, head]: readonly [base: Revision, head: Revision], changed: ReadonlySet<string>): string[] {
  if (variables.size === 0) return [];
  const found = new Set<string>();
  const note = (path: string, text: string): void => {
    if ([...variables].some(name => text.includes(name))) found.add(path);
  };
  head.texts(head.files.filter(isOwnSource), note);
  base.texts(base.files.filter(path => isOwnSource(path) && changed.has(path)), note);
  return [...found];
}

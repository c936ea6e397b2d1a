/** Which files a change reaches: those that it touches, and all that depend on them. */
import type { Inspector } from '../../inspect.ts';
import { isDataFile } from '../../inspect.ts';
import { kindOf } from '../importers.ts';
import { skipByPath } from '../skip.ts';
import { dataNames, dependentsOf, isSource, type Mentions, mentionsIn, stemOf } from './dependents.ts';
import { handedBy } from './handed.ts';
import { isManifest, isOtherManifest } from './manifests.ts';
import type { Revision, Revisions } from './revisions.ts';
import { changedVariables, reachesInfrastructure } from './variables.ts';

export interface Sides {
  /** Can a scan of this side find calls or prompts in it? */
  canHold(revision: Revision, path: string): boolean;
  /** Asked for where templates are reached. */
  inspectorOf(revision: Revision): Promise<Inspector>;
}

/** An object is handed on so often. */
const mostHanded = 3;

/** The files that changed and, on either side, those that lead to one of them. */
export async function reachedBy({ base, head, changed }: Revisions, { canHold, inspectorOf }: Sides): Promise<ReadonlySet<string>> {
  if (changed.size === 0) return changed;
  if ([...changed].some(path => (isManifest(path) && isOtherManifest(path, base.project, head.project)) || path.endsWith('/__init__.py'))) return new Set([...base.files, ...head.files]);
  const sides = [base, head] as const;
  let reached = dependentsOn(new Set([...changed, ...namedPrompts(sides, changed, canHold), ...handedBy(sides, changed, canHold)]), sides, changed);
  // What a changed class does, those are handed by who makes it, and hand on.
  for (let hop = 0; hop < mostHanded; hop++) {
    const handed = handedBy(sides, reached, canHold);
    if (handed.length === 0) break;
    reached = dependentsOn(new Set([...reached, ...handed]), sides, changed);
  }
  if (!sides.some(side => reachesInfrastructure(side, reached))) return reached;
  const variables = changedVariables([await inspectorOf(base), await inspectorOf(head)]);
  const readers = readersOf(variables, sides, changed);
  return readers.every(path => reached.has(path)) ? reached : dependentsOn(new Set([...reached, ...readers]), sides, changed);
}

function isOwnSource(path: string): boolean {
  return isSource(path) && skipByPath(path) === undefined;
}

function dependentsOn(goals: ReadonlySet<string>, sides: readonly [base: Revision, head: Revision], changed: ReadonlySet<string>): Set<string> {
  const [base, head] = sides;
  const data = dataNames(goals);
  const mentions = new Map<string, Mentions>();
  const note = (path: string, text: string): void => {
    const { specifiers, namesData } = mentionsIn(path, text, data);
    const before = mentions.get(path);
    mentions.set(path, { specifiers: [...(before?.specifiers ?? []), ...specifiers], namesData: namesData || before?.namesData === true });
  };
  // Code of one kind imports nothing of another; what is no code can be named by all.
  const kinds = new Set([...goals].map(kindOf));
  const canLead = (path: string): boolean => isOwnSource(path) && (kinds.has(undefined) || kinds.has(kindOf(path)));
  head.texts(head.files.filter(canLead), note);
  base.texts(base.files.filter(path => canLead(path) && changed.has(path)), note);
  // With the same files and manifests, imports lead to the same files.
  const isAlike = [...changed].every(path => !isManifest(path) && sides.every(({ project }) => project.isFile(path)));
  return new Set((isAlike ? [head] : sides).flatMap(({ project }) => [...dependentsOf(project, mentions, goals)]));
}

/** Files of prompts that changed code names, before or after: a prompt that code reads is listed with the code, not with its file. */
function namedPrompts(sides: readonly Revision[], changed: ReadonlySet<string>, canHold: Sides['canHold']): string[] {
  const data = new Map(sides.flatMap(({ files }) => files.filter(isDataFile).map(path => [path, stemOf(path)] as const)));
  const named = new Set<string>();
  for (const revision of sides) {
    revision.texts(revision.files.filter(path => isSource(path) && changed.has(path)), (_, text) => {
      for (const [path, stem] of data) if (!named.has(path) && text.includes(stem) && dataNames([path])?.test(text)) named.add(path);
    });
  }
  return [...named].filter(path => sides.some(revision => canHold(revision, path)));
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

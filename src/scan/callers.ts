/** Files that may call what others hold: they import it, directly or over others, and name it. */
import type { Project } from '../project/project.ts';
import { createImports, hopsTo, mostHops } from './importers.ts';
import { wordsIn } from './prefilter.ts';

/** Names by which other files get at what a file holds, by its path. */
export type Homes = ReadonlyMap<string, readonly string[]>;

/** Of some files those that lead to one of the homes, and hold one of its names as a word. */
export function createCallerSearch(project: Project, importsOf = createImports(project)): (candidates: readonly string[], homes: Homes) => string[] {

  return (candidates, homes) => {
    const distance = distances(candidates, homes, importsOf);
    return candidates.filter(path => {
      if ((distance.get(path) ?? Number.POSITIVE_INFINITY) > mostHops) return false;
      let words: ReadonlySet<string> | undefined;
      const names = (home: string): boolean => {
        const own = homes.get(home);
        return own !== undefined && own.some(name => (words ??= wordsOf(project, path)).has(name));
      };
      return leads(path, names, importsOf, distance);
    });
  };
}

/** Does a file lead to a goal? With distances, by a walk that takes no step after which no home is in reach. */
export function leads(path: string, isGoal: (path: string) => boolean, importsOf: (path: string) => readonly string[], distance?: ReadonlyMap<string, number>): boolean {
  const inReach = (to: string, hop: number): boolean => !distance || hop + (distance.get(to) ?? Number.POSITIVE_INFINITY) <= mostHops || distance.get(to) === 0;
  return hopsTo(path, isGoal, importsOf, mostHops, inReach) !== undefined;
}

/** How many imports lie between a file and the nearest home, for files that the candidates lead to. */
function distances(candidates: readonly string[], homes: Homes, importsOf: (path: string) => readonly string[]): Map<string, number> {
  const importers = new Map<string, string[]>();
  const known = new Set(candidates);
  let level: readonly string[] = candidates;
  for (let hop = 0; hop < mostHops && level.length > 0; hop++) {
    const next: string[] = [];
    for (const path of level) {
      for (const to of importsOf(path)) {
        const others = importers.get(to);
        if (others) others.push(path);
        else importers.set(to, [path]);
        if (!known.has(to)) next.push(to);
        known.add(to);
      }
    }
    level = next;
  }
  const distance = new Map<string, number>();
  let frontier = [...homes.keys()];
  for (const home of frontier) distance.set(home, 0);
  for (let hop = 1; hop <= mostHops && frontier.length > 0; hop++) {
    const next: string[] = [];
    for (const path of frontier) {
      for (const importer of importers.get(path) ?? []) {
        if (distance.has(importer)) continue;
        distance.set(importer, hop);
        next.push(importer);
      }
    }
    frontier = next;
  }
  return distance;
}

/** The names in a file's text. */
export function wordsOf(project: Project, path: string): ReadonlySet<string> {
  const decoded = project.decoded(path);
  return new Set('text' in decoded ? wordsIn(decoded.text) : []);
}

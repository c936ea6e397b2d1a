/** What a file has to hold, and what has to be near it, for a call in it to be one of some others word for word. */
import type { Call } from '../../core/call.ts';
import { isLiteral } from '../../core/call.ts';
import { needlesOf } from '../../inspect.ts';
import type { Project } from '../../project/project.ts';
import type { AnalysedFile } from '../analyse.ts';
import { hopsTo, mostHops } from '../importers.ts';
import { createPrefilter, wordsIn } from '../prefilter.ts';

/** Of a call that keeps the plain id if no file before its own holds the same. */
export interface Likeness {
  readonly path: string;
  readonly sdk: string;
  /** The last name of the function around it. */
  readonly within: string | undefined;
  /** The longest line of its prompts. */
  readonly line: string;
  /** Words of the longest line that stands in its own file: whatever quotes and joints lie between them there, they stand where the same text does. */
  readonly words: readonly string[];
}

/** One for all calls that differ in nothing that is looked at. */
export function likenessesOf(files: readonly AnalysedFile[]): Likeness[] {
  const found = new Map<string, Likeness>();
  for (const { path, calls } of files) {
    for (const call of calls) {
      const words = longestLine(call, path).match(/[A-Za-z]{4,}/g) ?? [];
      const likeness = { path, sdk: call.sdk, within: call.within?.split('.').at(-1), line: longestLine(call), words: [...new Set(words)] };
      found.set(JSON.stringify(likeness), likeness);
    }
  }
  return [...found.values()];
}

/** `from`: in this file alone. */
function longestLine({ prompts }: Call, from?: string): string {
  const lines = prompts.flatMap(({ text }) => text.pieces.flatMap(piece => (isLiteral(piece) && piece.exact && (from === undefined || piece.path === from) ? piece.value.split('\n').map(line => line.trim()) : [])));
  return lines.reduce((longest, line) => (line.length > longest.length ? line : longest), '');
}

/** Those of which a text, by what stands in it itself, can hold the call: it then names the function around it; where there is none, it holds a line of the prompt. What follows a call's own file takes no id away. */
export function alikeIn(likenesses: readonly Likeness[], path: string, text: string): Likeness[] {
  let names: ReadonlySet<string> | undefined;
  return likenesses.filter(one => path < one.path && (one.within === undefined ? text.includes(one.line) : text.includes(one.within) && (names ??= new Set(wordsIn(text))).has(one.within)));
}

/** Says whether what a file imports, directly or over others, lets it hold the call: words of the prompt, and the SDK about as near as the call has it. */
export function createNearness(project: Project, importsOf: (path: string) => readonly string[]): (path: string, likeness: Likeness) => boolean {
  const holders = new Map<string, (path: string) => boolean>();
  const distances = new Map<string, number>();

  /** Does a file hold all of the strings, or one of them? */
  function holderOf(strings: readonly string[], kind: 'all' | 'any'): (path: string) => boolean {
    const key = [kind, ...strings].join('\n');
    let holds = holders.get(key);
    if (!holds) {
      const known = new Map<string, boolean>();
      const passes = createPrefilter(strings);
      holders.set(key, (holds = path => {
        let found = known.get(path);
        if (found === undefined) {
          const opened = kind === 'any' ? project.open(path) : undefined;
          const text = opened ? undefined : project.read(path);
          known.set(path, (found = opened ? 'refused' in opened || passes(opened.bytes) : text === undefined || strings.every(string => text.includes(string))));
        }
        return found;
      }));
    }
    return holds;
  }
  /** Imports from a file to the nearest that `holds`; more than the most where none is in reach. */
  function distanceTo(holds: (path: string) => boolean, path: string, most: number): number {
    return holds(path) ? 0 : (hopsTo(path, holds, importsOf, most) ?? most + 1);
  }

  return (path, { path: own, sdk, words }) => {
    const needles = needlesOf(sdk);
    if (needles.length > 0) {
      const holds = holderOf(needles, 'any');
      const key = `${sdk}\n${own}`;
      if (!distances.has(key)) distances.set(key, distanceTo(holds, own, mostHops));
      // A copy may get at it over one file more.
      const most = distances.get(key)! + 1;
      if (most <= mostHops && distanceTo(holds, path, most) > most) return false;
    }
    return words.length === 0 || distanceTo(holderOf(words, 'all'), path, mostHops) <= mostHops;
  };
}

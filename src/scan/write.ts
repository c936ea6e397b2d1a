/** Writes fixed files: each wholly or not at all, the files of one fix together, and only where nothing has happened to them since they were read. */
import { dirname } from 'node:path';
import type { Project } from '../project/project.ts';
import type { Failure } from './analyse.ts';
import type { Fixed } from './fix.ts';
import { type Original, changeSince } from './original.ts';
import { type Replacement, replacementOf } from './replace-file.ts';

export interface Written {
  /** Texts of the files that were written. */
  readonly texts: ReadonlyMap<string, string>;
  readonly failed: readonly Failure[];
}

/** Writes what fixes have come to, as far as the disk lets it. `project` reads what is on the disk now. */
export function writeFixes({ texts, originals, applied }: Fixed, project: Project): Written {
  const written = new Map<string, string>();
  const failed: Failure[] = [];
  for (const paths of together([...texts.keys()], applied)) {
    const problem = writeTogether(paths.map(path => ({ original: originals.get(path)!, text: texts.get(path)! })), project);
    if (problem === undefined) for (const path of paths) written.set(path, texts.get(path)!);
    else failed.push(problem, ...paths.filter(path => path !== problem.path).map(path => ({ path, message: `Not fixed: a fix of this file changes \`${problem.path}\` too, which could not be written.` })));
  }
  return { texts: written, failed };
}

/** Paths by what fixes change with each other. */
function together(paths: readonly string[], applied: readonly (readonly string[])[]): string[][] {
  const groups = new Map(paths.map(path => [path, [path]]));
  for (const [first, ...others] of applied.map(files => files.filter(path => groups.has(path)))) {
    for (const other of others) {
      const [one, two] = [groups.get(first!)!, groups.get(other)!];
      if (one === two) continue;
      one.push(...two);
      for (const path of two) groups.set(path, one);
    }
  }
  return [...new Set(groups.values())];
}

/** All of them, or none and why. */
function writeTogether(files: readonly { readonly original: Original; readonly text: string }[], project: Project): Failure | undefined {
  const ready: { readonly original: Original; readonly replacement: Replacement }[] = [];
  const done: Original[] = [];
  let at = '';
  heedSignals();
  try {
    for (const { original, text } of files) {
      at = original.path;
      const problem = changeSince(original, project);
      if (problem !== undefined) throw new Error(problem);
      ready.push({ original, replacement: replacementOf(original.realPath, encoded(original, text)) });
    }
    for (const { original, replacement } of ready) {
      at = original.path;
      replacement.put();
      done.push(original);
    }
    return undefined;
  } catch (error) {
    for (const { replacement } of ready) replacement.discard();
    // The disk took one and then refused another.
    const half = done.filter(original => !isPutBack(original)).map(({ path }) => `; \`${path}\` has the half of a fix that could not be taken back`);
    return { path: at, message: `Not fixed: ${withoutMachine((error as Error).message, files)}${half.join('')}.` };
  }
}

function isPutBack(original: Original): boolean {
  try {
    replacementOf(original.realPath, encoded(original, original.text)).put();
    return true;
  } catch {
    return false;
  }
}

function encoded({ bom }: Original, text: string): string {
  return (bom ? '\uFEFF' : '') + text;
}

/** Paths of a machine are nobody else's business. */
function withoutMachine(message: string, files: readonly { readonly original: Original }[]): string {
  return files.reduce((text, { original: { path, realPath } }) => text.replaceAll(realPath, path).replaceAll(`${dirname(realPath)}/`, ''), message);
}

let heeds = false;

/** A signal that comes while files are written ends the run when they are whole. */
function heedSignals(): void {
  if (heeds) return;
  heeds = true;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    });
  }
}

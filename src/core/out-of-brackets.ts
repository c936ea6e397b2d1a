/** Takes elements out from between brackets, with the comma that goes with them. */
import type { Module } from './ir.ts';
import type { Range } from './source.ts';

/** What is deleted of a file. */
interface Deletion {
  readonly path: string;
  readonly range: Range;
  readonly text: '';
}

const BETWEEN = /^\s*,\s*$/;
/** The lines of a notebook are strings of a JSON list, or `\n` in one string. */
const NOTEBOOK_BETWEEN = /^(?:\s|\\[rnt]|",\s*")*,(?:\s|\\[rnt]|",\s*")*$/;

/**
 * Delete element `index`, and one of the commas around it. Undefined where anything else (a comment, a parenthesis) stands
 * between it and its neighbour, or where it has none: what an empty literal means is not ours to say.
 */
export function outOfBrackets({ path, text, language }: Module, elements: readonly Range[], index: number): Deletion | undefined {
  const own = elements[index];
  const [before, after] = [elements[index - 1], elements[index + 1]];
  const between = language === 'notebook' ? NOTEBOOK_BETWEEN : BETWEEN;
  if (!own) return undefined;
  if (before && between.test(text.slice(before[1], own[0]))) return { path, range: [before[1], own[1]], text: '' };
  if (after && between.test(text.slice(own[1], after[0]))) return { path, range: [own[0], after[0]], text: '' };
  return undefined;
}

/** The examples that a prompt shows: in tags, under numbered headings, as pairs of input and output, or as turns. */
import type { Prompt } from '../src/core/call.ts';
import { isLiteral, staticText } from '../src/core/call.ts';

export interface Example {
  readonly prompt: Prompt;
  /** Offsets into `staticText` of the prompt. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Bounded: prompts may be hostile. */
const TAGGED = /<((?:[a-z]{1,12}[_-])?(?:example|sample|shot))(?:[ _-]?\d{1,3})?(?:\s[^<>]{0,80})?>[^]{1,20000}?<\/\1(?:[ _-]?\d{1,3})?>/gi;
const HEADING = /^[ \t]*(?:#{1,6}\s*|\*\*|\[)?(?:example|sample|beispiel|ejemplo|exemple|esempio|例|示例)\s?(?:#|no\.?)?\s?\d{1,3}\b[^\n]{0,120}$/gim;
/** Where what follows an example begins: another section. */
const SECTION = /^(?:#{1,6}\s|<\/?[\w-]+>|[A-Z][A-Z &/-]{2,39}[A-Z&/-]:?[^\S\n]*$|-{3,}[^\S\n]*$|={3,}[^\S\n]*$|(?:now|your turn|the (?:user|text|question|input))\b)/im;
const INPUT = '(?:input|question|q|user|human|query|text|review|request|email|message|customer)';
const OUTPUT = '(?:output|answer|a|assistant|label|sentiment|response|category|result|class|classification|intent|sql)';
const PAIR = new RegExp(String.raw`^[ \t]*${INPUT}\s?\d{0,3}\s?:[^\n]{1,2000}(?:\n(?![ \t]*${INPUT}\s?\d{0,3}\s?:)[^\n]{0,2000}){0,20}?\n[ \t]*${OUTPUT}\s?\d{0,3}\s?:[ \t]*\S[^\n]{0,4000}(?:\n(?![ \t]*${INPUT}\s?\d{0,3}\s?:)[^\n]*\S[^\n]*){0,30}`, 'gim');

/** In order; those that a hole stands in are left out, since they are no fixed text. */
export function examplesIn(prompts: readonly Prompt[]): Example[] {
  return [...prompts.filter(({ part }) => part === 'system' || part === 'user').flatMap(ofText), ...ofTurns(prompts)];
}

function ofText(prompt: Prompt): Example[] {
  const known = staticText(prompt.text).slice(0, 200_000);
  const holes = holesIn(prompt);
  const found = [tagged(known), headed(known), pairs(known)].find(each => each.length > 1) ?? [];
  return found.filter(([start, end]) => !holes.some(hole => hole > start && hole < end)).map(([start, end]) => ({ prompt, start, end, text: known.slice(start, end) }));
}

type Bounds = readonly [start: number, end: number];

function tagged(known: string): Bounds[] {
  return [...known.matchAll(TAGGED)].map(({ index, 0: { length } }) => [index, index + length]);
}

function headed(known: string): Bounds[] {
  const starts = [...known.matchAll(HEADING)].map(({ index, 0: { length } }) => ({ index, body: index + length }));
  return starts.map(({ index, body }, nth) => {
    const next = starts[nth + 1]?.index ?? known.length;
    const section = SECTION.exec(known.slice(body, next));
    const isLast = nth === starts.length - 1;
    const blank = isLast ? /\n[ \t]*\n(?![ \t]*(?:input|output|question|answer|user|assistant|\{|"|`))/i.exec(known.slice(body + 1, next)) : null;
    return [index, Math.min(next, section && section.index > 0 ? body + section.index : next, blank ? body + 1 + blank.index : next)];
  });
}

function pairs(known: string): Bounds[] {
  return [...known.matchAll(PAIR)].map(({ index, 0: { length } }) => [index, index + length]);
}

/** Fixed turns of user and assistant before the last of the user. */
function ofTurns(prompts: readonly Prompt[]): Example[] {
  const turns = prompts.filter(({ part }) => part === 'user' || part === 'assistant');
  const found: Example[] = [];
  for (let index = 0; index + 2 < turns.length; index += 2) {
    const [user, assistant] = [turns[index]!, turns[index + 1]!];
    if (user.part !== 'user' || assistant.part !== 'assistant' || user.state !== 'static' || assistant.state !== 'static') break;
    const text = `${staticText(user.text)}\n${staticText(assistant.text)}`;
    found.push({ prompt: user, start: 0, end: staticText(user.text).length, text });
  }
  return found.length > 1 ? found : [];
}

function holesIn({ text }: Prompt): number[] {
  const found: number[] = [];
  let offset = 0;
  for (const piece of text.pieces) {
    if (isLiteral(piece)) offset += piece.value.length;
    else found.push(offset);
  }
  return found;
}

/** Jaccard index of the sets of runs of three words: 1 where two texts are made of the same. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const each of a) if (b.has(each)) common++;
  const all = a.size + b.size - common;
  return all === 0 ? 0 : common / all;
}

/** Every run of three words. */
export function shingles(text: string): ReadonlySet<string> {
  // Its number is not what an example says.
  const words = text.replace(/^\W*\p{L}+\s?#?\d{1,3}\b/u, '').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.slice(2).map((word, index) => `${words[index]} ${words[index + 1]} ${word}`));
}

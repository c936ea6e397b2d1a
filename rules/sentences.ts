/** The sentences of a prompt's known text that tell the model what to do. */
import { byText } from '../src/core/by-text.ts';
import { isLiteral, staticText } from '../src/core/call.ts';
import type { Text } from '../src/core/value.ts';

export interface Sentence {
  /** Offsets into `staticText`; with its bullet and line break where the line holds nothing else. */
  readonly start: number;
  readonly end: number;
  /** Lower case, without bullets, marks and punctuation. */
  readonly words: readonly string[];
  /** It goes on about the thing that heads its line: `- search: Finds books. Never use it twice.` */
  readonly isOfItem: boolean;
}

/** Lines that show what answers or inputs look like, or that repeat by design. */
const NOT_PROSE = /^\s*(?:[{}[\]"'<|#`>]|(?:input|output|user|human|assistant|system|question|answer|response|example|sample|q|a)\s*\d*\s*:)|["'][\w ]+["']\s*:|=>|→|\|/i;
const FENCE = /^\s*(?:```|~~~)/;
const EXAMPLES_BEGIN = /^\W*(?:\w[\w-]* (?:-+ )?){0,3}(?:examples?|samples?|few[- ]shot|例)\b|^\s*<[\w-]{0,60}example[\w-]{0,60}>/i;
/** An element that holds an example, whatever stands within it: its name. */
const EXAMPLE_TAG = /^\s*<([\w -]{0,60}(?:example|sample)[\w -]{0,60})>/i;
const SECTION = /^\s*(?:#{1,6}\s|<\/?[\w-]+>\s*$|[A-Z][A-Z &/-]{3,40}:?\s*$)/;
/** What makes the line above it a heading of Markdown. */
const UNDERLINE = /^ {0,3}(?:=+|-+)\s*$/;
/** A full stop within a word, or behind `e.g` and the like, ends none. */
const SENTENCE = /[^.!?。！？]+(?:(?:[.!?](?!\s|$)|(?<=\b(?:[Ee]\.g|[Ii]\.e|[Cc]f|vs))\.(?=\s|$))[^.!?。！？]*)*[.!?。！？]*["'”’)\]*]*\s*/g;
/** Indentation, and a bullet or number. */
const LEAD = /^\s*(?:(?:[-*•]|\d+[.)]|[A-Za-z][.)])\s+)?/;
/** A line of a list that names a thing and tells of it. */
const ITEM = /^\s*(?:[-*•]|\d{1,3}[.)])\s{1,4}[*`"]{0,3}[\w./-][\w ./-]{0,39}[*`"]{0,3}\s?:/;
const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** Sentences in order; those that a hole stands in are left out, since no one knows what they will say. */
export function sentencesOf(text: Text): Sentence[] {
  const known = staticText(text);
  const holes = holeOffsets(text);
  const sentences: Sentence[] = [];
  let isFenced = false;
  let isExample = false;
  let element: string | undefined;
  let offset = 0;
  const lines = known.split(/(?<=\n)/);
  for (const [index, line] of lines.entries()) {
    const start = offset;
    offset += line.length;
    if (FENCE.test(line)) isFenced = !isFenced;
    else if (SECTION.test(line)) isExample = EXAMPLES_BEGIN.test(line);
    else if (EXAMPLES_BEGIN.test(line)) isExample = true;
    element ??= EXAMPLE_TAG.exec(line)?.[1];
    if (element !== undefined) {
      if (line.includes(`</${element}>`)) element = undefined;
      continue;
    }
    if (isFenced || isExample || line.length > 4000 || NOT_PROSE.test(line) || UNDERLINE.test(lines[index + 1] ?? '')) continue;
    const lead = LEAD.exec(line)![0].length;
    const isItem = ITEM.test(line);
    for (const match of line.slice(lead).matchAll(SENTENCE)) {
      const words = wordsOf(match[0]);
      const from = start + lead + match.index;
      const to = from + match[0].length;
      if (words.length === 0 || holes.some(hole => isIn(hole, match[0], from))) continue;
      // Its bullet and its line break go with a sentence that has the line to itself; otherwise they are the others'.
      const isAlone = match.index === 0 && to === offset;
      sentences.push({ start: isAlone ? start : from, end: isAlone ? to : to - /(?:\r?\n)?$/.exec(match[0])![0].length, words, isOfItem: isItem && match.index > 0 });
    }
  }
  return sentences;
}

/** Does what fills a hole belong to the sentence? Not where only space, or its full stop, stands between. */
function isIn(hole: number, sentence: string, start: number): boolean {
  const from = start + sentence.length - sentence.trimStart().length;
  const to = start + sentence.trimEnd().length;
  if (hole === to) return to === start + sentence.length && !/[.!?。！？]["'”’)\]*]*$/.test(sentence);
  return hole >= from && hole < to;
}

/** Words of Latin scripts; of Chinese, Japanese and Korean text, which has no spaces, pairs of characters. */
const wordsOf = byText((sentence: string): readonly string[] => {
  const plain = sentence.toLowerCase().replace(/^\s*(?:[-*•]|\d+[.)]|[a-z][.)])\s+/, '').replaceAll(/[*_`"“”]/g, '');
  if (!CJK.test(plain)) return plain.match(/[\p{L}\p{N}$%]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];
  const characters = [...plain.replaceAll(/[\s\p{P}]/gu, '')];
  return characters.slice(1).map((character, index) => characters[index]! + character);
});

function holeOffsets(text: Text): number[] {
  const offsets: number[] = [];
  let offset = 0;
  for (const piece of text.pieces) {
    if (isLiteral(piece)) offset += piece.value.length;
    else offsets.push(offset);
  }
  return offsets;
}

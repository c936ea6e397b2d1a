import { Kind, kindOf, scriptOf } from './code-points.ts';

/** Neighbours of a segment, as the cost of signs and spaces depends on them. */
export const Edge = { none: 0, letter: 1, digit: 2, sign: 3, space: 4, newline: 5, alone: 6 } as const;

/** A longer run is cut, so that the caches stay small and hostile input linear. */
const LONGEST: readonly number[] = [32, 24, 400, 64, 128, 1];

/** Calls `visit` for each run of one kind; the runs cover the text. */
export function eachSegment(text: string, visit: (kind: number, start: number, end: number) => void): void {
  const { length } = text;
  let start = 0;
  while (start < length) {
    const first = text.charCodeAt(start);
    let point = first;
    let at = start + 1;
    if (first >= 128 && (point = text.codePointAt(start)!) > 0xffff) at++;
    const kind = kindOf(point);
    if (kind !== Kind.alone) {
      const script = kind === Kind.script ? scriptOf(point) : 0;
      const limit = Math.min(length, start + LONGEST[kind]!);
      while (at < limit) {
        const code = text.charCodeAt(at);
        if (!continues(code, kind, script)) break;
        at++;
      }
    }
    visit(kind, start, at);
    start = at;
  }
}

/** A word of another script ends where the script does; combining accents belong to any. */
function continues(code: number, kind: number, script: number): boolean {
  if (kind !== Kind.script) return kindOf(code) === kind;
  return (code >= 0x300 && code < 0x370) || (kindOf(code) === kind && scriptOf(code) === script);
}

/** What stands at `at`, seen from the segment beside it. */
export function edgeAt(text: string, at: number): number {
  if (at < 0 || at >= text.length) return Edge.none;
  const code = text.charCodeAt(at);
  if (code === 10 || code === 13) return Edge.newline;
  switch (kindOf(code)) {
    case Kind.word:
    case Kind.script:
      return Edge.letter;
    case Kind.digit:
      return Edge.digit;
    case Kind.sign:
      return Edge.sign;
    case Kind.space:
      return Edge.space;
    default:
      return Edge.alone;
  }
}

const SUFFIXES = new Set(['s', 't', 'd', 'm', 're', 've', 'll', 'S', 'T', 'D', 'M', 'RE', 'VE', 'LL']);

/** Whether the word `[start, end)` is the end of a contraction, as in `it's`. */
export function isContraction(text: string, start: number, end: number): boolean {
  if (end - start > 2 || start < 2) return false;
  const mark = text.charCodeAt(start - 1);
  return (mark === 39 || mark === 0x2019) && edgeAt(text, start - 2) === Edge.letter && SUFFIXES.has(text.slice(start, end));
}

/** Whether the apostrophe before `at` opens the end of a contraction. */
export function contractionFollows(text: string, at: number): boolean {
  let end = at;
  while (end < at + 3 && edgeAt(text, end) === Edge.letter) end++;
  return end > at && isContraction(text, at, end);
}

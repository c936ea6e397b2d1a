import { createScanner } from 'jsonc-parser';

/** A string in a JSON text, and where it stands: keys and indices from the root on. */
export interface JsonString {
  readonly path: readonly (string | number)[];
  readonly value: string;
  /** Offsets of what stands between the quotes. */
  readonly start: number;
  readonly end: number;
}

/** Kinds of tokens of `jsonc-parser`, whose `SyntaxKind` is a const enum and cannot be imported. */
const braceOpen = 1;
const braceClose = 2;
const bracketOpen = 3;
const bracketClose = 4;
const comma = 5;
const colon = 6;
const stringLiteral = 10;
const endOfFile = 17;

/** Deeper strings are of no interest here. */
const deepest = 6;

/** Strings of a JSON text that are values, without recursion. The text must be valid. */
export function* jsonStrings(text: string): Generator<JsonString> {
  const scanner = createScanner(text, true);
  const path: (string | number)[] = [];
  let depth = 0;
  let key: string | undefined;
  const isList: boolean[] = [];
  for (let kind: number = scanner.scan(); kind !== endOfFile; kind = scanner.scan()) {
    if (kind === braceOpen || kind === bracketOpen) {
      if (depth < deepest) path[depth] = kind === bracketOpen ? 0 : '';
      isList[depth++] = kind === bracketOpen;
      key = undefined;
    } else if (kind === braceClose || kind === bracketClose) {
      depth--;
    } else if (kind === comma) {
      key = undefined;
      if (isList[depth - 1] && depth <= deepest) path[depth - 1] = (path[depth - 1] as number) + 1;
    } else if (kind === colon) {
      if (depth <= deepest) path[depth - 1] = key ?? '';
    } else if (kind === stringLiteral) {
      const isKey = depth > 0 && !isList[depth - 1] && key === undefined;
      if (isKey) key = scanner.getTokenValue();
      else if (depth <= deepest) {
        const start = scanner.getTokenOffset();
        yield { path: path.slice(0, depth), value: scanner.getTokenValue(), start: start + 1, end: start + scanner.getTokenLength() - 1 };
      }
    }
  }
}

/** Model names of routers that serve many providers: `bedrock/anthropic.claude-…`, `bedrock:us.amazon.nova-…`. */
import type { SdkContext } from '../core/sdk.ts';
import type { Piece, Text, Value } from '../core/value.ts';

/** The Bedrock ids among the options of a value, their provider prefix taken off; undefined where none of them has it. */
export function withoutPrefix(value: Value, prefix: RegExp, context: SdkContext): Value | undefined {
  const options = context.options(value).flatMap(option => (option.kind === 'text' ? (cut(option, prefix) ?? []) : []));
  const [first, second] = options;
  if (!first || !second) return first;
  return { kind: 'choice', options, ...(value.origin && { origin: value.origin }) };
}

function cut(text: Text, prefix: RegExp): Text | undefined {
  let known = '';
  for (const piece of text.pieces) {
    if (!('exact' in piece)) break;
    known += piece.value;
  }
  let length = prefix.exec(known)?.[0].length;
  if (length === undefined) return undefined;

  const pieces: Piece[] = [];
  for (const piece of text.pieces) {
    if (!('exact' in piece) || length === 0) pieces.push(piece);
    else if (piece.value.length <= length) length -= piece.value.length;
    else {
      // Only an exact piece knows where its characters stand.
      const start = piece.range[0] + (piece.exact ? length : 0);
      pieces.push({ ...piece, value: piece.value.slice(length), range: [start, piece.range[1]] });
      length = 0;
    }
  }
  return { ...text, pieces };
}

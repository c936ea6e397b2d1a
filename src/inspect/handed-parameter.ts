/** Is what a request sends a parameter of the function around it, but for a frame? */
import type { Unknown, Value } from '../core/value.ts';
import { isLiteral } from '../resolve/text.ts';
import { knownIn } from './brought.ts';

/** A prompt with more known characters than this holds the task itself: the function around it is no wrapper of it. */
const frameLength = 80;
/** What models of the text API are told of turns is no task: `<|start_header_id|>user<|end_header_id|>`, `[INST]`. */
const marks = /<\|start_header_id\|>\w{1,20}<\|end_header_id\|>|<\|\w{1,40}\|>|\[\/?INST\]|<\/?s>/g;

export type IsOwn = (value: Unknown) => boolean;

export function isParameter(value: Value, isOwn: IsOwn): boolean {
  switch (value.kind) {
    case 'unknown':
      return isOwn(value);
    case 'text':
      return knownIn(value, marks) <= frameLength && value.pieces.some(piece => !isLiteral(piece) && piece.value !== undefined && holdsParameter(piece.value, isOwn));
    default:
      return holdsParameter(value, isOwn);
  }
}

function holdsParameter(value: Value, isOwn: IsOwn, depth = 0): boolean {
  if (depth > 6) return false;
  switch (value.kind) {
    case 'unknown':
      return isOwn(value);
    case 'choice':
      return value.options.some(option => holdsParameter(option, isOwn, depth + 1));
    case 'json':
      return holdsParameter(value.value, isOwn, depth + 1);
    case 'list':
      return value.items.some(item => holdsParameter(item, isOwn, depth + 1));
    case 'object':
      return [...value.entries.values()].some(entry => holdsParameter(entry.value, isOwn, depth + 1));
    case 'text':
      return value.pieces.some(piece => !isLiteral(piece) && piece.value !== undefined && holdsParameter(piece.value, isOwn, depth + 1));
    default:
      return false;
  }
}

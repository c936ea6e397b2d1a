/** What is known of a text. */
import type { Text } from '../../core/value.ts';

/** The text with `{}` for each hole. */
export function knownText(text: Text): string {
  return text.pieces.map(piece => ('exact' in piece ? piece.value : '{}')).join('');
}

import { createRequire } from 'node:module';
import { oneOf } from '../core/one-of.ts';
import { createEncoding, type Encoding } from './encoding.ts';
import { parseVocabulary } from './vocabulary.ts';

/** A token that was added to a vocabulary: the mark of a turn, a thought. */
interface AddedToken {
  readonly content: string;
  readonly special: boolean;
}

interface TokenizerFile {
  readonly model: { readonly vocab: Readonly<Record<string, number>> };
  readonly added_tokens?: readonly AddedToken[];
}

/** The encoding of a package that carries the `tokenizer.json` of a byte-level vocabulary; throws where it is not installed. `isWhole` names the added tokens that are one token in a text too. */
export function packagedEncoding(name: string, cut: (text: string) => readonly string[], isWhole: (added: AddedToken) => boolean = ({ special }) => !special): Encoding {
  const { model, added_tokens: added = [] } = createRequire(import.meta.url)(`${name}/models/tokenizer.json`) as TokenizerFile;
  const tokens: string[] = [];
  for (const [token, id] of Object.entries(model.vocab)) tokens[id] = token;
  // `<think>` is one token wherever it stands; what is special, as the end of a message, stays text in a text.
  return byteLevelEncoding(tokens, added.filter(isWhole).map(({ content }) => content), cut);
}

/** The encoding of byte-level tokens by id, with others that are whole in any text. Merges happen in the order in which the tokens were found, which is that of their ids. */
export function byteLevelEncoding(tokens: readonly string[], whole: readonly string[], cut: (text: string) => readonly string[]): Encoding {
  const lines: string[] = [];
  tokens.forEach((token, id) => {
    const bytes = bytesOf(token);
    if (bytes) lines.push(`! ${id} ${Buffer.from(bytes).toString('base64')}`);
  });
  whole.forEach((token, index) => lines.push(`! ${tokens.length + index} ${Buffer.from(token).toString('base64')}`));
  const vocabulary = parseVocabulary(lines.join('\n'));
  if (whole.length === 0) return createEncoding(() => vocabulary, cut);
  const pattern = new RegExp(oneOf(whole.toSorted((a, b) => b.length - a.length)), 'gu');
  const known = new Set(whole);
  return createEncoding(() => vocabulary, (text) => isolated([text], pattern).flatMap((piece) => (known.has(piece) ? piece : cut(piece))));
}

/** Bytes that are printable stand for themselves, the other 68 for characters from U+0100 on. */
const BYTE_OF = new Map<number, number>();
for (let byte = 0, other = 0; byte < 256; byte++) {
  const isItself = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
  BYTE_OF.set(isItself ? byte : 0x100 + other++, byte);
}

/** Undefined for special tokens, which no text is made of. */
function bytesOf(token: string): number[] | undefined {
  const bytes: number[] = [];
  for (const character of token) {
    const byte = BYTE_OF.get(character.codePointAt(0)!);
    if (byte === undefined) return undefined;
    bytes.push(byte);
  }
  return bytes;
}

/** Pieces that a pattern matches, and what stands between them. */
export function isolated(texts: readonly string[], pattern: RegExp): string[] {
  return texts.flatMap((text) => {
    const pieces: string[] = [];
    let done = 0;
    for (const { index, 0: piece } of text.matchAll(pattern)) {
      if (index > done) pieces.push(text.slice(done, index));
      pieces.push(piece);
      done = index + piece.length;
    }
    if (done < text.length) pieces.push(text.slice(done));
    return pieces;
  });
}

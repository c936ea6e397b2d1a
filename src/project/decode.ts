/** Bytes to text: only what is text for certain. */
import { isUtf8 } from 'node:buffer';

export interface Decoded {
  /** Without byte order mark. */
  readonly text: string;
  readonly bom: boolean;
}

/** By the mark that it begins with. */
export function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** The text of a file, or why it is none. */
export function decode(bytes: Buffer): Decoded | { readonly refused: string } {
  const [first, second, third] = bytes;
  if (isUtf16(bytes)) return { refused: 'UTF-16' };
  if (bytes.subarray(0, 8192).includes(0)) return { refused: 'binary' };
  if (!isUtf8(bytes)) return { refused: 'not UTF-8' };

  const bom = first === 0xef && second === 0xbb && third === 0xbf;
  return { text: bytes.toString('utf8', bom ? 3 : 0), bom };
}

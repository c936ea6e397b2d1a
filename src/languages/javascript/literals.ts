/** Offset after the string that starts at `start`; it ends at its quote, or unfinished at the line end. */
export function afterString(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === quote) return i + 1;
    if (code === 92) i += text.charCodeAt(i + 1) === 13 && text.charCodeAt(i + 2) === 10 ? 2 : 1;
    else if (code === 10 || code === 13) return i;
  }
  return text.length;
}

/** Offset after the regular expression that starts at `start`, with its flags; undefined where the line ends before it does. */
export function afterRegExp(text: string, start: number): number | undefined {
  let isClass = false;
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13) return undefined;
    if (code === 92) i++;
    else if (code === 91) isClass = true;
    else if (code === 93) isClass = false;
    else if (code === 47 && !isClass) return afterWord(text, i + 1);
  }
  return undefined;
}

/** Offset after the comment that starts at `start` (`//`, `/*`); undefined where none does. */
export function afterComment(text: string, start: number): number | undefined {
  const second = text.charCodeAt(start + 1);
  if (second === 47) {
    for (let i = start + 2; i < text.length; i++) if (isLineEnd(text.charCodeAt(i))) return i;
    return text.length;
  }
  if (second !== 42) return undefined;
  const end = text.indexOf('*/', start + 2);
  return end < 0 ? text.length : end + 2;
}

/** Offset of the `` ` `` or `${` at or after `start`, in the text of a template; the end of the file where there is none. */
export function afterTemplateText(text: string, start: number): number {
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 96 || (code === 36 && text.charCodeAt(i + 1) === 123)) return i;
    if (code === 92) i++;
  }
  return text.length;
}

/** Offset after the identifier, keyword or number that goes on at `start`. */
export function afterWord(text: string, start: number): number {
  let i = start;
  while (i < text.length && isWord(text.charCodeAt(i))) i++;
  return i;
}

/** Letters, digits, `_`, `$`, `#`, `\` (an escape) and all beyond ASCII but line ends. */
export function isWord(code: number): boolean {
  if (code < 128) return WORD[code] === 1;
  return code !== 0x2028 && code !== 0x2029 && code !== 0xa0 && code !== 0xfeff;
}

const WORD = new Uint8Array(128);
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$#\\') WORD[character.charCodeAt(0)] = 1;

export function isLineEnd(code: number): boolean {
  return code === 10 || code === 13 || code === 0x2028 || code === 0x2029;
}

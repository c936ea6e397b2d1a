import { characterNamed } from './unicode-names.ts';

const simple: ReadonlyMap<string, string> = new Map(
  Object.entries({ '\\': '\\', "'": "'", '"': '"', a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\n': '' }),
);
const octal = /[0-7]{1,3}/y;
const hexadecimal = /x[\da-fA-F]{2}/y;
const unicode = /u[\da-fA-F]{4}|U[\da-fA-F]{8}/y;
const named = /N\{([\w \-()]+)\}/y;

function match(pattern: RegExp, text: string, at: number, end: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found && at + found[0].length <= end ? found : undefined;
}

/** What the escape at `at` stands for, and its length. The value of a Unicode name that is not in our table is unknown. */
export function unescape(text: string, at: number, end: number, how: { bytes: boolean; format: boolean }): { length: number; value: string | undefined } {
  const next = at + 1 < end ? text[at + 1]! : '';
  const plain = simple.get(next);
  if (plain !== undefined && next !== '') return { length: 2, value: plain };
  if (next === '\r') return { length: text[at + 2] === '\n' && at + 2 < end ? 3 : 2, value: '' };
  const digits = match(octal, text, at + 1, end);
  if (digits) {
    const code = Number.parseInt(digits[0], 8);
    return { length: 1 + digits[0].length, value: String.fromCharCode(how.bytes ? code & 0xff : code) };
  }
  const code = match(hexadecimal, text, at + 1, end) ?? (how.bytes ? undefined : match(unicode, text, at + 1, end));
  if (code) {
    const point = Number.parseInt(code[0].slice(1), 16);
    if (point <= 0x10ffff) return { length: 1 + code[0].length, value: String.fromCodePoint(point) };
  }
  const name = how.bytes ? undefined : match(named, text, at + 1, end);
  if (name) return { length: 1 + name[0].length, value: characterNamed(name[1]!) };
  // A backslash before anything else stands for itself, and stays together with what it stands before.
  return /^[\x20-\x7e]$/.test(next) && !(how.format && /[{}]/.test(next)) ? { length: 2, value: `\\${next}` } : { length: 1, value: '\\' };
}

import type { Plain, Syntax } from '../../core/ir.ts';

/** How Python prints what a fix inserts. */
export const pythonSyntax: Syntax = {
  entry: (key, value, into) => (into === 'arguments' && /^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(key) ? `${key}=${value}` : into === 'arguments' ? `**{${quoted(key)}: ${value}}` : `${quoted(key)}: ${value}`),
  literal,
  escape: escaped,
  lineComment: '#',
};

function literal(value: Plain): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return Number.isFinite(value) ? (Object.is(value, -0) ? '-0' : String(value)) : `float("${value > 0 ? 'inf' : value < 0 ? '-inf' : 'nan'}")`;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, inner]) => `${quoted(key)}: ${literal(inner as Plain)}`)
    .join(', ')}}`;
}

const quoted = (text: string): string => `"${escaped(text, '"')!}"`;

const controls: ReadonlyMap<string, string> = new Map(Object.entries({ '\n': '\\n', '\r': '\\r', '\t': '\\t' }));

/** `delimiter` is a prefix and opening quotes. */
function escaped(text: string, delimiter: string): string | undefined {
  const found = /^([a-zA-Z]*)("""|'''|"|')$/.exec(delimiter);
  if (!found) return undefined;
  const prefix = found[1]!.toLowerCase();
  const quotes = found[2]!;
  const quote = quotes[0]!;
  const isLong = quotes.length === 3;
  const isFormat = /[ft]/.test(prefix);
  const isBytes = prefix.includes('b');
  // Bytes hold ASCII; no escape writes anything else as one character.
  // eslint-disable-next-line no-control-regex
  if (isBytes && /[^\x00-\x7f]/.test(text)) return undefined;
  if (prefix.includes('r')) return rawText(text, quote, isLong, isFormat);
  let out = '';
  for (const character of text) {
    if (character === '\\' || character === quote) out += `\\${character}`;
    else if (isFormat && (character === '{' || character === '}')) out += character + character;
    else if (character === '\n' && isLong) out += character;
    else if (controls.has(character) && (character !== '\t' || !isLong)) out += controls.get(character)!;
    else out += printed(character);
  }
  return out;
}

/** Control characters and lone surrogates cannot stand in a file. */
function printed(character: string): string {
  const code = character.codePointAt(0)!;
  if ((code < 32 && code !== 9) || code === 127) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code >= 0xd800 && code <= 0xdfff ? `\\u${code.toString(16)}` : character;
}

/** A raw string has no escapes: what it cannot hold is impossible. */
function rawText(text: string, quote: string, isLong: boolean, isFormat: boolean): string | undefined {
  if (text.includes(quote) || text.includes('\\') || text.includes('\r') || (!isLong && text.includes('\n'))) return undefined;
  for (const character of text) if (printed(character) !== character && character !== '\n') return undefined;
  return isFormat ? text.replace(/[{}]/g, '$&$&') : text;
}

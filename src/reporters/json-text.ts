/** Data as JSON text. */

const { fromCharCode } = String;
const invisible = new RegExp(`[${fromCharCode(0x7f)}-${fromCharCode(0x9f)}\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff]`, 'g');

/** What a terminal or a CI log might obey is written as escapes, so that the data stays the same. */
export function jsonText(data: unknown): string {
  return `${JSON.stringify(data, null, 2)
    .replaceAll(invisible, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll(/##(?=\[|vso\[|teamcity\[)/gi, String.raw`#\u0023`)}\n`;
}

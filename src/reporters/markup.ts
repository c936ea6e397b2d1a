/** How a platform's Markdown shows what strangers wrote, so that nothing in it renders, links, mentions or ends what is around it. */

/** Whose Markdown it is. */
export type Flavour = 'github' | 'gitlab' | 'bitbucket' | 'azure';

export interface Markup {
  /** Names, paths and whatever else strangers wrote, as code. */
  code(text: string): string;
  /** A sentence of a rule: its names in backticks become code, and so does every word that a platform may take for more than a word. */
  sentence(text: string): string;
  /** Figures with their signs and units, which no line tears apart. */
  unbroken(text: string): string;
  /** Goes on in the next line of a cell or an item. */
  readonly lineBreak: string;
  /** Lines that stay folded until someone wants them; undefined where the platform cannot fold. */
  readonly folded: ((title: string, lines: readonly string[]) => string[]) | undefined;
}

/** The Markdown of a platform. */
export function markupOf(flavour: Flavour): Markup {
  const isHtml = flavour !== 'bitbucket';
  const code = isHtml ? (text: string) => `<code>${referenced(oneLine(text))}</code>` : (text: string) => `\` ${oneLine(text).replaceAll('`', "'").replaceAll('|', '¦')} \``;
  return {
    code,
    sentence: text => sentenceOf(text, code),
    unbroken: text => (isHtml ? text.replaceAll(' ', '&nbsp;').replaceAll(/([+−])\$/g, '$1&#8288;$') : text),
    lineBreak: isHtml ? '<br>' : ' ',
    // Blank lines make the platform read Markdown between the tags.
    folded: isHtml ? (title, lines) => ['<details>', `<summary>${title}</summary>`, '', ...lines, '', '</details>'] : undefined,
  };
}

const most = 200;

const { fromCharCode } = String;

/** Control characters, bidirectional and invisible marks, and halves of characters. */
const unsafe = new RegExp(
  `[${fromCharCode(0)}-${fromCharCode(0x1f)}${fromCharCode(0x7f)}-${fromCharCode(0x9f)}\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufe00-\\ufe0f\\ufeff\\ufff9-\\uffff\\u{e0000}-\\u{e01ef}\\ud800-\\udfff]`,
  'gu',
);

/** Cut to a length that a table can hold. */
function oneLine(text: string): string {
  const characters = Array.from(text.slice(0, 4 * most).replaceAll(unsafe, '\uFFFD'));
  const cut = characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : characters.join('');
  return cut.trim() === '' ? '\uFFFD' : cut;
}

/** Every ASCII mark and space as a numeric reference: Markdown then sees letters only. */
function referenced(text: string): string {
  return text.replaceAll(/[ -/:-@[-`{-~]/g, mark => `&#${mark.charCodeAt(0)};`);
}

function sentenceOf(text: string, code: (text: string) => string): string {
  const parts = text.slice(0, 2000).split('`');
  return parts.map((part, index) => (index % 2 === 1 ? code(part) : wordsOf(part, code, index > 0, index < parts.length - 1))).join('');
}

/** Words, figures and marks that mean themselves on every platform. No `#`, `@`, `:word:`, `a.b`, `AB-1` or anything that could name a commit. */
const plain = /^[.,;:!?)]{1,2}$|^[("“]*(?:[+−±≤≥–-]?\$?\d{1,3}(?:,\d{3})*(?:\.\d+)?|\p{Script=Latin}+(?:['’-]\p{Script=Latin}+)*|[%+−±≤≥–—…]|-{1,2}[a-z]+(?:-[a-z]+)*)[%)”"]*[.,;:!?]?$/u;
const commit = /[\da-f]{7}/i;
/** What stands between a name in backticks and the next one, or the word that it is part of. */
const glue = /^(?:[("“/–-]|[’']s|[)”"][.,;:]?)$/;

/** The marks that end a sentence are none of the name before them. */
function wordsOf(text: string, code: (text: string) => string, isAfterName: boolean, isBeforeName: boolean): string {
  return text.replaceAll(/[^ ]+/g, (word, at: number) => {
    const isGlued = (isAfterName && at === 0) || (isBeforeName && at + word.length === text.length);
    if ((plain.test(word) && !commit.test(word)) || (isGlued && glue.test(word))) return word;
    const [, name = word, marks = ''] = /^(.*[^.,;:!?])([.,;:!?])$/su.exec(word) ?? [];
    return code(name) + marks;
  });
}

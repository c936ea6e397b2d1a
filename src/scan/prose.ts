/** Does text of a prompt's size stand in a source? Read off its literals: parsing every file that speaks of prompts would cost too much. */
import { languageOf } from '../inspect.ts';

/** What is not closed ends with its line or the text: each place is looked at once, whatever stands in a file. */
const strings = /"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|`[^`\\]*(?:\\[^][^`\\]*)*(?:`|\\?$)|"[^"\\\n]*(?:\\[^][^"\\\n]*)*(?:"|(?=\n)|\\?$)|'[^'\\\n]*(?:\\[^][^'\\\n]*)*(?:'|(?=\n)|\\?$)/;
const slashComments = /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/;
/** Quotes in comments are none. */
const literals = {
  hash: new RegExp(`#[^\\n]*|${strings.source}`, 'g'),
  slash: new RegExp(`${slashComments.source}|${strings.source}`, 'g'),
  none: new RegExp(strings.source, 'g'),
};

const isString = /^["'`]/;
const words = /(?:[^\s\\]|\\[^nrt])+/g;
/** Fewer are keys, names and formats. */
const leastInOne = 3;
/** Characters of code between the parts of one text: `+`, `parts.push(`, a condition. */
const mostBetween = 40;

/** Do literals with at least so many words stand in one place? They may be several, with little code between them. */
export function holdsText(path: string, text: string, least: number): boolean {
  const language = languageOf(path);
  const expression = language === 'python' ? literals.hash : language === 'notebook' ? literals.none : literals.slash;
  let run = 0;
  let end = 0;
  for (const { 0: found, index } of text.matchAll(expression)) {
    if (!isString.test(found)) {
      // What stands in a comment is no code between two literals.
      end += found.length;
      continue;
    }
    const count = found.match(words)?.length ?? 0;
    if (count < leastInOne || (language === 'python' && isDocumentation(text, index))) continue;
    run = index - end <= mostBetween ? run + count : count;
    end = index + found.length;
    if (run >= least) return true;
  }
  return false;
}

/** Is what begins there the first statement of a module, class or function? */
function isDocumentation(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - 200), index);
  const code = before.trimEnd();
  return code === '' || (code.endsWith(':') && !/["'\s]/.test(code.at(-2) ?? '') && before.slice(code.length).includes('\n'));
}

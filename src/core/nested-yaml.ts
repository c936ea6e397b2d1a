/** How deep YAML nests, told before it is read: its reader recurses, and where the stack ends inside of a regular expression the process does too. */
import { Lexer, Parser } from 'yaml';

/** Is a text nested deeper than this many levels? */
export function isDeepYaml(text: string, levels: number): boolean {
  if (mostLevels(text) <= levels) return false;
  // The parser of tokens keeps a stack of its own: the document, then what is open.
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    for (const _ of parser.next(lexeme)) continue;
    if (parser.stack.length > levels + 2) return true;
  }
  return false;
}

/** No more than these can be there, and mostly there are far fewer: brackets, and in one line columns of indentation, dashes, question marks and colons. */
function mostLevels(text: string): number {
  let brackets = 0;
  let line = 0;
  let longest = 0;
  let isIndentation = true;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x5b || code === 0x7b) brackets++;
    if (code === 0x0a) {
      line = 0;
      isIndentation = true;
    } else if (code === 0x2d || code === 0x3a || code === 0x3f || (code === 0x20 && isIndentation)) {
      longest = Math.max(longest, ++line);
    } else {
      isIndentation = false;
    }
  }
  return brackets + longest;
}

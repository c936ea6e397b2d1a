/** YAML that is nested too deep is told before it is composed: who composes recurses, and where the stack ends inside of a regular expression the process does too. */
import { type CST, Lexer, Parser } from 'yaml';

/** The tokens of a text, for the `Composer` of `yaml`; undefined where it is nested deeper than this many levels. */
export function yamlTokens(text: string, levels: number): readonly CST.Token[] | undefined {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    // The parser of tokens keeps a stack of its own: the document, then what is open.
    if (parser.stack.length > levels + 2) return undefined;
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

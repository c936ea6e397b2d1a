/** YAML that is nested too deep is told before it is composed: who composes recurses, and where the stack ends inside of a regular expression the process does too. */
import { Composer, type CST, type Document, Lexer, Parser } from 'yaml';

/** The documents of a text, however strange they are, each composed when it is asked for; undefined where it is nested deeper than this many levels. */
export function yamlDocuments(text: string, levels: number): Iterable<Document.Parsed> | undefined {
  const tokens = yamlTokens(text, levels);
  return tokens && new Composer({ logLevel: 'silent', strict: false, uniqueKeys: false }).compose(tokens);
}

/** The tokens of a text; undefined where it is nested deeper than this many levels. */
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

/** Files of data and text: what they hold as a value, and the requests that their format, or the configuration, makes of them. */
import type { NamedPrompt } from '../../core/host.ts';
import type { CallExpr, Module, TextExpr } from '../../core/ir.ts';
import type { LanguageId } from '../../core/source.ts';
import type { DocumentCall } from './document.ts';
import { entryAt, exactText, moduleOf } from './document.ts';
import { formatCalls } from './formats.ts';
import { frontMatterOf } from './front-matter.ts';
import { jsonComments, jsonIn, jsonSyntax } from './json.ts';
import { helperMarks, lineMarks, messagesIn } from './messages.ts';
import { namedData, namedText } from './named.ts';
import { propertiesIn } from './properties.ts';
import { tomlIn, tomlSyntax } from './toml.ts';
import { textComments, textSyntax } from './text.ts';
import { yamlComments, yamlIn } from './yaml.ts';
import { yamlSyntax } from './yaml-syntax.ts';

type Parsed = Module | { readonly error: string };
type Read = (path: TextExpr) => CallExpr;

/** Never throws: what a parser cannot take is an error. */
function guarded(parse: (path: string, text: string, named?: NamedPrompt) => Module) {
  return (path: string, text: string, named?: NamedPrompt): Parsed => {
    try {
      return parse(path, text, named);
    } catch (error) {
      return { error: error instanceof RangeError ? 'Nested too deeply.' : error instanceof Error ? error.message : String(error) };
    }
  };
}

export const parseYaml = guarded((path, text, named) => {
  const { roots, recovered } = yamlIn(text);
  const calls = (read: Read): DocumentCall[] => roots.flatMap(root => orNamed(formatCalls(root, path, read), () => (named ? namedData(root, named) : [])));
  return moduleOf({ path, language: 'yaml', text, syntax: yamlSyntax, roots, comments: yamlComments(text), recovered, calls });
});

export const parseJson = guarded((path, text, named) => {
  const { root, recovered } = jsonIn(text);
  const calls = (read: Read): readonly DocumentCall[] => (root ? orNamed(formatCalls(root, path, read), () => (named ? namedData(root, named) : [])) : []);
  return moduleOf({ path, language: 'json', text, syntax: jsonSyntax, roots: root ? [root] : [], comments: jsonComments(text), recovered, calls });
});

export const parseToml = guarded((path, text, named) => {
  const { root, comments } = tomlIn(text);
  return moduleOf({ path, language: 'toml', text, syntax: tomlSyntax, roots: [root], comments, calls: () => (named ? namedData(root, named) : []) });
});

export const parseProperties = guarded((path, text) => {
  const root = propertiesIn(text);
  return moduleOf({ path, language: 'text', text, syntax: textSyntax, roots: [root], comments: [], calls: read => formatCalls(root, path, read) });
});

function orNamed(known: readonly DocumentCall[], named: () => readonly DocumentCall[]): readonly DocumentCall[] {
  return known.length > 0 ? known : named();
}

/** Text as a whole; where the configuration names it, the prompt in it. */
function textParser(language: LanguageId) {
  return guarded((path, text, named) => {
    const front = named ? frontMatterOf(text) : { body: 0, comments: [] };
    return moduleOf({
      path,
      language,
      text,
      syntax: front.root ? yamlSyntax : textSyntax,
      roots: [exactText(text, [0, text.length])],
      comments: [...front.comments, ...textComments(text)],
      calls: () => (named ? namedText(text, path, front, named) : []),
    });
  });
}
export const parseText = textParser('text');
export const parseMarkdown = textParser('markdown');

/** `.prompty` (roles on lines of their own, Jinja) and `.prompt` (Dotprompt: roles in helpers, Handlebars): front matter and a template. */
export const parsePrompt = guarded((path, text) => {
  const front = frontMatterOf(text);
  const isPrompty = /\.prompty$/i.test(path);
  const marks = isPrompty ? lineMarks(text, front.body) : helperMarks(text, front.body);
  const messages = messagesIn(text, front.body, marks, isPrompty ? 'system' : 'user');
  const settings = front.root ?? { kind: 'constant', range: [0, 0], value: null };
  const model = entryAt(front.root, 'model');
  const range = model?.range ?? messages.items[0]?.value.range;
  return moduleOf({
    path,
    language: 'prompt',
    text,
    syntax: yamlSyntax,
    roots: [exactText(text, [0, text.length])],
    comments: [...front.comments, ...textComments(text)],
    recovered: front.recovered,
    calls: () => (range ? [{ callee: isPrompty ? '<prompty>' : '<dotprompt>', args: [settings, messages], range }] : []),
  });
});

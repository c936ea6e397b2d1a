/** `promptfare init --editor vscode`: the languages in which the ESLint extension of VS Code lints. */
import { applyEdits, findNodeAtLocation, modify, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { lineStarts, positionAt } from '../../core/source.ts';
import { UsageError } from '../../scan/usage-error.ts';
import type { Setup } from './run.ts';
import { layoutOf } from './json-layout.ts';

const SETTINGS = '.vscode/settings.json';

/**
 * The setting replaces what the extension finds out by itself, so that a list of the new languages alone would switch off
 * JavaScript and TypeScript: it names all that the extension knows, and those of the plugin.
 */
export const validated: readonly string[] = [
  'javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'vue', 'svelte', 'astro', 'civet', 'glimmer-js', 'glimmer-ts', 'html', 'css', 'mdx',
  'markdown', 'json', 'jsonc', 'yaml', 'python', 'prompty', 'plaintext',
];

export const editorSetup: Setup = {
  files: () => [{ path: SETTINGS, text: withLanguages }],
  next: () => 'The ESLint extension (dbaeumer.vscode-eslint) lints these languages as soon as eslint.config.js lists `promptfare.configs.recommended`.',
};

/** Settings of VS Code with the languages that `eslint.validate` still lacks; comments and layout stay. */
function withLanguages(before: string | undefined): string {
  const mark = before?.startsWith('\uFEFF') ? '\uFEFF' : '';
  const text = before?.slice(mark.length) ?? '';
  if (text.trim() === '') return `${mark}${JSON.stringify({ 'eslint.validate': validated }, null, 2)}\n`;

  const list = listIn(text);
  const formattingOptions = layoutOf(text);
  if (!list) return mark + applyEdits(text, modify(text, ['eslint.validate'], validated, { formattingOptions }));
  const present = new Set((list.children ?? []).map(languageOf));
  return mark + validated.filter(language => !present.has(language)).reduce((now, language) => {
    // Behind the last entry: edits of one place that follow each other.
    const count = listIn(now)?.children?.length ?? 0;
    return applyEdits(now, modify(now, ['eslint.validate', count], language, { formattingOptions, isArrayInsertion: true }));
  }, text);
}

function listIn(text: string): Node | undefined {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error || tree?.type !== 'object') throw new UsageError(`${placeIn(text, error?.offset ?? 0)} is no settings file: ${error ? printParseErrorCode(error.error) : 'an object is missing'}. Correct it, then run this again.`);
  const list = findNodeAtLocation(tree, ['eslint.validate']);
  if (list && list.type !== 'array' && list.type !== 'null') throw new UsageError(`${placeIn(text, list.offset)}: \`eslint.validate\` is no list. Remove it, then run this again.`);
  return list?.type === 'array' ? list : undefined;
}

function placeIn(text: string, offset: number): string {
  const { line, column } = positionAt(lineStarts(text), offset);
  return `${SETTINGS}:${line}:${column}`;
}

/** An entry is a language, or an object that names one. */
function languageOf(entry: Node): unknown {
  return entry.type === 'object' ? findNodeAtLocation(entry, ['language'])?.value : entry.value;
}

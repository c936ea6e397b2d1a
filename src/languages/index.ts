/** Which language a file is in, and the module that it holds. One line per language. */
import type { Module } from '../core/ir.ts';
import type { LanguageId } from '../core/source.ts';
import { parseJavaScript } from './javascript/index.ts';
import { parseNotebook } from './notebook/index.ts';
import { parsePython } from './python/index.ts';

type Parse = (path: string, text: string) => Module | { readonly error: string };

const languages: readonly { readonly id: LanguageId; readonly files: RegExp; readonly parse: Parse }[] = [
  { id: 'typescript', files: /\.(?:[cm]?ts|tsx|vue|svelte|astro)$/i, parse: parseJavaScript },
  { id: 'javascript', files: /\.(?:[cm]?js|jsx)$/i, parse: parseJavaScript },
  { id: 'python', files: /\.pyi?$/i, parse: parsePython },
  { id: 'notebook', files: /\.ipynb$/i, parse: parseNotebook },
];

/** Undefined where no language claims the file. */
export function languageOf(path: string): LanguageId | undefined {
  return languages.find(language => language.files.test(path))?.id;
}

export function parseModule(path: string, text: string): Module | { readonly error: string } {
  const language = languages.find(candidate => candidate.files.test(path));
  return language ? language.parse(path, text) : { error: 'no language for this file name' };
}

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a document without a file would be called, by the editor's names of languages. */
const EXTENSIONS: { readonly [languageId: string]: string } = {
  typescript: '.ts', typescriptreact: '.tsx', javascript: '.js', javascriptreact: '.jsx', vue: '.vue', svelte: '.svelte', astro: '.astro',
  python: '.py', jupyter: '.ipynb', go: '.go', java: '.java', terraform: '.tf', shellscript: '.sh', yaml: '.yaml',
};

/** The absolute path of a document; one that was never saved lies in `directory`. Undefined for what is no file, and has no place or language either. */
export function fileOf(uri: string, languageId: string, directory: string | undefined): string | undefined {
  try {
    if (uri.startsWith('file:')) return fileURLToPath(uri);
  } catch {
    return undefined;
  }
  const extension = EXTENSIONS[languageId];
  if (!uri.startsWith('untitled:') || directory === undefined || extension === undefined) return undefined;
  const name = uri.slice('untitled:'.length).split('/').at(-1)!.replaceAll(/[^\w.-]/g, '_');
  return join(directory, name.endsWith(extension) ? name : `${name}${extension}`);
}

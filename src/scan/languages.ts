import type { LanguageId } from '../core/source.ts';

/** Extensions of the languages that are searched for calls. Prompt and data files are read where code or the configuration names them. */
const byExtension: { readonly [extension: string]: LanguageId } = {
  js: 'javascript',
  jsx: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  ts: 'typescript',
  tsx: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  vue: 'typescript',
  svelte: 'typescript',
  astro: 'typescript',
  py: 'python',
  ipynb: 'notebook',
};

/** The language of a file that is searched for calls; undefined for the others. Declaration files hold none. */
export function languageOf(path: string): LanguageId | undefined {
  if (/\.d\.[cm]?ts$/.test(path)) return undefined;
  const extension = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(byExtension, extension) ? byExtension[extension] : undefined;
}

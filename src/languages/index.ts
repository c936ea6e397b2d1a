/** Which language a file is in, and the module that it holds. One line per language. */
import { fenced } from '../core/fence.ts';
import type { NamedPrompt } from '../core/host.ts';
import type { Module } from '../core/ir.ts';
import type { LanguageId } from '../core/source.ts';
import { parseJson, parseMarkdown, parsePrompt, parseText, parseToml } from './documents/index.ts';
import { isTemplate, parseCloudFormation } from './cloudformation/index.ts';
import { loadGo, parseGo } from './go/index.ts';
import { loadJava, parseJava } from './java/index.ts';
import { parseJavaScript } from './javascript/index.ts';
import { parseNotebook } from './notebook/index.ts';
import { parsePython } from './python/index.ts';
import { parseShell } from './shell/index.ts';
import { parseTerraform } from './terraform/index.ts';
import { parseYamlOrWorkflow } from './workflow/index.ts';

type Parse = (path: string, text: string, named?: NamedPrompt) => Module | { readonly error: string };

interface Language {
  readonly id: LanguageId;
  readonly files: RegExp;
  readonly parse: Parse;
  /** What code reads as a value, and imports as one. */
  readonly isData?: true;
  /** Which of the files are searched for calls, where not all of them are: the others are read where code or the configuration names them. */
  readonly searched?: RegExp;
  /** Makes `parse` ready, for languages whose parser has to be loaded. */
  readonly load?: () => Promise<void>;
  /** Names that say by themselves that a file is a prompt. */
  readonly prompts?: RegExp;
}

const never = /(?!)/;

const languages: readonly Language[] = [
  // Declaration files hold no calls.
  { id: 'typescript', files: /\.(?:[cm]?ts|tsx|vue|svelte|astro)$/i, parse: parseJavaScript, searched: /(?<!\.d)\.(?:[cm]?ts|tsx|vue|svelte|astro)$/i },
  { id: 'javascript', files: /\.(?:[cm]?js|jsx)$/i, parse: parseJavaScript },
  { id: 'python', files: /\.pyi?$/i, parse: parsePython, searched: /\.py$/i },
  { id: 'notebook', files: /\.ipynb$/i, parse: parseNotebook },
  { id: 'go', files: /\.go$/i, parse: parseGo, load: loadGo },
  { id: 'java', files: /\.java$/i, parse: parseJava, load: loadJava },
  { id: 'terraform', files: /\.tf(?:vars)?$/i, parse: parseTerraform, searched: /\.tf$/i },
  { id: 'shell', files: /\.(?:sh|bash)$/i, parse: parseShell },
  { id: 'yaml', files: /\.ya?ml$/i, parse: parseYamlOrWorkflow, isData: true, searched: /\.ya?ml$/i, prompts: /\.prompt\.ya?ml$/i },
  // Most JSON is data of programs, and large.
  { id: 'json', files: /\.jsonc?$/i, parse: parseJson, isData: true, searched: /(?:prompt|litellm)[^/]*\.jsonc?$|(?:^|\/)prompts?\/(?:[^/]+\/)*[^/]+\.jsonc?$|\.asl\.json$|(?:state_?-?machine|step_?-?functions?)[^/]*\.json$|(?:^|\/)(?:state_?-?machines?|step_?-?functions?)\/(?:[^/]+\/)*[^/]+\.json$/i },
  { id: 'toml', files: /\.toml$/i, parse: parseToml, isData: true, searched: never },
  { id: 'markdown', files: /\.(?:md|mdx|markdown)$/i, parse: parseMarkdown, isData: true, searched: never },
  { id: 'prompt', files: /\.prompty?$/i, parse: parsePrompt, isData: true, prompts: /\.prompty?$/i },
  { id: 'cloudformation', files: /\.template$/i, parse: parseCloudFormation },
  { id: 'text', files: /\.(?:txt|j2|jinja2?|hbs|handlebars|mustache|tmpl|xml|html)$/i, parse: parseText, isData: true, searched: never },
];

function languageFor(path: string): Language | undefined {
  return languages.find(language => language.files.test(path));
}

/** Undefined where no language claims the file. */
export function languageOf(path: string): LanguageId | undefined {
  return languageFor(path)?.id;
}

/** Does a file hold data or text, not code? */
export function isDataFile(path: string): boolean {
  return languageFor(path)?.isData === true;
}

/** Is it a file that may hold calls that nothing else names? */
export function isSearched(path: string): boolean {
  const language = languageFor(path);
  return language !== undefined && (language.searched ?? language.files).test(path);
}

/** Does its name alone say that it is a prompt? */
export function isPromptFile(path: string): boolean {
  return languageFor(path)?.prompts?.test(path) === true;
}

/** Does a text of YAML or JSON declare what is deployed? True of all that is no data. */
export function declaresResources(path: string, text: string): boolean {
  return !isDataFile(path) || isTemplate(text);
}

/** `named` is what the configuration says of a file that it names as a prompt. */
export function parseModule(path: string, text: string, named?: NamedPrompt): Module | { readonly error: string } {
  return fenced(path, () => {
    // Templates are YAML or JSON: what stands in them tells.
    const template = !named && /\.(?:ya?ml|json)$/i.test(path) && isTemplate(text) ? parseCloudFormation(path, text) : undefined;
    if (template && !('error' in template)) return template;
    return languageFor(path)?.parse(path, text, named) ?? { error: 'no language for this file name' };
  });
}

/** Does the language of the file have a parser that has to be loaded? */
export function needsLoading(path: string): boolean {
  return languageFor(path)?.load !== undefined;
}

/** Loads the parser of a file's language. Where its package is not installed, such files stay unread. */
export async function loadParser(path: string): Promise<void> {
  await languageFor(path)?.load?.();
}

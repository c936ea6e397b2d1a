/** Which language a file is in, and the module that it holds. One line per language. */
import { fenced } from '../core/fence.ts';
import type { NamedPrompt } from '../core/host.ts';
import type { Module } from '../core/ir.ts';
import type { LanguageId } from '../core/source.ts';
import { parseJson, parseMarkdown, parsePrompt, parseProperties, parseText, parseToml } from './documents/index.ts';
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
  /** Without the dot, in lower case. */
  readonly extensions: readonly string[];
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

const always = /(?:)/;
const never = /(?!)/;

const languages: readonly Language[] = [
  // Declaration files hold no calls.
  { id: 'typescript', extensions: ['ts', 'mts', 'cts', 'tsx', 'vue', 'svelte', 'astro'], parse: parseJavaScript, searched: /(?<!\.d)\.\w+$/i },
  { id: 'javascript', extensions: ['js', 'mjs', 'cjs', 'jsx'], parse: parseJavaScript },
  { id: 'python', extensions: ['py', 'pyi'], parse: parsePython, searched: /\.py$/i },
  { id: 'notebook', extensions: ['ipynb'], parse: parseNotebook },
  { id: 'go', extensions: ['go'], parse: parseGo, load: loadGo },
  { id: 'java', extensions: ['java'], parse: parseJava, load: loadJava },
  { id: 'terraform', extensions: ['tf', 'tfvars'], parse: parseTerraform, searched: /\.tf$/i },
  { id: 'shell', extensions: ['sh', 'bash'], parse: parseShell },
  { id: 'yaml', extensions: ['yaml', 'yml'], parse: parseYamlOrWorkflow, isData: true, prompts: /\.prompt\.ya?ml$/i },
  // Most JSON is data of programs, and large.
  { id: 'json', extensions: ['json', 'jsonc'], parse: parseJson, isData: true, searched: /(?:prompt|litellm)[^/]*\.jsonc?$|(?:^|\/)prompts?\/(?:[^/]+\/)*[^/]+\.jsonc?$|\.asl\.json$|(?:state_?-?machine|step_?-?functions?)[^/]*\.json$|(?:^|\/)(?:state_?-?machines?|step_?-?functions?)\/(?:[^/]+\/)*[^/]+\.json$/i },
  { id: 'toml', extensions: ['toml'], parse: parseToml, isData: true, searched: never },
  { id: 'text', extensions: ['properties'], parse: parseProperties, isData: true, searched: /(?:^|\/)(?:application|bootstrap|microprofile-config)[\w.-]*$/i },
  { id: 'markdown', extensions: ['md', 'mdx', 'markdown'], parse: parseMarkdown, isData: true, searched: never },
  { id: 'prompt', extensions: ['prompt', 'prompty'], parse: parsePrompt, isData: true, prompts: always },
  { id: 'cloudformation', extensions: ['template'], parse: parseCloudFormation },
  { id: 'text', extensions: ['txt', 'j2', 'jinja', 'jinja2', 'hbs', 'handlebars', 'mustache', 'tmpl', 'xml', 'html'], parse: parseText, isData: true, searched: never },
];

const byExtension: ReadonlyMap<string, Language> = new Map(languages.flatMap(language => language.extensions.map(extension => [extension, language])));

/** Of all files that are read, without the dot. */
export const extensions: readonly string[] = [...byExtension.keys()];

function languageFor(path: string): Language | undefined {
  const dot = path.lastIndexOf('.');
  return dot < 0 ? undefined : byExtension.get(path.slice(dot + 1).toLowerCase());
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
  return language !== undefined && language.searched?.test(path) !== false;
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

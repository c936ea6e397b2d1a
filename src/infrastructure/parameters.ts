/** What deployments give the parameters of templates: `--parameter-overrides` in pipelines and scripts, `parameter_overrides` in `samconfig.toml`. */
import type { Range } from '../core/source.ts';
import type { Value } from '../core/value.ts';
import { choice, optionsOf } from '../resolve/choice.ts';
import { computed, plain } from '../resolve/text.ts';

/** Stands before the name of a parameter that is asked for as variables are. */
export const PARAMETER = '!Parameter ';
const SAM = /(?:^|\/)samconfig\.(?:toml|ya?ml)$/;
const SCRIPT = /\.(?:sh|bash)$/;
const PIPELINE = /\.ya?ml$/;
const FLAG = /--parameter-overrides[ \t=]+/g;
const deepest = 12;

export interface Deployment {
  readonly path: string;
  /** Of templates in this directory; of all where it is absent. */
  readonly directory?: string;
  readonly name: string;
  readonly value: Value;
}

/** Is it called as files are that may say so? */
export function mayDeploy(path: string): boolean {
  return SAM.test(path) || SCRIPT.test(path) || PIPELINE.test(path);
}

/** What a file says of parameters; `data` reads TOML and YAML. */
export function deploymentsIn(path: string, text: string, data: () => Value | undefined): Deployment[] {
  if (!/parameter[-_]overrides/.test(text)) return [];
  if (SCRIPT.test(path)) return commandsIn(path, text, [0, text.length], assignmentsIn(path, text));
  const root = data();
  if (!root) return [];
  if (!SAM.test(path)) return scriptsIn(path, root, new Map());
  const directory = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  return under(root, 'parameter_overrides').flatMap(value => (value.kind === 'list' ? value.items : [value]).flatMap(each => {
    const written = plain(each);
    return written === undefined ? [] : wordsIn(written).flatMap(word => override(path, word, rangeOf(each), new Map()).map(found => ({ ...found, directory })));
  }));
}

/** What a template's parameter is given; undefined where nothing that is known says so. */
export function given(deployments: readonly Deployment[], name: string, template: string): Value | undefined {
  const here = template.includes('/') ? template.slice(0, template.lastIndexOf('/')) : '';
  const own = deployments.filter(each => each.name === name && (each.directory === undefined || each.directory === here));
  return own.length === 0 ? undefined : choice(own.map(({ value }) => value));
}

/** Every script of a pipeline, with the variables of what is around it. */
function scriptsIn(path: string, value: Value, outer: ReadonlyMap<string, Value>, depth = 0): Deployment[] {
  if (depth > deepest) return [];
  if (value.kind === 'list') return value.items.flatMap(item => scriptsIn(path, item, outer, depth + 1));
  const written = value.kind === 'text' ? plain(value) : undefined;
  if (written !== undefined) return commandsIn(path, written, rangeOf(value), outer);
  if (value.kind !== 'object') return [];
  const variables = new Map(outer);
  for (const key of ['env', 'variables']) {
    const own = value.entries.get(key)?.value;
    if (own?.kind === 'object') for (const [name, entry] of own.entries) variables.set(name, entry.value);
  }
  return [...value.entries.values()].flatMap(entry => scriptsIn(path, entry.value, variables, depth + 1));
}

function commandsIn(path: string, script: string, range: Range, variables: ReadonlyMap<string, Value>): Deployment[] {
  return [...script.matchAll(FLAG)].flatMap(match => wordsIn(script.slice(match.index + match[0].length)).flatMap(word => override(path, word, range, variables)));
}

/** Words of a command up to its next flag or its end, without quotes. */
function wordsIn(command: string): string[] {
  const words: string[] = [];
  const next = /(?:[ \t]|\\\r?\n)*((?:"(?:[^"\\]|\\[\s\S])*"|'[^']*'|\$\{\{[^}]*\}\}|\\[^\r\n]|[^\s"'\\])*)/y;
  while (words.length < 200) {
    const [, word = ''] = next.exec(command) ?? [];
    if (word === '' || /^(?:--|&&|\|\||[;|&)])/.test(word)) break;
    words.push(word.replaceAll(/"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'|\\([^\r\n])/g, (_, double: string | undefined, single: string | undefined, escaped: string | undefined) => double?.replaceAll(/\\([\s\S])/g, '$1') ?? single ?? escaped ?? ''));
  }
  return words;
}

/** `Name=value`, `ParameterKey=Name,ParameterValue=value`; none where the value is not known. */
function override(path: string, word: string, range: Range, variables: ReadonlyMap<string, Value>): Deployment[] {
  const [, name, written] = /^ParameterKey=(\w+),ParameterValue=([\s\S]*)$/.exec(word) ?? /^(\w+)=([\s\S]*)$/.exec(word) ?? [];
  if (name === undefined || written === undefined) return [];
  const [, variable, fallback] = /^\$\{\{\s*(?:env|vars)\.(\w+)\s*\}\}$/.exec(written) ?? /^\$(?:\{(\w+)(?::?-([^}]*))?\}|(\w+))$/.exec(written)?.map((part, index, all) => (index === 1 ? (part ?? all[3]!) : part)) ?? [];
  if (variable === undefined) return /[$`]/.test(written) || written === '' ? [] : [{ path, name, value: computed(written, path, range) }];
  const known = variables.get(variable);
  const options = known ? optionsOf(known).filter(option => isKnown(option)) : [];
  if (options.length > 0) return [{ path, name, value: choice(options) }];
  return fallback ? [{ path, name, value: computed(fallback, path, range) }] : [];
}

function isKnown(value: Value): boolean {
  const written = plain(value);
  return written !== undefined && written !== '' && !/[$`]/.test(written);
}

/** `NAME="value"` at the beginning of lines of a script. */
function assignmentsIn(path: string, text: string): Map<string, Value> {
  return new Map([...text.matchAll(/^[ \t]*(?:export[ \t]+|readonly[ \t]+)?(\w+)=(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"';]+))[ \t]*(?:#.*)?$/gm)].map(match => {
    const value = match[2] ?? match[3] ?? match[4] ?? '';
    const start = match.index + match[0].indexOf(value, match[0].indexOf('='));
    const [, fallback] = /^\$\{\w+:-([^}$]*)\}$/.exec(value) ?? [];
    return [match[1]!, computed(fallback ?? value, path, [start, start + value.length])] as const;
  }));
}

/** All values under a key, however deep. */
function under(value: Value, key: string, depth = 0): Value[] {
  if (depth > deepest || value.kind !== 'object') return [];
  return [...value.entries].flatMap(([name, entry]) => (name === key ? [entry.value] : under(entry.value, key, depth + 1)));
}

function rangeOf(value: Value): Range {
  return value.kind === 'text' ? (value.pieces[0]?.range ?? value.origin?.range ?? [0, 0]) : [0, 0];
}

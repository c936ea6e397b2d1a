/** `settings.promptfare` of an ESLint configuration: what no rule can take as an option. */
import type { NamedPrompt } from '../core/host.ts';
import { isObject } from '../core/json.ts';
import { suggestion } from '../core/nearest-word.ts';
import { globProblem, matcherOf } from '../project/glob.ts';

export interface PluginSettings {
  /** Rules whose first suggested fix is applied by `--fix`. */
  readonly promoted: ReadonlySet<string>;
  /** Files that are prompts because the configuration says so, as `prompts` of `promptfare.json`. The path is relative to the root of the run. */
  promptAt(path: string): NamedPrompt | undefined;
}

interface Named {
  readonly matches: (path: string) => boolean;
  readonly prompt: NamedPrompt;
}

const none: PluginSettings = { promoted: new Set(), promptAt: () => undefined };
const known = new WeakMap<object, PluginSettings>();

/** Throws an Error, which ESLint shows with the linted file, where a setting is none of ours. */
export function settingsOf(settings: Readonly<Record<string, unknown>> | undefined, ruleIds: readonly string[]): PluginSettings {
  const own = settings?.['promptfare'];
  if (own === undefined) return none;
  if (!isObject(own)) return refuse('', 'is no object');
  let found = known.get(own);
  if (!found) known.set(own, (found = read(own, ruleIds)));
  return found;
}

function read({ promote = [], prompts = [], ...others }: Readonly<Record<string, unknown>>, ruleIds: readonly string[]): PluginSettings {
  const [other] = Object.keys(others);
  if (other !== undefined) return refuse('', `has no \`${other}\`.${suggestion(other, ['promote', 'prompts'])}`);
  if (!Array.isArray(promote)) return refuse('.promote', 'is no list of rules');
  for (const id of promote) if (!ruleIds.includes(id as string)) return refuse('.promote', `names ${shown(id)}, which is no rule.${typeof id === 'string' ? suggestion(id, ruleIds) : ''}`);
  if (!Array.isArray(prompts)) return refuse('.prompts', 'is no list of files');
  const named = prompts.map(namedIn);
  return { promoted: new Set(promote as string[]), promptAt: path => named.find(({ matches }) => matches(path))?.prompt };
}

function namedIn(entry: unknown): Named {
  const { files, model } = isObject(entry) ? entry : { files: entry, model: undefined };
  const patterns: readonly unknown[] = Array.isArray(files) ? files : [files];
  for (const pattern of patterns) {
    const problem = typeof pattern === 'string' ? globProblem(pattern) : 'is no glob';
    if (problem !== undefined) return refuse('.prompts', `names ${shown(pattern)}, which ${problem}`);
  }
  if (model !== undefined && typeof model !== 'string') return refuse('.prompts', `has the model ${shown(model)}, which is no id`);
  return { matches: matcherOf(patterns as string[]), prompt: { ...(model !== undefined && { model }) } };
}

function shown(value: unknown): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

function refuse(place: string, problem: string): never {
  throw new Error(`\`settings.promptfare${place}\` ${problem}${/[.?]$/.test(problem) ? '' : '.'} Correct it in the configuration of ESLint.`);
}

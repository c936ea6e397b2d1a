/** `settings.promptfare.prompts`: files that are prompts because the configuration says so, as `prompts` of `promptfare.json`. */
import type { NamedPrompt } from '../core/host.ts';
import { globProblem, matcherOf } from '../project/glob.ts';

interface Named {
  readonly matches: (path: string) => boolean;
  readonly prompt: NamedPrompt;
}

const known = new WeakMap<object, readonly Named[]>();

/** Settings are anybody's: what has another form names nothing. `path` is relative to the root of the run. */
export function promptAt(settings: Readonly<Record<string, unknown>> | undefined, path: string): NamedPrompt | undefined {
  const list = (settings?.['promptfare'] as { readonly prompts?: unknown } | undefined)?.prompts;
  if (!Array.isArray(list)) return undefined;
  let found = known.get(list);
  if (!found) known.set(list, (found = list.flatMap(namedIn)));
  return found.find(({ matches }) => matches(path))?.prompt;
}

function namedIn(entry: unknown): Named[] {
  const { files, model } = (typeof entry === 'object' && entry !== null ? entry : { files: entry }) as { readonly files?: unknown; readonly model?: unknown };
  const patterns = (Array.isArray(files) ? files : [files]).filter(pattern => typeof pattern === 'string').filter(pattern => globProblem(pattern) === undefined);
  return patterns.length === 0 ? [] : [{ matches: matcherOf(patterns), prompt: { ...(typeof model === 'string' && { model }) } }];
}

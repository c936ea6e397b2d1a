/** Which rules hold where: the configuration, applied to a file. */
import { resolve } from 'node:path';
import type { ActiveRule } from '../core/check.ts';
import type { NamedPrompt } from '../core/host.ts';
import type { Severity } from '../core/finding.ts';
import type { NamedRule } from '../core/rule.ts';
import { matcherOf } from '../project/glob.ts';
import { relativePath } from '../project/relative-path.ts';
import { suggestion } from '../core/nearest-word.ts';
import type { Configuration, Preset, RuleSettings } from './settings.ts';
import { UsageError } from './usage-error.ts';

export interface Policy {
  /** In the order of their ids. */
  rulesFor(path: string): readonly ActiveRule[];
  /** Rules without regard to overrides: for those that look at the whole project. */
  readonly general: readonly ActiveRule[];
  ignores(path: string): boolean;
  /** What the configuration says of a file that it names as a prompt. */
  promptAt(path: string): NamedPrompt | undefined;
  isPrompt(path: string): boolean;
  /** Its suggested fixes are applied as safe ones are. */
  isPromoted(ruleId: string): boolean;
}

/** `only` are rules named on the command line (`id` or `id:severity`): no other rule then runs. Paths are relative to `root`. */
export function createPolicy(root: string, { directory, settings }: Configuration, rules: readonly NamedRule[], only: readonly string[] = []): Policy {
  const chosen = only.length > 0 ? onlyThese(only, rules) : undefined;
  const fromDirectory = (path: string): string => relativePath(directory, resolve(root, path));
  const overrides = (settings.overrides ?? []).map(({ files, rules: own }) => ({ matches: matcherOf(files), rules: own }));
  const ignored = settings.ignore?.length ? matcherOf(settings.ignore) : undefined;
  const prompts = (settings.prompts ?? []).map(named => (typeof named === 'string' ? { matches: matcherOf([named]), prompt: {} } : { matches: matcherOf(named.files), prompt: { ...(named.model !== undefined && { model: named.model }) } }));
  const promoted = new Set(settings.fix?.promote);
  const known = new Map<string, readonly ActiveRule[]>();

  function active(own: readonly RuleSettings[]): ActiveRule[] {
    return rules.flatMap(named => {
      const options = layerOptions([settings.rules, ...own], named.id);
      const severity = chosen ? chosen.get(named.id) : severityOf(named, settings.presets ?? 'recommended', [settings.rules, ...own]);
      return severity === undefined || severity === 'off' ? [] : [{ ...named, severity, ...(options && { options }) }];
    });
  }

  const general = active([]);
  const promptAt = (path: string): NamedPrompt | undefined => (prompts.length === 0 ? undefined : prompts.find(({ matches }) => matches(fromDirectory(path)))?.prompt);
  return {
    general,
    rulesFor(path) {
      if (overrides.length === 0) return general;
      const own = fromDirectory(path);
      const matching = overrides.flatMap(({ matches }, index) => (matches(own) ? [index] : []));
      const key = matching.join();
      let found = known.get(key);
      if (!found) known.set(key, (found = active(matching.map(index => overrides[index]!.rules))));
      return found;
    },
    ignores: path => ignored !== undefined && ignored(fromDirectory(path)),
    promptAt,
    isPrompt: path => promptAt(path) !== undefined,
    isPromoted: ruleId => promoted.has(ruleId),
  };
}

function severityOf({ id, rule }: NamedRule, preset: Preset, layers: readonly (RuleSettings | undefined)[]): Severity | 'off' {
  const last = layers.findLast(layer => layer && Object.hasOwn(layer, id))?.[id];
  if (last !== undefined) return typeof last === 'string' ? last : last[0];
  if (preset === 'all') return 'error';
  return preset === 'strict' && rule.recommended === 'off' ? 'warning' : rule.recommended;
}

/** A later layer with a severity alone keeps the options of an earlier one. */
function layerOptions(layers: readonly (RuleSettings | undefined)[], id: string): { readonly [option: string]: unknown } | undefined {
  const last = layers.findLast(layer => layer && Object.hasOwn(layer, id) && typeof layer[id] !== 'string')?.[id];
  return typeof last === 'object' ? last[1] : undefined;
}

function onlyThese(only: readonly string[], rules: readonly NamedRule[]): Map<string, Severity | 'off'> {
  const severities = new Map<string, Severity | 'off'>();
  for (const given of only) {
    const [id = '', severity, ...more] = given.split(':');
    const rule = rules.find(each => each.id === id);
    if (!rule) throw new UsageError(`\`--rule ${given}\`: there is no rule \`${id}\`.${suggestion(id, rules.map(each => each.id)) || ' `promptfare --print-config` lists the rules.'}`);
    if (more.length > 0 || (severity !== undefined && severity !== 'off' && severity !== 'warning' && severity !== 'error')) {
      throw new UsageError(`\`--rule ${given}\`: the severity must be \`error\`, \`warning\` or \`off\`, as in \`${id}:error\`.`);
    }
    severities.set(id, severity ?? (rule.rule.recommended === 'off' ? 'warning' : rule.rule.recommended));
  }
  return severities;
}

/** Finds and reads the configuration: data only, never code. */
import { readFileSync, statSync } from 'node:fs';
import { dirname, join, basename } from 'node:path';
import type { NamedRule } from '../core/rule.ts';
import { type Located, parsedConfiguration } from './configuration-text.ts';
import type { Path } from './settings-problems.ts';
import type { Configuration, Settings } from './settings.ts';
import { UsageError } from './usage-error.ts';

/** In this order, in each directory upwards. */
export const configurationNames = ['promptfare.yaml', 'promptfare.yml', 'promptfare.json', 'package.json'] as const;

const maxSize = 1 << 20;

/** The nearest configuration from a directory up to the boundary. Throws a UsageError where it is broken. */
export async function findConfiguration(directory: string, boundary: string, rules: readonly NamedRule[]): Promise<Configuration> {
  for (let at = directory; ; at = dirname(at)) {
    for (const name of configurationNames) {
      const path = join(at, name);
      if (!statSync(path, { throwIfNoEntry: false })?.isFile()) continue;
      const found = await readConfiguration(path, rules);
      if (found) return found;
    }
    if (at === boundary || dirname(at) === at) return { directory, settings: {} };
  }
}

/** The configuration of a file; undefined for a package.json without the key. Throws a UsageError where it is broken or missing. */
export async function readConfiguration(path: string, rules: readonly NamedRule[], shown = path): Promise<Configuration | undefined> {
  let text: string;
  try {
    if (statSync(path).size > maxSize) throw new UsageError(`${shown} is larger than 1 MiB. Name a configuration file with \`--config\`.`);
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${shown}: there is no such configuration file. Check \`--config\`, or leave it out to search upwards.`);
  }
  return configurationIn(path, text, rules, shown);
}

/** The configuration in a text, which need not stand in a file; `shown` is what messages call it. */
export async function configurationIn(path: string, text: string, rules: readonly NamedRule[], shown = path): Promise<Configuration | undefined> {
  const isPackage = basename(path) === 'package.json';
  // A package.json that never names us is none of our business, broken or not.
  if (isPackage && !text.includes('"promptfare"')) return undefined;

  const parsed = await parsedConfiguration(path, text);
  if ('problem' in parsed) {
    if (isPackage) return undefined;
    throw new UsageError(`${shown}:${parsed.line}:${parsed.column}: ${parsed.problem}`);
  }
  const located = isPackage ? parsed.at('promptfare') : parsed;
  if (!located) return undefined;
  return { path, directory: dirname(path), settings: await validated(located, shown, rules) };
}

/** To make one takes 10 ms, and editors read a configuration for each folder. */
const schemas = new WeakMap<readonly NamedRule[], ReturnType<typeof import('./settings-schema.ts').settingsSchema>>();

/** zod takes 50 ms to load: only where there is something to validate. */
async function validated(located: Located, shown: string, rules: readonly NamedRule[]): Promise<Settings> {
  const [{ budgetKeys, settingsSchema }, { problemsOf }] = await Promise.all([import('./settings-schema.ts'), import('./settings-problems.ts')]);
  const schema = schemas.get(rules) ?? settingsSchema(rules);
  schemas.set(rules, schema);
  const result = schema.safeParse(located.data ?? {}, { reportInput: true });
  if (result.success) {
    const { $schema: _, ...settings } = result.data as Settings & { $schema?: string };
    return settings;
  }
  const [problem, ...more] = problemsOf(result.error.issues, path => keysAt(path, rules, Object.keys(schema.shape), budgetKeys));
  const { line, column } = located.position(problem!.path, problem!.isKey);
  throw new UsageError(`${shown}:${line}:${column}: ${problem!.message}${more.length > 0 ? ` (${more.length} more)` : ''}`);
}

function keysAt(path: Path, rules: readonly NamedRule[], top: readonly string[], ofBudget: readonly string[]): readonly string[] {
  const last = path.at(-1);
  if (path.length === 0) return top;
  if (last === 'rules') return rules.map(({ id }) => id);
  if (last === 'fix') return ['promote'];
  if (path[0] === 'overrides' && path.length === 2) return ['files', 'rules'];
  if (path[0] === 'budgets' && path.length === 2) return ofBudget;
  const rule = rules.find(({ id }) => path.includes(id));
  return rule ? Object.keys(rule.rule.options ?? {}) : [];
}

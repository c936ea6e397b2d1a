/** The configuration that the flags ask for. */
import { dirname, resolve } from 'node:path';
import type { NamedRule } from '../core/rule.ts';
import { findConfiguration, readConfiguration } from '../scan/configuration.ts';
import { repositoryOf } from '../scan/git.ts';
import type { Configuration } from '../scan/settings.ts';
import { UsageError } from '../scan/usage-error.ts';

/** `flag` is a path, or false for none. */
export async function configurationFor(root: string, cwd: string, flag: string | boolean | undefined, rules: readonly NamedRule[]): Promise<Configuration> {
  if (flag === false) return { directory: root, settings: {} };
  if (typeof flag !== 'string') return findConfiguration(root, repositoryOf(root) ?? root, rules);
  const path = resolve(cwd, flag);
  if (/\.[cm]?[jt]s$/i.test(path)) throw new UsageError(`${flag}: a configuration is data, not code. Write it as YAML or JSON.`);
  const found = await readConfiguration(path, rules, flag);
  if (!found) throw new UsageError(`${flag} has no key \`promptfare\`. Add it, or name another file with \`--config\`.`);
  return { ...found, directory: dirname(path) };
}

/** The configuration as the base of a comparison has it: a change cannot raise its own budget or silence a rule for itself. */
import { join, posix, relative, sep } from 'node:path';
import type { NamedRule } from '../core/rule.ts';
import { configurationIn, configurationNames } from '../scan/configuration.ts';
import type { Revisions } from '../scan/revisions/revisions.ts';
import type { Configuration } from '../scan/settings.ts';

export interface OfBase {
  readonly configuration: Configuration;
  /** The head has another one. */
  readonly isChanged: boolean;
}

/** `named`: the one file that may hold it, relative to the root. Throws a UsageError where the one of the base is broken. */
export async function configurationOfBase({ base, head, changed }: Revisions, repository: string, rules: readonly NamedRule[], named?: string): Promise<OfBase> {
  const { root } = base.project;
  let found: Configuration | undefined;
  const names: string[] = [];
  for (const path of named === undefined ? placesOf(root, repository) : [named]) {
    names.push(path);
    const text = base.project.read(path);
    if (text === undefined) continue;
    found = await configurationIn(join(root, path), text, rules, path);
    if (found) break;
  }
  const isChanged = names.some(path => changed.has(path) && settingsText(path, base.project.read(path)) !== settingsText(path, head.project.read(path)));
  return { configuration: found ?? { directory: root, settings: {} }, isChanged };
}

/** Where a configuration may stand: nearest first. */
function placesOf(root: string, repository: string): string[] {
  const depth = relative(repository, root).split(sep).filter(part => part !== '').length;
  return Array.from({ length: depth + 1 }, (_, level) => configurationNames.map(name => posix.join(...Array.from({ length: level }, () => '..'), name))).flat();
}

/** What of a file is configuration; a package.json has other reasons to change. */
function settingsText(path: string, text: string | undefined): string {
  if (text === undefined || !path.endsWith('package.json')) return text ?? '';
  try {
    return JSON.stringify((JSON.parse(text) as { promptfare?: unknown }).promptfare) ?? '';
  } catch {
    return '';
  }
}

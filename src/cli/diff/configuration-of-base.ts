/** The configuration as the base of a comparison has it: a change cannot raise its own budget or silence a rule for itself. */
import { join, posix, relative, sep } from 'node:path';
import type { NamedRule } from '../../core/rule.ts';
import type { Project } from '../../project/project.ts';
import { configurationIn, configurationNames } from '../../scan/configuration.ts';
import type { Revisions } from '../../scan/revisions/revisions.ts';
import type { Configuration } from '../../scan/settings.ts';

export interface OfBase {
  readonly configuration: Configuration;
  /** The head has another one. */
  readonly isChanged: boolean;
}

/** `named`: the one file that may hold it, relative to the root. Throws a UsageError where the one of the base is broken. */
export async function configurationOfBase({ base, head, changed }: Revisions, repository: string, rules: readonly NamedRule[], named?: string): Promise<OfBase> {
  const { root } = base.project;
  const { found, looked } = await configurationAt(named === undefined ? placesOf(root, repository) : [named], base.project, rules);
  const isChanged = looked.some(path => changed.has(path) && settingsText(path, base.project.read(path)) !== settingsText(path, head.project.read(path)));
  return { configuration: found ?? { directory: root, settings: {} }, isChanged };
}

/** The nearest configuration that a state of the repository holds. Throws a UsageError where it is broken. */
export async function configurationInProject(project: Project, repository: string, rules: readonly NamedRule[]): Promise<Configuration | undefined> {
  return (await configurationAt(placesOf(project.root, repository), project, rules)).found;
}

async function configurationAt(paths: readonly string[], { root, read }: Project, rules: readonly NamedRule[]): Promise<{ readonly found: Configuration | undefined; readonly looked: readonly string[] }> {
  for (const [index, path] of paths.entries()) {
    const text = read(path);
    const found = text === undefined ? undefined : await configurationIn(join(root, path), text, rules, path);
    if (found) return { found, looked: paths.slice(0, index + 1) };
  }
  return { found: undefined, looked: paths };
}

/** Where a file of one of these names may stand for the root: nearest first, up to the top of the repository. */
export function placesOf(root: string, repository: string, names: readonly string[] = configurationNames): string[] {
  const depth = relative(repository, root).split(sep).filter(part => part !== '').length;
  return Array.from({ length: depth + 1 }, (_, level) => names.map(name => posix.join(...Array.from({ length: level }, () => '..'), name))).flat();
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

/** Which variables of the environment a change sets otherwise: code that reads one depends on the template that sets it, and does not say so. */
import type { FunctionResource } from '../../core/resource.ts';
import type { Inspector } from '../../inspect.ts';
import { mayDeploy } from '../../project/infrastructure-files.ts';
import type { Revision } from './revisions.ts';

/** Does some file of `reached` say what is deployed? */
export function reachesInfrastructure({ project, files }: Revision, reached: ReadonlySet<string>): boolean {
  // Where the project's files of infrastructure lie takes a walk through all of it.
  const mayBe = [...reached].filter(mayDeploy(files));
  if (mayBe.length === 0) return false;
  const all = new Set(project.infrastructure?.());
  return mayBe.some(path => all.has(path));
}

/** Names of the variables that functions get on one side only, or get with another value there. */
export function changedVariables(sides: readonly [Inspector, Inspector]): Set<string> {
  const [before, after] = sides.map(side => settingsOf(side.resources().filter(resource => resource.kind === 'function'))) as [Map<string, string>, Map<string, string>];
  return new Set([...before.keys(), ...after.keys()].filter(setting => before.get(setting) !== after.get(setting)).map(setting => setting.slice(setting.lastIndexOf('\n') + 1)));
}

/** What decides which value a variable of a function has in which files; nothing of where that stands. */
const deciding = ['kind', 'pieces', 'value', 'hole', 'options', 'reason', 'name', 'code', 'handlers'];

function settingsOf(functions: readonly FunctionResource[]): Map<string, string> {
  const settings = new Map<string, string>();
  for (const { path, name, code, handlers, environment } of functions) {
    for (const [variable, value] of environment) {
      const key = `${path}\n${name}\n${variable}`;
      settings.set(key, `${settings.get(key) ?? ''}${JSON.stringify({ code, handlers, value }, deciding)}`);
    }
  }
  return settings;
}

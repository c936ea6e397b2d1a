/** Files whose classes some code makes, or whose functions it calls with objects: what these are handed may have changed with it. */
import { specifiersIn } from '../../inspect/specifiers.ts';
import { languageOf } from '../../inspect.ts';
import type { Project } from '../../project/project.ts';
import { hasConstructor, methodsAskedIn } from '../injected.ts';
import { isSource } from './dependents.ts';
import type { Revision } from './revisions.ts';

/** On either side; read off the text. `canHold`: where no call is in reach, there is no object that makes one. */
export function handedBy(sides: readonly Revision[], code: ReadonlySet<string>, canHold: (revision: Revision, path: string) => boolean): string[] {
  const found = new Set<string>();
  for (const side of sides) {
    const { project, files, texts } = side;
    const takers = new Map<string, ReadonlySet<string>>();
    const takersIn = (path: string): ReadonlySet<string> => {
      const old = takers.get(path);
      const names = old ?? namesOfTakers(project, path);
      if (!old) takers.set(path, names);
      return names;
    };
    texts(files.filter(path => isSource(path) && code.has(path) && canHold(side, path)), (path, text) => {
      const language = languageOf(path);
      const called = Array.from(text.matchAll(/\b(\w+)\s*\(/g), match => match[1]!);
      if (!language || called.length === 0) return;
      for (const specifier of specifiersIn(text, language)) {
        const located = project.locate(specifier, path, language);
        if (located?.kind === 'file' && !code.has(located.path) && !found.has(located.path) && called.some(name => takersIn(located.path).has(name))) found.add(located.path);
      }
    });
  }
  return [...found];
}

const signatures = /\b(\w+)\s*(?:[=:]\s*(?:async\s*)?)?\(([^()]*)\)\s*(?:(?:->|:)[^={}\n]+)?(?:=>|[{:])/g;

/** Its classes, where one of them may be handed objects, and its functions that call methods of what they get. */
function namesOfTakers(project: Project, path: string): ReadonlySet<string> {
  const text = project.read(path) ?? '';
  const classes = hasConstructor(project, path) ? Array.from(text.matchAll(/\bclass\s+([A-Z]\w*)/g), match => match[1]!) : [];
  const holders = new Set(methodsAskedIn(text).map(({ holder }) => holder));
  const functions = holders.size === 0 ? [] : Array.from(text.matchAll(signatures)).flatMap(([, name, params]) => ((params!.match(/\w+/g) ?? []).some(word => holders.has(word)) ? [name!] : []));
  return new Set([...classes, ...functions]);
}

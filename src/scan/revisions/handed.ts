/** Files whose classes some code makes, or whose functions it calls with objects: what these are handed may have changed with it. */
import { specifiersIn } from '../../inspect/specifiers.ts';
import { languageOf } from '../../inspect.ts';
import { hasConstructor, methodsAskedIn } from '../injected.ts';
import { isSource } from './dependents.ts';
import type { Revision } from './revisions.ts';

/** On either side; read off the text. `canHold`: where no call is in reach, there is no object that makes one. */
export function handedBy(sides: readonly Revision[], code: ReadonlySet<string>, canHold: (revision: Revision, path: string) => boolean): string[] {
  const found = new Set<string>();
  for (const side of sides) {
    const { project, files, texts } = side;
    texts(files.filter(path => isSource(path) && code.has(path) && canHold(side, path)), (path, text) => {
      const language = languageOf(path);
      const called = new Set(Array.from(text.matchAll(/\b(\w+)\s*\(/g), match => match[1]!));
      if (!language || called.size === 0) return;
      const isHanded = (other: string): boolean => {
        const read = project.read(other) ?? '';
        const isMade = hasConstructor(project, other) && Array.from(read.matchAll(/\bclass\s+([A-Z]\w*)/g)).some(match => called.has(match[1]!));
        return isMade || takesObject(read, called);
      };
      for (const specifier of specifiersIn(text, language)) {
        const located = project.locate(specifier, path, language);
        if (located?.kind === 'file' && !code.has(located.path) && !found.has(located.path) && isHanded(located.path)) found.add(located.path);
      }
    });
  }
  return [...found];
}

const signatures = /\b(\w+)\s*(?:[=:]\s*(?:async\s*)?)?\(([^()]*)\)\s*(?:(?:->|:)[^={}\n]+)?(?:=>|[{:])/g;

/** Has it a function of one of these names that calls methods of what it gets? */
function takesObject(text: string, names: ReadonlySet<string>): boolean {
  const holders = new Set(methodsAskedIn(text).map(({ holder }) => holder));
  return holders.size > 0 && Array.from(text.matchAll(signatures)).some(([, name, params]) => names.has(name!) && (params!.match(/\w+/g) ?? []).some(word => holders.has(word)));
}

/** Files whose classes changed code makes: what these are handed may have changed with it. */
import { specifiersIn } from '../../inspect/specifiers.ts';
import { languageOf } from '../../inspect.ts';
import { hasConstructor } from '../injected.ts';
import { isSource } from './dependents.ts';
import type { Revision } from './revisions.ts';

/** On either side; read off the text. */
export function constructedBy(sides: readonly Revision[], changed: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  for (const { project, files, texts } of sides) {
    texts(files.filter(path => isSource(path) && changed.has(path)), (path, text) => {
      const language = languageOf(path);
      const made = new Set(Array.from(text.matchAll(/\b([A-Z]\w*)\s*\(/g), match => match[1]!));
      if (!language || made.size === 0) return;
      for (const specifier of specifiersIn(text, language)) {
        const located = project.locate(specifier, path, language);
        if (located?.kind !== 'file' || changed.has(located.path) || found.has(located.path)) continue;
        if (hasConstructor(project, located.path) && Array.from((project.read(located.path) ?? '').matchAll(/\bclass\s+(\w+)/g)).some(match => made.has(match[1]!))) found.add(located.path);
      }
    });
  }
  return [...found];
}

/** Can a file hold a call to Bedrock? Looked up in texts, since most files of a run cannot and shall cost nothing. */
import { posix } from 'node:path';
import { filesOf, type Host } from '../core/host.ts';
import { oneOf } from '../core/one-of.ts';
import type { LanguageId } from '../core/source.ts';
import { isDataFile, isPromptFile, languageOf, needles } from '../inspect.ts';
import { specifiersIn } from './specifiers.ts';

/** Does one of the needles stand in the text, or in a file that it imports, directly or over others? */
export type Reach = (path: string, text: string, language: LanguageId) => boolean;

/** Wrappers are one to three files away; more files than this are not looked at for one. */
const MAX_HOPS = 4;
const MAX_FILES = 400;

export function createReach(host: Host): Reach {
  const expression = new RegExp(oneOf(needles));
  const files = new Map<string, { readonly holds: boolean; readonly imports: readonly string[] }>();

  function look(path: string): { readonly holds: boolean; readonly imports: readonly string[] } {
    let found = files.get(path);
    if (!found) {
      const language = isDataFile(path) ? undefined : languageOf(path);
      const text = language && host.read(path);
      const holds = text !== undefined && expression.test(text);
      files.set(path, (found = { holds, imports: text === undefined || holds ? [] : importsOf(text, path, language!) }));
    }
    return found;
  }
  function importsOf(text: string, path: string, language: LanguageId): string[] {
    const paths = new Set<string>();
    for (const specifier of specifiersIn(text, language)) {
      for (const each of filesOf(host.locate(specifier, path, language))) paths.add(posix.normalize(each));
    }
    return [...paths];
  }

  return (path, text, language) => {
    if (isPromptFile(path) || expression.test(text)) return true;
    if (isDataFile(path)) return false;
    const seen = new Set<string>();
    let frontier = importsOf(text, path, language);
    for (let hop = 0; hop < MAX_HOPS && frontier.length > 0; hop++) {
      const next: string[] = [];
      for (const each of frontier) {
        if (seen.has(each) || seen.size >= MAX_FILES) continue;
        seen.add(each);
        const { holds, imports } = look(each);
        if (holds) return true;
        next.push(...imports);
      }
      frontier = next;
    }
    return false;
  };
}

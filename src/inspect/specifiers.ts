/** What the imports of a text name, read off it without parsing. */
import type { LanguageId } from '../core/source.ts';

/** Specifiers of the imports in a text; some that stand in comments or strings too, which does no harm here. */
export function specifiersIn(text: string, language: LanguageId): string[] {
  if (language === 'python') return pythonModules(text, /^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+(\([^)]{0,9999}\)|[^\n]*)|import[ \t]+([^\n]*))/gm);
  if (language === 'notebook') return pythonModules(text, /(?:"|\\n)[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+(\([^)]{0,9999}\)|[^\n"\\]*)|import[ \t]+([^\n"\\]*))/g);
  // A package's own files import nothing of each other.
  if (language === 'go') return ['.', ...[...text.matchAll(/^import\s{0,9}(?:\(([^)]{0,9999})\)|[\w. \t]{0,99}("[^"\r\n]{1,999}"))/gm)].flatMap(([, list, one]) => [...(list ?? one ?? '').matchAll(/"([^"\n]+)"/g)].map(match => match[1]!))];
  // Files of one package import nothing of each other.
  if (language === 'java') return ['.', ...[...text.matchAll(/^[ \t]*import\s+(?:static\s+)?([\w.]+(?:\.\*)?)\s*;/gm)].map(match => match[1]!)];
  return [...text.matchAll(/\b(?:from|import|require\s{0,9}\(|import\s{0,9}\()\s{0,99}["'`]([^"'`\n]{1,500})["'`]/g)].map(match => match[1]!);
}

function pythonModules(text: string, expression: RegExp): string[] {
  const found: string[] = [];
  for (const [, from, names = '', plain] of text.matchAll(expression)) {
    if (plain !== undefined) found.push(...plain.split(',').flatMap(each => /^\s*([\w.]+)/.exec(each)?.[1] ?? []));
    if (from === undefined) continue;
    // What is imported from a package may be a module of it.
    const modules = names.replaceAll(/#[^\n]*|[()]/g, '').split(',').flatMap(each => /^\s*(\w+)/.exec(each)?.[1] ?? []);
    found.push(from, ...modules.map(name => (from.endsWith('.') ? from + name : `${from}.${name}`)));
  }
  return found;
}

import { createRequire } from 'node:module';
import { type Inspector, languageOf } from '../inspect.ts';
import { parsedJson } from '../project/parsed-json.ts';

const require = createRequire(import.meta.url);

/** Is this a whole, valid text of its language? Plain text and prompts always are. */
export function parses(inspector: Inspector, path: string, text: string): boolean {
  if (/\.jsonc?$/i.test(path)) return parsedJson(text) !== undefined;
  if (/\.ya?ml$/i.test(path) && (require('yaml') as typeof import('yaml')).parseAllDocuments(text).some(document => document.errors.length > 0)) return false;
  if (languageOf(path) === undefined) return true;
  try {
    const found = inspector.inspect(path, text);
    return !('error' in found) && found.module.recovered === undefined;
  } catch {
    return false;
  }
}

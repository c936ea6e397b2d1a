import type { Module, Syntax } from '../../core/ir.ts';
import { lowerModule } from '../python/lower-module.ts';
import { pythonSyntax } from '../python/syntax.ts';
import { pythonCellsOf } from './cells.ts';
import { CellSource } from './source-map.ts';

/** Text as it must stand inside a JSON string. */
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Python as it must stand in the JSON of a notebook. `value` of an entry is already printed, and so escaped. */
const notebookSyntax: Syntax = {
  entry: (key, value, into) => pythonSyntax.entry(key, '\0', into).split('\0').map(inJson).join(value),
  literal: (value) => inJson(pythonSyntax.literal(value)),
  escape: (text, delimiter) => {
    const escaped = pythonSyntax.escape(text, delimiter);
    return escaped === undefined ? undefined : inJson(escaped);
  },
  lineComment: '#',
};

/**
 * Parses the Python cells of a notebook as one module, and lowers it to the neutral IR; its ranges are offsets in the JSON.
 * A notebook in another language is a module without code; what is no JSON is an error. Never throws.
 */
export function parseNotebook(path: string, text: string): Module | { error: string } {
  try {
    const cells = new CellSource(pythonCellsOf(text), text);
    const { source, pieces } = cells;
    return lowerModule({ path, language: 'notebook', text, syntax: notebookSyntax, source, pieces, map: cells, position: (offset) => cells.position(offset), magics: true });
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

import { jsonStrings, type JsonString } from './strings.ts';

/** A code cell. */
export interface Cell {
  /** Counted over all cells of the notebook, from 0. */
  readonly index: number;
  readonly source: readonly JsonString[];
}

/** Bodies of these are Python; those of all other `%%` commands are not. */
const pythonCells: ReadonlySet<string> = new Set(['time', 'timeit', 'capture', 'prun', 'memit', 'mprun', 'python', 'python3', 'pypy', 'local', 'spark', 'skip', 'debug', 'snakeviz', 'scalene', 'ipytest']);

/** The Python cells of a notebook, in order; none where its language is another one. Throws on what is no JSON. */
export function pythonCellsOf(text: string): Cell[] {
  JSON.parse(text);
  const cells = new Map<number, { type: string; language: string; source: JsonString[] }>();
  let language: string | undefined;
  for (const string of jsonStrings(text)) {
    const { path, value } = string;
    if (path[0] === 'metadata') {
      if ((path[1] === 'kernelspec' && path[2] === 'language' && path.length === 3) || (path[1] === 'language_info' && path[2] === 'name' && path.length === 3)) language = value;
      continue;
    }
    // Version 3 of the format had one more level.
    const own = path[0] === 'worksheets' ? path.slice(2) : path;
    const [list, index, key, line] = own;
    if (list !== 'cells' || typeof index !== 'number') continue;
    let cell = cells.get(index);
    if (!cell) cells.set(index, (cell = { type: '', language: '', source: [] }));
    if (key === 'cell_type' && own.length === 3) cell.type = value;
    else if ((key === 'source' || key === 'input') && (own.length === 3 || (own.length === 4 && typeof line === 'number'))) cell.source.push(string);
    else if (key === 'metadata' && line === 'vscode' && own[4] === 'languageId') cell.language = value;
    else if (key === 'language' && own.length === 3) cell.language = value;
  }
  if (language !== undefined && !isPython(language)) return [];
  const found: Cell[] = [];
  // In order: the file lists them so.
  for (const [index, { type, language: own, source }] of cells) {
    if (type === 'code' && source.length > 0 && (own === '' || isPython(own)) && !isForeign(source)) found.push({ index, source });
  }
  return found;
}

const isPython = (language: string): boolean => /python|pyspark/i.test(language);

/** A cell that a `%%` command hands to something other than Python. */
function isForeign(source: readonly JsonString[]): boolean {
  const first = source.find(({ value }) => value.trim() !== '')?.value.trimStart() ?? '';
  const magic = /^%%(\w+)[ \t]*([^\r\n]*)/.exec(first);
  if (!magic) return false;
  if (magic[1] === 'writefile' || magic[1] === 'file') return !/\.py['"]?\s*$/.test(magic[2]!);
  return !pythonCells.has(magic[1]!);
}

/** The code of a file as people see it: of a notebook, the source of a cell. */

/** The text that places in a file count in: by the number of a cell, from 0, its source; without one, the file. Undefined where there is none. */
export function sourcesIn(text: string): (cell: number | undefined) => string | undefined {
  let cells: readonly unknown[] | undefined;
  return cell => (cell === undefined ? text : sourceOf((cells ??= cellsIn(text))[cell]));
}

/** What is no notebook has none: the file may have changed since it was read. */
function cellsIn(text: string): readonly unknown[] {
  try {
    const { cells, worksheets } = Object(JSON.parse(text)) as { readonly [key: string]: unknown };
    // Version 3 of the format has one more level.
    const found = cells ?? (Object(worksheets) as readonly { readonly cells?: unknown }[])[0]?.cells;
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}

function sourceOf(cell: unknown): string | undefined {
  const { source, input } = Object(cell) as { readonly [key: string]: unknown };
  const lines = source ?? input;
  return Array.isArray(lines) ? lines.join('') : typeof lines === 'string' ? lines : undefined;
}

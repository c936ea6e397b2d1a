import type { ReportPlace } from '../core/report.ts';
import { printable } from '../core/printable.ts';

/** `src/a.ts:12:9`, in a notebook `a.ipynb:cell 3:12:9`. */
export function placeText({ path, line, column, cell }: ReportPlace, base = ''): string {
  return `${callPlaceText({ path, line, cell }, base)}:${column}`;
}

/** `src/a.ts:12`, in a notebook `a.ipynb:cell 3:12`: a call in a table. */
export function callPlaceText({ path, line, cell }: Pick<ReportPlace, 'path' | 'line' | 'cell'>, base = ''): string {
  return `${printable(base + path)}:${cell === undefined ? '' : `cell ${cell}:`}${line}`;
}

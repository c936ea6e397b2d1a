/** The lines of code that a finding is about: an excerpt, never a whole prompt. */
import stringWidth from 'string-width';
import type { ReportPlace } from '../core/report.ts';
import { lineStarts } from '../core/source.ts';
import { printable } from '../core/printable.ts';
import { withoutSecrets } from './secrets.ts';
import { clipped } from './table.ts';

const maxExcerpt = 80;
/** Characters: several times an excerpt and the longest secret. */
const farthest = 4000;

/** The line with a mark below it, and the one before it; `text` is that of the file, or of the cell. */
export function frameLines(text: string, { line, column, endLine, endColumn }: ReportPlace, width: number): string[] {
  const starts = lineStarts(text);
  const lineAt = (number: number): string => text.slice(starts[number - 1], starts[number] ?? text.length).replace(/[\r\n\u2028\u2029]{1,2}$/, '');
  if (starts[line - 1] === undefined) return [];
  const gutter = String(line).length;
  const room = Math.min(maxExcerpt, width - gutter - 5);
  if (room < 8) return [];

  const flagged = covered(lineAt(line), column - 1);
  // A mark far to the right brings its part of the line with it.
  const from = column - 1 > room - 12 ? Math.max(0, column - 1 - Math.floor(room / 3)) : 0;
  const shown = shownLine((from > 0 ? '…' : '') + flagged.slice(from, from + 4 * room), room);
  const before = stringWidth(printable((from > 0 ? '…' : '') + flagged.slice(from, column - 1)));
  const end = endLine === line ? endColumn - 1 : flagged.length;
  const marked = Math.max(1, Math.min(stringWidth(printable(flagged.slice(column - 1, end))), room - before));
  const previous = line > 1 && from === 0 ? lineAt(line - 1) : '';
  return [
    ...(previous.trim() === '' ? [] : [`  ${String(line - 1).padStart(gutter)} | ${shownLine(withoutSecrets(previous.slice(0, farthest)), room)}`]),
    `> ${line} | ${shown}`,
    ...(before < room ? [`  ${' '.repeat(gutter)} | ${' '.repeat(before)}${'^'.repeat(marked)}`] : []),
  ];
}

/** A line without its secrets, as long as before, as far around a place as a frame can reach: an excerpt that begins within a secret would not look like one. */
function covered(line: string, place: number): string {
  const from = Math.max(0, place - farthest);
  return line.slice(0, from) + withoutSecrets(line.slice(from, place + farthest)) + line.slice(place + farthest);
}

function shownLine(line: string, width: number): string {
  return clipped(printable(line), width).trimEnd();
}

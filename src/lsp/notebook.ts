/** A notebook that the editor shows cell by cell: put together as the JSON that the engine reads, with the way back into the cells. */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { unescaped } from '../core/json.ts';
import type { Opened, Located } from './opened.ts';

/** A line of a cell, as a string of the JSON. */
interface Line {
  readonly cell: TextDocument;
  /** Offset in the cell. */
  readonly start: number;
  /** Offsets in the JSON of what stands between the quotes. */
  readonly from: number;
  readonly to: number;
}

/** Cells of Python, in order. `version` changes with any of them. */
export function openedNotebook(uri: string, version: number, file: string, cells: readonly TextDocument[]): Opened {
  const lines: Line[] = [];
  let text = '{"cells": [';
  cells.forEach((cell, index) => {
    text += `${index === 0 ? '' : ','}\n{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": null, "source": [`;
    let start = 0;
    for (const [at, line] of (cell.getText().match(/[^\n]*\n|[^\n]+$/g) ?? []).entries()) {
      const string = JSON.stringify(line);
      text += `${at === 0 ? '' : ','}\n`;
      lines.push({ cell, start, from: text.length + 1, to: text.length + string.length - 1 });
      text += string;
      start += line.length;
    }
    text += ']}';
  });
  text += '],\n"metadata": {"language_info": {"name": "python"}}, "nbformat": 4, "nbformat_minor": 5}\n';

  const lineAt = (offset: number): Line | undefined => lines.findLast(({ from }) => from <= offset) ?? lines[0];
  const inCell = (offset: number, line: Line): number => line.start + charactersIn(text.slice(line.from, Math.min(Math.max(offset, line.from), line.to)));
  const locate = ([start, end]: readonly [number, number]): Located => {
    const first = lineAt(start);
    if (!first) return { uri, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };
    // What ends in another cell ends with its own.
    const last = lines.findLast(({ from, cell }) => from <= Math.max(start, end) && cell === first.cell) ?? first;
    return { uri: first.cell.uri, range: { start: first.cell.positionAt(inCell(start, first)), end: first.cell.positionAt(inCell(end, last)) } };
  };
  return {
    uri, version, file, text, locate,
    parts: cells.map(cell => ({ uri: cell.uri, version: cell.version })),
    offsetAt(own, position) {
      const cell = cells.find(each => each.uri === own);
      const offset = cell?.offsetAt(position) ?? 0;
      const line = cell && lines.findLast(each => each.cell === cell && each.start <= offset);
      return line && line.from + JSON.stringify(cell.getText().slice(line.start, offset)).length - 2;
    },
    edited({ range, text: code }) {
      // From one line to the next a string ends and another begins.
      const newText = unescaped(code.replaceAll(/(?<!\\)((?:\\\\)*)",\s*"/g, '$1'));
      return newText === undefined ? undefined : { ...locate(range), newText };
    },
  };
}

/** How many characters the inside of a JSON string stands for; one that is cut within an escape ends before it. */
function charactersIn(inside: string): number {
  return (unescaped(inside) ?? unescaped(inside.replace(/\\(?:u[\da-f]{0,3})?$/i, '')) ?? inside).length;
}

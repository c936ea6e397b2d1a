/** Columns of text, within the width of a terminal. */
import stringWidth from 'string-width';

export interface Column {
  readonly head: string;
  readonly align?: 'right';
  /** What may be left out when the line is too wide, down to 16 columns. */
  readonly shrinks?: 'start' | 'middle';
}

/** Lines of a table; where even shortened columns do not fit, a block of lines for each row. Cells hold no escapes. */
export function tableLines(columns: readonly Column[], rows: readonly (readonly string[])[], width: number, indent = '  '): string[] {
  const widths = columns.map(({ head }, index) => Math.max(stringWidth(head), ...rows.map(row => stringWidth(row[index] ?? ''))));
  const gaps = 2 * (columns.length - 1) + indent.length;
  let over = sum(widths) + gaps - width;
  // The widest gives first, until it is as wide as the next one.
  while (over > 0) {
    const [widest] = columns.flatMap(({ shrinks, head }, index) => (shrinks && widths[index]! > Math.max(16, head.length) ? [index] : [])).toSorted((a, b) => widths[b]! - widths[a]!);
    if (widest === undefined) break;
    widths[widest]!--;
    over--;
  }
  if (over > 0) return rows.flatMap(row => blockLines(columns, row, width, indent));
  const line = (cells: readonly string[]): string => (indent + columns.map(({ align, shrinks }, index) => padded(shortened(cells[index] ?? '', widths[index]!, shrinks), widths[index]!, align)).join('  ')).trimEnd();
  return [line(columns.map(({ head }) => head)), ...rows.map(line)];
}

function blockLines(columns: readonly Column[], row: readonly string[], width: number, indent: string): string[] {
  return columns.flatMap(({ head, shrinks }, index) => {
    const cell = row[index] ?? '';
    if (cell === '') return [];
    const label = index === 0 ? indent : `${indent}  ${head}: `;
    return [label + shortened(cell, Math.max(4, width - stringWidth(label)), shrinks)];
  });
}

function padded(text: string, width: number, align: Column['align']): string {
  const space = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return align === 'right' ? space + text : text + space;
}

/** At most so many columns wide; `…` stands for what is left out, of a path its start. */
export function shortened(text: string, width: number, where: 'start' | 'middle' = 'middle'): string {
  if (text.length < 10_000 && stringWidth(text) <= width) return text;
  if (width <= 1) return '…';
  const characters = Array.from(text.slice(-10_000));
  const before = where === 'start' ? [] : taken(characters, Math.ceil((width - 1) / 2));
  const after = taken(characters.toReversed(), where === 'start' ? width - 1 : Math.floor((width - 1) / 2));
  return `${before.join('')}…${after.toReversed().join('')}`;
}

/** At most so many columns wide; what is left out at the end is `…`. */
export function clipped(text: string, width: number): string {
  const head = text.slice(0, width * 4 + 100);
  if (head.length === text.length && stringWidth(text) <= width) return text;
  return width <= 1 ? '…' : `${taken(Array.from(head), width - 1).join('')}…`;
}

function taken(characters: readonly string[], width: number): string[] {
  const result: string[] = [];
  let used = 0;
  for (const character of characters) {
    used += stringWidth(character);
    if (used > width) break;
    result.push(character);
  }
  return result;
}

/** Words over lines of at most so many columns; longer words are cut. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (stringWidth(longer) <= width) line = longer;
    else {
      if (line !== '') lines.push(line);
      line = clipped(word, Math.max(width, 2));
    }
  }
  return [...lines, line];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

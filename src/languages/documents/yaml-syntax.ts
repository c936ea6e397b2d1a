/** How YAML prints what a fix inserts: in flow style, which can stand anywhere. */
import type { LineInsertion, Plain, Syntax } from '../../core/ir.ts';
import type { Range } from '../../core/source.ts';

export const yamlSyntax: Syntax = {
  entry: (key, value) => `${printed(key)}: ${value}`,
  literal,
  escape(text, delimiter) {
    if (delimiter === '"') return JSON.stringify(text).slice(1, -1);
    if (/[\r\n]/.test(text)) return undefined;
    if (delimiter === "'") return text.replaceAll("'", "''");
    return delimiter === '' && !isWord(text) ? undefined : text;
  },
  lineComment: '#',
  onLines: insertion => (insertion.into === 'list' ? intoList(insertion) : intoMap(insertion)),
};

function literal(value: Plain): string {
  if (typeof value === 'string') return printed(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${printed(key)}: ${literal(inner as Plain)}`)
    .join(', ')} }`;
}

/** Text that is a string to every reader without quotes. */
function isWord(text: string): boolean {
  return /^[A-Za-z_][\w./-]*(?::[\w./-]+)*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
}

function printed(text: string): string {
  return isWord(text) ? text : JSON.stringify(text);
}

type Insertion = ReturnType<NonNullable<Syntax['onLines']>>;

function intoMap({ text, elements, index }: LineInsertion): Insertion {
  const [start] = elements[index]!;
  // A tag or an anchor before a key stands where the key would.
  const indent = /^((?:\s|-(?=\s))*)(?:[!&]\S*\s+)*$/.exec(text.slice(lineStartAt(text, start), start))?.[1];
  return indent === undefined ? undefined : behind(text, elements[index]!, indent.length);
}

function intoList({ text, elements, index }: LineInsertion): Insertion {
  const [start] = elements[index]!;
  const lineStart = lineStartAt(text, start);
  const dash = text.lastIndexOf('-', start - 1);
  if (dash < lineStart || text.slice(dash + 1, start).trim() !== '') return undefined;
  return behind(text, elements[index]!, dash - lineStart, '- ');
}

/** A line of its own behind an element, in this column, that begins with a mark. */
function behind(text: string, [start, end]: Range, column: number, mark = ''): Insertion {
  const lineEnd = /\r\n|\n/.exec(text)?.[0] ?? '\n';
  const lead = ' '.repeat(column) + mark;
  // A block scalar ends with the line breaks that are its own.
  if (end > start && text[end - 1] === '\n') return { range: [end, end], before: lead, after: lineEnd };
  const rest = /^[^\r\n]*/.exec(text.slice(end))![0];
  if (!/^:?[ \t]*(?:#.*)?$/.test(rest)) return undefined;
  return { range: [end + rest.length, end + rest.length], before: lineEnd + lead, after: '' };
}

function lineStartAt(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

import type { Plain, Syntax } from '../../core/ir.ts';

/** How templates, YAML or JSON, print what a fix inserts: JSON is YAML too. */
export const cloudformationSyntax: Syntax = {
  entry: (key, value) => `${JSON.stringify(key)}: ${value}`,
  literal: (value: Plain) => JSON.stringify(value),
  escape: escaped,
  lineComment: '#',
  // Where a key is written with its value tells nothing of where the next one may stand.
  onLines: () => undefined,
};

function escaped(text: string, delimiter: string): string | undefined {
  switch (delimiter) {
    case '"':
      return JSON.stringify(text).slice(1, -1);
    case "'":
      return text.includes('\n') ? undefined : text.replaceAll("'", "''");
    case '|':
      return text.includes('\n') ? undefined : text;
    case '':
      // Plain scalars end at many a character: only words that cannot be taken for anything else.
      return /^[A-Za-z][\w./-]*(?::[\w./-]+)*$/.test(text) ? text : undefined;
    default:
      return undefined;
  }
}

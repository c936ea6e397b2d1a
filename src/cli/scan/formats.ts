/** `--format`: what is printed, and what is written to files beside it. */
import { InvalidArgumentError } from 'commander';

/** Every format of a report; `reporters/index.ts` has one reporter for each. */
export const formats = ['text', 'concise', 'json', 'sarif', 'github', 'gitlab', 'junit', 'markdown', 'html', 'csv'] as const;
export type Format = (typeof formats)[number];

/** One output of a run. */
export interface Output {
  readonly format: Format;
  /** Relative to the current directory; standard output without it. */
  readonly file?: string;
}

/** Reads one `--format format[=file]`, after those before it. */
export function withFormat(text: string, before: readonly Output[] = []): readonly Output[] {
  const [, name = text, file] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  const format = formats.find(each => each === name);
  if (!format) throw new InvalidArgumentError(`Allowed choices are ${formats.join(', ')}, each with =file where it goes to a file.`);
  if (file === '') throw new InvalidArgumentError(`Name the file, as in ${format}=report.${format}.`);
  if (file === undefined && before.some(other => other.file === undefined)) throw new InvalidArgumentError(`Two formats cannot both be printed. Give one a file, as in ${format}=report.${format}.`);
  return [...before, { format, ...(file !== undefined && { file }) }];
}

/** Shell as it stands in a file: as the whole of it, or as a text in YAML, with the way back to the file. */
import type { TextPart } from '../../core/ir.ts';
import type { Range } from '../../core/source.ts';

/** A run of shell whose characters stand in the file as they are, or what the file writes in another way. */
export interface Run {
  readonly value: string;
  readonly range: Range;
  readonly exact: boolean;
}

/** Stands for each character of what is filled in before the shell reads it (`${{ … }}` of workflows). */
export const FILLED = '\uE000';

export class ShellSource {
  readonly text: string;
  private readonly segments: readonly { readonly at: number; readonly length: number; readonly range: Range; readonly exact: boolean }[];

  private constructor(text: string, segments: ShellSource['segments']) {
    this.text = text;
    this.segments = segments;
  }

  /** A checkout on Windows has line ends that the shell never sees. */
  static ofFile(text: string): ShellSource {
    const parts = text.split('\r\n');
    let at = 0;
    let file = 0;
    const segments = parts.flatMap((part, index) => {
      const own = [{ at, length: part.length, range: [file, file + part.length] as const, exact: true }];
      at += part.length + 1;
      file += part.length + 2;
      return index === parts.length - 1 ? own : [...own, { at: at - 1, length: 1, range: [file - 2, file] as const, exact: false }];
    });
    return new ShellSource(parts.join('\n'), segments);
  }

  /** Of a text without holes; what the workflow fills in counts as one word of the same length. */
  static ofText(parts: readonly TextPart[]): ShellSource {
    let text = '';
    const segments = parts.flatMap(part => {
      if (part.kind !== 'literal') return [];
      const segment = { at: text.length, length: part.value.length, range: part.range, exact: part.exact };
      text += part.value;
      return [segment];
    });
    return new ShellSource(text.replaceAll(/\$\{\{(?:(?!\}\})[^]){0,1000}\}\}/g, filled => FILLED.repeat(filled.length)), segments);
  }

  /** Where a part of the shell stands in the file. */
  range(start: number, end: number): Range {
    const runs = this.runs(start, end);
    return [runs[0]?.range[0] ?? this.offset(start), runs.at(-1)?.range[1] ?? this.offset(start)];
  }

  runs(start: number, end: number): Run[] {
    return this.segments.flatMap(({ at, length, range, exact }) => {
      const from = Math.max(start, at);
      const to = Math.min(end, at + length);
      if (from >= to) return [];
      return [{ value: this.text.slice(from, to), range: exact ? ([range[0] + from - at, range[0] + to - at] as const) : range, exact }];
    });
  }

  private offset(at: number): number {
    const segment = this.segments.findLast(each => each.at <= at);
    if (!segment) return 0;
    return segment.exact ? segment.range[0] + Math.min(at - segment.at, segment.length) : segment.range[0];
  }
}

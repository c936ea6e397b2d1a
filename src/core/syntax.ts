/** How a language writes what a fix puts into a file. */
import type { Range } from './source.ts';

/** How a language prints what a fix inserts. */
export interface Syntax {
  /** `maxTokens: 1024` or `"maxTokens": 1024`, in an object; `max_tokens=1024` among arguments, `.maxTokens(1024)` in a chain of calls. `value` is already printed. */
  entry(key: string, value: string, into: 'object' | 'arguments' | 'chain'): string;
  /** A literal: string, number, boolean, null, or plain objects and lists of them, on one line. */
  literal(value: Plain): string;
  /** Text as it must stand inside an existing literal with this opening delimiter (`'`, `"`, `` ` ``, `"""`, `f"`, `|` …); undefined where it cannot. */
  escape(text: string, delimiter: string): string | undefined;
  readonly lineComment: string;
  /** Where what stands together is told by lines, not by brackets (block YAML, tables of TOML): where code goes behind element `index`, and the text around it; undefined where it cannot go there. */
  onLines?(insertion: LineInsertion): { readonly range: Range; readonly before: string; readonly after: string } | undefined;
}
/** Code that goes behind element `index` of an object or list without brackets. */
export interface LineInsertion {
  readonly text: string;
  readonly into: 'object' | 'list';
  /** At least one. */
  readonly elements: readonly Range[];
  readonly index: number;
}
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

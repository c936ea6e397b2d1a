/** What a rule says, and what the drivers make of it. */
import type { Fix } from './edit.ts';
import type { Range, Span } from './source.ts';
import { printable } from './printable.ts';

/** How a finding counts; `--fail-on` draws the line. */
export type Severity = 'error' | 'warning';

/** The eight ways to spend less, as reports group them. */
export type Strategy =
  | 'model-size'
  | 'batch'
  | 'prompt-caching'
  | 'fewer-tokens'
  | 'provisioned-throughput'
  | 'semantic-caching'
  | 'deduplication'
  | 'monitoring';

export interface Savings {
  readonly tokensPerCall?: number;
  readonly usdPerThousandCalls?: number;
  /** Ways to save that cannot be had together with this one: a smaller model may cache less, or have no batch. */
  readonly excludes?: readonly Strategy[];
  readonly basis: 'exact' | 'calibrated' | 'declared' | 'measured';
}

/** What a rule yields. `data` fills the `{{names}}` of its message. */
export type Problem<M extends Messages = Messages> = {
  [K in keyof M & string]: {
    readonly message: K;
    readonly data?: Data<M[K]>;
    /** `about`: the file that holds what it is about, where that is another one. */
    readonly span: Span & { readonly about?: string };
    /** Tells apart findings of one rule on one call; by default the text of the span does. */
    readonly key?: string;
    /** It is about what stands at its place, whichever call shows it: one finding there is enough, whatever each of them says. */
    readonly isOfSource?: true;
    /** Lines below the message: a table, evidence. */
    readonly details?: readonly string[];
    readonly savings?: Savings;
    readonly fixes?: readonly (Fix | undefined)[];
  } & (keyof Data<M[K]> extends never ? unknown : { readonly data: Data<M[K]> });
}[keyof M & string];

export type Messages = { readonly [id: string]: string };
/** The data that a message needs, read out of its type. */
export type Data<S extends string> = { readonly [K in Names<S>]: string | number };
type Names<S extends string> = S extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Names<Rest> : never;

export interface Finding {
  /** `f_…`: identity of the content; see `identity.ts`. */
  readonly id: string;
  readonly ruleId: string;
  readonly messageId: string;
  readonly severity: Severity;
  /** Undefined for findings about a project. */
  readonly callId: string | undefined;
  readonly path: string;
  readonly range: Range;
  /** The file that holds what it is about, where that is another one. */
  readonly about?: string;
  readonly message: string;
  readonly details?: readonly string[];
  readonly strategy: Strategy;
  readonly savings?: Savings;
  readonly fixes: readonly Fix[];
}

/** A message with its data in place: names and models are strangers' words, and whoever prints it (ESLint, an editor) prints it as it is. */
export function render(message: string, data: { readonly [name: string]: string | number } = {}): string {
  return message.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => (Object.hasOwn(data, name) ? printable(String(data[name])) : whole));
}

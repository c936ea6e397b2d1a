/** What prompts are made of, without a word of them. */
import { countedCalls } from '../core/counted.ts';
import type { ReportCall } from '../core/report.ts';

/** `hole`: comes at run time. `request`: what the service adds around the parts. `rest`: what a picture has no room for. */
export type SegmentKind = 'tools' | 'system' | 'examples' | 'messages' | 'hole' | 'request' | 'rest';

export interface Segment {
  readonly kind: SegmentKind;
  /** Undefined for holes: nobody knows before the run. */
  readonly tokens?: number;
  /** What fills a hole, as the source says. */
  readonly name?: string;
}

/** The input of a call, in the order in which the service reads it. */
export interface PromptShape {
  readonly segments: readonly Segment[];
  /** The beginning that is the same in each request, and what becomes of it. */
  readonly prefix?: {
    /** used: a marker in the code asks to cache it. possible: it is long enough. short: it is not. */
    readonly state: 'used' | 'possible' | 'short';
    readonly tokens: number;
    /** How many segments it reaches over. */
    readonly segments: number;
    /** Tokens that the model asks of a cached prefix. */
    readonly minimum?: number;
  };
}

/** Calls that send text, the longest first. */
export function byTokens(calls: readonly ReportCall[]): ReportCall[] {
  return countedCalls(calls).filter(({ tokens }) => tokens.input.static > 0).toSorted((a, b) => b.tokens.input.static - a.tokens.input.static || (a.path < b.path ? -1 : a.path > b.path ? 1 : a.range[0] - b.range[0]));
}

/** Where nobody looked into the prompt itself: its parts, each before what fills it. */
export function reportedShape({ system, user, tools, tokens }: ReportCall): PromptShape {
  const parts = ([['tools', tools], ['system', system], ['messages', user]] as const).flatMap(([kind, text]): Segment[] => [
    ...(text?.tokens ? [{ kind, tokens: text.tokens }] : []),
    ...(text?.holes ?? []).map(name => ({ kind: 'hole' as const, name })),
  ]);
  const rest = tokens.input.static - parts.reduce((sum, part) => sum + (part.tokens ?? 0), 0);
  return { segments: rest > 0 ? [...parts, { kind: 'request', tokens: rest }] : parts };
}

/** `system 1,290, hole question, messages 55`: for those who do not see the picture. */
export function shapeWords({ segments }: PromptShape, integer: (value: number) => string): string {
  return segments.map(({ kind, tokens, name }) => (kind === 'hole' ? `{${name ?? ''}}` : `${kind} ${integer(tokens ?? 0)}`)).join(' · ');
}

/** What becomes of the beginning that stays the same. */
export function prefixWords({ prefix }: PromptShape, integer: (value: number) => string): string {
  if (!prefix) return '';
  if (prefix.state === 'used') return `first ${integer(prefix.tokens)} cached`;
  if (prefix.state === 'possible') return `first ${integer(prefix.tokens)} could be cached`;
  return `first ${integer(prefix.tokens)} fixed, a cache wants ${integer(prefix.minimum ?? 0)}`;
}

/** What of a call the call itself holds, as against the wrapper that it calls. */
import type { Call, Operation, Prompt } from '../src/core/call.ts';
import { generates, isLiteral } from '../src/core/call.ts';
import type { Span } from '../src/core/source.ts';

/** Operations whose prompts a text model reads as they are written. */
const PROMPTED: ReadonlySet<Operation> = new Set<Operation>([...generates, 'agent', 'prompt']);

/**
 * Does the call itself bring this part of the request, from its own file or from a third one? What a wrapper in another
 * file adds is the wrapper's: its own entry reports it once, not once per caller. In one file, findings about the same
 * text are one finding anyway.
 */
export function isOwn({ role, path, ofWrapper }: Call, span: Span): boolean {
  if (role !== 'wrapper-call' || span.path === path) return true;
  return !ofWrapper?.files.includes(span.path) && !isOfWrapper({ ofWrapper }, span);
}

/** Is it sent by the wrapper whoever calls it? */
export function isOfWrapper({ ofWrapper }: Pick<Call, 'ofWrapper'>, span: Span): boolean {
  return ofWrapper?.spans.some(other => holds(other, span)) ?? false;
}

function holds(outer: Span, { path, range }: Span): boolean {
  return outer.path === path && outer.range[0] <= range[0] && range[1] <= outer.range[1];
}

/** Prompts that the call itself gives to a text model. */
export function ownPrompts(call: Call): readonly Prompt[] {
  return PROMPTED.has(call.operation) ? call.prompts.filter(prompt => isOwnPrompt(call, prompt)) : [];
}

/** Does the call itself bring it, at least in part? */
export function isOwnPrompt(call: Call, { span, text }: Prompt): boolean {
  return isOwn(call, span) || text.pieces.some(piece => isLiteral(piece) && isOwn(call, piece));
}

/** The span, where it stands in the file of the call; else the call, which is what a reader of that file can see, and the file that it is about. */
export function visible(call: Call, span: Span | undefined): Span & { readonly about?: string } {
  const isElsewhere = span !== undefined && span.path !== call.path;
  const { path, range } = span && !isElsewhere ? span : call;
  return { path, range, ...(isElsewhere && { about: span.path }) };
}

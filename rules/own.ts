/** What of a call the call itself holds, as against the wrapper that it calls. */
import type { Call, Operation, Prompt } from '../src/core/call.ts';
import { generates, isLiteral } from '../src/core/call.ts';
import type { Span } from '../src/core/source.ts';

/** Operations whose prompts a text model reads as they are written. */
const PROMPTED: ReadonlySet<Operation> = new Set<Operation>([...generates, 'agent', 'prompt']);

/**
 * Does this part of the request stand in the file of the call? What a wrapper in another file adds is the wrapper's:
 * its own entry reports it once, not once per caller. In one file, findings about the same text are one finding anyway.
 */
export function isOwn(call: Call, span: Span): boolean {
  return call.role !== 'wrapper-call' || span.path === call.path;
}

/** Prompts that the call itself gives to a text model. */
export function ownPrompts(call: Call): readonly Prompt[] {
  return PROMPTED.has(call.operation) ? call.prompts.filter(prompt => isOwnPrompt(call, prompt)) : [];
}

/** Is it written in the file of the call, at least in part? */
export function isOwnPrompt(call: Call, { span, text }: Prompt): boolean {
  return isOwn(call, span) || text.pieces.some(piece => isLiteral(piece) && piece.path === call.path);
}

/** The span, where it stands in the file of the call; else the call, which is what a reader of that file can see, and the file that it is about. */
export function visible(call: Call, span: Span | undefined): Span & { readonly about?: string } {
  const isElsewhere = span !== undefined && span.path !== call.path;
  const { path, range } = span && !isElsewhere ? span : call;
  return { path, range, ...(isElsewhere && { about: span.path }) };
}

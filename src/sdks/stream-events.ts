/** What a bidirectional stream is told: its request travels as events, of which the first starts the session. */
import type { Module } from '../core/ir.ts';
import type { SdkContext } from '../core/sdk.ts';
import type { Value } from '../core/value.ts';
import { field } from './request/field.ts';
import { limitOf, mergeLimits } from './request/limit.ts';
import { type Parts, unknownParts } from './request/parts.ts';

const START = 'event.sessionStart';
const LIMIT = { key: `${START}.inferenceConfiguration.maxTokens` };

/** By the events that a file hands to its queue, a writer or an encoder, in whatever function; their order is not followed. */
export function sessionParts(module: Module, context: SdkContext): Parts {
  const starts = module.text.includes('sessionStart') ? startsIn(module, context) : [];
  if (starts.length === 0) return unknownParts;
  // What could be inserted would stand in another call than the one that is reported.
  const { setEdits: _, ...limit } = mergeLimits(starts.map(start => limitOf(start, LIMIT, context)));
  return { ...unknownParts, limit };
}

function startsIn(module: Module, context: SdkContext): Value[] {
  return module.calls.flatMap(call => {
    const args = context.read({ expr: call, env: undefined, module });
    return call.args.flatMap(({ value: { kind } }, index) => {
      const value = kind === 'object' || kind === 'name' ? context.as(args.at(index), 'object') : undefined;
      return value && field(value, START, context).holder ? [value] : [];
    });
  });
}

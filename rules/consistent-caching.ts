import type { CacheMarker, Call, Prompt } from '../src/core/call.ts';
import { generates, isLiteral } from '../src/core/call.ts';
import type { Fix } from '../src/core/edit.ts';
import type { Facts } from '../src/core/facts.ts';
import { defineFileRule } from '../src/core/rule.ts';
import type { Text } from '../src/core/value.ts';
import { breakEven } from './cache-savings.ts';
import { cachingModels } from './cached-prefix.ts';
import { visible } from './own.ts';

/** What a call caches: the parts of its request up to its last cache point. */
interface Cached {
  readonly call: Call;
  readonly parts: readonly Prompt[];
}

export default defineFileRule({
  subject: 'file',
  description: 'Require a cache point on all calls that begin with the same text, where one has it.',
  strategy: 'prompt-caching',
  recommended: 'off',
  fix: 'suggested',
  messages: {
    hidden: '`{{name}}` is cached by another call of `{{within}}`, but not here. Add {{syntax}}.',
  },
  *check(calls, { facts }) {
    const caching = calls.flatMap(call => cachedBy(call) ?? []);
    for (const call of caching.length > 0 ? calls : []) {
      const { syntax, state, markers } = call.caching;
      if (state !== 'none' || syntax === undefined || markers || call.role === 'wrapper-call' || !generates.has(call.operation) || !cachingModels(call, facts)) continue;
      const same = caching.find(each => isSameModel(each.call, call) && beginsWith(call, each));
      if (!same) continue;
      const last = call.prompts[same.parts.length - 1]!;
      const hole = same.parts.flatMap(({ text }) => text.pieces).find(piece => !isLiteral(piece));
      // A prefix that is known throughout is told by `require-prompt-cache`, with its money.
      if (!hole || !('hole' in hole)) continue;
      yield {
        message: 'hidden',
        span: visible(call, last.span),
        key: 'prefix',
        data: { name: hole.hole.slice(0, 20), within: call.within ?? 'this file', syntax },
        fixes: [fixFor(last, call, facts)],
      };
    }
  },
});

function cachedBy(call: Call): Cached | undefined {
  const last = call.caching.markers?.findLast((marker: CacheMarker) => marker.isRead && !marker.isOptional && marker.behind > 0);
  return last && generates.has(call.operation) ? { call, parts: call.prompts.slice(0, last.behind) } : undefined;
}

function isSameModel({ model: a }: Call, { model: b }: Call): boolean {
  return a.ids.length > 0 && a.ids.join() === b.ids.join();
}

/** Does a request begin with what another caches? Text that is not known is the same only within one function. */
function beginsWith(call: Call, { call: other, parts }: Cached): boolean {
  const isOneFunction = call.path === other.path && call.within !== undefined && call.within === other.within;
  return parts.every((part, index) => {
    const own = call.prompts[index];
    return own?.part === part.part && (part.state === 'static' || isOneFunction) && keyOf(own.text) === keyOf(part.text);
  });
}

function keyOf({ pieces }: Text): string {
  return pieces.map(piece => (isLiteral(piece) ? piece.value : `\u0000${piece.hole}\u0000`)).join('');
}

function fixFor({ cacheEdits: edits }: Prompt, call: Call, facts: Facts): Fix | undefined {
  if (!edits || edits.length === 0) return undefined;
  return { safety: 'suggested', title: `Cache it as the other call does: ${breakEven(facts.prices(call.model.ids[0] ?? ''))}.`, edits };
}

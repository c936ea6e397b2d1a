import type { Call } from '../src/core/call.ts';
import { isLiteral } from '../src/core/call.ts';
import type { Facts } from '../src/core/facts.ts';
import type { Savings } from '../src/core/finding.ts';
import { defineRule } from '../src/core/rule.ts';
import { lostPerThousand, savedPerThousand } from './cache-savings.ts';
import type { CachingModel, Hole } from './cached-prefix.ts';
import { cachingModels, isAtLeast, isCached, reachOf } from './cached-prefix.ts';
import { count } from './figures.ts';
import { lineMoved } from './move-behind.ts';
import { isOwn, ownPrompts, visible } from './own.ts';
import { causeOf, volatilityOf } from './volatile.ts';

export default defineRule({
  description: 'Disallow what changes with each request in front of what could be cached.',
  strategy: 'prompt-caching',
  recommended: 'warning',
  fix: 'suggested',
  messages: {
    never: '`{{cause}}` is new in each request: the cache point behind it never hits. Move it behind.',
    own: 'Each `{{cause}}` needs a cache of its own: the cache point stands behind it. Move it behind.',
    head: '`{{cause}}` changes before {{tokens}} tokens that stay: they cannot be cached. Move it behind.',
  },
  *check(call, { facts }) {
    const models = cachingModels(call, facts);
    const [model] = models ?? [];
    const [id] = call.model.ids;
    if (!models || !model || id === undefined) return;
    // Of a point that is sent on some paths only, no one knows what stands before it there.
    const reads = (call.caching.markers ?? []).filter(marker => marker.isRead && !marker.isOptional);
    const last = reads.at(-1);
    if (last) {
      const { text, holes } = reachOf(call, last.behind, model);
      // Of one person or thing, a conversation reads its own cache from turn to turn.
      const isTold = (hole: Hole) => volatilityOf(hole) === 'never' || (volatilityOf(hole) === 'own' && !isConversation(call));
      const busting = holes.filter(hole => isTold(hole) && isOwn(call, hole));
      // One of them is enough to lose it all.
      const costly = busting.find(hole => volatilityOf(hole) === 'never');
      for (const hole of busting) yield { message: volatilityOf(hole)!, span: visible(call, hole), key: hole.hole, data: { cause: causeOf(hole) }, ...(hole === costly && lossOf(text, id, model, facts)) };
      return;
    }
    if (call.caching.state !== 'none') return;
    const head = headOf(call, model);
    if (!head || !ownPrompts(call).includes(head.prompt)) return;
    const [before, all] = [facts.count(head.before, id), facts.count(head.before + head.behind, id)];
    const min = Math.max(...models.map(each => each.caching.min));
    if (isAtLeast(before, min) || !isAtLeast(all, min)) return;
    const tokens = facts.count(head.behind, id).tokens;
    const prices = facts.prices(id);
    const saved = prices && savedPerThousand(all.tokens, prices);
    yield {
      message: 'head',
      span: visible(call, head.hole),
      key: head.hole.hole,
      data: { cause: causeOf(head.hole), tokens: count(tokens) },
      ...(saved !== undefined && { savings: { usdPerThousandCalls: saved, basis: all.basis } }),
      fixes: [lineMoved(head.prompt.text, head.hole)],
    };
  },
});

function lossOf(text: string, id: string, model: CachingModel, facts: Facts): { readonly savings?: Savings } {
  const counted = facts.count(text, id);
  const prices = facts.prices(id);
  const lost = prices && isAtLeast(counted, model.caching.min) ? lostPerThousand(counted.tokens, prices) : undefined;
  return lost === undefined ? {} : { savings: { usdPerThousandCalls: lost, basis: counted.basis } };
}

/** May the request hold earlier turns: messages that are not seen, or a history? */
function isConversation({ prompts, context }: Call): boolean {
  if (context.loop === 'agent') return true;
  return prompts.some(({ part, text }) => part === 'assistant' || (part === 'user' && text.pieces.some(piece => 'hole' in piece && (piece.source?.kind === 'history' || piece.hole === 'more messages'))));
}

interface Head {
  readonly prompt: Call['prompts'][number];
  readonly hole: Hole;
  /** Known text up to the first hole, and from there to the first hole that is none of these. */
  readonly before: string;
  readonly behind: string;
}

/** The first hole of the request, where it changes with each request, and the known text around it. */
function headOf({ prompts }: Call, model: CachingModel): Head | undefined {
  let found: Pick<Head, 'prompt' | 'hole'> | undefined;
  let before = '';
  let behind = '';
  for (const prompt of prompts.filter(each => isCached(model, each.part))) {
    for (const piece of prompt.text.pieces) {
      if (isLiteral(piece)) {
        if (found) behind += piece.value;
        else before += piece.value;
      } else if (volatilityOf(piece) === undefined) return found && { ...found, before, behind };
      else found ??= { prompt, hole: piece };
    }
  }
  return found && { ...found, before, behind };
}

import type { Call, Prompt } from '../src/core/call.ts';
import { generates, isLiteral, staticText } from '../src/core/call.ts';
import type { Fix } from '../src/core/edit.ts';
import type { Count, Prices } from '../src/core/facts.ts';
import { defineRule } from '../src/core/rule.ts';
import { breakEven, savedPerThousand } from './cache-savings.ts';
import type { CachingModel } from './cached-prefix.ts';
import { cachingModels, isAtLeast, isCached } from './cached-prefix.ts';
import { count, shownHole, usd } from './figures.ts';
import { isOwnPrompt, visible } from './own.ts';

export default defineRule({
  description: 'Require a cache point behind a long static prefix.',
  strategy: 'prompt-caching',
  recommended: 'warning',
  fix: 'safe',
  messages: {
    uncached: '{{tokens}} tokens (min {{min}}, +{{margin}} %) uncached: up to {{usd}}/1,000 calls. Add {{syntax}}.',
    uncachedUnpriced: '{{tokens}} static tokens ({{min}} needed, +{{margin}} %) go uncached. Add {{syntax}}.',
    blocked: '{{tokens}} tokens ({{min}} needed) stand before {{hole}}. End the block there, add {{syntax}}.',
  },
  options: {
    margin: { type: 'number', minimum: 0, default: 0, description: 'Share by which the prefix must exceed the minimum of the model (0.1: 10 %).' },
  },
  *check(call, { options, facts }) {
    const { caching, model } = call;
    // What is written in a syntax that nothing reads is told by `valid-cache-syntax`.
    if (caching.state !== 'none' || caching.syntax === undefined || caching.markers) return;
    if (!generates.has(call.operation) && call.operation !== 'agent') return;

    const [id] = model.ids;
    const models = cachingModels(call, facts);
    const [first] = models ?? [];
    if (id === undefined || !models || !first) return;

    const min = Math.max(...models.map(each => each.caching.min));
    const prefix = prefixOf(call, first);
    const enough = (counted: Count) => isAtLeast(counted, min * (1 + options.margin));
    // What a wrapper sends by itself is told at the wrapper.
    if (enough(facts.count(prefix.foreign, id))) return;
    const syntax = caching.syntax;

    const counted = facts.count(prefix.blocks, id);
    if (enough(counted)) {
      const { tokens, basis } = counted;
      const prices = facts.prices(id);
      const saved = prices && savedPerThousand(tokens, prices);
      const data = { tokens: count(tokens), min: count(min), margin: Math.floor((tokens / min - 1) * 100), syntax };
      const common = { span: visible(call, prefix.last?.span), key: 'prefix', fixes: [cacheFix(call, prefix.last, prices)] };
      if (saved === undefined) yield { message: 'uncachedUnpriced', ...common, data };
      else yield { message: 'uncached', ...common, data: { ...data, usd: usd(saved) }, savings: { usdPerThousandCalls: saved, basis } };
      return;
    }
    if (prefix.hole === undefined) return;
    const upToHole = facts.count(prefix.blocks + prefix.begun, id);
    if (enough(upToHole)) yield { message: 'blocked', span: visible(call, prefix.open?.span), key: 'hole', data: { tokens: count(upToHole.tokens), min: count(min), hole: shownHole(prefix.hole), syntax } };
  },
});

interface Prefix {
  /** Text of the fully static prompts that the request begins with; what a wrapper puts before the call's own; the last of these prompts. */
  readonly blocks: string;
  readonly foreign: string;
  readonly last: Prompt | undefined;
  /** The next prompt, its known text before its first hole, and the name of that hole. */
  readonly open?: Prompt;
  readonly begun: string;
  readonly hole: string | undefined;
}

/** What each request of this call begins with, in the order of the service: tools, system, messages. */
function prefixOf(call: Call, model: CachingModel): Prefix {
  let blocks = '';
  let foreign = '';
  let last: Prompt | undefined;
  for (const prompt of call.prompts) {
    const isCachable = isCached(model, prompt.part);
    if (prompt.state === 'static' && !isCachable) continue;
    const { pieces } = prompt.text;
    const hole = pieces.findIndex(piece => !isLiteral(piece));
    const begun = staticText({ ...prompt.text, pieces: hole < 0 ? pieces : pieces.slice(0, hole) });
    if (prompt.state !== 'static') {
      const piece = pieces[hole];
      return { blocks, foreign, last, open: prompt, begun, hole: isCachable && piece && 'hole' in piece ? piece.hole : undefined };
    }
    // A question of a list is another one in the next turn; a system prompt of two may well stay.
    if (prompt.part === 'user' && prompt.isOneOfSeveral) break;
    if (foreign === blocks && !isOwnPrompt(call, prompt)) foreign += begun;
    blocks += begun;
    last = prompt;
  }
  return { blocks, foreign, last, begun: '', hole: undefined };
}

function cacheFix(call: Call, last: Prompt | undefined, prices: Prices | undefined): Fix | undefined {
  const edits = last?.cacheEdits;
  if (!edits || edits.length === 0) return undefined;
  const isReused = call.context.loop === 'items' || call.context.loop === 'agent';
  return { safety: isReused ? 'safe' : 'suggested', title: `Cache it: ${breakEven(prices)}.`, edits };
}

import type { Call, Prompt } from '../src/core/call.ts';
import { isLiteral, staticText } from '../src/core/call.ts';
import { defineRule } from '../src/core/rule.ts';
import { savedPerThousand } from './cache-savings.ts';
import type { CachingModel, Hole } from './cached-prefix.ts';
import { cachingModels, isAtLeast, isCached, reachOf } from './cached-prefix.ts';
import { count, shownHole } from './figures.ts';
import { lineMoved } from './move-behind.ts';
import { ownPrompts, visible } from './own.ts';
import { causeOf, isPerRequest, volatilityOf } from './volatile.ts';

export default defineRule({
  description: 'Require the text that stays the same before the text that changes.',
  strategy: 'prompt-caching',
  recommended: 'off',
  fix: 'suggested',
  messages: {
    early: '{{tokens}} static tokens stand behind {{hole}}: uncachable. Put what changes last.',
  },
  options: {
    early: { type: 'number', minimum: 0, maximum: 1, default: 0.3, description: 'Share of the known text before which a hole counts as early.' },
  },
  *check(call, { facts, options }) {
    if (call.caching.state !== 'none') return;
    const models = cachingModels(call, facts);
    const [model] = models ?? [];
    const [id] = call.model.ids;
    if (!models || !model || id === undefined) return;
    const found = firstHole(call, model);
    if (!found || !ownPrompts(call).includes(found.prompt) || volatilityOf(found.hole) || !isPerRequest(found.hole.source)) return;

    const { prompt, hole, before } = found;
    const known = staticText(prompt.text).length;
    if (before.length > known * options.early) return;
    const earlier = reachOf(call, call.prompts.indexOf(prompt), model).text;
    const run = longestRun(prompt, hole);
    const [upTo, gained] = [facts.count(earlier + before, id), facts.count(run, id)];
    const total = facts.count(earlier + before + run, id);
    const min = Math.max(...models.map(each => each.caching.min));
    // What is cachable already is told by `require-prompt-cache`; a text in many small parts has no order that helps.
    if (isAtLeast(upTo, min) || !isAtLeast(total, min) || run.length < known / 2) return;
    const prices = facts.prices(id);
    const saved = prices && savedPerThousand(total.tokens, prices);
    yield {
      message: 'early',
      span: visible(call, hole),
      key: hole.hole,
      data: { tokens: count(gained.tokens), hole: shownHole(causeOf(hole)) },
      ...(saved !== undefined && { savings: { usdPerThousandCalls: saved, basis: total.basis } }),
      fixes: [lineMoved(prompt.text, hole)],
    };
  },
});

/** The first hole of a request, and the known text of its prompt before it. */
function firstHole({ prompts }: Call, model: CachingModel): { readonly prompt: Prompt; readonly hole: Hole; readonly before: string } | undefined {
  for (const prompt of prompts.filter(each => isCached(model, each.part))) {
    const index = prompt.text.pieces.findIndex(piece => !isLiteral(piece));
    if (index >= 0) return { prompt, hole: prompt.text.pieces[index] as Hole, before: staticText({ ...prompt.text, pieces: prompt.text.pieces.slice(0, index) }) };
  }
  return undefined;
}

/** The longest known text without a hole behind the first one. */
function longestRun({ text }: Prompt, hole: Hole): string {
  let longest = '';
  let run = '';
  for (const piece of text.pieces.slice(text.pieces.indexOf(hole) + 1)) {
    run = isLiteral(piece) ? run + piece.value : '';
    if (run.length > longest.length) longest = run;
  }
  return longest;
}

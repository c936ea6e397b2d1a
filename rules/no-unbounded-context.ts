import { generates, isLiteral } from '../src/core/call.ts';
import { defineRule } from '../src/core/rule.ts';
import type { Extent, HoleSource } from '../src/core/value.ts';
import { count, usd } from './figures.ts';
import { isOwn, visible } from './own.ts';

type Kind = NonNullable<Extent['of']>;

/** What to set, by what comes whole. */
const BOUNDS: { readonly [kind in Kind]: string } = {
  history: 'Keep the last turns',
  file: 'Cut it, or send the parts that matter',
  page: 'Cut it, or send the parts that matter',
  rows: 'Ask for so many rows',
};

export default defineRule({
  description: 'Disallow prompts into which a history, file, page or table goes whole, however long it is.',
  strategy: 'fewer-tokens',
  recommended: 'off',
  fix: 'none',
  messages: {
    whole: 'All of `{{name}}` goes into the prompt, however much that is. {{bound}}.',
  },
  options: {
    kinds: { type: 'array', items: { type: 'string' }, default: Object.keys(BOUNDS), description: 'What is reported: `history`, `file`, `page`, `rows`.' },
    allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Names of values that may come whole.' },
  },
  *check(call, { options, facts }) {
    if (!generates.has(call.operation) || call.role === 'config') return;
    const [id] = call.model.ids;
    const window = id === undefined ? undefined : facts.model(id)?.contextWindow;
    const price = id === undefined ? undefined : facts.prices(id)?.inputPerMTok;
    const details = window && price !== undefined ? [`At the context window of ${count(window)} tokens, one call costs ${usd((window * price) / 1e6)} of input.`] : [];
    for (const { part, text } of call.prompts) {
      // Texts in files that make up a system prompt are written by the team.
      if (part !== 'user' && part !== 'assistant') continue;
      for (const piece of text.pieces) {
        const extent = isLiteral(piece) ? undefined : wholeOf(piece.source);
        // What a wrapper puts in by itself is told once, at the wrapper.
        if (!extent || !isOwn(call, piece) || !options.kinds.includes(extent.of) || isAllowed(extent.name, options.allow)) continue;
        yield { message: 'whole', span: visible(call, extent), key: extent.name, data: { name: extent.name, bound: BOUNDS[extent.of] }, details };
      }
    }
  },
});

/** A call by its name, whatever it is given. */
function isAllowed(name: string, allow: readonly string[]): boolean {
  return allow.includes(name) || allow.includes(name.replace(/\(.*/, ''));
}

function wholeOf(source: HoleSource | undefined): (Extent & { readonly of: Kind }) | undefined {
  const { extent } = source ?? {};
  return extent?.state === 'whole' && extent.of !== undefined ? { ...extent, of: extent.of } : undefined;
}

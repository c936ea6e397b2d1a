import type { CacheMarker, Call, Prompt } from '../src/core/call.ts';
import { staticText } from '../src/core/call.ts';
import type { Fix } from '../src/core/edit.ts';
import { removeFromText } from '../src/core/edit.ts';
import type { Facts } from '../src/core/facts.ts';
import type { Savings } from '../src/core/finding.ts';
import { defineRule } from '../src/core/rule.ts';
import { breakEven, savedPerThousand } from './cache-savings.ts';
import { cachingModels, isAtLeast, reachOf, tooFew } from './cached-prefix.ts';
import { isOwn, ownPrompts, visible } from './own.ts';

/** Lines that mark a place for a cache in words, which only the model reads. */
const IN_WORDS = String.raw`cache[_ -]?(?:control|point|breakpoint|checkpoint)\b`;
const MARKED_LINE = new RegExp(String.raw`^[ \t]*(?:<\/?${IN_WORDS}[^>\n]*>|\[{1,2}\/?${IN_WORDS}[^\]\n]*\]{1,2}|<!--\s*${IN_WORDS}[^\n]*-->|\{\{\s*${IN_WORDS}[^}\n]*\}\})[ \t]*(?:\r?\n|$)`, 'gim');

export default defineRule({
  description: 'Require cache points in the syntax that the API reads.',
  strategy: 'prompt-caching',
  recommended: 'warning',
  fix: 'suggested',
  messages: {
    unread: '`{{key}}` is not read here: nothing is cached. Use {{syntax}}.',
    words: 'The words `{{words}}` cache nothing, the model just reads them. Use {{syntax}}.',
  },
  *check(call, { facts }) {
    const { markers = [], syntax } = call.caching;
    if (syntax === undefined) return;
    for (const [index, marker] of markers.entries()) {
      if (marker.isRead || !isOwn(call, marker.span)) continue;
      const savings = savingsOf(call, marker.behind, facts);
      yield { message: 'unread', span: visible(call, marker.span), key: `${index}`, data: { key: shortest(marker.key), syntax }, ...(savings && { savings }), fixes: [fixFor(call, marker, facts)] };
    }
    for (const prompt of ownPrompts(call)) {
      for (const match of staticText(prompt.text).matchAll(MARKED_LINE)) {
        yield { message: 'words', span: visible(call, prompt.span), key: match[0].trim(), data: { words: match[0].trim().slice(0, 30), syntax }, fixes: [inWords(call, prompt, match, facts)] };
      }
    }
  },
});

/** `providerOptions.anthropic.cacheControl` without what all of them begin with. */
function shortest(key: string): string {
  return key.replace(/^providerOptions\./, '');
}

function savingsOf(call: Call, behind: number, facts: Facts): Savings | undefined {
  const models = cachingModels(call, facts);
  const [model] = models ?? [];
  const [id] = call.model.ids;
  if (!model || id === undefined) return undefined;
  const { text, holes } = reachOf(call, behind, model);
  const counted = facts.count(text, id);
  const prices = facts.prices(id);
  const saved = holes.length === 0 && prices && isAtLeast(counted, model.caching.min) ? savedPerThousand(counted.tokens, prices) : undefined;
  return saved === undefined ? undefined : { usdPerThousandCalls: saved, basis: counted.basis };
}

/** The same in the right syntax; away with it where that would cache nothing either. */
function fixFor(call: Call, { replaceEdits, removeEdits, behind, isBehindUnseen }: CacheMarker, facts: Facts): Fix | undefined {
  const models = cachingModels(call, facts);
  const isUseless = models === undefined ? call.model.ids.length > 0 : !isBehindUnseen && tooFew(call, behind, models, facts) !== undefined;
  const edits = isUseless ? removeEdits : replaceEdits;
  if (!edits) return undefined;
  const title = isUseless ? 'Remove it: there is nothing here to cache.' : `Write it as the API reads it: ${breakEven(facts.prices(call.model.ids[0] ?? ''))}.`;
  return { safety: 'suggested', title, edits };
}

function inWords(call: Call, prompt: Prompt, match: RegExpExecArray, facts: Facts): Fix | undefined {
  const { text, cacheEdits } = prompt;
  const end = match.index + match[0].length;
  const removed = removeFromText(text, match.index, end);
  if (!removed || removed.length === 0) return undefined;
  // What stands behind the words would be cached too: a block has to end there first.
  const isLast = staticText(text).slice(end).trim() === '' && !('hole' in text.pieces.at(-1)!);
  const models = isLast && !prompt.cachePoint ? cachingModels(call, facts) : undefined;
  const put = models && !tooFew(call, call.prompts.indexOf(prompt) + 1, models, facts) ? cacheEdits : undefined;
  return { safety: 'suggested', title: put ? 'Put a cache point in place of the words.' : 'Remove the words.', edits: [...removed, ...(put ?? [])] };
}

import type { Fix } from '../src/core/edit.ts';
import { removeFromText } from '../src/core/edit.ts';
import type { Prompt } from '../src/core/call.ts';
import { generates } from '../src/core/call.ts';
import { defineRule } from '../src/core/rule.ts';
import type { Example } from './examples.ts';
import { examplesIn, likeness, shingles } from './examples.ts';
import { count } from './figures.ts';
import { inputSavingsOf } from './input-savings.ts';
import { isOwnPrompt, visible } from './own.ts';

/** Shorter examples share words by their form alone. */
const FEWEST_WORDS = 12;
/** Compared with each other: a bound for hostile prompts. */
const MOST = 200;

export default defineRule({
  description: 'Disallow examples that make up most of a prompt, or say nearly the same twice.',
  strategy: 'fewer-tokens',
  recommended: 'off',
  fix: 'suggested',
  messages: {
    share: '{{tokens}} of {{total}} known tokens a call are {{number}} examples. Keep those that tell most.',
    alike: '{{tokens}} tokens a call are an example that is {{percent}} % like one before. Remove it.',
  },
  options: {
    share: { type: 'number', minimum: 0, maximum: 1, default: 0.6, description: 'Share of the known input that examples may make up.' },
    minTokens: { type: 'integer', minimum: 0, default: 500, description: 'Tokens of examples up to which their share does not matter.' },
    similarity: { type: 'number', minimum: 0.5, maximum: 1, default: 0.8, description: 'Share of runs of three words in common (Jaccard index) from which two examples are near-duplicates.' },
  },
  *check(call, { options, facts }) {
    if (!generates.has(call.operation) && call.operation !== 'agent' && call.operation !== 'prompt') return;
    const [id] = call.model.ids;
    const examples = examplesIn(call.prompts.filter(prompt => isOwnPrompt(call, prompt))).slice(0, MOST);
    if (examples.length < 2) return;
    const tokensOf = (example: Example) => facts.count(example.text, id).tokens;

    const seen: { readonly prompt: Prompt; readonly words: ReadonlySet<string> }[] = [];
    for (const example of examples) {
      const { prompt } = example;
      const words = shingles(example.text);
      const others = seen.filter(other => areSentTogether(other.prompt, prompt));
      const like = words.size < FEWEST_WORDS - 2 ? 0 : others.reduce((most, other) => Math.max(most, likeness(words, other.words)), 0);
      seen.push({ prompt, words });
      if (like < options.similarity) continue;
      const tokens = tokensOf(example);
      yield {
        message: 'alike',
        span: visible(call, example.prompt.span),
        key: example.text,
        data: { tokens: count(tokens), percent: Math.floor(like * 100) },
        ...inputSavingsOf(call, facts, tokens),
        fixes: [removal(example)],
      };
    }

    const total = facts.inputTokens(call).tokens;
    const tokens = examples.reduce((sum, example) => sum + tokensOf(example), 0);
    if (tokens <= options.minTokens || tokens <= total * options.share) return;
    yield { message: 'share', span: visible(call, examples[0]!.prompt.span), key: 'share', data: { tokens: count(tokens), total: count(total), number: examples.length } };
  },
});

/** What is sent in one branch alone need not be there in another, which may hold the same text. */
function areSentTogether(a: Prompt, b: Prompt): boolean {
  return a === b || [a, b].every(({ isOneOfSeveral, isOptional }) => !isOneOfSeveral && !isOptional);
}

/** An example in a text goes; one of two turns does not, for turns must alternate. */
function removal({ prompt, start, end, text }: Example): Fix | undefined {
  if (end - start !== text.length) return undefined;
  const edits = removeFromText(prompt.text, start, end);
  return edits && edits.length > 0 ? { safety: 'suggested', title: 'Remove it.', edits } : undefined;
}

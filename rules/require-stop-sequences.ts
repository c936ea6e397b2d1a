import type { AnswerUse, Call } from '../src/core/call.ts';
import { generates, staticText } from '../src/core/call.ts';
import type { Fix } from '../src/core/edit.ts';
import { defineRule } from '../src/core/rule.ts';
import { shownKey } from './figures.ts';
import { ownPrompts, visible } from './own.ts';

export default defineRule({
  description: 'Require a stop sequence where the end of the answer is known.',
  strategy: 'fewer-tokens',
  recommended: 'off',
  fix: 'suggested',
  messages: {
    unread: 'What follows `{{stop}}` is not read, yet it is paid for. Stop there: set `{{key}}`.',
    begun: 'The answer is begun with `{{start}}`, so `{{stop}}` ends it. Set `{{key}}`.',
  },
  *check(call) {
    const { stops } = call;
    if (!generates.has(call.operation) || stops?.state !== 'none' || call.structured || call.prompts.some(({ part }) => part === 'tools')) return;
    const begun = begunWith(call);
    const uses = call.answer?.uses ?? [];
    const tag = tagOf(uses);
    // A stop is not part of the answer: what reads the end tag would find none.
    const isTold = uses.every(use => use.kind !== 'tag' || use.isCut);
    if (begun) {
      yield { message: 'begun', span: visible(call, begun.span), key: 'stop', data: { start: begun.start, stop: begun.stop, key: shownKey(stops.key) }, fixes: isTold && uses.length > 0 ? [fixFor(call, begun.stop)] : [] };
      return;
    }
    const asking = tag === undefined ? undefined : ownPrompts(call).find(({ text }) => staticText(text).includes(`<${tag}>`));
    if (!asking) return;
    const stop = `</${tag}>`;
    yield { message: 'unread', span: visible(call, asking.span), key: 'stop', data: { stop, key: shownKey(stops.key) }, ...(!isTold && { details: [`The code looks for \`${stop}\`, which is then no part of the answer: let it read to the end.`] }), fixes: isTold ? [fixFor(call, stop)] : [] };
  },
});

/** The one tag of which alone the code reads. */
function tagOf(uses: readonly AnswerUse[]): string | undefined {
  const names = new Set(uses.map(({ kind, values }) => (kind === 'tag' && values?.length === 1 ? values[0] : undefined)));
  const [name] = names;
  return names.size === 1 ? name : undefined;
}

/** An opening tag or fence at the end of a turn that is written for the assistant. */
function begunWith({ prompts }: Call) {
  const last = prompts.at(-1);
  const begun = last?.part === 'assistant' && last.state !== 'unknown' ? /<([\w-]+)>\s*$|```\w*\s*$/.exec(staticText(last.text)) : null;
  if (!last || !begun || last.text.pieces.at(-1)?.range === undefined) return undefined;
  // The prompt shows answers that go on behind the end tag.
  if (begun[1] !== undefined && prompts.some(({ text }) => new RegExp(`</${begun[1]}>\\s{0,9}<[a-z]`, 'i').test(staticText(text)))) return undefined;
  return { span: last.span, start: begun[0].trim(), stop: begun[1] === undefined ? '```' : `</${begun[1]}>` };
}

function fixFor({ stops }: Call, stop: string): Fix | undefined {
  const edits = stops?.setEdits?.([stop]);
  return edits && edits.length > 0 ? { safety: 'suggested', title: `Stop at \`${stop}\`.`, edits } : undefined;
}

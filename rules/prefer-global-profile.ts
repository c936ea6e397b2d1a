import type { Call } from '../src/core/call.ts';
import type { Fix } from '../src/core/edit.ts';
import { defineRule } from '../src/core/rule.ts';
import type { ChosenId } from './chosen-id.ts';
import { chosenIds } from './chosen-id.ts';
import { percentLess } from './figures.ts';
import { inputSavings } from './input-savings.ts';
import { replaceId } from './replace-model.ts';

export default defineRule({
  description: 'Prefer the `global.` inference profile where it costs less than that of a geography.',
  strategy: 'model-size',
  recommended: 'off',
  fix: 'suggested',
  messages: {
    regional: '{{percent}} % less on `{{id}}`. Use it, if the data may leave {{geography}}.',
  },
  options: {
    minimum: { type: 'number', minimum: 0, default: 0.01, description: 'Share of the price that must be saved (0.1: 10 %).' },
  },
  *check(call, { options, facts }) {
    for (const chosen of chosenIds(call)) {
      const { id, span } = chosen;
      const global = facts.globalProfile(id);
      const [before, after] = [facts.prices(id), global === undefined ? undefined : facts.prices(global)];
      if (global === undefined || !before || !after || facts.model(id)?.lifecycle.state === 'eol') continue;
      if (1 - after.inputPerMTok / before.inputPerMTok < options.minimum) continue;

      yield {
        message: 'regional',
        span,
        data: { percent: percentLess(before.inputPerMTok, after.inputPerMTok), id: global, geography: geographyOf(id) },
        key: id,
        savings: inputSavings(call, facts, before.inputPerMTok - after.inputPerMTok),
        fixes: [replacement(call, chosen, global)],
      };
    }
  },
});

function replacement(call: Call, { id, text }: ChosenId, to: string): Fix | undefined {
  const edit = replaceId(call, text, id, to);
  return edit && { safety: 'suggested', title: `Use \`${to}\`: any region may answer, so check where the data may go.`, edits: [edit] };
}

const PLACES: { readonly [prefix: string]: string } = { us: 'the US', eu: 'the EU', jp: 'Japan', au: 'Australia', ca: 'Canada', in: 'India' };

function geographyOf(id: string): string {
  const [, prefix = ''] = /(?:^|[/:])([a-z-]+)\.[a-z0-9-]+\.\S+$/.exec(id) ?? [];
  return PLACES[prefix] ?? 'its geography';
}

import type { Call } from '../src/core/call.ts';
import type { Fix } from '../src/core/edit.ts';
import type { Facts, ModelFacts } from '../src/core/facts.ts';
import { defineRule } from '../src/core/rule.ts';
import type { Text } from '../src/core/value.ts';
import { chosenIds } from './chosen-id.ts';
import { replaceId } from './replace-model.ts';

/** Kinds of id that name a model of the catalogue: only these can be wrong about it. */
const NAMES_A_MODEL: ReadonlySet<string> = new Set(['foundation-model', 'inference-profile', 'mantle']);

export default defineRule({
  description: 'Disallow models that Amazon Bedrock has retired or does not know.',
  strategy: 'model-size',
  recommended: 'error',
  fix: 'suggested',
  messages: {
    retired: '`{{model}}` is retired{{since}}. Use {{successor}}.',
    legacy: '`{{model}}` is legacy{{until}}. Use {{successor}}.',
    unknown: 'Bedrock knows no model `{{model}}`. Use `{{nearest}}`.',
    unknownRetired: 'Bedrock knows no model `{{model}}`, and `{{nearest}}` is retired{{since}}. Use {{successor}}.',
  },
  options: {
    legacy: { type: 'boolean', default: true, description: 'Report legacy models too, which still answer.' },
  },
  *check(call, { options, facts }) {
    for (const { id, text, span } of chosenIds(call)) {
      const found = facts.model(id);
      if (!found) {
        const nearest = NAMES_A_MODEL.has(facts.idKind(id)) ? facts.nearest(id) : undefined;
        if (!nearest || nearest === id) continue;
        const meant = facts.model(nearest);
        // Often the id of a model that lives no more: one error is not put in the place of another.
        if (meant?.lifecycle.state === 'eol') {
          const { id: to, shown: successor } = successorOf(nearest, meant, facts);
          yield { message: 'unknownRetired', span, key: id, data: { model: id, nearest, since: sinceOf(meant), successor }, fixes: to ? [replacement(call, text, id, to)] : [] };
        } else yield { message: 'unknown', span, key: id, data: { model: id, nearest }, fixes: [replacement(call, text, id, nearest)] };
        continue;
      }
      const { state, endOfLife: date } = found.lifecycle;
      if (state !== 'eol' && (state !== 'legacy' || !options.legacy)) continue;

      const { id: to, shown: successor } = successorOf(id, found, facts);
      const common = { span, key: id, fixes: to ? [replacement(call, text, id, to)] : [] } as const;
      if (state === 'eol') yield { message: 'retired', ...common, data: { model: id, since: sinceOf(found), successor } };
      else yield { message: 'legacy', ...common, data: { model: id, until: date ? ` and ends ${date}` : '', successor } };
    }
  },
});

/** `id`: undefined where which geography to ask is for the owner to say. */
function successorOf(old: string, model: ModelFacts, facts: Facts): { readonly id: string | undefined; readonly shown: string } {
  const next = facts.successor(model);
  const id = next && facts.inGeographyOf(old, next);
  return { id, shown: id ? `\`${id}\`` : next ? `a profile of \`${next.id}\`` : 'a live model' };
}

function sinceOf({ lifecycle: { endOfLife } }: ModelFacts): string {
  return endOfLife ? ` since ${endOfLife}` : '';
}

function replacement(call: Call, text: Text | undefined, id: string, to: string): Fix | undefined {
  const edit = replaceId(call, text, id, to);
  return edit && { safety: 'suggested', title: `Replace \`${id}\` by \`${to}\`.`, edits: [edit] };
}

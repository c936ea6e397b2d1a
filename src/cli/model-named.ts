/** The model that an argument names. */
import { allModels, findModel, nearestModelId, parseModelId, type Model } from '../models/index.ts';
import { printable } from '../core/printable.ts';
import { nearestWord } from '../core/nearest-word.ts';
import { UsageError } from '../scan/usage-error.ts';
import { tokenizerFamilyOf } from '../tokens/index.ts';

/** The model, or a UsageError with the nearest id. */
export function modelNamed(id: string): Model {
  const model = findModel(id);
  if (!model) throw new UsageError(`There is no model \`${printable(id)}\`.${hint(id)}`);
  return model;
}

/** What is not known of the model of this id, in words; undefined where it is known. */
export function unknownModelNote(id: string, error: number): string | undefined {
  if (findModel(id)) return undefined;
  const { canonical, kind } = parseModelId(id);
  const shown = printable(id);
  const isOpaque = kind !== 'unknown' && kind !== 'foundation-model' && kind !== 'inference-profile';
  const what = isOpaque ? `Only AWS knows the model behind \`${shown}\`` : `\`${shown}\` is no model that is known here`;
  const counted = tokenizerFamilyOf(canonical) === 'unknown' ? `, so it has no price and is counted by an average tokenizer (± ${Math.round(error * 100)} %)` : ', so it has no price; it is counted as its family is';
  return `${what}${counted}.${isOpaque ? '' : hint(id, '')}`;
}

function hint(id: string, otherwise = ' `promptfare models` lists all.'): string {
  const nearest = nearestModelId(id) ?? withoutVendor(id) ?? nearestWord(id, allModels().map(model => model.id));
  return nearest === undefined ? otherwise : ` Did you mean \`${nearest}\`?`;
}

/** `claude-haiku-4-5` is how the vendor's own API names what Bedrock calls by a longer id. */
function withoutVendor(id: string): string | undefined {
  const wanted = id.toLowerCase();
  const own = (model: Model) => model.id.slice(model.id.indexOf('.') + 1);
  const named = allModels().filter(model => own(model).startsWith(wanted));
  return id.length >= 4 ? (named.find(model => own(model) === wanted) ?? named.find(model => model.aliases.some(alias => alias.endsWith(`.${id}`))) ?? named[0])?.id : undefined;
}

/** The same requests elsewhere: the global profile, another model. */
import { inputTokensOf, type Money } from '../../cost/index.ts';
import { findModel, globalIdOf, type Model, smallerModelsOf } from '../../models/index.ts';
import type { Advice } from './advice.ts';
import { costOfSums, pricesOf, type TokenSums, type ToMonth, type Unit } from './unit.ts';

/** Undefined where the model has no global profile, or costs the same there. */
export function globalProfileAdvice({ row, model, cost }: Unit, month: ToMonth): Advice | undefined {
  const id = globalIdOf(row.model);
  const prices = id === undefined ? undefined : pricesOf(id, model, row);
  const saved = prices ? cost - costOfSums(row, prices) : 0n;
  if (id === undefined || saved <= 0n) return undefined;
  return { kind: 'global-profile', title: 'call the global profile', subject: row.subject, model: row.model, usdPerMonth: month(saved), effort: 'low', risk: 'medium', because: [`\`${id}\` is the same model, at the global price.`, 'It may answer in any region: data must be allowed to leave the geography.'], figures: {} };
}

/** `to`: the model that someone asks about; else one for simple tasks, where a finding says that the task is simple. */
export function modelAdvice(unit: Unit, { to, isSimple }: { readonly to?: string; readonly isSimple: boolean }, month: ToMonth): Advice | undefined {
  const { row, model, cost } = unit;
  const id = to ?? (isSimple ? smallerModelsOf(model)[0]?.id : undefined);
  const other = id === undefined ? undefined : findModel(id);
  if (id === undefined || !other || other.id === model.id) return undefined;
  const after = costOn(unit, id, other);
  if (after === undefined || (to === undefined && after >= cost)) return undefined;
  return {
    kind: 'model',
    title: `use ${other.name}`,
    subject: row.subject,
    model: row.model,
    usdPerMonth: month(cost - after),
    effort: 'medium',
    risk: 'high',
    because: [isSimple ? 'The task reads as simple; measure the answers on cases of your own.' : 'Measure the answers on cases of your own.', 'Answers are taken to be as long as now.'],
    figures: {},
  };
}

/** The text of the code is counted by the other model's tokenizer; what comes at run time grows or shrinks as that does. */
function costOn({ row, call }: Unit, id: string, other: Model): Money | undefined {
  const now = call ? inputTokensOf(call, row.model).tokens : 0;
  const ratio = call && now > 0 ? inputTokensOf(call, id).tokens / now : 1;
  const scaled = { ...row, ...mapped(row, ratio) };
  const prices = pricesOf(id, other, scaled);
  return prices && costOfSums(scaled, prices);
}

function mapped({ input, cache_read, cache_write, cache_write_1h }: TokenSums, ratio: number): Omit<TokenSums, 'output'> {
  return { input: input * ratio, cache_read: cache_read * ratio, cache_write: cache_write * ratio, cache_write_1h: cache_write_1h * ratio };
}

/** Capacity by the hour instead of tokens: provisioned throughput, and open-weight models on machines of one's own. */
import { percentText } from '../../cost/money.ts';
import { geographyOf, type Money, moneyOf, sum } from '../../cost/index.ts';
import { findModel, type Model, priceRow } from '../../models/index.ts';
import { MONTH_HOURS } from '../measured.ts';
import type { Advice } from './advice.ts';
import { dollars } from './caching.ts';
import { costOfSums, type HourRow, type ToMonth } from './unit.ts';

/** What the user says of one unit of capacity, for prices and throughputs that nobody publishes. */
export interface UnitOfCapacity {
  readonly usdPerHour: number;
  /** Provisioned: tokens a minute, in and out. An instance: answer tokens a second. */
  readonly throughput: number;
}

/** Hours of one model with traffic, and what each cost on demand. */
export interface ModelHours {
  readonly id: string;
  readonly model: Model;
  readonly hours: readonly { readonly row: HourRow; readonly cost: Money }[];
}

export function modelHoursOf(rows: readonly HourRow[]): ModelHours[] {
  const byModel = new Map<string, HourRow[]>();
  for (const row of rows) byModel.set(row.model, [...(byModel.get(row.model) ?? []), row]);
  return [...byModel].flatMap(([id, own]): ModelHours[] => {
    const model = findModel(id);
    const requests = own.reduce((total, row) => total + row.requests, 0);
    const tokens = own.reduce((total, row) => total + row.input + row.cache_read + row.cache_write, 0);
    const prices = model && priceRow(model, { geography: geographyOf(id), inputTokens: tokens / Math.max(1, requests) });
    return model && prices ? [{ id, model, hours: own.map(row => ({ row, cost: costOfSums(row, prices) })) }] : [];
  });
}

/** Models with provisioned throughput (FACTS 6: Nova 1, Titan, Llama 3.1 and 3.2, Cohere, Claude up to 3); no newer Claude. */
export function canBeProvisioned({ id, price }: Model): boolean {
  return (price?.provisioned.length ?? 0) > 0 || /^(?:amazon\.(?:nova-(?:micro|lite|pro|premier)|titan)|meta\.llama3-[12]-|cohere\.|anthropic\.claude-(?:3|v2|instant))/.test(id);
}

/** As many units as cost least; what is above them goes on demand. */
export function provisionedAdvice({ id, model, hours }: ModelHours, { usdPerHour, throughput }: UnitOfCapacity, windowHours: number, month: ToMonth): Advice | undefined {
  if (!canBeProvisioned(model)) return undefined;
  const capacity = throughput * 60;
  const all = sum(hours.map(({ cost }) => cost));
  const tokens = hours.map(({ row }) => row.input + row.cache_read + row.cache_write + row.output);
  const peak = Math.max(...tokens);
  const costOf = (units: number): Money => {
    const overflow = hours.map(({ cost }, index) => part(cost, Math.max(0, tokens[index]! - units * capacity), tokens[index]!));
    return sum(overflow) + moneyOf(units * usdPerHour * windowHours);
  };
  const needed = Math.max(1, Math.ceil(peak / capacity));
  const units = Array.from({ length: Math.min(needed, 1000) }, (_, index) => index + 1).reduce((best, count) => (costOf(count) < costOf(best) ? count : best), 1);
  const used = tokens.reduce((total, own) => total + Math.min(own, units * capacity), 0) / (units * capacity * windowHours);
  const total = tokens.reduce((whole, own) => whole + own, 0);
  const breakEven = usdPerHour / ((dollars(all) / total) * capacity);
  return {
    kind: 'provisioned-throughput',
    title: `buy ${units === 1 ? '1 model unit' : `${units} model units`}`,
    model: id,
    usdPerMonth: month(all - costOf(units)),
    effort: 'medium',
    risk: 'medium',
    because: [
      `${units === 1 ? 'One unit is' : `${units} units are`} used to ${percentText(used)} over the hours; from ${percentText(breakEven)} a unit is cheaper than on demand.`,
      `The busiest hour asks for ${Math.ceil(peak / capacity)}; what is above goes on demand.`,
      `Formula: tokens of an hour ÷ (${throughput} a minute × 60), at $${usdPerHour} a unit and hour as given.`,
      'Terms are 1 or 6 months; the longer one is cheaper by the hour, and is billed to its end.',
    ],
    figures: { units, utilisation: used, breakEvenUtilisation: breakEven, peakUnits: peak / capacity },
  };
}

/** Models whose weights are published. */
const OPEN_WEIGHTS = /^(?:meta\.llama|openai\.gpt-oss|qwen\.|deepseek\.|google\.gemma|nvidia\.nemotron|mistral\.(?:mistral-7b|mixtral|ministral|mistral-large-3))/;

export function selfHostingAdvice({ id, model, hours }: ModelHours, { usdPerHour, throughput }: UnitOfCapacity, month: ToMonth): Advice | undefined {
  if (!OPEN_WEIGHTS.test(model.id)) return undefined;
  const all = month(sum(hours.map(({ cost }) => cost)));
  const requests = hours.reduce((total, { row }) => total + row.requests, 0);
  const peak = Math.max(...hours.map(({ row }) => row.output)) / 3600;
  const instances = Math.max(1, Math.ceil(peak / throughput));
  const own = moneyOf(instances * usdPerHour * MONTH_HOURS);
  const each = dollars(sum(hours.map(({ cost }) => cost))) / requests;
  return {
    kind: 'self-hosting',
    title: `run it on ${instances === 1 ? 'an instance' : `${instances} instances`} of your own`,
    model: id,
    usdPerMonth: all - own,
    effort: 'high',
    risk: 'high',
    because: [
      `Formula: the busiest hour's ${Math.round(peak * 10) / 10} answer tokens a second ÷ ${throughput} of an instance, rounded up, × $${usdPerHour} × ${MONTH_HOURS} hours.`,
      `It breaks even at ${Math.round((instances * usdPerHour * MONTH_HOURS) / each)} such requests a month.`,
      'Work on machines, spare capacity and idle hours come on top.',
    ],
    figures: { instances, breakEvenRequestsPerMonth: (instances * usdPerHour * MONTH_HOURS) / each },
  };
}

function part(cost: Money, over: number, of: number): Money {
  return of === 0 ? 0n : (cost * BigInt(Math.round(over))) / BigInt(Math.round(of));
}

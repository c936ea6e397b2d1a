/** What tables say of a call. */
import { type Operation, generates } from '../core/call.ts';
import { countedCalls } from '../core/counted.ts';
import type { ReportCall } from '../core/report.ts';
import { countText, errorText, integerText } from './figures.ts';
import { printable } from '../core/printable.ts';

/** Its name where we know it, else its id; of several the first. */
export function modelText({ model, operation }: Pick<ReportCall, 'model' | 'operation'>): string {
  if (model.state === 'known') return model.name === undefined ? idText(model.canonical) : printable(model.name);
  if (model.state === 'choice') return `${idText(model.ids[0] ?? '')} or ${countText(model.ids.length - 1, 'other')}`;
  return model.state === 'none' ? withoutModel(operation) : 'unknown';
}

/** An id; of an ARN what it names, without region and account. */
function idText(id: string): string {
  return printable(id.replace(/^arn:(?:[^:]*:){4}/, ''));
}

function withoutModel(operation: Operation): string {
  return `(${operation})`;
}

/** Tokens; `+` marks text that comes at run time. */
export function inputText({ tokens: { input } }: ReportCall): string {
  return `${integerText(input.static)}${input.holes ? '+' : ''}`;
}

/** The limit; empty where there is none. */
export function outputText({ tokens: { output } }: ReportCall): string {
  return output.max === undefined ? '' : `≤${integerText(output.max)}`;
}

/** What the figures of a call rest on. */
export function basisText({ tokens: { input }, cost }: ReportCall): string {
  if (!cost) return 'unpriced';
  return input.error > 0 ? errorText(input.error) : cost.basis;
}

/** Without a price below all that have one. */
function perCall({ cost }: ReportCall): number {
  return cost ? cost.inputPerCall + (cost.outputMaxPerCall ?? 0) : -1;
}

/** Dearest first, answers as long as their limits, then in the order of the source. */
export function byCost(a: ReportCall, b: ReportCall): number {
  return perCall(b) - perCall(a) || (a.path < b.path ? -1 : a.path > b.path ? 1 : a.range[0] - b.range[0]);
}

/** Why calls have no price, the most frequent reason first. */
export function unpricedReasons(calls: readonly ReportCall[]): { readonly reason: string; readonly calls: number }[] {
  const reasons = new Map<string, number>();
  for (const call of countedCalls(calls)) {
    if (call.cost || !generates.has(call.operation)) continue;
    reasons.set(unpricedReason(call), (reasons.get(unpricedReason(call)) ?? 0) + 1);
  }
  return [...reasons].toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).map(([reason, count]) => ({ reason, calls: count }));
}

function unpricedReason({ model }: ReportCall): string {
  if (model.state === 'unknown') return `model ${model.reason}`;
  if (model.state === 'known') return `${idText(model.canonical)} has no price here`;
  return model.state === 'none' ? 'the operation names no model' : 'none of its models has a price here';
}

/** `promptfare usage check --logs`: estimate against actual, as lines and as data. */
import { moneyHead } from '../../reporters/currency.ts';
import { countText, integerText, usdText } from '../../reporters/figures.ts';
import { printable } from '../../core/printable.ts';
import { percentText } from '../../cost/money.ts';
import { type Column, tableLines } from '../../reporters/table.ts';
import { callDrift, type Drift, type Figures, modelDrifts, modelName } from '../../usage/drift.ts';
import { measuredOf, type TrafficRow } from '../../usage/measured.ts';
import { usageTable } from '../../usage/traffic.ts';
import type { UsageFile } from '../../usage/schema.ts';
import { readLines, type ReadLogs } from './logs.ts';
import type { ProjectCall } from '../project-calls.ts';

export interface Drifts {
  readonly calls: readonly (Drift & { readonly id: string; readonly place: string })[];
  readonly models: readonly (Drift & { readonly model: string })[];
}

/** `toUsageDirectory` turns the path of a call into one that the file's globs are meant for. Without a record there is no drift. */
export function driftsOf(counted: readonly ProjectCall[], file: UsageFile, toUsageDirectory: (path: string) => string, { rows, window, fingerprints }: ReadLogs): Drifts {
  if (!window) return { calls: [], models: [] };
  const table = usageTable(file, toUsageDirectory);
  const alike = new Set([...fingerprints.alike.values()].flat());
  const of = (chosen: readonly TrafficRow[]) => (chosen.length === 0 ? undefined : measuredOf(chosen, window));
  const calls = counted.map(({ call, reported, place }) => {
    // Of calls that send the same prompt, nothing says which one a request is of.
    const measured = alike.has(call.id) ? undefined : of(rows.filter(row => row.call === call.id));
    const drift = callDrift(call, { entry: table.entryOf(call), monthly: reported.monthly, staticTokens: reported.tokens.input.static }, measured);
    return { id: call.id, place, model: call.model.ids.length === 1 ? modelName(call.model.ids[0]!) : undefined, drift };
  });
  const names = [...new Set(rows.map(({ model }) => modelName(model)))];
  const measured = new Map(names.flatMap(name => {
    const own = of(rows.filter(({ model }) => modelName(model) === name));
    return own ? [[name, own] as const] : [];
  }));
  return {
    calls: calls.map(({ id, place, drift }) => ({ id, place, ...drift })),
    models: modelDrifts(calls.flatMap(({ model, drift }) => (model === undefined ? [] : [{ model, drift }])), measured),
  };
}

/** Calls and models whose money is off by more than a share. */
export function beyond({ calls, models }: Drifts, most: number): number {
  return [...calls, ...models].filter(({ drift }) => drift !== null && Math.abs(drift) > most).length;
}

export function driftLines(cwd: string, logs: ReadLogs, { calls, models }: Drifts, width: number): string[] {
  if (!logs.window) return readLines(cwd, logs);
  const columns = (head: string): Column[] => [{ head, shrinks: 'start' }, { head: 'a month', align: 'right' }, { head: 'in logs', align: 'right' }, { head: 'tokens in', align: 'right' }, { head: 'in logs', align: 'right' }, { head: 'out', align: 'right' }, { head: 'in logs', align: 'right' }, { head: moneyHead('a month'), align: 'right' }, { head: 'in logs', align: 'right' }, { head: 'drift', align: 'right' }];
  const cells = ({ estimate, actual, drift }: Drift): string[] => [
    ...(['callsPerMonth', 'inputTokens', 'outputTokens'] as const).flatMap(name => [wholeText(estimate[name]), wholeText(actual[name])]),
    ...[estimate, actual].map(({ usdPerMonth }: Figures) => (usdPerMonth === null ? '' : usdText(usdPerMonth))),
    drift === null ? '' : `${drift > 0 ? '+' : ''}${percentText(drift)}`,
  ];
  const unseen = calls.filter(({ actual }) => actual.callsPerMonth === null).length;
  return [
    ...readLines(cwd, logs),
    'Usage file and code against logs',
    ...tableLines(columns('call'), calls.filter(({ actual }) => actual.callsPerMonth !== null).map(each => [each.place, ...cells(each)]), width),
    ...(unseen > 0 ? [`${countText(unseen, 'call')} without a request in the logs.`] : []),
    ...tableLines(columns('model'), models.map(each => [printable(each.model), ...cells(each)]), width),
  ];
}

function wholeText(value: number | null): string {
  return value === null ? '' : integerText(value);
}

/** One run of `promptfare what-if`. */
import { estimate, sum, usd, type Money, type PricedCall } from '../../cost/index.ts';
import { currencyName, isConverted, moneyHead } from '../../reporters/currency.ts';
import { countText, integerText } from '../../reporters/figures.ts';
import { jsonText } from '../../reporters/json-text.ts';
import { printable } from '../../core/printable.ts';
import { percentText } from '../../cost/money.ts';
import { type Column, tableLines, wrapped } from '../../reporters/table.ts';
import { modelNamed } from '../model-named.ts';
import { oneOf, projectCalls, type ProjectCall, type ProjectFlags } from '../project-calls.ts';
import { perThousand, savingText } from '../savings-text.ts';
import { type Scenario, scenariosOf } from './scenarios.ts';
import { columnsOf, type ProcessLike } from '../terminal.ts';

export interface WhatIfFlags extends ProjectFlags {
  readonly call?: string;
  readonly model?: string;
  readonly requests: number;
  readonly shorter: number;
  readonly format: 'text' | 'json';
}

interface Considered extends ProjectCall {
  readonly priced: PricedCall;
  readonly scenarios: readonly Scenario[];
}

export async function runWhatIf(process: ProcessLike, paths: readonly string[], flags: WhatIfFlags): Promise<number> {
  const { call: id, model } = flags;
  if (model !== undefined) modelNamed(model);
  const { calls, counted } = await projectCalls(process, paths, flags);
  const chosen = id === undefined ? counted : [oneOf(calls, ({ call }) => call.id, id, 'call')];
  const considered = chosen.flatMap((one): Considered[] => {
    const { priced } = estimate(one.call);
    return priced ? [{ ...one, priced, scenarios: scenariosOf(one.call, priced.id, flags) }] : [];
  });
  const unpriced = chosen.length - considered.length;
  const { stdout } = process;
  const width = Math.max(40, columnsOf(stdout, 120));
  if (flags.format === 'json') stdout.write(jsonText(dataOf(considered, unpriced)));
  else stdout.write(`${linesOf(considered, unpriced, width).join('\n')}\n`);
  return 0;
}

/** Scenarios of the same name, over the calls. */
function namesOf(considered: readonly Considered[]): string[] {
  return [...new Set(considered.flatMap(({ scenarios }) => scenarios.map(({ what }) => what)))];
}

function namedIn(considered: readonly Considered[], what: string): Scenario[] {
  return considered.flatMap(({ scenarios }) => scenarios.filter(scenario => scenario.what === what));
}

function linesOf(considered: readonly Considered[], unpriced: number, width: number): string[] {
  if (considered.length === 0) return [unpriced > 0 ? `${countText(unpriced, 'call')} without a price; there is nothing to reckon with.` : 'No call was found.'];
  const input = perThousand(sum(considered.map(({ priced }) => priced.inputPerCall)));
  const output = perThousand(sum(considered.map(({ priced }) => priced.outputMaxPerCall ?? 0n)));
  const [one] = considered;
  const subject = considered.length === 1 && one ? `${one.call.id} at ${one.place} on ${one.priced.model.name}` : countText(considered.length, 'call');
  const table: Column[] = [{ head: 'what if', shrinks: 'middle' }, { head: 'calls', align: 'right' }, { head: moneyHead('input'), align: 'right' }, { head: 'of it', align: 'right' }, { head: moneyHead('output'), align: 'right' }, { head: moneyHead('at worst'), align: 'right' }];
  const rows = namesOf(considered).map(what => {
    const saved = namedIn(considered, what).flatMap(scenario => scenario.saved ?? []);
    if (saved.length === 0) return [printable(what), '0', '', '', '', ''];
    const total = (of: (one: (typeof saved)[number]) => Money | undefined): Money => sum(saved.flatMap(each => of(each) ?? []));
    const less = total(each => each.input);
    const worst = total(each => each.atWorst);
    const outputLess = total(each => each.outputMax);
    return [printable(what), integerText(saved.length), savingText(less), input === 0n ? '' : percentText(Number((less * 10_000n) / input) / 10_000), outputLess === 0n ? '' : savingText(outputLess), worst === 0n ? '' : savingText(worst)];
  });
  const notes = namesOf(considered).flatMap(what => notesOf(what, namedIn(considered, what)));
  return [
    ...wrapped(`${printable(subject)}: ${savingText(input)} input, at most ${savingText(output)} output, per 1,000 calls of each${isConverted() ? `, ${currencyName()}` : ''}.`, width),
    ...(unpriced > 0 ? [`${countText(unpriced, 'call')} without a price left out.`] : []),
    '',
    'Saved per 1,000 calls of each; below zero it costs more',
    ...tableLines(table, rows, width),
    ...(notes.length > 0 ? ['', ...notes.flatMap(note => wrapped(printable(note), width))] : []),
  ];
}

/** All there is to say of one call; of a project, how many calls a way is closed to. */
function notesOf(what: string, scenarios: readonly Scenario[]): string[] {
  if (scenarios.length === 1) return scenarios[0]!.notes.map(note => `${what}: ${note}`);
  const closed = scenarios.filter(({ saved }) => saved === undefined).length;
  return closed === 0 ? [] : [`${what}: not for ${countText(closed, 'call')}; \`--call <id>\` says why.`];
}

function dataOf(considered: readonly Considered[], unpriced: number): object {
  return {
    schemaVersion: 1,
    unpriced,
    calls: considered.map(({ call, reported, priced, scenarios }) => ({
      id: call.id,
      path: reported.path,
      line: reported.line,
      model: priced.id,
      usdPerThousandCalls: { input: usd(perThousand(priced.inputPerCall)), outputMax: priced.outputMaxPerCall === undefined ? null : usd(perThousand(priced.outputMaxPerCall)) },
      scenarios: scenarios.map(({ what, saved, notes }) => ({
        what,
        saved: saved ? { input: usd(saved.input), outputMax: usd(saved.outputMax), ...(saved.atWorst !== undefined && { atWorst: usd(saved.atWorst) }), ...(saved.breakEven && { breakEven: saved.breakEven }) } : null,
        notes,
      })),
    })),
  };
}

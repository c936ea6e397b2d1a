/** One run of `promptfare compare`. */
import { geographyOf, onModel, sum, usd, type Comparison, type Money } from '../../cost/index.ts';
import { priceRow, type Model, type PriceRowAt } from '../../models/index.ts';
import { currencyName, moneyHead } from '../../reporters/currency.ts';
import { countText, integerText, priceText } from '../../reporters/figures.ts';
import { jsonText } from '../../reporters/json-text.ts';
import { printable } from '../../core/printable.ts';
import { type Column, tableLines, wrapped } from '../../reporters/table.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { modelNamed } from '../model-named.ts';
import { oneOf, projectCalls, type ProjectCall, type ProjectFlags } from '../project-calls.ts';
import { changeText, perThousand, savingText } from '../savings-text.ts';
import { columnsOf, type ProcessLike } from '../terminal.ts';

export interface CompareFlags extends ProjectFlags {
  readonly call?: string;
  readonly format: 'text' | 'json';
}

interface Side {
  readonly id: string;
  readonly model: Model;
  readonly row: PriceRowAt;
}
type Compared = ProjectCall & { readonly result: Comparison };

export async function runCompare(process: ProcessLike, ids: readonly [string, string], paths: readonly string[], flags: CompareFlags): Promise<number> {
  ids.forEach(modelNamed);
  const { calls, counted } = await projectCalls(process, paths, flags);
  const sides = [sideOf(ids[0]), sideOf(ids[1])] as const;
  const chosen = flags.call === undefined ? counted : [oneOf(calls, ({ call }) => call.id, flags.call, 'call')];
  const compared = chosen.flatMap((one): Compared[] => {
    const result = onModel(one.call, ids[0], ids[1]);
    return typeof result === 'string' ? [] : [{ ...one, result }];
  });
  const { stdout } = process;
  if (flags.format === 'json') stdout.write(jsonText(dataOf(sides, compared)));
  else stdout.write(`${[...priceLines(sides, columnsOf(stdout, 120)), '', ...callLines(sides, compared, columnsOf(stdout, 120))].join('\n')}\n`);
  return 0;
}

function sideOf(id: string): Side {
  const model = modelNamed(id);
  const row = priceRow(model, { geography: geographyOf(id) });
  if (!row) throw new UsageError(`\`${printable(id)}\` has no published price. Give one with \`--prices\`, or compare another model.`);
  return { id, model, row };
}

function priceLines([one, other]: readonly [Side, Side], columns: number): string[] {
  const table: Column[] = [{ head: `${currencyName()} per million tokens`, shrinks: 'middle' }, { head: 'input', align: 'right' }, { head: 'output', align: 'right' }, { head: 'cache read', align: 'right' }, { head: 'as of' }, { head: 'confidence' }];
  const rows = [one, other].map(({ id, row }) => [printable(id), priceText(row.inputPerMTok), priceText(row.outputPerMTok), row.cacheReadPerMTok === null ? '' : priceText(row.cacheReadPerMTok), row.asOf, row.confidence]);
  const [input, output] = [other.row.inputPerMTok / one.row.inputPerMTok, other.row.outputPerMTok / one.row.outputPerMTok];
  return [...tableLines(table, rows, columns, ''), ...wrapped(`Per token, ${other.model.name} costs ${factor(input)} for input and ${factor(output)} for output.`, columns)];
}

function callLines([one, other]: readonly [Side, Side], compared: readonly Compared[], columns: number): string[] {
  if (compared.length === 0) return ['No call was found to compare them on.'];
  const table: Column[] = [
    { head: 'call', shrinks: 'start' },
    { head: 'tokens', align: 'right' }, { head: 'tokens', align: 'right' },
    { head: moneyHead('input'), align: 'right' }, { head: moneyHead('input'), align: 'right' },
    { head: moneyHead('output'), align: 'right' }, { head: moneyHead('output'), align: 'right' },
  ];
  const rows = compared.map(({ place, result: { before, after } }) => [
    place,
    integerText(before.input.tokens), integerText(after.input.tokens),
    savingText(perThousand(before.inputPerCall)), savingText(perThousand(after.inputPerCall)),
    limitText(before.outputMaxPerCall), limitText(after.outputMaxPerCall),
  ]);
  const { tokens, input, outputMax } = totalsOf(compared);
  const more = tokens.after / Math.max(1, tokens.before) - 1;
  const lines = [
    `${countText(compared.length, 'call')}, ${currencyName()} per 1,000 calls of each, output at its limit (≤).`,
    `Input: ${savingText(input.before)} on ${one.model.name}, ${savingText(input.after)} on ${other.model.name}: ${changeText(input.before, input.after)}.`,
    ...(outputMax.before > 0n ? [`Output at its limit: ${savingText(outputMax.before)} and ${savingText(outputMax.after)}: ${changeText(outputMax.before, outputMax.after)}.`] : []),
    `The same text is ${integerText(tokens.before)} and ${integerText(tokens.after)} tokens: ${Math.abs(more) < 0.0005 ? 'no difference' : `${more > 0 ? '+' : ''}${(more * 100).toFixed(1)} %`}.`,
  ];
  return [...tableLines(table, rows, columns, ''), '', ...lines.flatMap(line => wrapped(line, columns))];
}

/** Money per 1,000 calls of each; output where both sides have a limit. */
function totalsOf(compared: readonly Compared[]): Record<'input' | 'outputMax', { before: Money; after: Money }> & { tokens: { before: number; after: number } } {
  const bounded = compared.filter(({ result }) => result.outputMaxSaved !== undefined);
  const total = (side: 'before' | 'after') => ({
    input: perThousand(sum(compared.map(({ result }) => result[side].inputPerCall))),
    outputMax: perThousand(sum(bounded.map(({ result }) => result[side].outputMaxPerCall ?? 0n))),
    tokens: compared.reduce((tokens, { result }) => tokens + result[side].input.tokens, 0),
  });
  const [before, after] = [total('before'), total('after')];
  return {
    input: { before: before.input, after: after.input },
    outputMax: { before: before.outputMax, after: after.outputMax },
    tokens: { before: before.tokens, after: after.tokens },
  };
}

function dataOf(sides: readonly [Side, Side], compared: readonly Compared[]): object {
  const { input, outputMax, tokens } = totalsOf(compared);
  const side = ({ input: known, inputPerCall, outputMaxPerCall }: Comparison['before']) => ({
    tokens: known.tokens, basis: known.basis, error: known.error,
    usdPerThousandCalls: { input: usd(perThousand(inputPerCall)), outputMax: outputMaxPerCall === undefined ? null : usd(perThousand(outputMaxPerCall)) },
  });
  return {
    schemaVersion: 1,
    models: sides.map(({ id, model, row }) => ({ id, canonical: model.id, name: model.name, price: row })),
    calls: compared.map(({ call, reported, result }) => ({ id: call.id, path: reported.path, line: reported.line, before: side(result.before), after: side(result.after), notes: result.notes })),
    total: { tokens, usdPerThousandCalls: { input: { before: usd(input.before), after: usd(input.after) }, outputMax: { before: usd(outputMax.before), after: usd(outputMax.after) } } },
  };
}

function limitText(money: Money | undefined): string {
  return money === undefined ? '' : `≤${savingText(perThousand(money))}`;
}

/** `3×` as much, `0.33×` as much. */
function factor(ratio: number): string {
  return Number.isFinite(ratio) ? `${Number(ratio.toPrecision(3))}×` : '?';
}

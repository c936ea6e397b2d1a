/** One run of `promptfare advise`. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { usd } from '../../cost/index.ts';
import { moneyHead } from '../../reporters/currency.ts';
import { countText, integerText, usdText } from '../../reporters/figures.ts';
import { jsonText } from '../../reporters/json-text.ts';
import { printable } from '../../core/printable.ts';
import { percentText } from '../../cost/money.ts';
import { tableLines, wrapped } from '../../reporters/table.ts';
import { UsageError } from '../../scan/usage-error.ts';
import type { Advised, Forecast } from '../../usage/advice/index.ts';
import { ADVICE_VERSION } from '../../usage/advice/schema.ts';
import type { Window } from '../../usage/measured.ts';
import { readLines, type LogFlags, withLogs } from '../usage/logs.ts';
import { modelNamed } from '../model-named.ts';
import { projectCalls, type ProjectFlags } from '../project-calls.ts';
import { columnsOf, type ProcessLike } from '../terminal.ts';
import { type AdviceFlags, type Placed, trafficAdvice } from './traffic-advice.ts';

export interface AdviseFlags extends LogFlags, AdviceFlags, Omit<ProjectFlags, 'usage'> {
  readonly logs: readonly string[];
  readonly format: 'text' | 'json';
}

export async function runAdvise(process: ProcessLike, paths: readonly string[], flags: AdviseFlags): Promise<number> {
  if (flags.model !== undefined) modelNamed(flags.model);
  const vectors = flags.vectors === undefined ? undefined : resolve(process.cwd(), flags.vectors);
  if (vectors !== undefined && !existsSync(vectors)) throw new UsageError(`There is no file \`${printable(flags.vectors!)}\`. \`--vectors\` takes JSON lines or Parquet.`);
  const project = await projectCalls(process, paths, { ...flags, usage: false });
  return withLogs(process, flags.logs, project.counted, { ...flags, withTexts: true }, async logs => {
    const { stdout } = process;
    const width = Math.max(40, columnsOf(stdout, 120));
    const read = readLines(process.cwd(), logs);
    if (!logs.window) {
      stdout.write(flags.format === 'json' ? jsonText({ schemaVersion: ADVICE_VERSION, window: null, usdPerMonth: 0, advice: [] }) : `${read.join('\n')}\n`);
      return 0;
    }
    const { advised, advice } = await trafficAdvice(project, { ...logs, window: logs.window }, { ...flags, ...(vectors !== undefined && { vectors }) });
    if (flags.format === 'json') stdout.write(jsonText(dataOf(logs.window, advised, advice)));
    else stdout.write(`${[...read, ...linesOf(advised, advice, flags, width)].join('\n')}\n`);
    return 0;
  });
}

function linesOf({ usdPerMonth, together, unpriced, units, forecast, peaks }: Advised, advice: readonly Placed[], flags: AdviseFlags, width: number): string[] {
  const total = usd(usdPerMonth);
  const worth = advice.filter(one => one.usdPerMonth > 0n);
  const others = advice.filter(one => one.usdPerMonth <= 0n);
  return [
    `${usdText(total)} a month at this rate${unpriced > 0 ? `; ${countText(unpriced, 'request')} of models without a price left out` : ''}.`,
    ...(forecast ? forecastLines(forecast, flags.budget) : []),
    ...units.flatMap(({ unit: { row }, cache }) => (cache ? [`The cache of ${row.subject} is read by ${percentText(cache.hitRate)} of its tokens: it ${cache.usdPerMonth >= 0n ? 'saves' : 'loses'} ${usdText(Math.abs(usd(cache.usdPerMonth)))} a month.`] : [])),
    '',
    ...(worth.length === 0 ? ['Nothing that would save money was found.'] : [
      `What marked steps save together: ${usdText(usd(together))} a month (${percentText(total === 0 ? 0 : usd(together) / total)}). Batch, flex and caching exclude each other and count once.`,
      ...tableLines([{ head: '' }, { head: moneyHead('a month'), align: 'right' }, { head: 'what', shrinks: 'middle' }, { head: 'where', shrinks: 'start' }, { head: 'effort' }, { head: 'risk' }], worth.map((one, index) => [`${index + 1}${one.isCounted ? '*' : ''}`, usdText(usd(one.usdPerMonth)), one.title, one.place, one.effort, one.risk]), width),
      ...worth.flatMap((one, index) => ['', ...wrapped(`${index + 1}. ${one.title}: ${one.place}${one.findings.length > 0 ? ` (${one.findings.map(({ ruleId, id }) => `${ruleId} ${id}`).join(', ')})` : ''}`, width), ...one.because.flatMap(because => wrapped(printable(because), width - 3).map(line => `   ${line}`))]),
    ]),
    ...(others.length > 0 ? ['', 'Not worth it:', ...others.flatMap(one => wrapped(`  ${one.title}, ${one.place}: ${one.usdPerMonth < 0n ? `${usdText(usd(-one.usdPerMonth))} a month more. ` : ''}${one.because.slice(0, 3).join(' ')}`, width))] : []),
    ...capacityLines(peaks, flags, width),
  ];
}

function forecastLines({ month, spent, atEnd, hoursBefore, byWeekday, crossings }: Forecast, budget: number | undefined): string[] {
  return [
    `${month}: ${usdText(spent)} in the logs, ${usdText(atEnd)} at its end, as ${byWeekday ? 'each weekday was' : 'the hours were'} so far${hoursBefore > 0 ? `; ${integerText(hoursBefore)} hours before the logs begin are taken to be alike` : ''}.`,
    ...(budget === undefined ? [] : [`Of ${usdText(budget)}: ${crossings.map(({ percent, at }) => `${percent} % ${at ? `on ${at.replace('T', ' at ')}:00` : 'not this month'}`).join(', ')} (UTC).`]),
  ];
}

function capacityLines(peaks: Advised['peaks'], { modelUnit, instance }: AdviseFlags, width: number): string[] {
  const provisioned = peaks.filter(({ canBeProvisioned }) => canBeProvisioned);
  const others = peaks.filter(({ canBeProvisioned }) => !canBeProvisioned);
  const lines = [
    ...(provisioned.length > 0 && !modelUnit ? [`Provisioned throughput: \`--model-unit <price,tokens>\` prices it for ${provisioned.map(({ model }) => model).join(', ')}.`] : []),
    ...others.map(({ model, inputPerMinute, outputPerMinute }) => `${model} has no provisioned throughput. The reserved tier asks for 100,000 input and 10,000 output tokens a minute, for 1 or 3 months; the busiest hour had ${integerText(inputPerMinute)} and ${integerText(outputPerMinute)}.`),
    ...(instance ? [] : ['Self-hosting of open-weight models: `--instance <price,tokens>` prices it.']),
  ];
  return ['', ...lines.flatMap(line => wrapped(printable(line), width))];
}

function dataOf({ first, last, hours }: Window, { usdPerMonth, units, unpriced, together, forecast, peaks }: Advised, advice: readonly Placed[]): object {
  return {
    schemaVersion: ADVICE_VERSION,
    window: { first: new Date(first * 1000).toISOString(), last: new Date(last * 1000).toISOString(), hours },
    usdPerMonth: usd(usdPerMonth),
    unpricedRequests: unpriced,
    savedTogetherPerMonth: usd(together),
    units: units.map(({ unit: { row, prefixTokens }, usdPerMonth: cost, cache }) => ({ subject: row.subject, model: row.model, requests: row.requests, prefixTokens, usdPerMonth: usd(cost), ...(cache && { cache: { hitRate: cache.hitRate, usdPerMonth: usd(cache.usdPerMonth) } }) })),
    advice: advice.map(({ usdPerMonth: saved, place: _place, ...one }) => ({ ...one, usdPerMonth: usd(saved) })),
    ...(forecast && { forecast }),
    peaks,
  };
}

/** What could wait: runs of requests that look like jobs, in a batch or on the flex tier. */
import { percentText } from '../../cost/money.ts';
import type { Advice } from './advice.ts';
import { dollars } from './caching.ts';
import { costOfSums, pricesOf, type RunRow, type ToMonth, type Unit } from './unit.ts';

/** None where someone waits for the answer, as the code shows. */
export function waitingAdvice(unit: Unit, runs: RunRow | undefined, month: ToMonth): Advice[] {
  const { row, call, model, prices } = unit;
  const handler = call?.context.handler;
  if (!runs || handler?.kind === 'http' || handler?.kind === 'ui') return [];
  const share = runs.requests / row.requests;
  const now = costOfSums(runs, prices);
  const common = { subject: row.subject, model: row.model, risk: handler ? ('low' as const) : ('medium' as const) };
  const because = [
    `${percentText(share)} of ${row.requests} requests come in ${runs.jobs} runs of at least 100 within 4 hours.`,
    handler ? `Nobody waits: \`${handler.evidence}\`.` : 'Nothing in the code says whether someone waits for these answers.',
  ];
  const figures = { share, jobs: runs.jobs, largest: runs.largest };
  const batch = model.batch === true && !call?.prompts.some(({ part }) => part === 'tools') ? pricesOf(row.model, model, row, 'batch') : undefined;
  const flex = pricesOf(row.model, model, row, 'flex');
  return [
    ...(batch ? [{ ...common, kind: 'batch' as const, title: 'send the runs as batch jobs', usdPerMonth: month(now - costOfSums(runs, batch)), effort: 'medium' as const, because: [...because, 'A batch has no tools and reads no prompt cache.'], figures: { ...figures, usdPerMonth: dollars(month(now - costOfSums(runs, batch))) } }] : []),
    ...(flex ? [{ ...common, kind: 'flex' as const, title: 'send the runs on the flex tier', usdPerMonth: month(now - costOfSums(runs, flex)), effort: 'low' as const, because: [...because, 'Flex answers when there is room.'], figures: { ...figures, usdPerMonth: dollars(month(now - costOfSums(runs, flex))) } }] : []),
  ].filter(({ usdPerMonth }) => usdPerMonth > 0n);
}

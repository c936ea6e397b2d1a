/** What the calls of a comparison cost in a month, by the usage file of the base: a change cannot make its own traffic smaller. */
import { dirname, join, resolve } from 'node:path';
import type { Call } from '../../core/call.ts';
import { countedCalls } from '../../core/counted.ts';
import type { Report, ReportCall } from '../../core/report.ts';
import { estimate } from '../../cost/index.ts';
import { pairsOf } from '../../diff/match.ts';
import { relativePath } from '../../project/relative-path.ts';
import type { Project } from '../../project/project.ts';
import type { Pricing } from '../../scan/report.ts';
import type { Revisions } from '../../scan/revisions/revisions.ts';
import { mergedUsage } from '../../usage/merged.ts';
import type { UsageFile } from '../../usage/schema.ts';
import { entryAfter, monthlyOf, usageTable } from '../../usage/traffic.ts';
import { placesOf } from './configuration-of-base.ts';
import { usageFor, usageIn } from '../usage/file.ts';
import { USAGE_NAME } from '../usage/flag.ts';

export interface MonthsOfChange {
  /** Estimates with figures per month. */
  priced(pricing: Pricing): Pricing;
  /** The head with figures of calls whose prompt has changed, and with it their id: they have the traffic of before. */
  completed(base: Report, head: Report): Report;
}

/** Undefined where there is no usage file. Throws a UsageError where it is broken. */
export async function monthsOfChange({ base, head }: Revisions, repository: string, cwd: string, flag: string | boolean | undefined): Promise<MonthsOfChange | undefined> {
  if (flag === false) return undefined;
  const { root } = base.project;
  const named = typeof flag === 'string' ? await usageFor(root, cwd, flag) : undefined;
  // The base speaks first; the head adds what is said of calls that are new there.
  const [old, now] = named ? [undefined, undefined] : [await usageAt(base.project, repository), await usageAt(head.project, repository)];
  const found = old ?? now;
  const path = named?.path ?? (found && join(root, found.path));
  const file = named?.file ?? (old && now ? mergedUsage(old.file, now.file) : found?.file);
  if (!file || path === undefined) return undefined;

  const table = usageTable(file, each => relativePath(dirname(path), resolve(root, each)));
  const seen = new Map<string, Call>();
  return {
    priced: pricing => ({
      ...pricing,
      estimate(call) {
        seen.set(keyOf(call), call);
        const estimated = estimate(call);
        const monthly = monthlyOf(call, table.entryOf(call), estimated);
        return { ...estimated, ...(monthly && { monthly }) };
      },
    }),
    completed(before, after) {
      const formers = new Map(pairsOf(countedCalls(before.calls), countedCalls(after.calls)).flatMap(([earlier, later]) => (earlier && later && earlier.id !== later.id ? [[later, earlier] as const] : [])));
      return { ...after, calls: after.calls.map(call => withTraffic(call, formers.get(call))) };
    },
  };

  function withTraffic(reported: ReportCall, former: ReportCall | undefined): ReportCall {
    const [before, after] = [former && seen.get(keyOf(former)), seen.get(keyOf(reported))];
    const entry = former && after && table.entryOf(after, former.id);
    if (!before || !after || !entry) return reported;
    const { monthly: _, ...rest } = reported;
    const monthly = monthlyOf(after, entryAfter(entry, { call: before, tokens: former.tokens.input.static }, { call: after, tokens: reported.tokens.input.static }));
    return { ...rest, ...(monthly && { monthly }) };
  }
}

async function usageAt({ root, read }: Project, repository: string): Promise<{ readonly path: string; readonly file: UsageFile } | undefined> {
  for (const path of placesOf(root, repository, [USAGE_NAME])) {
    const text = read(path);
    if (text !== undefined) return { path, file: await usageIn(text, path) };
  }
  return undefined;
}

function keyOf({ path, id }: Pick<Call, 'path' | 'id'>): string {
  return `${path}\n${id}`;
}

/** The calls of a project, with what reports leave out: commands that price them anew need the prompts. */
import { type Call, generates } from '../core/call.ts';
import type { Report, ReportCall } from '../core/report.ts';
import { countedCalls } from '../core/counted.ts';
import { callPlaceText } from '../reporters/place.ts';
import { printable } from '../core/printable.ts';
import { nearestWord } from '../core/nearest-word.ts';
import { prepared, scan } from '../scan/scan.ts';
import { UsageError } from '../scan/usage-error.ts';
import { withBudgets } from './budgets.ts';
import { configurationFor } from './configuration.ts';
import { showAsConfigured } from './currency-flags.ts';
import { createEngine } from './engine.ts';
import { pricesInUse } from './prices/flag.ts';
import { rootOf } from './root.ts';
import type { ProcessLike } from './terminal.ts';
import { type FoundUsage, usageFor, withUsage } from './usage/file.ts';
import { version } from './version.ts';

export interface ProjectFlags {
  /** False for `--no-config`. */
  readonly config?: string | boolean;
  readonly prices?: string;
  /** False for `--no-usage`. */
  readonly usage?: string | boolean;
}
export interface ProjectCall {
  readonly call: Call;
  readonly reported: ReportCall;
  /** `src/a.ts:12`, from the current directory; to print as it is. */
  readonly place: string;
}
export interface ProjectCalls {
  readonly report: Report;
  /** The traffic that the report's monthly figures rest on. */
  readonly usage: FoundUsage | undefined;
  readonly calls: readonly ProjectCall[];
  /** Those that cost something: they generate, and are no body of a wrapper whose callers are known. */
  readonly counted: readonly ProjectCall[];
}

export async function projectCalls(process: ProcessLike, given: readonly string[], { config, prices, usage: usageFlag }: ProjectFlags): Promise<ProjectCalls> {
  const { rules, facts, pricing: perCall } = await createEngine(pricesInUse(process, prices));
  const cwd = process.cwd();
  const { root, paths, base } = rootOf(cwd, given);
  const configuration = await configurationFor(root, cwd, config, rules);
  showAsConfigured(configuration.settings);
  const usage = await usageFor(root, cwd, usageFlag);
  const pricing = withUsage(perCall, root, usage);
  const seen = new Map<string, Call>();
  const { report } = scan(await prepared({
    root, paths, configuration, rules, facts, version: version(),
    pricing: {
      ...pricing,
      estimate(call) {
        seen.set(call.id, call);
        return pricing.estimate(call);
      },
    },
  }));
  const calls = report.calls.flatMap(reported => {
    const call = seen.get(reported.id);
    return call ? [{ call, reported, place: callPlaceText(reported, base) }] : [];
  });
  const counts = new Set(countedCalls(report.calls).map(({ id }) => id));
  return { report: withBudgets(report, configuration, root), usage, calls, counted: calls.filter(({ call }) => counts.has(call.id) && generates.has(call.operation)) };
}

/** The one whose id is this, or begins with it. Throws a UsageError with the nearest id. */
export function oneOf<T>(all: readonly T[], idOf: (one: T) => string, id: string, what: string): T {
  const exact = all.find(one => idOf(one) === id);
  if (exact) return exact;
  const begun = id.length >= 4 ? all.filter(one => idOf(one).startsWith(id)) : [];
  if (begun.length === 1) return begun[0]!;
  if (begun.length > 1) throw new UsageError(`\`${printable(id)}\` begins ${begun.length} ids: ${begun.slice(0, 5).map(idOf).join(', ')}.`);
  const nearest = nearestWord(id, all.map(idOf));
  const hint = all.length === 0 ? ' There is none here: check the paths.' : nearest === undefined ? ' `promptfare --format json` lists them.' : ` Did you mean \`${nearest}\`?`;
  throw new UsageError(`There is no ${what} \`${printable(id)}\`.${hint}`);
}

/** One run of `promptfare scan`. */
import type { Report } from '../../core/report.ts';
import { createPolicy } from '../../scan/policy.ts';
import { type ScanOptions, type ScanResult, prepared, scan } from '../../scan/scan.ts';
import type { Configuration, FailOn } from '../../scan/settings.ts';
import { baselineFor, withoutKnown } from '../baseline/file.ts';
import { withBudgets } from '../budgets.ts';
import { configurationFor } from '../configuration.ts';
import { showAsConfigured } from '../currency-flags.ts';
import { type Engine, createEngine } from '../engine.ts';
import { exactCounts } from '../exact/run.ts';
import { pricesInUse } from '../prices/flag.ts';
import { oneLine } from '../problem-line.ts';
import { progressOn } from '../progress.ts';
import { noting } from '../report/prompt-shapes.ts';
import { rootOf } from '../root.ts';
import type { ProcessLike } from '../terminal.ts';
import { type FoundUsage, usageFor, withUsage } from '../usage/file.ts';
import { version } from '../version.ts';
import { checkTogether, isFixing, type ScanFlags } from './flags.ts';
import { print, show } from './show.ts';
import { type StandardInput, standardInput } from './standard-input.ts';

export async function runScan(process: ProcessLike, given: readonly string[], flags: ScanFlags): Promise<number> {
  const engine = await createEngine(pricesInUse(process, flags.prices));
  const { rules } = engine;
  if (flags.explain !== undefined) {
    const { explanationOf } = await import('../explain/rule-page.ts');
    process.stdout.write(explanationOf(flags.explain, rules));
    return 0;
  }

  checkTogether(flags, given);
  const place = await placeOf(process, given, flags, engine);
  const { root, base, configuration } = place;
  showAsConfigured(configuration.settings);
  if (flags.printConfig) {
    const { configText } = await import('./print-config.ts');
    process.stdout.write(configText(configuration, createPolicy(root, configuration, rules, flags.rule), rules));
    return 0;
  }

  const cwd = process.cwd();
  const input = flags.stdin ? await standardInput(process, root, flags.stdinFilename!) : undefined;
  const baseline = baselineFor(root, cwd, flags.baseline);
  const usage = await usageFor(root, cwd, flags.usage);
  const { pricing, shapeOf } = noting(withUsage(engine.pricing, root, usage));
  const progress = progressOn(process);
  const options: ScanOptions = { ...engine, ...optionsOf(flags, place, input), pricing, ...(progress && { onProgress: progress.update }) };
  if (flags.shard) {
    const { partText } = await import('./shard.ts');
    await print(process, flags.output, await partText(options, flags.shard, given));
    progress?.clear();
    return 0;
  }
  const found = await foundBy(process, flags, options, engine, usage, place.prepared ?? prepared);
  const isWhole = given.length === 0 && !input && !place.prepared && flags.rule.length === 0;
  const report = withBudgets(withoutKnown(process, found.report, root, baseline, isWhole), configuration, root);
  progress?.clear();
  await show(process, { ...found, report, shapeOf, flags, base, rules, input });
  return isFailure(report, flags.failOn ?? configuration.settings.failOn ?? 'error') ? 1 : 0;
}

/** Where a run looks. */
interface Place {
  /** Absolute. */
  readonly root: string;
  /** Leads from the current directory to the root: empty, or ends in `/`. */
  readonly base: string;
  readonly paths: readonly string[];
  readonly configuration: Configuration;
  /** Of runs that look at a part of what git knows. */
  readonly prepared?: typeof prepared;
}

async function placeOf(process: ProcessLike, given: readonly string[], { staged, since, config }: ScanFlags, { rules }: Engine): Promise<Place> {
  if (staged) return { ...(await (await import('./staged.ts')).stagedRun(process, given, config, rules)), paths: [] };
  if (since !== undefined) return { ...(await (await import('./since.ts')).sinceRun(process, given, since, config, rules)), paths: [] };
  const cwd = process.cwd();
  const place = rootOf(cwd, given);
  return { ...place, configuration: await configurationFor(place.root, cwd, config, rules) };
}

function optionsOf(flags: ScanFlags, { root, paths, configuration }: Place, input: StandardInput | undefined): Omit<ScanOptions, keyof Engine> {
  return {
    root,
    paths: input ? [input.path] : paths,
    configuration,
    only: flags.rule,
    version: version(),
    ...(flags.maxFileSize !== undefined && { maxFileSize: flags.maxFileSize }),
    ...(input && { texts: new Map([[input.path, input.text]]) }),
    ...(flags.reportUnusedIgnores && { reportUnusedIgnores: true }),
    ...(isFixing(flags) && { fix: flags.fixSuggested ? ('suggested' as const) : ('safe' as const) }),
    dryRun: flags.fixDryRun === true || flags.diff === true || input !== undefined,
  };
}

async function foundBy(process: ProcessLike, flags: ScanFlags, given: ScanOptions, engine: Engine, usage: FoundUsage | undefined, prepare: typeof prepared): Promise<ScanResult> {
  const { cacheFor, scanWith } = await import('./cache.ts');
  const cache = cacheFor(process, flags, given, engine, usage);
  if (cache) return scanWith(cache, given, problem => process.stderr.write(`promptfare: the result is not kept: ${oneLine(problem)}. Name a directory that can be written to with \`--cache-location\`.\n`));
  const options = flags.parts ? await (await import('./shard.ts')).withParts(given, flags.parts) : await prepare(given);
  const exact = exactCounts(process, flags.exact, given.root);
  // What the calls send is known after a run, and has to be counted before the one that reports.
  if (exact) await exact.learn(() => void scan({ ...options, fix: undefined }));
  return scan(options);
}

function isFailure({ findings, budgets = [] }: Report, failOn: FailOn): boolean {
  if (failOn === 'never') return false;
  return budgets.some(({ isOver }) => isOver) || (failOn !== 'budget' && findings.some(({ severity }) => failOn === 'warning' || severity === 'error'));
}

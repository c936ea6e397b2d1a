/** One run of `promptfare scan`. */
import { resolve } from 'node:path';
import type { Report } from '../../core/report.ts';
import { type NamedRule, pageUrl } from '../../core/rule.ts';
import { decode } from '../../project/decode.ts';
import { relativePath } from '../../project/relative-path.ts';
import { figureLines } from '../../reporters/budget-words.ts';
import { reporters } from '../../reporters/index.ts';
import { printable } from '../../core/printable.ts';
import type { ReporterOptions } from '../../reporters/reporter.ts';
import { createPolicy } from '../../scan/policy.ts';
import { type ScanOptions, type ScanResult, prepared, scan } from '../../scan/scan.ts';
import type { Part, Shard } from '../../scan/shards/joined.ts';
import type { FailOn } from '../../scan/settings.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { baselineFor, withoutKnown } from '../baseline/file.ts';
import { withBudgets } from '../budgets.ts';
import { configurationFor } from '../configuration.ts';
import { showAsConfigured } from '../currency-flags.ts';
import { type Engine, createEngine } from '../engine.ts';
import type { ExactMode } from '../exact/flag.ts';
import { exactCounts } from '../exact/run.ts';
import { pricesInUse } from '../prices/flag.ts';
import type { Output } from './formats.ts';
import type { IsolateFlags } from './isolate-flag.ts';
import { progressOn } from '../progress.ts';
import { noting } from '../report/prompt-shapes.ts';
import { rootOf } from '../root.ts';
import { isCi, type ProcessLike, usesColors } from '../terminal.ts';
import { type FoundUsage, usageFor, withUsage } from '../usage/file.ts';
import { version } from '../version.ts';
import { writeOutput } from '../write-output.ts';

export interface ScanFlags extends IsolateFlags {
  readonly format?: readonly Output[];
  readonly output?: string;
  readonly fix?: boolean;
  readonly fixSuggested?: boolean;
  readonly fixDryRun?: boolean;
  readonly diff?: boolean;
  readonly failOn?: FailOn;
  readonly rule: readonly string[];
  /** False for `--no-config`. */
  readonly config?: string | boolean;
  readonly staged?: boolean;
  readonly since?: string;
  readonly stdin?: boolean;
  readonly stdinFilename?: string;
  readonly quiet?: boolean;
  readonly explain?: string;
  readonly printConfig?: boolean;
  readonly maxFileSize?: number;
  readonly reportUnusedIgnores?: boolean;
  readonly prices?: string;
  /** False for `--no-baseline`. */
  readonly baseline?: string | boolean;
  /** False for `--no-usage`. */
  readonly usage?: string | boolean;
  readonly shard?: Shard;
  /** Of `promptfare merge`: all of a scan. */
  readonly parts?: readonly Part[];
  readonly cache?: boolean;
  readonly cacheLocation?: string;
  readonly exact?: ExactMode;
  /** False for `--no-color`. */
  readonly color?: 'auto' | 'always' | 'never' | boolean;
}

export async function runScan(process: ProcessLike, given: readonly string[], flags: ScanFlags): Promise<number> {
  const { stdout, stderr, env } = process;
  const engine = await createEngine(pricesInUse(process, flags.prices));
  if (flags.explain !== undefined) {
    const { explanationOf } = await import('../explain/rule-page.ts');
    stdout.write(explanationOf(flags.explain, engine.rules));
    return 0;
  }

  checkTogether(flags, given);
  const cwd = process.cwd();
  const staged = flags.staged ? await (await import('./staged.ts')).stagedRun(process, given, flags.config, engine.rules) : undefined;
  const since = flags.since === undefined ? undefined : await (await import('./since.ts')).sinceRun(process, given, flags.since, flags.config, engine.rules);
  const part = staged ?? since;
  const { root, base, paths } = part ? { ...part, paths: [] } : rootOf(cwd, given);
  const configuration = part?.configuration ?? (await configurationFor(root, cwd, flags.config, engine.rules));
  showAsConfigured(configuration.settings);
  if (flags.printConfig) {
    const { configText } = await import('./print-config.ts');
    stdout.write(configText(configuration, createPolicy(root, configuration, engine.rules, flags.rule), engine.rules));
    return 0;
  }

  const input = flags.stdin ? await standardInput(process, root, flags.stdinFilename!) : undefined;
  const baseline = baselineFor(root, cwd, flags.baseline);
  const isFixing = flags.fix || flags.fixSuggested || flags.fixDryRun || flags.diff;
  const progress = progressOn(process);
  const usage = await usageFor(root, cwd, flags.usage);
  const noted = noting(withUsage(engine.pricing, root, usage));
  const options: ScanOptions = {
    root,
    paths: input ? [input.path] : paths,
    configuration,
    ...engine,
    pricing: noted.pricing,
    only: flags.rule,
    version: version(),
    ...(flags.maxFileSize !== undefined && { maxFileSize: flags.maxFileSize }),
    ...(input && { texts: new Map([[input.path, input.text]]) }),
    ...(flags.reportUnusedIgnores && { reportUnusedIgnores: true }),
    ...(isFixing && { fix: flags.fixSuggested ? ('suggested' as const) : ('safe' as const) }),
    dryRun: flags.fixDryRun === true || flags.diff === true || input !== undefined,
    ...(progress && { onProgress: progress.update }),
  };
  if (flags.shard) {
    const { partText } = await import('./shard.ts');
    await print(process, flags.output, await partText(options, flags.shard, given));
    progress?.clear();
    return 0;
  }
  const found = await foundBy(process, flags, options, engine, usage, part?.prepared ?? prepared);
  const known = withoutKnown(process, found.report, root, baseline, given.length === 0 && !input && !part && flags.rule.length === 0);
  const result = { ...found, report: withBudgets(known, configuration, root), shapeOf: noted.shapeOf };
  progress?.clear();

  if (!showsBudgets(flags)) for (const { text, isOver, meetsNone } of figureLines(result.report.budgets ?? [], printable)) if (isOver || (meetsNone && !flags.quiet && !part)) stderr.write(`promptfare: ${text}\n`);
  if (!showsFailures(flags)) for (const { path, message } of result.report.files.failed) stderr.write(`promptfare: ${oneLine(base + path)}: ${oneLine(message)}\n`);
  for (const { path, message } of result.notes) stderr.write(`promptfare: ${oneLine(base + path)} ${oneLine(message)}\n`);
  if (flags.diff) {
    const { diffOf } = await import('./patch.ts');
    await print(process, flags.output, diffOf(result.changes, flags.output === undefined && (stdout.isTTY === true || isCi(env))));
  } else if (input && isFixing) {
    stdout.write((input.bom ? '\uFEFF' : '') + (result.changes[0]?.after ?? input.text));
    stderr.write(await rendered(process, result, flags, base, { format: 'concise' }, engine.rules));
  } else {
    const outputs: readonly Output[] = flags.format ?? [];
    // Files first: what is printed is then the last word of the run.
    for (const output of outputs) if (output.file !== undefined) await print(process, output.file, await rendered(process, result, flags, base, output, engine.rules));
    const printed: Output = { format: 'text', ...outputs.find(({ file }) => file === undefined), ...(flags.output !== undefined && { file: flags.output }) };
    // Hooks run at every commit: where there is nothing to say, they say nothing.
    if (!staged || printed.format !== 'text' || !isEmpty(result.report)) await print(process, printed.file, await rendered(process, result, flags, base, printed, engine.rules));
  }
  return isFailure(result.report, flags.failOn ?? configuration.settings.failOn ?? 'error') ? 1 : 0;
}

/** Where the output has no place for budgets, those that are crossed stand on standard error, for they may be why the run fails, and those that meet no call: their names may hold a slip. */
function showsBudgets(flags: ScanFlags): boolean {
  return shows(flags, ['text', 'json', 'markdown', 'html']);
}

/** The same for files that could not be read or mended: nobody should take their silence for praise. */
function showsFailures(flags: ScanFlags): boolean {
  return shows(flags, ['text', 'json', 'markdown', 'html', 'sarif', 'junit']);
}

function shows({ format = [], quiet, diff, stdin }: ScanFlags, formats: readonly Output['format'][]): boolean {
  return !quiet && !diff && !stdin && formats.includes(format.find(({ file }) => file === undefined)?.format ?? 'text');
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

function checkTogether({ stdin, stdinFilename, diff, format, staged, since, fix, fixSuggested, fixDryRun, shard, exact, isolate }: ScanFlags, paths: readonly string[]): void {
  if (stdin && stdinFilename === undefined) throw new UsageError('`--stdin` needs the path of the file. Add `--stdin-filename src/file.ts`.');
  if (!stdin && stdinFilename !== undefined) throw new UsageError('`--stdin-filename` goes with `--stdin`. Add it, or leave both out.');
  if (stdin && paths.length > 0) throw new UsageError('`--stdin` reads one file and takes no paths. Leave out the paths.');
  if (stdin && isolate) throw new UsageError('`--isolate` reads files again without the one that does harm, and `--stdin` is one that can be read once. Leave out one of them.');
  if (since !== undefined && (staged || stdin)) throw new UsageError(`\`--since\` looks at the working tree, \`${staged ? '--staged` at the index' : '--stdin` at one file'}. Choose one.`);
  if (staged && stdin) throw new UsageError('`--staged` reads git and `--stdin` one file. Choose one.');
  if (staged && (fix || fixSuggested) && !diff && !fixDryRun) throw new UsageError('`--staged` reads what is staged, and fixes write files. Fix without `--staged`, then `git add` the files; `--staged --diff` shows the fixes.');
  if (shard && (staged || since !== undefined || stdin || fix || fixSuggested || fixDryRun || diff || format || exact)) throw new UsageError('`--shard` writes a part of a scan and no report. Give the other flags to `promptfare merge`.');
  if (diff && format?.some(({ format: name }) => name !== 'text')) throw new UsageError('`--diff` prints a diff, not a report. Use `--fix-dry-run --format json` for a report.');
}

async function standardInput({ stdin, cwd }: ProcessLike, root: string, filename: string): Promise<{ path: string; text: string; bom: boolean }> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  const decoded = decode(Buffer.concat(chunks));
  if ('refused' in decoded) throw new UsageError(`Standard input cannot be read: ${decoded.refused}. Pipe in UTF-8 text.`);
  const path = relativePath(root, resolve(cwd(), filename));
  if (path === '' || path.startsWith('../')) throw new UsageError(`\`--stdin-filename ${filename}\` lies outside the current directory. Name a path below it.`);
  return { path, ...decoded };
}

async function rendered(process: ProcessLike, { report, textOf, fixed, shapeOf }: ScanResult & Pick<ReporterOptions, 'shapeOf'>, { quiet, color, fixDryRun }: ScanFlags, base: string, { format, file }: Output, rules: readonly NamedRule[]): Promise<string> {
  const reporter = await reporters[format]!();
  const { columns } = process.stdout;
  return reporter(report, {
    colors: file === undefined && usesColors(color === false ? 'never' : color === true ? undefined : color, process),
    ...(file === undefined && columns && { columns }),
    textOf,
    ...(shapeOf && { shapeOf }),
    ...(quiet && { quiet }),
    base,
    fixed,
    ...(fixDryRun && { isDryRun: true }),
    rules: rules.map(({ id, rule: { description, strategy } }) => ({ id, description, strategy, url: pageUrl(id, report.tool.version) })),
  });
}

async function print(process: ProcessLike, output: string | undefined, text: string): Promise<void> {
  if (output === undefined) process.stdout.write(text);
  else await writeOutput(process, output, text, output);
}

function isEmpty({ calls, findings, files, summary }: Report): boolean {
  return calls.length === 0 && findings.length === 0 && files.failed.length === 0 && !summary.baselined;
}

function isFailure({ findings, budgets = [] }: Report, failOn: FailOn): boolean {
  if (failOn === 'never') return false;
  return budgets.some(({ isOver }) => isOver) || (failOn !== 'budget' && findings.some(({ severity }) => failOn === 'warning' || severity === 'error'));
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').replaceAll('##[', '# #[');
}

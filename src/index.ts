/** The API: `import { scan } from 'promptfare'`. Reads files and nothing else: no network, no execution of what it reads. */
import { resolve } from 'node:path';
import { withBudgets } from './cli/budgets.ts';
import { configurationFor } from './cli/configuration.ts';
import { createEngine } from './cli/engine.ts';
import { version } from './cli/version.ts';
import type { Report, ReportCall } from './core/report.ts';
import { allModels, findModel, parseModelId, type Model } from './models/index.ts';
import { prepared, scan as run } from './scan/scan.ts';
import { countTokens as countWithFamily, tokenizerFamilyOf, type TokenCount } from './tokens/index.ts';

export type { Basis, BudgetFigure, Report, ReportCall, ReportFinding, ReportPlace, ReportText } from './core/report.ts';
export type { Operation, Role } from './core/call.ts';
export type { Severity, Strategy } from './core/finding.ts';
export type { Caching, Lifecycle, Model, Price } from './models/index.ts';
export type { TokenCount } from './tokens/index.ts';
export { UsageError } from './scan/usage-error.ts';
export { findModel };

/** What to scan, and by which configuration. */
export interface ScanOptions {
  /** Directory that the report's paths are relative to; the current directory by default. */
  readonly root?: string;
  /** Files and directories below the root, absolute or relative to it; all of the root by default. */
  readonly paths?: readonly string[];
  /** Path of a configuration file, or false for none; by default the nearest one from the root upwards. */
  readonly config?: string | false;
  /** `id` or `id:severity`: no other rule then runs. */
  readonly rules?: readonly string[];
  /** Bytes; larger files are skipped (1,048,576 by default, or what the configuration says). */
  readonly maxFileSize?: number;
}

/**
 * Scans files and directories, and writes nothing. The report is the one that `promptfare --format json` prints:
 * money in US dollars, lines and columns from 1, ranges in UTF-16 offsets. Files that cannot be read or parsed stand
 * in `report.files`. Rejects with a `UsageError` where a path does not exist, a rule is not known or a configuration is broken.
 */
export async function scan(options: ScanOptions = {}): Promise<Report> {
  const { paths, config, rules: only, maxFileSize } = options;
  const root = resolve(options.root ?? '.');
  const engine = await createEngine();
  const configuration = await configurationFor(root, root, config, engine.rules);
  const { report } = run(await prepared({ root, configuration, ...engine, version: version(), ...(paths && { paths }), ...(only && { only }), ...(maxFileSize !== undefined && { maxFileSize }) }));
  return withBudgets(report, configuration, root);
}

/** Where a text stands, so that its language is known and its imports are found. */
export interface InspectOptions {
  /** Relative to the root. The file need not exist; its name says the language. */
  readonly path: string;
  /** Directory in which imports are followed; the current directory by default. */
  readonly root?: string;
}

/**
 * The calls in one text, with tokens and cost, as `report.calls` lists them. No rule runs and no configuration is read.
 * Rejects with an `Error` where the text does not parse, or no language is known for its name.
 */
export async function inspect(text: string, { path, root = '.' }: InspectOptions): Promise<ReportCall[]> {
  const { facts, pricing } = await createEngine();
  const { report } = run(await prepared({ root: resolve(root), paths: [path], texts: new Map([[path, text]]), rules: [], facts, pricing, version: version() }));
  const [failed] = report.files.failed;
  const [skipped] = report.files.skipped;
  if (failed) throw new Error(`${path}: ${failed.message}`);
  if (skipped) throw new Error(`${path}: ${skipped.reason}`);
  if (report.files.analyzed === 0) throw new Error(`${path}: no language is known for this name`);
  return report.calls;
}

/**
 * Content tokens of a text as a model counts them, without what a request adds around it. `model` is a Bedrock id in any
 * form: with geography prefix, as an ARN, or with the prefix of another tool. `error` is relative (0.05: ±5 %) and 0 where
 * `basis` is `exact`. For a model of no known tokenizer the count is an estimate with a wide error. Never throws.
 */
export function countTokens(text: string, model: string): TokenCount {
  return countWithFamily(text, tokenizerFamilyOf(parseModelId(model).canonical));
}

/** Every model that is known, with ids, limits, prices (US dollars per million tokens), caching and lifecycle, each with source and date. */
export function models(): readonly Model[] {
  return allModels();
}

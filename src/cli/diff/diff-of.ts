/** The comparison that the flags of `promptfare diff` and `promptfare comment` ask for. */
import { resolve } from 'node:path';
import type { DiffReport } from '../../core/diff.ts';
import type { Report } from '../../core/report.ts';
import { compareReports } from '../../diff/compare.ts';
import { relativePath } from '../../project/relative-path.ts';
import { isBareRepository, repositoryOf } from '../../scan/git.ts';
import { reportsOf } from '../../scan/revisions/reports.ts';
import { resolved } from '../../scan/revisions/resolve.ts';
import { openRevisions } from '../../scan/revisions/revisions.ts';
import type { Configuration, FailOn } from '../../scan/settings.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { budgetsOf } from '../budgets.ts';
import { configurationFor } from '../configuration.ts';
import { configurationOfBase } from './configuration-of-base.ts';
import { showAsConfigured } from '../currency-flags.ts';
import { createEngine } from '../engine.ts';
import type { IsolateFlags } from '../scan/isolate-flag.ts';
import { jsonOf } from '../json-file.ts';
import { monthsOfChange } from './months-of-change.ts';
import { placesOf } from '../places.ts';
import { pricesInUse } from '../prices/flag.ts';
import { wayTo } from '../root.ts';
import type { ProcessLike } from '../terminal.ts';
import { version } from '../version.ts';

export interface CompareFlags extends IsolateFlags {
  readonly base?: string;
  readonly head?: string;
  readonly staged?: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly failOn?: FailOn;
  readonly rule: readonly string[];
  /** False for `--no-config`. */
  readonly config?: string | boolean;
  /** `config` names a file of the base, not of the working tree. */
  readonly isConfigOfBase?: boolean;
  readonly prices?: string;
  /** False for `--no-usage`. */
  readonly usage?: string | boolean;
}
export interface Compared {
  readonly diff: DiffReport;
  readonly configuration: Configuration;
  /** Leads from the current directory to where the paths start: empty, or ends in `/`. */
  readonly base: string;
}

export async function diffOf(process: ProcessLike, paths: readonly string[], flags: CompareFlags): Promise<Compared> {
  checkTogether(flags, paths);
  if (flags.from !== undefined && flags.to !== undefined) return diffOfReports(process, flags.from, flags.to);

  const cwd = process.cwd();
  const repository = isBareRepository(cwd) ? cwd : repositoryOf(cwd);
  if (repository === undefined) throw new UsageError('This is no git repository, so there is no state to compare with. Compare two reports with `--from` and `--to`.');
  if (flags.head === undefined && isBareRepository(cwd)) throw new UsageError('A bare repository has no working tree. Name the state to look at with `--head`.');
  const { rules, facts, pricing } = await createEngine(pricesInUse(process, flags.prices));
  const { root, targets } = placesOf(cwd, repository, paths);
  const asked = resolved(repository, flags, process.env);
  const opened = openRevisions({ root, repository, resolved: asked });
  const named = typeof flags.config === 'string' && flags.isConfigOfBase ? relativePath(root, resolve(cwd, flags.config)) : undefined;
  const fromBase = await configurationOfBase(opened, repository, rules, named);
  const configuration = flags.config === undefined || flags.config === true || named !== undefined ? fromBase.configuration : await configurationFor(root, cwd, flags.config, rules);
  showAsConfigured(configuration.settings);
  const { maxFileSize, budgets = [] } = configuration.settings;
  const hasBudgets = budgets.length > 0;
  const revisions = maxFileSize === undefined ? opened : opened.withMaxFileSize(maxFileSize);
  const months = await monthsOfChange(revisions, repository, cwd, flags.usage);
  const { base, head: written, ...reach } = await reportsOf({ revisions, targets, configuration, rules, only: flags.rule, facts, pricing: months?.priced(pricing) ?? pricing, version: version(), isWhole: hasBudgets });
  const head = months?.completed(base, written) ?? written;
  const diff = compareReports(
    { report: base, state: { ref: asked.base.ref, commit: asked.base.commit } },
    { report: head, state: { ref: asked.head.ref, commit: asked.head.commit, ...(fromBase.isChanged && { configurationChanged: true }) } },
    reach,
  );
  return { diff: hasBudgets ? { ...diff, budgets: budgetsOf(base, head, configuration, root) } : diff, configuration, base: wayTo(root, cwd) };
}

async function diffOfReports(process: ProcessLike, from: string, to: string): Promise<Compared> {
  const { reportSchema } = await import('../../core/report-schema.ts');
  const read = (file: string): Report => jsonOf(process, file, reportSchema, 'report of `promptfare --format json`');
  const diff = compareReports({ report: read(from), state: { ref: from, commit: null } }, { report: read(to), state: { ref: to, commit: null } });
  return { diff, configuration: { directory: process.cwd(), settings: {} }, base: '' };
}

function checkTogether({ base, head, staged, from, to }: CompareFlags, paths: readonly string[]): void {
  if ((from === undefined) !== (to === undefined)) throw new UsageError('`--from` and `--to` go together: name the report before and the report after.');
  if (from !== undefined && (base !== undefined || head !== undefined || staged)) throw new UsageError('`--from` and `--to` compare reports, `--base`, `--head` and `--staged` compare states of git. Choose one.');
  if (from !== undefined && paths.length > 0) throw new UsageError('Reports say what they are of. Leave out the paths.');
  if (staged && head !== undefined) throw new UsageError('`--staged` and `--head` are two states. Choose one.');
}

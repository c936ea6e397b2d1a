/** What `promptfare scan` prints, and writes where formats name files. */
import { printable } from '../../core/printable.ts';
import type { Report } from '../../core/report.ts';
import { type NamedRule, pageUrl } from '../../core/rule.ts';
import { figureLines } from '../../reporters/budget-words.ts';
import { reporters } from '../../reporters/index.ts';
import type { ReporterOptions } from '../../reporters/reporter.ts';
import type { ScanResult } from '../../scan/scan.ts';
import { oneLine } from '../problem-line.ts';
import { isCi, type ProcessLike, usesColors } from '../terminal.ts';
import { writeOutput } from '../write-output.ts';
import { isFixing, type ScanFlags } from './flags.ts';
import type { Output } from './formats.ts';
import type { StandardInput } from './standard-input.ts';

export interface Shown extends ScanResult, Pick<ReporterOptions, 'shapeOf'> {
  readonly flags: ScanFlags;
  /** Leads from the current directory to the root: empty, or ends in `/`. */
  readonly base: string;
  readonly rules: readonly NamedRule[];
  /** Of `--stdin`. */
  readonly input: StandardInput | undefined;
}

export async function show(process: ProcessLike, shown: Shown): Promise<void> {
  const { flags, input, changes } = shown;
  const { stdout, stderr, env } = process;
  for (const line of remarks(shown)) stderr.write(`promptfare: ${line}\n`);
  if (flags.diff) {
    const { diffOf } = await import('./patch.ts');
    await print(process, flags.output, diffOf(changes, flags.output === undefined && (stdout.isTTY === true || isCi(env))));
  } else if (input && isFixing(flags)) {
    stdout.write((input.bom ? '\uFEFF' : '') + (changes[0]?.after ?? input.text));
    stderr.write(await rendered(process, shown, { format: 'concise' }));
  } else await showReport(process, shown);
}

async function showReport(process: ProcessLike, shown: Shown): Promise<void> {
  const { format: outputs = [], output: file, staged } = shown.flags;
  // Files first: what is printed is then the last word of the run.
  for (const output of outputs) if (output.file !== undefined) await print(process, output.file, await rendered(process, shown, output));
  const printed: Output = { format: 'text', ...outputs.find(output => output.file === undefined), ...(file !== undefined && { file }) };
  // Hooks run at every commit: where there is nothing to say, they say nothing.
  if (!staged || printed.format !== 'text' || !isEmpty(shown.report)) await print(process, printed.file, await rendered(process, shown, printed));
}

/** What stands on standard error. */
function* remarks({ flags, base, report, notes }: Shown): Generator<string> {
  const isPart = flags.staged || flags.since !== undefined;
  if (!showsBudgets(flags)) for (const { text, isOver, meetsNone } of figureLines(report.budgets ?? [], printable)) if (isOver || (meetsNone && !flags.quiet && !isPart)) yield text;
  if (!showsFailures(flags)) for (const { path, message } of report.files.failed) yield `${oneLine(base + path)}: ${oneLine(message)}`;
  for (const { path, message } of notes) yield `${oneLine(base + path)} ${oneLine(message)}`;
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

async function rendered(process: ProcessLike, { report, textOf, fixed, shapeOf, flags, base, rules }: Shown, { format, file }: Output): Promise<string> {
  const reporter = await reporters[format]!();
  const { quiet, color, fixDryRun } = flags;
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

export async function print(process: ProcessLike, output: string | undefined, text: string): Promise<void> {
  if (output === undefined) process.stdout.write(text);
  else await writeOutput(process, output, text, output);
}

function isEmpty({ calls, findings, files, summary }: Report): boolean {
  return calls.length === 0 && findings.length === 0 && files.failed.length === 0 && !summary.baselined;
}

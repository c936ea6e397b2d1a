/** The standalone driver: from paths to a report, with fixes where they are asked for. */
import { existsSync, statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { callsModel } from '../core/call.ts';
import type { Facts } from '../core/facts.ts';
import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import type { NamedRule } from '../core/rule.ts';
import { type Inspector, createInspector, needles as allNeedles } from '../inspect.ts';
import { type DiskObserver, createDisk, isInside } from '../project/disk.ts';
import { type Note, createProject, defaultMaxFileSize, type Project } from '../project/project.ts';
import { relativePath } from '../project/relative-path.ts';
import { type AnalysedFile, type Analysis, type Failure, type FirstFiles, analyse, byPath } from './analyse.ts';
import { type Chosen, aboutOf, chosenIds } from './chosen.ts';
import { type Discovered, discover } from './discover.ts';
import { type Found, findingsOf } from './findings.ts';
import { fixesApplied } from './fix.ts';
import { repositoryOf } from './git.ts';
import { createImportGraph } from './importers.ts';
import { loadParsers } from './load-parsers.ts';
import { movedPrompts, namedPromptsOf } from './named-prompts.ts';
import { parses } from './parses.ts';
import { type Policy, createPolicy } from './policy.ts';
import { type Pricing, reportOf } from './report.ts';
import type { Configuration } from './settings.ts';
import { type Part, joined } from './shards/joined.ts';
import { UsageError } from './usage-error.ts';
import { writeFixes } from './write.ts';

export interface ScanOptions {
  /** Absolute directory; report paths are relative to it. */
  readonly root: string;
  /** Files and directories below the root, absolute or relative to it; the root by default. */
  readonly paths?: readonly string[];
  readonly configuration?: Configuration;
  readonly rules: readonly NamedRule[];
  /** `id` or `id:severity`; no other rule then runs. */
  readonly only?: readonly string[];
  readonly facts: Facts;
  readonly pricing: Pricing;
  readonly version: string;
  /** Bytes; before the configuration's. */
  readonly maxFileSize?: number;
  /** Text of a file that stands elsewhere (standard input), by its path; it need not exist. */
  readonly texts?: ReadonlyMap<string, string>;
  readonly reportUnusedIgnores?: boolean;
  /** `safe` applies those that change nothing the model is told, `suggested` all. */
  readonly fix?: 'safe' | 'suggested';
  /** Keep the fixed texts to yourself. */
  readonly dryRun?: boolean;
  readonly onProgress?: (done: number, all: number) => void;
  /** Is told what the run sees of the file system. */
  readonly observer?: DiskObserver;
  /** Parts of this run, all of them: what they found out is not found out again. */
  readonly parts?: readonly Part[];
  /** What `prepared` has found out already. */
  readonly plan?: Plan;
  /** For tests: another engine. */
  readonly engine?: { readonly needles: readonly string[]; createInspector(project: Project): Inspector };
}
export interface ScanResult {
  readonly report: Report;
  /** Files whose text the fixes change, before and after. */
  readonly changes: readonly { readonly path: string; readonly before: string; readonly after: string }[];
  /** Fixes applied. */
  readonly fixed: number;
  /** Text of a file as the report sees it, for code frames. */
  readonly textOf: (path: string) => string | undefined;
  /** Configuration files of the project that were ignored because they are broken. */
  readonly notes: readonly Note[];
}

/** What a scan looks at. */
export interface Plan extends Discovered {
  readonly disk: Project;
  /** With the texts that stand elsewhere. */
  readonly project: Project;
  readonly policy: Policy;
  /** What has looked at these files already, for what else the plan holds. */
  readonly inspector?: Inspector;
  /** Files named by the user. */
  readonly named: ReadonlySet<string>;
  /** The files that the report is about, where others are read only for what they send of these, and how many of these are searched. */
  readonly about?: { readonly paths: ReadonlySet<string>; readonly scanned: number; /** Of these files, the calls that alone count. */ readonly chosen?: Chosen; /** What a look at all of the plan's files gave, where somebody has looked already. */ readonly analysis?: Analysis; /** Calls in other files. */ readonly elsewhere?: FirstFiles; /** Prompts without a call. */ readonly prompts: readonly AnalysedFile[] };
}

/**
 * The same options, with the parsers loaded that have to be: of languages of which a file may hold calls. Without it `scan`
 * skips such files. Throws as `scan` does.
 */
export async function prepared(options: ScanOptions): Promise<ScanOptions> {
  const plan = options.plan ?? planOf(options);
  await loadParsers(plan.project, plan.files, (options.engine ?? { needles: allNeedles }).needles, plan.named);
  return { ...options, plan };
}

/** Throws as `scan` does. */
export function planOf({ root, rules, only, texts: given, paths = ['.'], ...options }: ScanOptions): Plan {
  const configuration = options.configuration ?? { directory: root, settings: {} };
  const policy = createPolicy(root, configuration, rules, only);
  const targets = targetsOf(root, paths, given);
  const maxFileSize = options.maxFileSize ?? configuration.settings.maxFileSize ?? defaultMaxFileSize;
  const boundary = repositoryOf(root) ?? root;
  const disk = createProject({ root, boundary, maxFileSize, ...(options.observer && { disk: createDisk({ root, boundary, maxFileSize, observer: options.observer }) }) });
  const project = given ? disk.withTexts(given) : disk;
  return { disk, project, policy, ...discover({ project, targets, ignores: policy.ignores, isPrompt: policy.isPrompt }), named: new Set(targets.filter(target => project.isFile(target))) };
}

/** Throws a UsageError where a path does not exist or a rule is not known. */
export function scan(options: ScanOptions): ScanResult {
  const { facts, pricing, version, texts: given, onProgress } = options;
  const { disk, project, policy, files, skipped, named, about } = options.plan ?? planOf(options);
  const { needles, createInspector: inspectorFor } = options.engine ?? { needles: allNeedles, createInspector };
  // Rules about what is deployed need to see all of it.
  const foundIn = (one: Analysis, by: Inspector, reportUnused?: boolean): Found => {
    const all = findingsOf(one, policy, facts, about ? undefined : () => by.resources(), reportUnused);
    if (!about) return all;
    const own = all.findings.filter(({ path, about: text }) => about.paths.has(path) || (text !== undefined && about.paths.has(text)));
    const { chosen } = about;
    if (!chosen) return { ...all, findings: own };
    const ids = chosenIds(one.files, chosen);
    return { ...all, findings: own.filter(finding => (finding.callId === undefined ? chosen.findings.has(aboutOf(finding)) : ids.has(finding.callId))) };
  };
  const imports = createImportGraph(project, files);
  const withPrompts = (whole: Project): Project => ({ ...whole, promptAt: policy.promptAt, importers: imports.to });
  let inspector = options.plan?.inspector ?? inspectorFor(withPrompts(project));
  const { parts } = options;
  const elsewhere = about?.elsewhere && { elsewhere: about.elsewhere };
  let analysis = parts
    ? joined(parts, kept => analyse({ project, inspector, needles: [], files: kept, named, isPrompt: policy.isPrompt }))
    : about?.analysis ?? analyse({ project, inspector, needles: about ? [] : needles, files, named, isPrompt: policy.isPrompt, imports, ...elsewhere, ...(onProgress && { onFile: (_, index) => onProgress(index, files.length) }) });
  let found = foundIn(analysis, inspector, options.reportUnusedIgnores);
  const failed: Failure[] = [];
  let current: Project = project;
  let changes: ScanResult['changes'] = [];
  let fixed = 0;

  if (options.fix) {
    const again = (texts: ReadonlyMap<string, string>): { analysis: Analysis; project: Project; inspector: Inspector } => {
      const changed = project.withTexts(new Map([...(given ?? []), ...texts]));
      const next = inspectorFor(withPrompts(changed));
      return { project: changed, inspector: next, analysis: analyse({ project: changed, inspector: next, needles: [], files: analysis.relevant, named, ...elsewhere }) };
    };
    const first = found.findings;
    const result = fixesApplied({
      project,
      findingsWith: texts => {
        if (texts.size === 0) return first;
        const after = again(texts);
        return foundIn(after.analysis, after.inspector).findings;
      },
      parses: (path, text) => parses(inspectorFor(withPrompts(project.withTexts(new Map([[path, text]])))), path, text),
      choose: finding => chosenFix(finding, options.fix === 'suggested' || policy.isPromoted(finding.ruleId)),
    });
    const { texts: written, failed: unwritten } = options.dryRun ? { texts: result.texts, failed: [] } : writeFixes(result, disk);
    failed.push(...result.failed, ...unwritten);
    if (written.size > 0) {
      const after = again(written);
      analysis = { ...analysis, files: after.analysis.files };
      found = foundIn(analysis, after.inspector, options.reportUnusedIgnores);
      current = after.project;
      inspector = after.inspector;
    }
    changes = [...written].map(([path, after]) => ({ path, before: result.originals.get(path)!.text, after })).toSorted(byPath);
    fixed = result.applied.filter(paths => !paths.some(path => unwritten.some(failure => failure.path === path))).length;
  }

  const promptsNow = (): readonly AnalysedFile[] => {
    if (about) return changes.length > 0 ? movedPrompts(about.prompts, current, inspector) : about.prompts;
    if (!callsModel(analysis.files.flatMap(({ calls }) => calls))) return [];
    return namedPromptsOf(analysis, current, inspector, parts?.flatMap(part => part.prompts) ?? files);
  };
  const all: Analysis = {
    ...analysis,
    skipped: [...(parts ? [] : skipped), ...analysis.skipped].toSorted(byPath),
    failed: [...analysis.failed, ...found.failed, ...failed].toSorted(byPath),
  };
  return {
    report: reportOf({ analysis: about ? partOf(all, about, found.findings) : all, prompts: promptsNow(), findings: found.findings, facts, pricing, version }),
    changes,
    fixed,
    textOf: path => current.read(path),
    notes: parts ? [...new Map([...parts.flatMap(part => part.notes), ...project.notes].map(note => [note.path, note])).values()].toSorted(byPath) : project.notes,
  };
}

/** An analysis as if it had been of some files alone, with the calls elsewhere that findings in them speak of. */
function partOf(analysis: Analysis, { paths, scanned, chosen }: NonNullable<Plan['about']>, findings: readonly Finding[]): Analysis {
  const isOwn = ({ path }: { readonly path: string }): boolean => paths.has(path) || path.endsWith('/') || path === '.';
  const named = new Set(findings.map(({ callId }) => callId));
  const ids = chosen && chosenIds(analysis.files, chosen);
  const files = analysis.files.map(file => (isOwn(file) ? (ids ? { ...file, calls: file.calls.filter(({ id }) => ids.has(id) || named.has(id)) } : file) : { ...file, calls: file.calls.filter(({ id }) => named.has(id)) }));
  return { ...analysis, files, scanned, analyzed: Math.min(scanned, analysis.analyzed), skipped: analysis.skipped.filter(isOwn), failed: analysis.failed.filter(isOwn) };
}

function chosenFix({ fixes }: Finding, withSuggested: boolean): Finding['fixes'][number] | undefined {
  return fixes.find(fix => fix.safety === 'safe') ?? (withSuggested ? fixes[0] : undefined);
}

function targetsOf(root: string, paths: readonly string[], given: ScanOptions['texts']): string[] {
  return paths.map(path => {
    const full = isAbsolute(path) ? path : resolve(root, path);
    const target = relativePath(root, full) || '.';
    if (given?.has(target)) return target;
    if (path.includes('\0') || !existsSync(full)) throw new UsageError(`There is no file or directory \`${path}\`. Check the path, or leave it out to scan the current directory.`);
    if (!isInside(full, root)) throw new UsageError(`\`${path}\` lies outside \`${root}\`. Run promptfare in a directory that holds it.`);
    const stats = statSync(full);
    if (!stats.isFile() && !stats.isDirectory()) throw new UsageError(`\`${path}\` is neither a file nor a directory. Name one of these.`);
    return target;
  });
}

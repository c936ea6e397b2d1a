/** A folder of the workspace: its files on disk under the texts of open documents, and what holds there. */
import type { Call } from '../core/call.ts';
import type { Finding } from '../core/finding.ts';
import type { Fix } from '../core/edit.ts';
import type { Host } from '../core/host.ts';
import type { Module } from '../core/ir.ts';
import { createInspector, isDataFile, isSearched, languageOf, type Inspector } from '../inspect.ts';
import { createReach, type Reach } from '../inspect/reach.ts';
import { createProject, type Project } from '../project/project.ts';
import { analyse } from '../scan/analyse.ts';
import { findingsOf } from '../scan/findings.ts';
import { fixesApplied, type Fixed } from '../scan/fix.ts';
import { repositoryOf } from '../scan/git.ts';
import { parses } from '../scan/parses.ts';
import { createPolicy, type Policy } from '../scan/policy.ts';
import type { Pricing } from '../scan/report.ts';
import { skipByPath } from '../scan/skip.ts';
import { UsageError } from '../scan/usage-error.ts';
import type { ServerParts } from './parts.ts';

/** Texts of open documents without byte order mark, by their path in the folder. */
export type Texts = ReadonlyMap<string, string>;

/** What stands in a file. */
export interface Analysed {
  readonly path: string;
  readonly module: Module;
  readonly calls: readonly Call[];
  readonly findings: readonly Finding[];
}

export class Folder {
  /** Absolute. */
  readonly root: string;
  /** What is wrong with its settings; the last ones that were right hold then. */
  problems: readonly string[] = [];
  private readonly parts: ServerParts;
  private policy: Policy;
  private pricing: Pricing;
  private maxFileSize: number | undefined;
  private disk: Project | undefined;
  /** What was found out of files, as long as their texts stay, with the files that were read for it. */
  private known: { readonly inspector: Inspector; readonly modules: ReadonlyMap<string, Module | undefined> } | undefined;
  /** The files as they are now. */
  private project: Project | undefined;
  private reach: { readonly of: Reach; readonly texts: Texts } | undefined;

  constructor(root: string, parts: ServerParts) {
    this.root = root;
    this.parts = parts;
    this.policy = createPolicy(root, { directory: root, settings: {} }, parts.rules);
    this.pricing = parts.pricing;
  }

  /** Reads configuration and usage file. */
  async configure(): Promise<void> {
    const problems: string[] = [];
    const read = async <T>(of: (root: string) => Promise<T>, use: (read: T) => void): Promise<void> => {
      try {
        use(await of(this.root));
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        problems.push(error.message);
      }
    };
    await read(this.parts.configurationOf, configuration => {
      this.policy = createPolicy(this.root, configuration, this.parts.rules);
      this.maxFileSize = configuration.settings.maxFileSize;
    });
    await read(this.parts.pricingOf, pricing => (this.pricing = pricing));
    this.problems = problems;
    this.renew();
  }

  /** Files may have changed on disk: what is known of them is forgotten. */
  renew(): void {
    this.disk = undefined;
    this.known = undefined;
    this.reach = undefined;
  }

  /** Undefined where there is nothing to say of the file: it cannot hold calls, is generated, ignored, or too large. Throws where the engine fails. */
  analyse(path: string, texts: Texts): Analysed | undefined {
    const text = texts.get(path);
    if (text === undefined || !this.isWanted(path, text)) return undefined;
    const project = this.projectWith(texts);
    if (!this.policy.isPrompt(path) && !this.reaches(path, text, texts, project)) return undefined;
    const inspector = this.inspectorOf(project, texts);
    const analysis = analyse({ project, inspector, needles: [], files: [path], named: new Set([path]), isPrompt: this.policy.isPrompt });
    const file = analysis.files.find(each => each.path === path);
    // Rules about what a project deploys, or about all its calls, are silent where one file is looked at.
    return file && { ...file, findings: findingsOf(analysis, this.policy, this.parts.facts).findings };
  }

  /** Texts after the safe fixes, and those that the configuration promotes, of all findings of a file. */
  fixed(path: string, texts: Texts): Fixed {
    return fixesApplied({
      project: this.projectWith(texts),
      findingsWith: changed => this.analyse(path, new Map([...texts, ...changed]))?.findings ?? [],
      parses: (own, text) => parses(createInspector(this.projectWith(new Map([...texts, [own, text]]))), own, text),
      choose: finding => this.automatic(finding),
    });
  }

  /** The fix of a finding that is applied without asking. */
  automatic({ fixes, ruleId }: Finding): Fix | undefined {
    return fixes.find(({ safety }) => safety === 'safe') ?? (this.policy.isPromoted(ruleId) ? fixes[0] : undefined);
  }

  estimate(call: Call): ReturnType<Pricing['estimate']> {
    return this.pricing.estimate(call);
  }

  /** The text of a file of the folder, open or not. */
  read(path: string, texts: Texts): string | undefined {
    return texts.get(path) ?? this.diskProject().read(path);
  }

  private isWanted(path: string, text: string): boolean {
    if (!isSearched(path) && !this.policy.isPrompt(path)) return false;
    return skipByPath(path) === undefined && !this.policy.ignores(path) && text.length <= this.diskProject().maxFileSize;
  }

  private diskProject(): Project {
    const { root, maxFileSize } = this;
    return (this.disk ??= createProject({ root, boundary: repositoryOf(root) ?? root, ...(maxFileSize !== undefined && { maxFileSize }) }));
  }

  private projectWith(texts: Texts): Project {
    return { ...this.diskProject().withTexts(texts), promptAt: this.policy.promptAt };
  }

  private inspectorOf(project: Project, texts: Texts): Inspector {
    this.project = project;
    const { inspector, modules } = (this.known ??= this.inspectorAnew());
    for (const [path, text] of texts) {
      if (modules.has(path) && modules.get(path)?.text !== text) inspector.forget(path);
    }
    return inspector;
  }

  /** One that stays, while open documents change under it. */
  private inspectorAnew(): NonNullable<typeof this.known> {
    const now = (): Project => this.project!;
    const modules = new Map<string, Module | undefined>();
    const host: Host = {
      read: path => now().read(path),
      locate: (specifier, from, language) => now().locate(specifier, from, language),
      infrastructure: () => now().infrastructure?.() ?? [],
      normal: path => now().normal?.(path) ?? path,
      promptAt: this.policy.promptAt,
    };
    return { inspector: createInspector(host, undefined, modules), modules };
  }

  /** What is known of imports holds until another document than the file itself changes. */
  private reaches(path: string, text: string, texts: Texts, project: Project): boolean {
    const { reach } = this;
    const holds = reach && reach.texts.size === texts.size && [...texts].every(([other, own]) => other === path || reach.texts.get(other) === own);
    const { of } = holds ? reach : (this.reach = { of: createReach(project), texts });
    return of(path, text, languageOf(path) ?? 'text') || (isDataFile(path) && this.policy.isPrompt(path));
  }
}

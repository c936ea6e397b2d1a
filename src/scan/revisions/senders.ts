/** Which files of a repository may send what stands in some others: those that import them, or name them where they are data. Git searches, since a hook has no time to read all. */
import { posix } from 'node:path';
import { filesOf } from '../../core/host.ts';
import { specifiersIn } from '../../inspect/specifiers.ts';
import { languageOf } from '../../inspect.ts';
import type { Project } from '../../project/project.ts';
import { entriesIn, git } from '../git.ts';
import { kindOf } from '../importers.ts';
import { dataNames, isSource, stemOf } from './dependents.ts';
import { isManifest } from './manifests.ts';

export interface SendersOptions {
  readonly repository: string;
  readonly project: Project;
  /** The repository's top as the project sees it. */
  readonly seen: (fromTop: string) => string;
  /** Files that are searched whatever git finds in the working tree. */
  readonly unstaged: ReadonlySet<string>;
  /** All files of the repository, from its top. */
  readonly files: readonly string[];
  readonly indexFile?: string;
}

const maxRounds = 2;
/** A name that stands in more files than these says nothing. */
const maxCandidates = 2000;

/** Paths are as the project sees them, without the goals. */
export function sendersOf(goals: Iterable<string>, { repository, project, seen, unstaged, files, indexFile }: SendersOptions): Set<string> {
  const patterns = sourcePatterns(files);
  const found = new Set<string>();
  let targets = new Set([...goals].filter(path => !isManifest(path) && holdsText(project, path)));
  for (let round = 0; round < maxRounds && targets.size > 0; round++) {
    const names = [...new Set([...targets].map(nameOf))];
    const data = dataNames(targets);
    const own = data ? patterns : patterns.filter(pattern => [...targets].some(target => kindOf(pattern) === kindOf(target)));
    const candidates = [...new Set([...filesNaming(repository, names, own, indexFile).map(seen), ...packageMates(targets, files, seen), ...unstaged])].filter(path => isSource(path) && !targets.has(path) && !found.has(path));
    if (candidates.length > maxCandidates) break;
    const next = candidates.filter(path => {
      const text = project.read(path) ?? '';
      return data?.test(text) === true || imports(project, path, text, names, targets);
    });
    for (const path of next) found.add(path);
    targets = new Set(next.filter(path => handsOn(path, project.read(path) ?? '')));
  }
  return found;
}

/** Can another file send something of it? Text of some length stands in it. */
function holdsText(project: Project, path: string): boolean {
  if (!isSource(path)) return true;
  const text = project.read(path) ?? '';
  return /`[^`]{40}|"""|'''|"[^"\n]{40}|'[^'\n]{40}/.test(text);
}

/** Does it export what it imports? */
function handsOn(path: string, text: string): boolean {
  return path.endsWith('__init__.py') || /^export\b[^;'"]{0,2000}\bfrom\b/m.test(text);
}

/** What a file that imports or reads another has to say of it. */
function nameOf(path: string): string {
  const stem = stemOf(path);
  return isGo(path) || ['index', '__init__'].includes(stem) ? posix.basename(posix.dirname(posix.resolve('/', path))) || stem : stem;
}

function imports(project: Project, path: string, text: string, names: readonly string[], targets: ReadonlySet<string>): boolean {
  const language = languageOf(path)!;
  return specifiersIn(text, language).some(specifier => {
    if (specifier !== '.' && !names.some(name => specifier.includes(name))) return false;
    return filesOf(project.locate(specifier, path, language)).some(file => targets.has(posix.normalize(file)));
  });
}

/** Files of a package of Go see each other's constants, and say nothing of where these stand. */
function packageMates(targets: ReadonlySet<string>, files: readonly string[], seen: (path: string) => string): string[] {
  const packages = new Set([...targets].filter(isGo).map(path => posix.dirname(path)));
  return packages.size === 0 ? [] : files.filter(isGo).map(seen).filter(path => packages.has(posix.dirname(path)));
}

function isGo(path: string): boolean {
  return path.endsWith('.go');
}

/** Patterns for those of some files that can send something: most of a repository is text of other kinds. */
export function sourcePatterns(files: readonly string[]): string[] {
  const extensions = new Set<string>();
  for (const path of files) extensions.add(posix.extname(path));
  return [...extensions].filter(extension => /^\.\w+$/.test(extension) && isSource(`a${extension}`)).map(extension => `*${extension}`);
}

/** From the top of the repository. */
function filesNaming(repository: string, names: readonly string[], patterns: readonly string[], indexFile?: string): string[] {
  if (patterns.length === 0) return [];
  const output = git(repository, ['grep', '-l', '-z', '-I', '-F', '--full-name', '--no-recurse-submodules', '--no-color', ...names.flatMap(name => ['-e', name]), '--', ...patterns], { hasPatterns: true, config: ['grep.fallbackToNoIndex=false', 'submodule.recurse=false'], ...(indexFile !== undefined && { indexFile }) });
  // It ends with 1 where nothing is found.
  return 'bytes' in output ? entriesIn(output.bytes) : [];
}

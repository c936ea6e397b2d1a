/** `--cache`: a scan that would see what an earlier one saw reports what that one found. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { closedFiles } from '../../core/fence.ts';
import type { Engine } from '../engine.ts';
import { repositoryOf } from '../../scan/git.ts';
import { type ScanCache, openCache } from '../../scan/cache/cache.ts';
import { type ScanOptions, type ScanResult, planOf, prepared, scan } from '../../scan/scan.ts';
import { bytesOf } from '../read-input.ts';
import { MAX_OFFER } from '../prices/overlay.ts';
import type { ProcessLike } from '../terminal.ts';
import type { FoundUsage } from '../usage/file.ts';
import { packageRoot } from '../version.ts';

const require = createRequire(import.meta.url);

/** The flags that say whether a result is kept. */
export interface CacheFlags {
  readonly cache?: boolean;
  readonly cacheLocation?: string;
  readonly format?: readonly { readonly format: string }[];
  readonly staged?: boolean;
  readonly since?: string;
  readonly stdin?: boolean;
  readonly exact?: unknown;
  readonly prices?: string;
}

/** What the flags ask for; undefined without `--cache`, and for runs that write or read elsewhere than in files. */
export function cacheFor(process: ProcessLike, flags: CacheFlags, options: ScanOptions, engine: Engine, usage: FoundUsage | undefined): ScanCache | undefined {
  // What these draw of prompts stands in no report.
  const drawn = flags.format?.some(({ format }) => format === 'html' || format === 'bars') ?? false;
  const isPlain = !drawn && !flags.staged && flags.since === undefined && !flags.stdin && options.fix === undefined && flags.exact === undefined;
  // A result without files that ended the process is not that of the same files elsewhere.
  if (closedFiles().size > 0) return undefined;
  if (!isPlain || !(flags.cache ?? flags.cacheLocation !== undefined)) return undefined;
  const { root, paths, configuration, only, version, maxFileSize, reportUnusedIgnores } = options;
  const prices = flags.prices === undefined ? undefined : hashOf(bytesOf(process, flags.prices, MAX_OFFER));
  return openCache({
    location: flags.cacheLocation === undefined ? defaultLocation(process.env) : resolve(process.cwd(), flags.cacheLocation),
    about: [root, paths, configuration?.path, only],
    conditions: [
      [version, globalThis.process.version, toolMark(), packageMarks()],
      [new Date().toISOString().slice(0, 10), engine.pricing.asOf, engine.pricing.digest, prices, usage && [usage.path, hashOf(usage.text)]],
      [root, repositoryOf(root), paths, configuration, only, maxFileSize, reportUnusedIgnores],
    ],
  });
}

/** A scan, or what an earlier one found. */
export async function scanWith(cache: ScanCache, options: ScanOptions, tell: (problem: string) => void): Promise<ScanResult> {
  const plan = planOf({ ...options, observer: cache.recorder });
  const kept = cache.find(plan);
  if (kept) return { ...kept, changes: [], fixed: 0, textOf: path => plan.project.read(path) };
  const result = scan(await prepared({ ...options, plan }));
  const problem = cache.keep(plan, result);
  if (problem !== undefined) tell(problem);
  return result;
}

/** Of the user, not in the project: what a pull request brings is no result. */
function defaultLocation(env: ProcessLike['env']): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = env;
  if (XDG_CACHE_HOME) return join(XDG_CACHE_HOME, 'promptfare');
  if (globalThis.process.platform === 'win32') return join(LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'promptfare', 'Cache');
  return join(homedir(), ...(globalThis.process.platform === 'darwin' ? ['Library', 'Caches'] : ['.cache']), 'promptfare');
}

/** Of the files of this tool: who works on it has many of one version. */
function toolMark(): string {
  const directories = ['dist', 'src', 'rules'].map(name => join(packageRoot(), name)).filter(existsSync);
  const marks = directories.flatMap(directory => readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter(path => /\.[jt]s$/.test(path)).toSorted().map(path => [path, ...markOf(join(directory, path))]));
  return hashOf(JSON.stringify(marks));
}

/** Of the packages that it stands on, where they are installed: parsers, and tokenizers that users may have added. */
function packageMarks(): unknown {
  const { dependencies = {}, peerDependencies = {} } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { [field: string]: { [name: string]: string } | undefined };
  return Object.keys({ ...dependencies, ...peerDependencies }).map(name => {
    try {
      const path = require.resolve(name);
      return [name, path, ...markOf(path)];
    } catch (error) {
      return [name, (error as NodeJS.ErrnoException).code];
    }
  });
}

function markOf(path: string): number[] {
  const { size, mtimeMs } = statSync(path);
  return [size, mtimeMs];
}

function hashOf(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}

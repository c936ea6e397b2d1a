/** Runs what `promptfare init` is asked to set up: files, each made of the one that stands there. */
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { isUtf8 } from 'node:buffer';
import { dirname, resolve } from 'node:path';
import { printable } from '../../core/printable.ts';
import { UsageError } from '../../scan/usage-error.ts';
import type { ProcessLike } from '../terminal.ts';

/** A file that is written, relative to the current directory. */
export interface SetupFile {
  readonly path: string;
  /** Its text, made of the one that stands there; the same text where there is nothing to do. Throws a UsageError where it cannot be made. */
  readonly text: (before: string | undefined) => string;
}
/** The current directory, as far as a setup has to look. */
export interface Surroundings {
  /** Is there a file or directory? */
  has(path: string): boolean;
  /** Names in a directory, sorted; none where there is no such directory. */
  names(path: string): readonly string[];
  /** Text of a file; undefined where there is none. Throws a UsageError where it cannot be read. */
  read(path: string): string | undefined;
}
/** What a flag sets up, for the value that it was given. */
export interface Setup {
  readonly files: (value: string, here: Surroundings) => readonly SetupFile[];
  /** What is left to do by hand. */
  readonly next?: (value: string, here: Surroundings) => string;
}

interface Planned {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string;
}

type Setups = readonly (readonly [Setup, string])[];

/** Nothing is written where a text that was asked for cannot be made; of setups that fit what is seen, one that cannot be made is left out, and why is said. */
export async function runInit(process: ProcessLike, setups: Setups | ((here: Surroundings) => Setups), isDryRun = false): Promise<number> {
  const here = surroundingsOf(process);
  const isAsked = typeof setups !== 'function';
  const planned: Planned[] = [];
  const next: string[] = [];
  for (const [setup, value] of isAsked ? setups : setups(here)) {
    try {
      const files = setup.files(value, here).map(({ path, text }) => {
        const before = here.read(path);
        return { path, before, after: text(before) };
      });
      planned.push(...files);
      next.push(...[setup.next?.(value, here) ?? ''].filter(line => line !== ''));
    } catch (error) {
      if (isAsked || !(error instanceof UsageError)) throw error;
      next.push(error.message);
    }
  }
  for (const { path, before, after } of planned) {
    if (before !== after && !isDryRun) await write(resolve(process.cwd(), path), path, after);
    const done = before === after ? 'unchanged' : `${isDryRun ? 'would be ' : ''}${before === undefined ? 'written' : 'changed'}`;
    process.stdout.write(`${printable(path)}: ${done}.\n`);
  }
  for (const line of next) process.stdout.write(`${line}\n`);
  return 0;
}

function surroundingsOf({ cwd }: ProcessLike): Surroundings {
  const full = (path: string): string => resolve(cwd(), path);
  return {
    has: path => existsSync(full(path)),
    names(path) {
      try {
        return readdirSync(full(path)).toSorted();
      } catch {
        return [];
      }
    },
    read(path) {
      if (!existsSync(full(path))) return undefined;
      let bytes: Buffer;
      try {
        bytes = readFileSync(full(path));
      } catch (error) {
        throw new UsageError(`\`${path}\` cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'}). Make it a file.`);
      }
      if (!isUtf8(bytes)) throw new UsageError(`\`${path}\` is not UTF-8 text. Convert it, then run this again.`);
      return bytes.toString('utf8');
    },
  };
}

async function write(full: string, path: string, text: string): Promise<void> {
  const { default: writeFileAtomic } = await import('write-file-atomic');
  try {
    mkdirSync(dirname(full), { recursive: true });
    await writeFileAtomic(full, text);
  } catch (error) {
    throw new UsageError(`\`${path}\` cannot be written (${(error as NodeJS.ErrnoException).code ?? 'error'}). Make room for it, then run this again.`);
  }
}

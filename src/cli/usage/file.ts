/** Finds and reads the usage file. */
import { readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { estimate } from '../../cost/index.ts';
import { relativePath } from '../../project/relative-path.ts';
import { parsedConfiguration } from '../../scan/configuration-text.ts';
import type { Pricing } from '../../scan/report.ts';
import { UsageError } from '../../scan/usage-error.ts';
import type { UsageFile } from '../../usage/schema.ts';
import { monthlyOf, usageTable } from '../../usage/traffic.ts';
import { nearestFile } from '../nearest-file.ts';
import { USAGE_NAME } from './flag.ts';

const MAX_SIZE = 1 << 24;

export interface FoundUsage {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly file: UsageFile;
}

/** `flag` is a path, or false for none. Undefined where there is no file. Throws a UsageError where it is broken, or named and missing. */
export async function usageFor(root: string, cwd: string, flag: string | boolean | undefined): Promise<FoundUsage | undefined> {
  if (flag === false) return undefined;
  if (typeof flag === 'string') return readUsage(resolve(cwd, flag), flag);
  const path = nearestFile(root, USAGE_NAME);
  return path === undefined ? undefined : readUsage(path, relative(cwd, path));
}

async function readUsage(path: string, shown: string): Promise<FoundUsage> {
  let text: string;
  try {
    if (statSync(path).size > MAX_SIZE) throw new UsageError(`${shown} is larger than 16 MiB. Name a usage file with \`--usage\`.`);
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${shown}: there is no such usage file. \`promptfare usage init\` writes one.`);
  }
  return { path, text, file: await usageIn(text, shown) };
}

/** The usage file that a text holds. Throws a UsageError with its place where it is broken. */
export async function usageIn(text: string, shown: string): Promise<UsageFile> {
  const parsed = await parsedConfiguration(/\.ya?ml$/i.test(shown) ? shown : `${shown}.yaml`, text);
  if ('problem' in parsed) throw new UsageError(`${shown}:${parsed.line}:${parsed.column}: ${parsed.problem}`);
  const [{ usageSchema, usageKeysAt }, { problemsOf }] = await Promise.all([import('../../usage/schema.ts'), import('../../scan/settings-problems.ts')]);
  const emptied = withoutEmpty(parsed.data);
  const result = usageSchema.safeParse(emptied, { reportInput: true });
  if (result.success) return result.data;
  const [problem, ...more] = problemsOf(result.error.issues, usageKeysAt);
  const { line, column } = parsed.position(problem!.path, problem!.isKey);
  throw new UsageError(`${shown}:${line}:${column}: ${problem!.message}${more.length > 0 ? ` (${more.length} more)` : ''}`);
}

/** `calls:` with nothing below it is an empty list of calls. */
function withoutEmpty(data: unknown): unknown {
  if (data === null || typeof data !== 'object' || Array.isArray(data)) return data ?? {};
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null));
}

/** Estimates with figures per month for the calls that the usage file speaks of. Paths of calls are relative to `root`. */
export function withUsage(pricing: Pricing, root: string, usage: FoundUsage | undefined): Pricing {
  if (!usage) return pricing;
  const directory = dirname(usage.path);
  const table = usageTable(usage.file, path => relativePath(directory, resolve(root, path)));
  return {
    ...pricing,
    estimate(call) {
      const estimated = estimate(call);
      const monthly = monthlyOf(call, table.entryOf(call), estimated);
      return { ...estimated, ...(monthly && { monthly }) };
    },
  };
}

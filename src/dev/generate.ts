/** Writes the generated files, or with `--check` says which differ (exit 1). Run in the root of the package. */
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { ruleFiles, type Outputs } from './rule-files.ts';

/** Each makes some files; together they make all. */
const makers: readonly ((root: string) => Promise<Outputs>)[] = [ruleFiles];

/** All generated files: path in the package → content. */
export async function generated(root: string): Promise<Outputs> {
  const all = await Promise.all(makers.map(make => make(root)));
  return new Map(all.flatMap(outputs => [...outputs]));
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await main(process.cwd(), process.argv.includes('--check'));

async function main(root: string, isCheck: boolean): Promise<void> {
  const stale: string[] = [];
  for (const [path, content] of await generated(root)) {
    const file = join(root, path);
    if (existsSync(file) && readFileSync(file, 'utf8') === content) continue;
    stale.push(path);
    if (!isCheck) writeFileSync(file, content);
  }
  if (stale.length > 0) console.log(`${isCheck ? 'Not as generated (run `npm run generate`)' : 'Written'}: ${stale.join(', ')}`);
  if (isCheck && stale.length > 0) process.exitCode = 1;
}

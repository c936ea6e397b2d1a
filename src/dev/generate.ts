/** Writes the generated files, or with `--check` says which differ (exit 1); names of makers (`fixtures`) limit it to these. Run in the root of the package. */
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { fixtureFiles, readmeFile } from './fixture-files.ts';
import { type Outputs, ruleFiles } from './rule-files.ts';
import { schemaFiles } from './schema-files.ts';

/** Each makes some files; together they make all. */
const makers: { readonly [name: string]: (root: string) => Promise<Outputs> } = { rules: ruleFiles, schemas: schemaFiles, fixtures: fixtureFiles, readme: readmeFile };

/** The generated files of some makers, of all by default: path in the package → content. */
export async function generated(root: string, names: readonly string[] = []): Promise<Outputs> {
  const unknown = names.filter(name => !Object.hasOwn(makers, name));
  if (unknown.length > 0) throw new Error(`Nothing makes ${unknown.join(', ')}. Known: ${Object.keys(makers).join(', ')}.`);
  const all = await Promise.all(Object.entries(makers).flatMap(([name, make]) => (names.length === 0 || names.includes(name) ? [make(root)] : [])));
  return new Map(all.flatMap(outputs => [...outputs]));
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await main(process.cwd(), process.argv.includes('--check'), process.argv.slice(2).filter(argument => !argument.startsWith('-')));

async function main(root: string, isCheck: boolean, names: readonly string[]): Promise<void> {
  const stale: string[] = [];
  for (const [path, content] of await generated(root, names)) {
    const file = join(root, path);
    if (existsSync(file) && readFileSync(file, 'utf8') === content) continue;
    stale.push(path);
    if (isCheck) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  if (stale.length > 0) console.log(`${isCheck ? 'Not as generated (run `npm run generate`)' : 'Written'}: ${stale.join(', ')}`);
  if (isCheck && stale.length > 0) process.exitCode = 1;
}

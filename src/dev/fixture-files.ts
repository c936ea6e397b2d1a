/** What the scanner says of the fixtures: one report for each, and the excerpt that README shows. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../cli/version.ts';
import { estimate, factsOn } from '../cost/index.ts';
import { pricesAsOf, pricesDigest } from '../models/index.ts';
import { text } from '../reporters/text.ts';
import { prepared, scan, type ScanResult } from '../scan/scan.ts';
import type { Preset } from '../scan/settings.ts';
import { between, type Outputs, rulesOf, rulesTable } from './rule-files.ts';

/** Lifecycles of models are judged as on this day, so that the reports do not change by themselves. */
const day = '2026-11-22';
/** Fixtures whose report README shows. */
const shown = ['fixtures/order-classifier', 'fixtures/support-bot'];

/** Names of the fixtures. */
export function fixtureNames(root: string): string[] {
  return readdirSync(join(root, 'fixtures'), { withFileTypes: true }).flatMap(entry => (entry.isDirectory() ? [entry.name] : [])).sort();
}

/** Scans a directory of the package, as on the day of the fixtures; rules that are in no preset but `strict` are shown too. */
export async function scanOn(root: string, paths: readonly string[] = ['.'], presets: Preset = 'strict'): Promise<ScanResult> {
  return scan(await prepared({ root, paths, configuration: { directory: root, settings: { presets } }, rules: await rulesOf(), facts: factsOn(day), pricing: { asOf: pricesAsOf, digest: pricesDigest(), estimate }, version: version() }));
}

export async function fixtureFiles(root: string): Promise<Outputs> {
  const reports = await Promise.all(fixtureNames(root).map(async name => [name, (await scanOn(join(root, 'fixtures', name))).report] as const));
  return new Map(reports.map(([name, report]) => [`fixtures/${name}/expected.json`, `${JSON.stringify(report, null, 2)}\n`]));
}

/** README: the table of rules, and what `npx promptfare` prints of two fixtures. */
export async function readmeFile(root: string): Promise<Outputs> {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const { report, textOf } = await scanOn(root, shown, 'recommended');
  const withOutput = between(readme, 'output', `\`\`\`text\n${text(report, { textOf, columns: 100 }).trimEnd()}\n\`\`\``, 'README.md');
  return new Map([['README.md', between(withOutput, 'rules', rulesTable(await rulesOf()), 'README.md')]]);
}

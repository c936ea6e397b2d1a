import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = process.env['PROMPTFARE_CHECKOUTS'] ?? fileURLToPath(new URL('../../../../checkouts', import.meta.url));
const SKIPPED = new Set(['node_modules', '.git', 'dist', 'build']);

/** Public repositories lie beside the project. */
export const hasCheckouts: boolean = existsSync(ROOT);

/** Every `step`th JavaScript or TypeScript file of the checkouts that is not minified, with its text without BOM. */
export function* realFiles(step: number): Generator<{ path: string; text: string }> {
  let i = 0;
  for (const path of walk(ROOT)) {
    if (!/\.[cm]?[jt]sx?$/.test(path) || /\.min\./.test(path)) continue;
    if (i++ % step !== 0) continue;
    const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
    if (text.length < 300_000) yield { path, text };
  }
}

function* walk(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (SKIPPED.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (entry.isFile()) yield path;
  }
}

/** Bodies that lie in files of their own, by the name under which records speak of them. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { literal } from '../usage/sql/dialect.ts';
import type { Database } from './duckdb.ts';
import type { SniffedFile } from './sniff.ts';

/** Fills the table `bodies`; how many it holds. */
export async function keepBodies(database: Database, files: readonly SniffedFile[]): Promise<number> {
  await database.run('CREATE TABLE bodies (name VARCHAR, body VARCHAR)');
  let kept = 0;
  for (const { path, isGzip } of files) {
    const text = bodyText(path, isGzip);
    if (text === undefined) continue;
    await database.run(`INSERT INTO bodies VALUES (${literal(basename(path))}, ${literal(text)})`);
    kept++;
  }
  return kept;
}

function bodyText(path: string, isGzip: boolean): string | undefined {
  try {
    const bytes = readFileSync(path);
    const text = (isGzip ? gunzipSync(bytes) : bytes).toString('utf8');
    JSON.parse(text);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

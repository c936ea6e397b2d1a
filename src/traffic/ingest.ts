/** Log files to the table `requests`: what cannot be read is counted, and never ends the run. */
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { duckdb, literal } from '../usage/sql/dialect.ts';
import type { Matching } from '../usage/sql/match.ts';
import { REQUEST_COLUMNS, requestsQuery } from '../usage/sql/requests.ts';
import { keepBodies } from './bodies.ts';
import type { Database } from './duckdb.ts';
import { recordSource } from './record-source.ts';
import { documentAsLines, isTruncated, plainlyNamed } from './rescue.ts';
import type { SniffedFile } from './sniff.ts';
import { wholeLines } from './whole-lines.ts';

/** What was read, and what was left out. */
export interface Ingested {
  readonly files: number;
  /** Records with a model and a time, each request once. */
  readonly records: number;
  /** Lines that are no record of an invocation. */
  readonly broken: number;
  /** Records without a model or without a time, which no month can count. */
  readonly incomplete: number;
  /** Records that tell no tokens, and are no failures. */
  readonly withoutTokens: number;
  /** The same request once more. */
  readonly repeated: number;
  /** Bodies that lie in objects of their own which are not here: no call can be found for them. */
  readonly bodiesApart: number;
  /** Gzip files that end before their end. */
  readonly truncated: readonly string[];
  /** Files that could not be read, and why. */
  readonly failed: readonly { readonly path: string; readonly reason: string }[];
}

export interface Ingesting {
  readonly matching: Matching;
  /** Texts of requests are kept, as hashes are, until the database is closed: for advice on questions that are alike. */
  readonly withTexts?: boolean;
  readonly onProgress?: (files: number) => void;
}

/** What DuckDB reads in one go. */
const BATCH_FILES = 400;
const BATCH_BYTES = 1 << 30;

export async function ingest(database: Database, files: readonly SniffedFile[], { matching, withTexts = false, onProgress }: Ingesting): Promise<Ingested> {
  const columns = { ...REQUEST_COLUMNS, of_file: 'UBIGINT', file: 'VARCHAR', is_broken: 'BOOLEAN', ...(withTexts && { question: 'VARCHAR' }) };
  await database.run(`CREATE TABLE requests (${Object.entries(columns).map(([name, type]) => `${name} ${type}`).join(', ')})`);
  const hasBodies = (await keepBodies(database, files.filter(({ kind }) => kind === 'body'))) > 0;
  const { logs, failed } = prepared(files, database.directory);
  /** Of what stands in for a file: the path that was given. */
  const given = new Map(logs.map(({ given: path, file }) => [file.path, path]));
  const truncated = new Set<string>();
  let [done, made] = [0, 0];
  for (const batch of batchesOf(logs.map(({ file }) => file))) {
    await take(batch);
    done += batch.length;
    onProgress?.(done);
  }
  const suspects = await database.rows<{ file: string }>('SELECT DISTINCT file FROM requests WHERE is_broken ORDER BY file');
  const counts = await counted(database);
  for (const { file } of suspects) {
    const path = given.get(file) ?? file;
    if (files.some(each => each.path === path && each.isGzip) && (await isTruncated(path))) truncated.add(path);
  }
  return { files: logs.length, ...counts, truncated: [...truncated].toSorted(), failed };

  async function take(batch: readonly SniffedFile[], isClean = false): Promise<void> {
    const [first] = batch;
    if (!first) return;
    let damaged: readonly SniffedFile[] = [];
    try {
      await database.run('BEGIN');
      await database.run(`INSERT INTO requests ${requestsQuery(duckdb, recordSource(batch.map(({ path }) => path), first, { hasBodies, withTexts }), matching)}`);
      if (!isClean && first.kind !== 'stamped') {
        const broken = new Set((await database.rows<{ file: string }>('SELECT DISTINCT file FROM requests WHERE is_broken')).map(({ file }) => file));
        damaged = batch.filter(({ path }) => broken.has(path));
        if (damaged.length > 0) await database.run(`DELETE FROM requests WHERE of_file IN (${damaged.map(({ path }) => `hash(${literal(path)})`).join(', ')})`);
      }
      await database.run('COMMIT');
    } catch (error) {
      await database.run('ROLLBACK').catch(() => undefined);
      if (batch.length > 1) {
        await take(batch.slice(0, batch.length >> 1), isClean);
        await take(batch.slice(batch.length >> 1), isClean);
      } else if (isClean || !(await retake(first))) failed.push({ path: given.get(first.path) ?? first.path, reason: reasonOf(error) });
      return;
    }
    for (const file of damaged) await retake(file);
  }

  /** The JSON reader takes what follows a broken line for its rest: the lines that are whole are read from a file of their own. False where there is none. */
  async function retake(file: SniffedFile): Promise<boolean> {
    const path = given.get(file.path) ?? file.path;
    const whole = await wholeLines(file, join(database.directory, `whole-${made++}.json`));
    if (whole.lines === 0 && whole.broken === 0) return false;
    if (file.isGzip && (await isTruncated(path))) truncated.add(path);
    if (whole.broken > 0) await database.run(`INSERT INTO requests (file, is_broken) SELECT ${literal(path)}, true FROM range(${whole.broken})`);
    given.set(whole.path, path);
    if (whole.lines > 0) await take([{ path: whole.path, kind: file.kind, isGzip: false }], true);
    rmSync(whole.path);
    return true;
  }
}

function prepared(files: readonly SniffedFile[], directory: string): { logs: { given: string; file: SniffedFile }[]; failed: { path: string; reason: string }[] } {
  const logs: { given: string; file: SniffedFile }[] = [];
  const failed: { path: string; reason: string }[] = [];
  for (const file of files) {
    if (file.kind !== 'lines' && file.kind !== 'stamped' && file.kind !== 'document') continue;
    const ready = file.kind === 'document' ? documentAsLines(file, directory, logs.length) : plainlyNamed(file, directory, logs.length);
    if (typeof ready === 'string') failed.push({ path: file.path, reason: ready });
    else logs.push({ given: file.path, file: ready });
  }
  return { logs, failed };
}

function* batchesOf(files: readonly SniffedFile[]): Generator<SniffedFile[]> {
  const groups = new Map<string, SniffedFile[]>();
  for (const file of files) {
    const group = groups.get(`${file.kind} ${file.isGzip}`);
    if (group) group.push(file);
    else groups.set(`${file.kind} ${file.isGzip}`, [file]);
  }
  for (const group of groups.values()) {
    let batch: SniffedFile[] = [];
    let bytes = 0;
    for (const file of group) {
      const size = statSync(file.path, { throwIfNoEntry: false })?.size ?? 0;
      if (batch.length >= BATCH_FILES || (batch.length > 0 && bytes + size > BATCH_BYTES)) {
        yield batch;
        [batch, bytes] = [[], 0];
      }
      batch.push(file);
      bytes += size;
    }
    if (batch.length > 0) yield batch;
  }
}

type Counts = Pick<Ingested, 'records' | 'broken' | 'incomplete' | 'withoutTokens' | 'repeated' | 'bodiesApart'>;

/** Counts what is left out, and leaves it out. */
async function counted(database: Database): Promise<Counts> {
  const isOut = 'model IS NULL OR sent IS NULL';
  const [left] = await database.rows<{ broken: number; incomplete: number }>(`SELECT count(*) FILTER (is_broken) AS broken, count(*) FILTER (NOT is_broken) AS incomplete FROM requests WHERE ${isOut}`);
  await database.run(`DELETE FROM requests WHERE ${isOut}`);
  // Seldom there, and then few: first which, then all but the first of each.
  await database.run('CREATE TEMP TABLE again AS SELECT request_id FROM requests WHERE request_id IS NOT NULL GROUP BY request_id HAVING count(*) > 1');
  const [before] = await database.rows<{ n: number }>('SELECT count(*) AS n FROM requests');
  await database.run('DELETE FROM requests WHERE rowid IN (SELECT rowid FROM (SELECT rowid, row_number() OVER (PARTITION BY request_id ORDER BY rowid) AS nth FROM requests WHERE request_id IN (SELECT request_id FROM again)) WHERE nth > 1)');
  const [after] = await database.rows<{ records: number; withoutTokens: number; bodiesApart: number }>(
    `SELECT count(*) AS records, count(*) FILTER (NOT failed AND (input IS NULL OR output IS NULL)) AS "withoutTokens", count(*) FILTER (body = 'apart') AS "bodiesApart" FROM requests`,
  );
  return { ...left!, ...after!, repeated: before!.n - after!.records };
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (/permission|denied/i.test(message)) return 'it may not be read';
  return /gzip/i.test(message) ? 'it is no gzip file' : 'it cannot be read as logs';
}

/** DuckDB, where it is installed: an embedded database that works in bounded memory and spills to files of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The optional package is not there. */
export class MissingDuckDb extends Error {}

export type Row = { readonly [column: string]: unknown };

/** A database that is gone when it is closed. */
export interface Database {
  /** For files that only this run needs; deleted on closing. */
  readonly directory: string;
  run(sql: string): Promise<void>;
  /** All rows: for aggregates. Counts are numbers. */
  rows<T = Row>(sql: string): Promise<T[]>;
  /** Row by row, in bounded memory. */
  each(sql: string, take: (row: Row) => void): Promise<void>;
  close(): void;
}

export interface DatabaseOptions {
  /** As DuckDB says it: `1GB`. */
  readonly memory?: string;
  readonly threads?: number;
}

/** Above it DuckDB spills to its directory. */
const MEMORY = '2GB';

export async function openDatabase({ memory = MEMORY, threads }: DatabaseOptions = {}): Promise<Database> {
  const { DuckDBInstance } = await loaded();
  const directory = mkdtempSync(join(tmpdir(), 'promptfare-'));
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  const release = removedOnSignal(remove);
  const instance = await DuckDBInstance.create(join(directory, 'traffic.duckdb'), {
    memory_limit: memory,
    temp_directory: join(directory, 'spill'),
    preserve_insertion_order: 'false',
    // Nothing is fetched: what it needs is built in.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(threads !== undefined && { threads: String(threads) }),
  });
  const connection = await instance.connect();
  await connection.run(`SET TimeZone = 'UTC'`);
  return {
    directory,
    run: async sql => void (await connection.run(sql)),
    async rows<T>(sql: string) {
      return (await connection.runAndReadAll(sql)).getRowObjects().map(plain) as T[];
    },
    async each(sql, take) {
      const result = await connection.stream(sql);
      const names = result.columnNames();
      for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk())
        for (const values of chunk.getRows()) take(plain(Object.fromEntries(names.map((name, index) => [name, values[index]]))));
    },
    close() {
      connection.closeSync();
      instance.closeSync();
      release();
      remove();
    },
  };
}

/** Hashes and questions stand in the directory: whoever stops the run leaves none behind. Gives back what takes the watch off. */
function removedOnSignal(remove: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const release = (): void => signals.forEach(signal => process.off(signal, stop));
  function stop(signal: NodeJS.Signals): void {
    remove();
    release();
    process.kill(process.pid, signal);
  }
  for (const signal of signals) process.on(signal, stop);
  return release;
}

async function loaded(): Promise<typeof import('@duckdb/node-api')> {
  try {
    return await import('@duckdb/node-api');
  } catch {
    throw new MissingDuckDb('Reading logs needs DuckDB. Install it with `npm install --save-dev @duckdb/node-api`.');
  }
}

function plain(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainValue(value)]));
}

/** Counts and sums fit a number; hashes may not and are kept. A list is the engine's own kind. */
function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return value >= -9_007_199_254_740_991n && value <= 9_007_199_254_740_991n ? Number(value) : value;
  return typeof value === 'object' && value !== null && 'items' in value ? value.items : value;
}

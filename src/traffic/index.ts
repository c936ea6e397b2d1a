/** Logs of real traffic, read on this machine. */
export { type Database, MissingDuckDb, openDatabase } from './duckdb.ts';
export { factsOf } from './facts.ts';
export { filesIn, type FoundFiles } from './files.ts';
export { ingest, type Ingested } from './ingest.ts';

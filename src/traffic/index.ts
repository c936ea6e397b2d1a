/** Logs of real traffic, read on this machine. */
export { billRows } from './bills.ts';
export { CloudWatchFault, cloudWatchSeries, MissingCloudWatch } from './cloudwatch.ts';
export { type Database, MissingDuckDb, openDatabase } from './duckdb.ts';
export { factsOf } from './facts.ts';
export { filesIn, type FoundFiles } from './files.ts';
export { seriesIn } from './metric-files.ts';
export { ingest, type Ingested } from './ingest.ts';

/** Asks the table `requests` what advice rests on. */
import type { TrafficFacts } from '../usage/advice/index.ts';
import { doublesIn, type FlightRow, unitKey } from '../usage/advice/flights.ts';
import { type QuestionRow, RepeatCounter, type Repeats } from '../usage/advice/repeats.ts';
import type { HourRow, RunRow, UnitRow } from '../usage/advice/unit.ts';
import type { Window } from '../usage/measured.ts';
import { FLIGHTS, HOURS, RUNS, UNITS, UNITS_VIEW } from '../usage/sql/advice-queries.ts';
import { literal } from '../usage/sql/dialect.ts';
import type { Database } from './duckdb.ts';

/** Questions that are compared of one unit; vectors are compared each with each. */
const MOST_QUESTIONS = 20_000;
const MOST_VECTORS = 5000;

export interface FactsOptions {
  readonly window: Window;
  readonly lifeHours: number;
  /** The text that each request of a call has, in the order in which it is taken off. */
  readonly staticTexts: (subject: string) => readonly string[];
  /** JSON lines or Parquet with `requestId` and `vector`. Absolute. */
  readonly vectors?: string;
}

export async function factsOf(database: Database, { window, lifeHours, staticTexts, vectors }: FactsOptions): Promise<TrafficFacts> {
  await database.run(UNITS_VIEW);
  const doubles = doublesIn();
  await database.each(FLIGHTS, row => doubles.take(row as unknown as FlightRow));
  return {
    window,
    units: await database.rows<UnitRow>(UNITS),
    runs: await database.rows<RunRow>(RUNS),
    hours: await database.rows<HourRow>(HOURS),
    doubles: doubles.result(),
    repeats: await repeatsOf(database, lifeHours * 3600, staticTexts, vectors),
  };
}

/** One unit after the other: what is held of one is gone before the next. */
async function repeatsOf(database: Database, life: number, staticTexts: FactsOptions['staticTexts'], vectors: string | undefined): Promise<ReadonlyMap<string, Repeats>> {
  const found = new Map<string, Repeats>();
  let key = '';
  let counter: RepeatCounter | undefined;
  const close = (): void => {
    if (counter) found.set(key, counter.result());
  };
  await database.each(questionsQuery(vectors), given => {
    const row = given as unknown as QuestionRow;
    if (unitKey(row) !== key) {
      close();
      key = unitKey(row);
      const texts = staticTexts(row.subject);
      counter = new RepeatCounter(life, question => texts.reduce((rest, text) => rest.replace(text, () => ' '), question));
    }
    counter!.take(row);
  });
  close();
  return found;
}

function questionsQuery(vectors: string | undefined): string {
  const source = vectors === undefined ? undefined : /\.parquet$/i.test(vectors) ? `read_parquet(${literal(vectors)})` : `read_json(${literal(vectors)}, format = 'newline_delimited', columns = {requestId: 'VARCHAR', vector: 'DOUBLE[]'})`;
  const most = source ? MOST_VECTORS : MOST_QUESTIONS;
  return `SELECT q.subject, q.model, q.request, q.prefix, q.sent, q.question, q.input, q.output, q.cache_read, q.cache_write, q.cache_write_1h${source ? ', v.vector' : ''}
FROM (SELECT *, row_number() OVER (PARTITION BY subject, model ORDER BY sent, request_id) AS nth FROM units WHERE question IS NOT NULL AND subject <> '?') q
${source ? `LEFT JOIN (SELECT hash(requestId) AS request_id, any_value(vector) AS vector FROM ${source} GROUP BY requestId) v ON v.request_id = q.request_id\n` : ''}WHERE q.nth <= ${most}
ORDER BY q.subject, q.model, q.sent, q.request_id`;
}

/** How DuckDB reads the fields of records out of files. */
import { literal } from '../usage/sql/dialect.ts';
import type { RecordSource } from '../usage/sql/requests.ts';
import type { SniffedFile } from './sniff.ts';

const RECORD = {
  timestamp: 'VARCHAR',
  accountId: 'VARCHAR',
  region: 'VARCHAR',
  requestId: 'VARCHAR',
  operation: 'VARCHAR',
  modelId: 'VARCHAR',
  errorCode: 'VARCHAR',
  input: { inputBodyJson: 'JSON', inputBodyS3Path: 'VARCHAR', inputTokenCount: 'BIGINT', cacheReadInputTokenCount: 'BIGINT', cacheWriteInputTokenCount: 'BIGINT' },
  output: { outputBodyJson: 'JSON', outputTokenCount: 'BIGINT' },
};

/** Of text that is kept of a prompt for as long as the run takes. */
const MOST_QUESTION = 4000;

export interface Reading {
  readonly hasBodies: boolean;
  readonly withTexts: boolean;
}

/** `paths` are absolute, all of the kind of `like`; `file` and `is_broken` tell of lines that are no record, `of_file` of which file each line is. */
export function recordSource(paths: readonly string[], { kind, isGzip }: Pick<SniffedFile, 'kind' | 'isGzip'>, { hasBodies, withTexts }: Reading): RecordSource {
  const byLine = kind === 'stamped';
  const list = `[${paths.map(literal).join(', ')}]`;
  const compression = `compression = '${isGzip ? 'gzip' : byLine ? 'none' : 'uncompressed'}'`;
  const types = Object.entries(RECORD).map(([name, type]) => `${name}: '${typeof type === 'string' ? type : `STRUCT(${Object.entries(type).map(field => field.join(' ')).join(', ')})`}'`);
  const lines = `read_json(${list}, format = 'newline_delimited', records = true, ignore_errors = true, filename = true, ${compression}, columns = {${types.join(', ')}})`;
    const checked = `(SELECT filename, unnest(json_transform(CASE WHEN json_valid(json) THEN json ELSE '{}' END, ${literal(JSON.stringify(RECORD))})) FROM (SELECT filename, substr(line, strpos(line, '{')) AS json FROM read_csv(${list}, columns = {'line': 'VARCHAR'}, auto_detect = false, header = false, delim = chr(1), quote = '', escape = '', filename = true, ${compression}, max_line_size = 16777216, ignore_errors = true) WHERE trim(line) <> ''))`;
  const bodies = hasBodies ? ` LEFT JOIN bodies ON bodies.name = regexp_extract(raw.input.inputBodyS3Path, '[^/]+$')` : '';
  const isNone = 'raw.requestId IS NULL AND raw.timestamp IS NULL AND raw.modelId IS NULL AND raw.operation IS NULL AND raw.input IS NULL AND raw.output IS NULL';
  return {
    from: `${byLine ? checked : lines} AS raw${bodies}`,
    fields: {
      timestamp: 'raw.timestamp',
      account: 'raw.accountId',
      region: 'raw.region',
      request_id: 'raw.requestId',
      operation: 'raw.operation',
      model: 'raw.modelId',
      error: 'raw.errorCode',
      body: hasBodies ? 'coalesce(raw.input.inputBodyJson, CAST(bodies.body AS JSON))' : 'raw.input.inputBodyJson',
      body_path: 'raw.input.inputBodyS3Path',
      answer: 'raw.output.outputBodyJson',
      input: 'raw.input.inputTokenCount',
      cache_read: 'raw.input.cacheReadInputTokenCount',
      cache_write: 'raw.input.cacheWriteInputTokenCount',
      output: 'raw.output.outputTokenCount',
    },
    more: { of_file: 'hash(raw.filename)', file: `CASE WHEN ${isNone} THEN raw.filename END`, is_broken: `(${isNone})` },
    finally: withTexts ? { question: `left(messages, ${MOST_QUESTION})` } : {},
  };
}

/** How the two engines say the same of a log record. */

/** DuckDB reads logs on this machine, Athena (Trino) in their bucket. */
export interface Dialect {
  readonly name: 'duckdb' | 'athena';
  /** Text at a path of a JSON column; null where something else stands there. */
  text(json: string, path: string): string;
  /** Whole number at a path of a JSON column. */
  integer(json: string, path: string): string;
  /** JSON at a path, as text. */
  raw(json: string, path: string): string;
  /** The system prompt where it is a list of blocks, joined by line feeds. */
  systemBlocks(body: string): string;
  /** The texts of all messages, joined by line feeds: first the blocks, then the contents that are plain text. */
  messages(body: string): string;
  /** Milliseconds until the answer was complete; null where the log does not tell. */
  latency(answer: string): string;
  /** A JSON column as the log writes it; null where it is null. */
  asText(json: string): string;
  /** 64 bits that stand for a text. */
  hash(text: string): string;
  /** In hexadecimal digits, small letters. */
  sha256(text: string): string;
  contains(text: string, part: string): string;
  /** Seconds since the epoch, whole; null where the text is no time. */
  seconds(timestamp: string): string;
}

const METRICS = '"amazon-bedrock-invocationMetrics".invocationLatency';

export const duckdb: Dialect = {
  name: 'duckdb',
  text: (json, path) => `CASE WHEN json_type(${json}, '${path}') = 'VARCHAR' THEN json_extract_string(${json}, '${path}') END`,
  integer: (json, path) => `TRY_CAST(json_extract_string(${json}, '${path}') AS BIGINT)`,
  raw: (json, path) => `CAST(json_extract(${json}, '${path}') AS VARCHAR)`,
  systemBlocks: body => joined(`json_extract_string(${body}, '$.system[*].text')`),
  messages: body => `nullif(concat_ws(chr(10), ${joined(`json_extract_string(${body}, '$.messages[*].content[*].text')`)}, ${joined(`list_filter(json_extract_string(${body}, '$.messages[*].content'), t -> NOT starts_with(t, '[{'))`)}), '')`,
  latency: answer => `TRY_CAST(coalesce(json_extract_string(${answer}, '$.metrics.latencyMs'), json_extract_string(${answer}, '$[#-1].${METRICS}'), json_extract_string(${answer}, '$.${METRICS}')) AS BIGINT)`,
  asText: json => `CAST(${json} AS VARCHAR)`,
  hash: text => `CASE WHEN ${text} IS NOT NULL THEN hash(${text}) END`,
  sha256: text => `sha256(${text})`,
  contains: (text, part) => `contains(${text}, ${part})`,
  seconds: timestamp => `CAST(floor(epoch(TRY_CAST(${timestamp} AS TIMESTAMPTZ))) AS BIGINT)`,
};

function joined(list: string): string {
  return `nullif(array_to_string(${list}, chr(10)), '')`;
}

export const athena: Dialect = {
  name: 'athena',
  text: (json, path) => `json_extract_scalar(${json}, '${path}')`,
  integer: (json, path) => `TRY_CAST(json_extract_scalar(${json}, '${path}') AS BIGINT)`,
  raw: (json, path) => `json_format(json_extract(${json}, '${path}'))`,
  systemBlocks: body => blocks(`json_extract(${body}, '$.system')`),
  messages: body =>
    `nullif(array_join(transform(TRY(CAST(json_extract(${body}, '$.messages') AS ARRAY(JSON))), m -> coalesce(json_extract_scalar(m, '$.content'), ${blocks(`json_extract(m, '$.content')`)})), chr(10)), '')`,
  // The string of another text would have its quotation marks escaped.
  latency: answer => `TRY_CAST(regexp_extract(${answer}, '"(?:latencyMs|invocationLatency)"\\s*:\\s*(\\d+)', 1) AS BIGINT)`,
  asText: json => json,
  hash: text => `from_big_endian_64(xxhash64(to_utf8(${text})))`,
  sha256: text => `lower(to_hex(sha256(to_utf8(${text}))))`,
  contains: (text, part) => `strpos(${text}, ${part}) > 0`,
  seconds: timestamp => `CAST(floor(to_unixtime(TRY(from_iso8601_timestamp(${timestamp})))) AS BIGINT)`,
};

function blocks(list: string): string {
  return `nullif(array_join(filter(transform(TRY(CAST(${list} AS ARRAY(JSON))), e -> json_extract_scalar(e, '$.text')), t -> t IS NOT NULL), chr(10)), '')`;
}

/** A text as a literal of SQL. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

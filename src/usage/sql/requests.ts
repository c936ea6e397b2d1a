/** The query that makes of log records what is kept of them: numbers, names and hashes, no text. */
import type { Dialect } from './dialect.ts';
import { type Matching, matchOf } from './match.ts';

/** Columns of `requests`, with the types of DuckDB. */
export const REQUEST_COLUMNS = {
  /** Hash of the request's id. */
  request_id: 'UBIGINT',
  /** Seconds since the epoch. */
  sent: 'BIGINT',
  account: 'VARCHAR',
  region: 'VARCHAR',
  operation: 'VARCHAR',
  /** As the log writes it. */
  model: 'VARCHAR',
  /** Id of the call in code; null where none fits. */
  call: 'VARCHAR',
  /** Tokens that were neither read from a cache nor written to one. */
  input: 'BIGINT',
  cache_read: 'BIGINT',
  cache_write: 'BIGINT',
  /** Of `cache_write`, what is kept for an hour. */
  cache_write_1h: 'BIGINT',
  output: 'BIGINT',
  /** Milliseconds; null where the log does not tell. */
  latency: 'BIGINT',
  failed: 'BOOLEAN',
  /** `here`, `apart` (an object of its own that is not here) or `none`. */
  body: 'VARCHAR',
  /** Hash of model and body: equal requests. */
  request: 'UBIGINT',
  /** Hash of tools and system prompt. */
  prefix: 'UBIGINT',
  /** Characters of tools and system prompt, and of all that is sent. */
  prefix_chars: 'BIGINT',
  chars: 'BIGINT',
} as const;

/** Fields of a record as the sources below must name them; JSON columns are `body` and `answer`. */
export interface RecordSource {
  /** What stands after FROM. */
  readonly from: string;
  readonly fields: { readonly [name in 'timestamp' | 'account' | 'region' | 'request_id' | 'operation' | 'model' | 'error' | 'body' | 'body_path' | 'answer' | 'input' | 'cache_read' | 'cache_write' | 'output']: string };
  /** Columns that are kept besides, each with its expression over the fields. */
  readonly more?: { readonly [name: string]: string };
  /** The same over the columns of the query: `system` and `messages` are the texts. */
  readonly finally?: { readonly [name: string]: string };
}

/** Bare and of the geographies: `us.anthropic.claude…` and ARNs of profiles name the model behind. */
const MODEL_KEY = `regexp_replace(regexp_replace(model, '^.*/', ''), '^(us-gov|us|eu|apac|ap|au|jp|ca|in|global)[.]', '')`;
/** Profiles of an application and the like do not name their model. */
const IS_OPAQUE = `(model LIKE '%application-inference-profile/%' OR model LIKE '%provisioned-model/%' OR model LIKE '%prompt-router/%' OR model LIKE '%custom-model%' OR model LIKE '%imported-model/%')`;

export function requestsQuery(dialect: Dialect, { from, fields, more = {}, finally: last = {} }: RecordSource, matching: Matching): string {
  const tools = `coalesce(${dialect.raw('body', '$.toolConfig')}, ${dialect.raw('body', '$.tools')})`;
  const usage = (converse: string, messages: string): string => `coalesce(${dialect.integer('answer', `$.usage.${converse}`)}, ${dialect.integer('answer', `$.usage.${messages}`)})`;
  const longWrite = `coalesce(${dialect.integer('answer', '$.usage.cache_creation.ephemeral_1h_input_tokens')}, ${dialect.integer('answer', '$[0].message.usage.cache_creation.ephemeral_1h_input_tokens')}, ${[`"ttl":"1h"[^}]*"inputTokens":([0-9]+)`, `"inputTokens":([0-9]+)[^}]*"ttl":"1h"`].map(pattern => `TRY_CAST(regexp_extract(${dialect.raw('answer', '$.usage.cacheDetails')}, '${pattern}', 1) AS BIGINT)`).join(', ')}, 0)`;
  const kept = Object.entries(more).map(([name, expression]) => `${expression} AS ${name}`);
  return `WITH records AS (
  SELECT ${[...Object.entries(fields).map(([name, expression]) => `${expression} AS ${name}`), ...kept].join(',\n    ')}
  FROM ${from}
), texts AS (
  SELECT *,
    ${MODEL_KEY} AS model_key,
    ${IS_OPAQUE} AS is_opaque,
    ${tools} AS tools,
    coalesce(${dialect.text('body', '$.system')}, ${dialect.systemBlocks('body')}, ${dialect.text('body', '$.preamble')}) AS system,
    coalesce(${dialect.messages('body')}, ${['prompt', 'inputText', 'message', 'inputs'].map(key => dialect.text('body', `$.${key}`)).join(', ')}) AS messages
  FROM records
)
SELECT
  ${dialect.hash('request_id')} AS request_id,
  ${dialect.seconds('timestamp')} AS sent,
  account, region, operation, model,
  ${matchOf(dialect, matching)} AS call,
  coalesce(input, ${usage('inputTokens', 'input_tokens')}) AS input,
  coalesce(cache_read, 0) AS cache_read,
  coalesce(cache_write, 0) AS cache_write,
  CASE WHEN cache_write > 0 THEN ${longWrite} ELSE 0 END AS cache_write_1h,
  coalesce(output, ${usage('outputTokens', 'output_tokens')}) AS output,
  ${dialect.latency('answer')} AS latency,
  error IS NOT NULL AS failed,
  CASE WHEN body IS NOT NULL THEN 'here' WHEN body_path IS NOT NULL THEN 'apart' ELSE 'none' END AS body,
  ${dialect.hash(`model || ${dialect.asText('body')}`)} AS request,
  CASE WHEN body IS NOT NULL THEN ${dialect.hash(`coalesce(tools, '') || coalesce(system, '')`)} END AS prefix,
  coalesce(length(tools), 0) + coalesce(length(system), 0) AS prefix_chars,
  coalesce(length(tools), 0) + coalesce(length(system), 0) + coalesce(length(messages), 0) AS chars${[...Object.keys(more), ...Object.entries(last).map(([name, expression]) => `${expression} AS ${name}`)].map(column => `,\n  ${column}`).join('')}
FROM texts`;
}


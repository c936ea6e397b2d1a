/**
 * What advice asks of the table `requests`, in the words that DuckDB and Athena share. A unit is what one call in code, or one
 * prefix that no call here sends, had of one model; failed requests are left out. Times are seconds.
 */

/** Prefixes of nobody here with fewer requests are lumped together. */
export const LEAST_REQUESTS = 100;

/** `view` names what the others read; `?` stands for all that is too little to speak of. */
export const UNITS_VIEW = `CREATE VIEW units AS
SELECT r.*, coalesce(r.call, p.subject, '?') AS subject
FROM requests r
LEFT JOIN (
  SELECT prefix, 'p' || CAST(prefix AS VARCHAR) AS subject FROM requests
  WHERE call IS NULL AND prefix IS NOT NULL AND prefix_chars > 0 AND NOT failed
  GROUP BY prefix HAVING count(*) >= ${LEAST_REQUESTS}
) p ON r.call IS NULL AND r.prefix = p.prefix
WHERE NOT r.failed`;

const TOKENS = `coalesce(sum(input), 0) AS input, coalesce(sum(output), 0) AS output,
  coalesce(sum(cache_read), 0) AS cache_read, coalesce(sum(cache_write), 0) AS cache_write, coalesce(sum(cache_write_1h), 0) AS cache_write_1h`;

/** Requests and tokens of a unit, and how many of its requests come soon enough behind one with the same prefix to read it from a cache. */
export const UNITS = `SELECT subject, model, count(*) AS requests, ${TOKENS},
  coalesce(avg(prefix_chars), 0) AS prefix_chars, coalesce(avg(chars), 0) AS chars,
  count(*) FILTER (WHERE gap <= 300) AS within_5m,
  count(*) FILTER (WHERE gap <= 1800) AS within_30m,
  count(*) FILTER (WHERE gap <= 3600) AS within_1h,
  count(*) FILTER (WHERE latency IS NOT NULL) AS timed
FROM (
  SELECT *, sent - lag(sent) OVER (PARTITION BY subject, model, account, region ORDER BY sent) AS gap FROM units
) gaps
GROUP BY subject, model
ORDER BY requests DESC, subject, model`;

/** A pause that ends a run of requests, how long a run is at most that is a job and not the traffic of a day, and what a batch job takes at least. */
export const PAUSE = 1800;
export const LONGEST_JOB = 4 * 3600;
export const LEAST_RECORDS = 100;

/** Runs of a unit's requests, and of those that look like jobs: how many there are, and their tokens. */
export const RUNS = `WITH starts AS (
  SELECT *, CASE WHEN sent - lag(sent) OVER (PARTITION BY subject, model, account, region ORDER BY sent) <= ${PAUSE} THEN 0 ELSE 1 END AS is_start FROM units
), numbered AS (
  SELECT *, sum(is_start) OVER (PARTITION BY subject, model, account, region ORDER BY sent ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS run FROM starts
), runs AS (
  SELECT subject, model, count(*) AS requests, max(sent) - min(sent) AS seconds, ${TOKENS}
  FROM numbered GROUP BY subject, model, account, region, run
)
SELECT subject, model, count(*) AS jobs, sum(requests) AS requests, max(requests) AS largest, sum(input) AS input, sum(output) AS output,
  sum(cache_read) AS cache_read, sum(cache_write) AS cache_write, sum(cache_write_1h) AS cache_write_1h
FROM runs
WHERE requests >= ${LEAST_RECORDS} AND seconds <= ${LONGEST_JOB}
GROUP BY subject, model
ORDER BY subject, model`;

/** What each model had in each hour. */
export const HOURS = `SELECT model, sent - sent % 3600 AS hour, count(*) AS requests, ${TOKENS}
FROM units
GROUP BY model, sent - sent % 3600
ORDER BY hour, model`;

/** Equal requests of which one was sent while another may still have run, in the order of time. */
export const FLIGHTS = `SELECT subject, model, request, sent, latency, input, output, cache_read, cache_write, cache_write_1h
FROM units
WHERE request IN (
  SELECT request FROM (
    SELECT request, sent, lag(sent + latency / 1000.0) OVER (PARTITION BY request, account, region ORDER BY sent) AS ready FROM units WHERE request IS NOT NULL
  ) pairs WHERE sent < ready
)
ORDER BY request, sent`;

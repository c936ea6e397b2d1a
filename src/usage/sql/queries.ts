/** Questions to the table `requests`. Plain enough for DuckDB and Athena alike: times are seconds, and divided without a rest. */

/** What one call (or what is of none) had of one model in one account and region. Failed requests are counted apart, and not in sums. */
export const TRAFFIC = `SELECT call, model, account, region, operation,
  count(*) FILTER (WHERE NOT failed) AS requests,
  count(*) FILTER (WHERE failed) AS failed,
  coalesce(sum(input) FILTER (WHERE NOT failed), 0) AS input,
  coalesce(sum(output) FILTER (WHERE NOT failed), 0) AS output,
  coalesce(sum(cache_read) FILTER (WHERE NOT failed), 0) AS cache_read,
  coalesce(sum(cache_write) FILTER (WHERE NOT failed), 0) AS cache_write,
  coalesce(sum(cache_write_1h) FILTER (WHERE NOT failed), 0) AS cache_write_1h,
  min(sent) AS first, max(sent) AS last
FROM requests
GROUP BY call, model, account, region, operation
ORDER BY requests DESC, call, model, account, region, operation`;

/** Lines of Amazon Bedrock in Cost and Usage Reports (both versions) and FOCUS, CSV or Parquet. */
import type { BillRow } from '../usage/bill.ts';
import { literal } from '../usage/sql/dialect.ts';
import type { Database } from './duckdb.ts';
import type { SniffedFile } from './sniff.ts';

/** Columns by what they say, the better first; names without signs, in small letters. */
const COLUMNS = {
  usage: ['lineitemusagetype', 'xusagetype', 'usagetype'],
  usd: ['lineitemunblendedcost', 'billedcost', 'effectivecost'],
  amount: ['lineitemusageamount', 'consumedquantity', 'pricingquantity'],
  unit: ['pricingunit', 'consumedunit'],
  service: ['productservicename', 'productproductname', 'servicename', 'lineitemproductcode'],
  model: ['productmodel'],
  region: ['productregioncode', 'productregion', 'regionid'],
  start: ['lineitemusagestartdate', 'chargeperiodstart'],
} as const;

/** Undefined where the file is no bill. */
export async function billRows(database: Database, { path, kind, isGzip }: SniffedFile): Promise<BillRow[] | undefined> {
  const source = kind === 'parquet' ? `read_parquet(${literal(path)})` : `read_csv(${literal(path)}, all_varchar = true, header = true, ignore_errors = true, compression = '${isGzip ? 'gzip' : 'none'}')`;
  try {
    const columns = (await database.rows<{ column_name: string }>(`DESCRIBE SELECT * FROM ${source}`)).map(({ column_name: name }) => name);
    const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
    const expressionOf = (wanted: readonly string[]): string | undefined => {
      const found = wanted.flatMap(name => columns.filter(column => plain(column) === name)).map(quoted);
      return found.length === 0 ? undefined : `coalesce(${found.map(name => `nullif(CAST(${name} AS VARCHAR), '')`).join(', ')})`;
    };
    const [usage, cost, amount] = [COLUMNS.usage, COLUMNS.usd, COLUMNS.amount].map(expressionOf);
    if (!usage || !cost || !amount) return undefined;
    // The second version keeps what a product is in a map.
    const product = columns.find(column => plain(column) === 'product');
    const inProduct = (pattern: string): string[] => (product ? [`nullif(regexp_extract(CAST(${quoted(product)} AS VARCHAR), '${pattern}', 1), '')`] : []);
    const either = (parts: readonly (string | undefined)[]): string => `coalesce(${[...parts.filter(part => part !== undefined), 'NULL'].join(', ')})`;
    const service = either([...inProduct('([A-Za-z0-9. -]+[(]Amazon Bedrock Edition[)])'), expressionOf(COLUMNS.service)]);
    return await database.rows<BillRow>(`SELECT usage, service, model, unit, region, sum(amount) AS amount, sum(usd) AS usd, min(start) AS first, max(start) AS last FROM (
  SELECT ${usage} AS usage, ${service} AS service, ${either([expressionOf(COLUMNS.model), ...inProduct(`["'']?model["'']?[:=] *["'']?([^"'',}]+)`)])} AS model, ${either([expressionOf(COLUMNS.unit)])} AS unit,
    ${either([expressionOf(COLUMNS.region)])} AS region, TRY_CAST(${amount} AS DOUBLE) AS amount, TRY_CAST(${cost} AS DOUBLE) AS usd, left(${either([expressionOf(COLUMNS.start)])}, 10) AS start
  FROM ${source}
) lines
WHERE (service ILIKE '%bedrock%' OR usage ILIKE '%bedrock%') AND amount IS NOT NULL AND usd IS NOT NULL
GROUP BY ALL`);
  } catch {
    return undefined;
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

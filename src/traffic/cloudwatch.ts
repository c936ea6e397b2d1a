/** Asks CloudWatch what it counts of `AWS/Bedrock`, by the hour. The only thing here that reaches for the network, where it is asked to. */
import { METRICS, type MetricSeries } from '../usage/metrics.ts';

type Sdk = typeof import('@aws-sdk/client-cloudwatch');

/** The optional package is not there. */
export class MissingCloudWatch extends Error {}
/** CloudWatch gave no answer, in words. */
export class CloudWatchFault extends Error {}

export interface CloudWatchOptions {
  readonly days: number;
  readonly env: { readonly [name: string]: string | undefined };
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What one call may ask for (limits of `GetMetricData`). */
const MOST_QUERIES = 500;
const PERIOD = 3600;

/** One series for each model and metric; region, profile and credentials are those of every AWS tool. */
export async function cloudWatchSeries({ days, env, now }: CloudWatchOptions): Promise<MetricSeries[]> {
  const sdk = await loaded();
  const region = env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'];
  const endpoint = env['AWS_ENDPOINT_URL_CLOUDWATCH'];
  const client = new sdk.CloudWatchClient({ maxAttempts: 3, ...(region && { region }), ...(endpoint && { endpoint }) });
  const end = new Date(Math.floor(now / (PERIOD * 1000)) * PERIOD * 1000);
  const start = new Date(end.getTime() - days * 86_400_000);
  try {
    const models = await modelsIn(sdk, client);
    const queries = models.flatMap((model, nth) => Object.keys(METRICS).map((metric, index) => ({
      Id: `q${nth}_${index}`,
      Label: `${model} ${metric}`,
      MetricStat: { Metric: { Namespace: 'AWS/Bedrock', MetricName: metric, Dimensions: [{ Name: 'ModelId', Value: model }] }, Period: PERIOD, Stat: 'Sum' },
    })));
    const series = new Map<string, { label: string; timestamps: string[]; values: number[] }>();
    for (let at = 0; at < queries.length; at += MOST_QUERIES)
      for await (const page of sdk.paginateGetMetricData({ client }, { MetricDataQueries: queries.slice(at, at + MOST_QUERIES), StartTime: start, EndTime: end }))
        for (const { Label: label = '', Timestamps: timestamps = [], Values: values = [] } of page.MetricDataResults ?? []) {
          const own = series.get(label) ?? { label, timestamps: [], values: [] };
          series.set(label, own);
          own.timestamps.push(...timestamps.map(time => time.toISOString()));
          own.values.push(...values);
        }
    return [...series.values()];
  } catch (error) {
    throw new CloudWatchFault(faultText(error), { cause: error });
  } finally {
    client.destroy();
  }
}

async function loaded(): Promise<Sdk> {
  try {
    return await import('@aws-sdk/client-cloudwatch');
  } catch {
    throw new MissingCloudWatch('`--from cloudwatch` needs the AWS SDK. Install it with `npm install --save-dev @aws-sdk/client-cloudwatch`.');
  }
}

/** Models with requests in the last two weeks, which is as far back as the list goes. */
async function modelsIn(sdk: Sdk, client: InstanceType<Sdk['CloudWatchClient']>): Promise<string[]> {
  const models = new Set<string>();
  for await (const { Metrics: metrics = [] } of sdk.paginateListMetrics({ client }, { Namespace: 'AWS/Bedrock', MetricName: 'Invocations' }))
    for (const { Dimensions: dimensions = [] } of metrics) {
      const [only, ...more] = dimensions;
      // Series with further dimensions count the same requests once more.
      if (only?.Name === 'ModelId' && only.Value && more.length === 0) models.add(only.Value);
    }
  return [...models].toSorted();
}

function faultText(error: unknown): string {
  const { name, message = '' } = error as Error;
  if (/AccessDenied|UnrecognizedClient|ExpiredToken|InvalidSignature|CredentialsProvider|TokenProvider/.test(name)) return 'access is denied: it takes credentials that allow `cloudwatch:ListMetrics` and `cloudwatch:GetMetricData`';
  return /region is missing/i.test(message) ? 'no region is set: set `AWS_REGION`' : `it gave no answer (${name})`;
}

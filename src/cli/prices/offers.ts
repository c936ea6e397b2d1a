/** Offer files of the AWS Price List, from disk or by URL: the one command that fetches prices asks for it by name. */
import { printable } from '../../core/printable.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { MAX_OFFER } from './overlay.ts';
import { bytesOf } from '../read-input.ts';
import type { ProcessLike } from '../terminal.ts';

const OFFERS = ['AmazonBedrock', 'AmazonBedrockFoundationModels', 'AmazonBedrockService'];
/** Where the built-in prices were read, and what those of a model are told as; prices of other regions stand beside them. */
const HOME = 'us-east-1';

/** The three offers that hold Bedrock's prices, for the home region and these. Throws a UsageError. */
export function offersOf(regions: readonly string[]): string[] {
  const wrong = regions.find(region => !/^[a-z]{2,}(?:-[a-z]+)+-\d$/.test(region));
  if (wrong !== undefined) throw new UsageError(`\`--region ${printable(wrong)}\` is no region of AWS. Give one as \`eu-central-1\`.`);
  return [...new Set([HOME, ...regions])].flatMap(region => OFFERS.map(offer => `https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/${offer}/current/${region}/index.json`));
}

const TIMEOUT = 60_000;

/** The bytes of a file or URL. Throws a UsageError. */
export async function offerBytes(process: ProcessLike, from: string, timeout = TIMEOUT): Promise<Buffer> {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(from)) return bytesOf(process, from, MAX_OFFER);
  const shown = printable(from);
  if (!isAllowed(from)) throw new UsageError(`\`${shown}\` cannot be fetched. Give an https URL, or a file.`);
  try {
    const response = await fetch(from, { redirect: 'error', signal: AbortSignal.timeout(timeout), headers: { accept: 'application/json' } });
    if (!response.ok) throw new UsageError(`\`${shown}\` answers ${response.status}. Check the URL, or download the offer and name its file.`);
    return await bodyOf(response, shown);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { name, cause } = error as { name: string; cause?: { code?: string; message?: string } };
    const reason = name === 'TimeoutError' ? `no answer within ${timeout / 1000} s` : (cause?.code ?? cause?.message ?? 'network error');
    throw new UsageError(`\`${shown}\` cannot be fetched (${printable(reason)}). Try again, or download the offer and name its file with \`--from\`.`);
  }
}

async function bodyOf(response: Response, shown: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_OFFER) throw new UsageError(`\`${shown}\` is larger than ${MAX_OFFER >> 20} MiB.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Plain http is for this machine. */
function isAllowed(from: string): boolean {
  if (!URL.canParse(from)) return false;
  const { protocol, hostname } = new URL(from);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
}

/** Reads price files: our own overlays, and offers of the AWS Price List. */
import { createHash } from 'node:crypto';
import { isObject } from '../../core/json.ts';
import { overlayOf, readPriceList, type ListedPrice, type PriceListFile, type PriceOverlay, type Ttl } from '../../models/index.ts';
import { printable } from '../../core/printable.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { bytesOf } from '../read-input.ts';
import type { ProcessLike } from '../terminal.ts';

/** Offers of all models are some 6 MB. */
export const MAX_OFFER = 64 << 20;

/** Dearer than any token by far: above it, a unit was mistaken. */
const MOST_USD = 100_000;

type Entry = PriceOverlay['prices'][string];

/** The prices in a file, be it an overlay or an offer. Throws a UsageError that says what is wrong with it. */
export function overlayFrom(process: ProcessLike, file: string): PriceOverlay {
  const bytes = bytesOf(process, file, MAX_OFFER);
  const value = jsonIn(bytes, file);
  if (typeof value === 'object' && value !== null && 'products' in value) return overlayOf([offerIn(value, file)], hashOf([bytes])).overlay;
  const problem = problemOf(value);
  if (problem) throw new UsageError(`\`${printable(file)}\` is no price file: ${problem}. Make one with \`promptfare prices update\`.`);
  const { asOf, source, hash, prices } = value as PriceOverlay;
  return { version: 1, asOf, source: printable(source), hash: printable(hash), prices: Object.fromEntries(Object.entries(prices).map(([id, entry]) => [id, copyOf(entry)])) };
}

/** The offer in parsed JSON. */
export function offerIn(value: unknown, from: string): PriceListFile {
  try {
    return readPriceList(value);
  } catch (error) {
    throw new UsageError(`\`${printable(from)}\`: ${(error as Error).message}`);
  }
}

/** Parsed JSON, or a UsageError. */
export function jsonIn(bytes: Buffer, from: string): unknown {
  try {
    return JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    throw new UsageError(`\`${printable(from)}\` is no JSON. Name a file of the AWS Price List, or one that \`promptfare prices update\` has written.`);
  }
}

/** sha256 over the files read, in order. */
export function hashOf(files: readonly Buffer[]): string {
  const hash = createHash('sha256');
  for (const bytes of files) hash.update(bytes);
  return `sha256:${hash.digest('hex')}`;
}

function problemOf(value: unknown): string | undefined {
  if (!isObject(value)) return 'it is no object';
  const { version, asOf, source, hash, prices } = value;
  if (version !== 1) return '`version` is not 1';
  if (typeof asOf !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(asOf) || Number.isNaN(Date.parse(asOf))) return '`asOf` is no date';
  if (typeof source !== 'string' || typeof hash !== 'string') return '`source` or `hash` is missing';
  if (!isObject(prices)) return '`prices` is no object';
  for (const [id, entry] of Object.entries(prices)) {
    const isGood = isObject(entry) && Object.entries(entry).every(([field, figure]) => (field === 'listed' ? Array.isArray(figure) && figure.every(isListed) : isFigure(field, figure)));
    if (!isGood) return `the entry \`${printable(id)}\` holds something that is no price`;
  }
  return undefined;
}

const FIELDS = new Set(['input', 'output', 'cacheRead']);
const TTLS = new Set<string>(['5m', '30m', '1h'] satisfies Ttl[]);

function isFigure(field: string, value: unknown): boolean {
  if (field === 'cacheWrite') return isObject(value) && Object.entries(value).every(([ttl, write]) => TTLS.has(ttl) && isUsd(write));
  return FIELDS.has(field) && isUsd(value);
}

const TIERS = new Set<unknown>(['flex', 'priority', 'batch', 'latency-optimized'] satisfies ListedPrice['tier'][]);

function isListed(row: unknown): row is ListedPrice {
  if (!isObject(row)) return false;
  const { regions, tier, global, longContext, ...figures } = row;
  const isPlace = Array.isArray(regions) && regions.length > 0 && regions.every(region => typeof region === 'string' && /^[a-z\d-]{1,40}$/.test(region));
  const isOf = (tier === undefined || TIERS.has(tier)) && [global, longContext].every(flag => flag === undefined || flag === true);
  return isPlace && isOf && Object.entries(figures).every(([field, value]) => isFigure(field, value));
}

function isUsd(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= MOST_USD;
}

function copyOf({ listed, ...head }: Entry): Entry {
  return { ...figuresOf(head), ...(listed && { listed: listed.map(row => ({ ...figuresOf(row), regions: [...row.regions] })) }) };
}

function figuresOf<Figures extends Pick<Entry, 'cacheWrite'>>({ cacheWrite, ...rest }: Figures) {
  return { ...rest, ...(cacheWrite && { cacheWrite: { ...cacheWrite } }) };
}

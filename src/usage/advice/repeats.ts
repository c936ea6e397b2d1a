/** What a cache of answers would have answered: the measured requests, one after the other, against stored answers. */
import { percentText } from '../../cost/money.ts';
import type { Advice } from './advice.ts';
import { dollars } from './caching.ts';
import { bandsOf, cosine, jaccard, normalised, shinglesOf } from './likeness.ts';
import { costOfSums, type TokenSums, type ToMonth, type Unit } from './unit.ts';

/** One request of a unit, in the order of time. */
export interface QuestionRow extends TokenSums {
  readonly subject: string;
  readonly model: string;
  /** Hashes of the request and of its prefix. */
  readonly request: unknown;
  readonly prefix: unknown;
  readonly sent: number;
  /** Texts of the messages. */
  readonly question: string;
  readonly vector?: readonly number[] | null;
}

/** How alike a question must be to a stored one. */
export type Likeness = 'exact' | 'normalised' | `words ${number}` | `vectors ${number}`;

export interface HitCount extends TokenSums {
  readonly likeness: Likeness;
  readonly hits: number;
}
export interface Repeats {
  readonly requests: number;
  readonly counts: readonly HitCount[];
  /** Questions with an e-mail address or a long number in them. */
  readonly personal: number;
}

const WORD_THRESHOLDS = [0.95, 0.9, 0.8, 0.7];
const VECTOR_THRESHOLDS = [0.98, 0.95, 0.9, 0.85];
const PERSONAL = /[\w.+-]{1,64}@[\w-]{1,64}\.\w|\+?\d(?:[\d ()./-]{6,20})\d/;

type Sums = { -readonly [name in keyof TokenSums]: number } & { hits: number };
interface Stored {
  readonly shingles: Uint32Array;
  /** When it was stored, by threshold. */
  readonly at: number[];
}

/** Simulates the cache over one unit; `life` in seconds. `strip` takes off the text that each request has. */
export class RepeatCounter {
  readonly #life: number;
  readonly #strip: (question: string) => string;
  readonly #sums = new Map<Likeness, Sums>();
  readonly #exact = new Map<string, number>();
  readonly #normal = new Map<string, number>();
  readonly #entries = new Map<string, Stored>();
  readonly #bands = new Map<string, Stored[]>();
  readonly #vectors: { readonly vector: readonly number[]; readonly prefix: unknown; readonly at: number[] }[] = [];
  #requests = 0;
  #personal = 0;

  constructor(life: number, strip: (question: string) => string) {
    this.#life = life;
    this.#strip = strip;
  }

  take(row: QuestionRow): void {
    this.#requests++;
    const text = this.#strip(row.question);
    if (PERSONAL.test(text)) this.#personal++;
    const normal = `${String(row.prefix)} ${normalised(text)}`;
    this.#look(row, 'exact', this.#exact, String(row.request));
    this.#look(row, 'normalised', this.#normal, normal);
    this.#lookAlike(row, normal);
    if (row.vector) this.#lookNear(row, row.vector);
  }

  result(): Repeats {
    return { requests: this.#requests, personal: this.#personal, counts: [...this.#sums].map(([likeness, sums]) => ({ likeness, ...sums })) };
  }

  #look(row: QuestionRow, likeness: Likeness, stored: Map<string, number>, key: string): void {
    const at = stored.get(key);
    const isHit = at !== undefined && row.sent - at <= this.#life;
    if (!isHit) stored.set(key, row.sent);
    this.#count(row, likeness, isHit);
  }

  #lookAlike(row: QuestionRow, normal: string): void {
    const entry = this.#entries.get(normal) ?? this.#enter(normal);
    const best = WORD_THRESHOLDS.map(() => false);
    const missing = (index: number): boolean => !best[index];
    const seen = new Set<Stored>();
    const tryOne = (other: Stored): void => {
      if (seen.has(other)) return;
      seen.add(other);
      const like = other === entry ? 1 : jaccard(entry.shingles, other.shingles);
      for (const [index, threshold] of WORD_THRESHOLDS.entries()) if (missing(index) && like >= threshold && row.sent - other.at[index]! <= this.#life) best[index] = true;
    };
    tryOne(entry);
    if (best.includes(false)) for (const band of bandsOf(entry.shingles)) for (const other of this.#bands.get(`${String(row.prefix)} ${band}`) ?? []) tryOne(other);
    for (const [index, threshold] of WORD_THRESHOLDS.entries()) {
      if (missing(index)) entry.at[index] = row.sent;
      this.#count(row, `words ${threshold}`, best[index]!);
    }
  }

  #enter(normal: string): Stored {
    const [prefix = ''] = normal.split(' ', 1);
    const entry: Stored = { shingles: shinglesOf(normal.slice(prefix.length + 1)), at: WORD_THRESHOLDS.map(() => -Infinity) };
    this.#entries.set(normal, entry);
    for (const band of bandsOf(entry.shingles)) {
      const key = `${prefix} ${band}`;
      const others = this.#bands.get(key);
      if (others) others.push(entry);
      else this.#bands.set(key, [entry]);
    }
    return entry;
  }

  #lookNear(row: QuestionRow, vector: readonly number[]): void {
    const hits = VECTOR_THRESHOLDS.map(() => false);
    for (const other of this.#vectors) {
      if (other.prefix !== row.prefix || other.vector.length !== vector.length) continue;
      const like = cosine(vector, other.vector);
      for (const [index, threshold] of VECTOR_THRESHOLDS.entries()) if (like >= threshold && row.sent - other.at[index]! <= this.#life) hits[index] = true;
    }
    if (hits.includes(false)) this.#vectors.push({ vector, prefix: row.prefix, at: hits.map(isHit => (isHit ? -Infinity : row.sent)) });
    for (const [index, threshold] of VECTOR_THRESHOLDS.entries()) this.#count(row, `vectors ${threshold}`, hits[index]!);
  }

  #count(row: QuestionRow, likeness: Likeness, isHit: boolean): void {
    const sums = this.#sums.get(likeness) ?? { hits: 0, input: 0, output: 0, cache_read: 0, cache_write: 0, cache_write_1h: 0 };
    this.#sums.set(likeness, sums);
    if (!isHit) return;
    sums.hits++;
    for (const name of ['input', 'output', 'cache_read', 'cache_write', 'cache_write_1h'] as const) sums[name] += row[name] ?? 0;
  }
}

/** Fewer repeats are not worth a cache. */
const LEAST_SHARE = 0.02;

/** The saving is that of equal questions: whether the answer to another question fits, no log tells. */
export function semanticCacheAdvice({ row, prices }: Unit, repeats: Repeats, hours: number, month: ToMonth): Advice | undefined {
  const { requests, counts, personal } = repeats;
  // The part of the requests that was looked at stands for all.
  const scale = BigInt(row.requests);
  const saved = counts.map(count => month((costOfSums(count, prices) * scale) / BigInt(Math.max(1, requests))));
  const most = Math.max(0, ...counts.map(({ hits }) => hits)) / Math.max(1, requests);
  const normal = counts.findIndex(({ likeness }) => likeness === 'normalised');
  if (most < LEAST_SHARE || normal < 0) return undefined;
  return {
    kind: 'semantic-cache',
    title: 'store answers to questions that come again',
    subject: row.subject,
    model: row.model,
    usdPerMonth: saved[normal]!,
    effort: 'high',
    risk: personal > 0 ? 'high' : 'medium',
    because: [
      ...counts.map(({ likeness, hits }, index) => `${likenessText(likeness)}: ${hits} of ${requests} (${percentText(hits / requests)}), $${dollars(saved[index]!).toFixed(2)} a month.`),
      ...(requests < row.requests ? [`The first ${requests} of ${row.requests} requests were looked at.`] : []),
      'Read some of the pairs before you trust a threshold: a wrong answer costs more than a request.',
      ...(personal > 0 ? [`${personal} questions hold an e-mail address or a long number: keep caches of people apart.`] : []),
      `Stored answers are taken to hold for ${hours} hours; what changes sooner must not be stored.`,
    ],
    figures: { requests, personal, thresholds: counts.map(({ likeness, hits }, index) => ({ likeness, hits, hitRate: hits / Math.max(1, requests), usdPerMonth: dollars(saved[index]!) })) },
  };
}

function likenessText(likeness: Likeness): string {
  const [kind, threshold] = likeness.split(' ');
  if (kind === 'words') return `Sharing ${percentText(Number(threshold))} of the word pairs`;
  return kind === 'vectors' ? `Vectors with a cosine of ${threshold}` : kind === 'exact' ? 'The same request' : 'The same words';
}

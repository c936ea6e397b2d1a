import { knownIds, modelWithId } from './catalogue.ts';
import { parseModelId } from './ids.ts';

/** The nearest known id to one that is probably mistyped, with its geography prefix kept; undefined when nothing is near or the id is known. */
export function nearestModelId(id: string): string | undefined {
  const parsed = parseModelId(id);
  if (parsed.raw.includes('/') || parsed.raw.startsWith('arn:') || modelWithId(parsed.canonical)) return undefined;

  const prefix = parsed.geography ? `${parsed.geography}.` : '';
  const wanted = parsed.canonical.toLowerCase();
  // Two edits, one in a short name: `claude-haiku` and `claude-haikus`, not `nova-pro` and `nova-lite`.
  const limit = wanted.length < 16 ? 1 : 2;
  let best: { id: string; distance: number } | undefined;
  let tie = false;
  for (const known of knownIds()) {
    // A wrong or missing date or `-v1:0` is no distance worth the name, yet tells two snapshots apart.
    const distance = sameModel(wanted, known) ? editDistance(wanted, tailAs(wanted, known), 20) / 100 : sameVersion(wanted, known) ? editDistance(wanted, known, limit) : Infinity;
    if (distance > limit) continue;
    const target = modelWithId(known)?.id ?? known;
    if (best && distance === best.distance && target !== best.id) tie = true;
    if (!best || distance < best.distance) [best, tie] = [{ id: target, distance }, false];
  }
  return best && !tie ? prefix + best.id : undefined;
}

/** Everything but the date and `-v1:0` agrees. */
function sameModel(a: string, b: string): boolean {
  return stem(a) === stem(b);
}

/** A tail that is left out is no other number: `titan-embed-text-v2` lacks its `:0`, and is no `titan-embed-text-v1`. */
function tailAs(wanted: string, known: string): string {
  return wanted.includes(':') ? known : known.replace(/:\d+$/, '');
}

function stem(id: string): string {
  return id.replace(/[-_]?v\d+(?::\d+)*$/, '').replace(/-\d{8}$/, '').replaceAll('_', '-');
}

/** A model of another number is another model, maybe a newer one than we know, not a typo. Dates and `-v1:0` may differ. */
function sameVersion(a: string, b: string): boolean {
  return digits(stem(a)) === digits(stem(b));
}

function digits(text: string): string {
  return text.replace(/\D+/g, ' ').trim();
}

/** Edits (insert, delete, replace, swap neighbours) from `a` to `b`, or Infinity beyond `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return Infinity;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    if (Math.min(...row) > limit) return Infinity;
    [before, last] = [last, row];
  }
  return last[b.length] ?? Infinity;
}

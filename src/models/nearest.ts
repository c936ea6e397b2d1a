import { editDistance } from '../core/edit-distance.ts';
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

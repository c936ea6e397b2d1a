import { editDistance } from './edit-distance.ts';

/** The candidate that a misspelt word most likely means, or the only one that it begins (`warn`); undefined where none is near. */
export function nearestWord(word: string, candidates: Iterable<string>): string | undefined {
  const lower = word.slice(0, 100).toLowerCase();
  const begun: string[] = [];
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length * 0.4)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(lower, candidate.toLowerCase(), least - 1);
    if (distance < least) [best, least] = [candidate, distance];
    if (lower.length >= 3 && candidate.toLowerCase().startsWith(lower)) begun.push(candidate);
  }
  return best ?? (begun.length === 1 ? begun[0] : undefined);
}

/** `. Did you mean `x`?`, or nothing. */
export function suggestion(word: string, candidates: Iterable<string>): string {
  const nearest = nearestWord(word, candidates);
  return nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`;
}

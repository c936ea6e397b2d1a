/** The candidate that a misspelt word most likely means, or the only one that it begins (`warn`); undefined where none is near. */
export function nearestWord(word: string, candidates: Iterable<string>): string | undefined {
  const lower = word.slice(0, 100).toLowerCase();
  const begun: string[] = [];
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length * 0.4)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(lower, candidate.toLowerCase(), least);
    if (distance < least) [best, least] = [candidate, distance];
    if (lower.length >= 3 && candidate.toLowerCase().startsWith(lower)) begun.push(candidate);
  }
  return best ?? (begun.length === 1 ? begun[0] : undefined);
}

/** How many letters are put in, left out, changed or swapped with the next, or `limit` where it is not fewer. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1), isSwapped ? before[j - 2]! + 1 : Infinity));
    }
    [before, row] = [row, next];
  }
  return row[b.length]!;
}

/** `. Did you mean `x`?`, or nothing. */
export function suggestion(word: string, candidates: Iterable<string>): string {
  const nearest = nearestWord(word, candidates);
  return nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`;
}

/** Whole numbers in proportion to `parts` that sum to `total`; the largest remainders are rounded up. */
export function apportioned(parts: readonly number[], total: number): number[] {
  const all = parts.reduce((sum, part) => sum + part, 0);
  if (all === 0) return parts.map((_, index) => (index === parts.length - 1 ? total : 0));
  const exact = parts.map(part => (part / all) * total);
  const whole = exact.map(Math.floor);
  let missing = total - whole.reduce((sum, part) => sum + part, 0);
  const order = exact.map((part, index) => [index, part - whole[index]!] as const).toSorted(([, a], [, b]) => b - a);
  for (const [index] of order) {
    if (missing-- <= 0) break;
    whole[index]!++;
  }
  return whole;
}

/** How much the tests with random inputs try, and how long they may take: `PROMPTFARE_FUZZ=nightly` for the great numbers. */

const wish = process.env['PROMPTFARE_FUZZ'];
if (wish !== undefined && wish !== '' && wish !== 'nightly') throw new Error('`PROMPTFARE_FUZZ` is `nightly`, or not set.');

/** Is it the night, where nobody waits? */
export const isNightly = wish === 'nightly';

/** The number of inputs by day and by night. */
export function runs(byDay: number, byNight: number): number {
  return isNightly ? byNight : byDay;
}

/** Milliseconds that a test may take; by night nobody counts them. */
export function patience(byDay: number): number {
  return isNightly ? 6 * 3_600_000 : byDay;
}

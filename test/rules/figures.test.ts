import { expect, test } from 'vitest';
import { count, percentLess, usd } from '../../rules/figures.ts';

test('figures as messages print them', () => {
  expect([999, 1000, 64_000, 1_234_567.4].map(count)).toEqual(['999', '1,000', '64,000', '1,234,567']);
  expect([1234.5, 1.056, 0.35, 0.0012, 0.06, 0].map(usd)).toEqual(['$1,234.50', '$1.06', '$0.35', '$0.0012', '$0.060', '$0.00']);
  expect(percentLess(3.3, 1.1)).toBe(67);
});

import { expect, test } from 'vitest';
import { errorText } from '../../src/reporters/figures.ts';

test('a small error is not called none', () => {
  expect([0.125, 0.05, 0.0024].map(errorText)).toEqual(['±13 %', '±5 %', '±1 %']);
});

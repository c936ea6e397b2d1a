import { expect, test } from 'vitest';
import { byText } from '../../src/core/by-text.ts';

test('what was found out about a text is remembered, and forgotten when too many others came', () => {
  const asked: string[] = [];
  const lengthOf = byText(text => {
    asked.push(text.slice(0, 3));
    return text.length;
  });
  expect([lengthOf('one'), lengthOf('three'), lengthOf('one'), lengthOf('')]).toEqual([3, 5, 3, 0]);
  expect(asked).toEqual(['one', 'thr', '']);
  for (const letter of 'abcd') lengthOf(letter.repeat(600_000));
  expect(lengthOf('one')).toBe(3);
  expect(asked.filter(text => text === 'one')).toHaveLength(2);
});

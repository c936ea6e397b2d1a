import { expect, test } from 'vitest';
import { forecastOf } from '../../src/usage/advice/forecast.ts';
import { modelHoursOf } from '../../src/usage/advice/capacity.ts';

const HOUR = 3600;
const start = Date.UTC(2026, 9, 1) / 1000;

/** A million tokens of Nova Lite cost six cents. */
const hour = (at: number, millions: number) => ({ model: 'amazon.nova-lite-v1:0', hour: at, requests: 10, input: millions * 1e6, output: 0, cache_read: 0, cache_write: 0, cache_write_1h: 0 });

test('three weeks tell weekdays apart', () => {
  // 1 to 21 October 2026: on weekdays ten million tokens an hour, on weekends none.
  const isWeekend = (at: number): boolean => [0, 6].includes(new Date(at * 1000).getUTCDay());
  const hours = Array.from({ length: 21 * 24 }, (_, index) => start + index * HOUR).filter(at => !isWeekend(at));
  const last = start + 21 * 24 * HOUR - 1;
  const forecast = forecastOf(modelHoursOf(hours.map(at => hour(at, 10))), { first: start, last }, 300)!;
  const perDay = 24 * 0.6;
  // October 2026 has 22 weekdays, 15 of them in the logs.
  expect(forecast).toMatchObject({ month: '2026-10', byWeekday: true, hoursBefore: 0 });
  expect(forecast.spent).toBeCloseTo(15 * perDay, 6);
  expect(forecast.atEnd).toBeCloseTo(22 * perDay, 6);
  // $150 after 10.4 weekdays, $240 after 16.7; $300 are weekday 20.8.
  expect(forecast.crossings.map(({ at }) => at)).toEqual(['2026-10-15T09', '2026-10-23T15', '2026-10-29T19']);
});

test('a budget that is not reached is not crossed, and nothing is said of nothing', () => {
  const forecast = forecastOf(modelHoursOf([hour(start, 1)]), { first: start, last: start + 10 }, 1e6)!;
  expect(forecast.crossings.map(({ at }) => at)).toEqual([null, null, null]);
  expect(forecastOf([], { first: start, last: start })).toBeUndefined();
});

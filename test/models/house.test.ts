import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { allModels, lifecycleOf, pricesAsOf, SOURCES, successorOf } from '../../src/models/index.ts';

const models = allModels();
const priced = models.filter(model => model.price);
const ISO = /^20\d\d-[01]\d-[0-3]\d$/;

describe.each(priced.map(model => [model.id, model.price!] as const))('price of %s', (_, price) => {
  test('has a source, a date and a confidence', () => {
    expect(price.sources.length).toBeGreaterThan(0);
    for (const source of price.sources) expect(SOURCES).toHaveProperty([source]);
    expect(price.source).toContain(SOURCES[price.sources[0]!].title);
    expect(price.asOf).toMatch(ISO);
    expect(price.asOf <= pricesAsOf).toBe(true);
    expect(['high', 'medium', 'low']).toContain(price.confidence);
  });

  test('is a price', () => {
    expect(price.input).toBeGreaterThan(0);
    expect(price.output).toBeGreaterThanOrEqual(0);
    expect(price.regional).toBe(price.scope === 'global' ? 1.1 : 1);
  });

  test('every special row has its source and date too', () => {
    for (const row of Object.values(price.geographies)) expect(SOURCES).toHaveProperty([row.source]);
    for (const row of price.provisioned) expect(SOURCES).toHaveProperty([row.source]);
    for (const past of price.history) {
      expect(SOURCES).toHaveProperty([past.source]);
      expect(past.until).toMatch(ISO);
    }
    if (price.latencyOptimized) expect(SOURCES).toHaveProperty([price.latencyOptimized.source]);
  });
});

test('every source has a date', () => {
  for (const source of Object.values(SOURCES)) expect(source.date).toMatch(ISO);
});

test('every model names the source of its id or price', () => {
  expect(models.filter(model => !model.source).map(model => model.id)).toEqual([]);
});

test('ids and aliases are unique, and begin with their vendor', () => {
  const ids = models.flatMap(model => [model.id, ...model.aliases]);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(models.filter(model => !model.id.startsWith(model.vendor)).map(model => model.id)).toEqual([]);
});

test('an ended or legacy model names a date, or the source that says it is gone', () => {
  for (const model of models) {
    const { state, endOfLife, source } = lifecycleOf(model, '2026-11-22');
    if (state !== 'active') expect(endOfLife ?? source, model.id).toBeTruthy();
    for (const date of [model.dates?.legacy, model.dates?.extended, model.dates?.eol]) if (date) expect(date).toMatch(ISO);
  }
});

test('every named successor is known, live, of the vendor and no dearer', () => {
  for (const model of models) {
    const named = model.lifecycle.successor;
    if (!named) continue;
    const successor = successorOf(model, '2026-11-22');
    expect(successor?.id, model.id).toBe(named);
    expect(successor?.vendor, model.id).toBe(model.vendor);
  }
});

test('what can be cached has a cache price', () => {
  const silent = priced.filter(model => model.caching?.explicit && model.price?.cacheRead === null);
  expect(silent.map(model => model.id)).toEqual([]);
});

test('what is known of models stands in modules, and in no file of data', () => {
  const folder = new URL('../../src/models/', import.meta.url);
  for (const file of readdirSync(folder)) expect(readFileSync(new URL(file, folder), 'utf8'), file).not.toMatch(/from '[^']*(shared|\.json)/);
});

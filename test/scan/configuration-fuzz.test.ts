/** F8: whatever stands in the files that a project keeps for us, they are read, or refused in one line that says where; nothing else happens. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { rules } from '../../rules/index.ts';
import { baselineFor } from '../../src/cli/baseline/file.ts';
import { overlayFrom } from '../../src/cli/prices/overlay.ts';
import { usageIn } from '../../src/cli/usage/file.ts';
import { BrokenCache } from '../../src/exact/faults.ts';
import { readCounts } from '../../src/exact/cache.ts';
import { configurationIn } from '../../src/scan/configuration.ts';
import { createPolicy } from '../../src/scan/policy.ts';
import { UsageError } from '../../src/scan/usage-error.ts';
import { usageTable } from '../../src/usage/traffic.ts';
import { patience, runs } from '../fuzz.ts';

type Data = null | boolean | number | string | readonly Data[] | { readonly [key: string]: Data };

const root = mkdtempSync(join(tmpdir(), 'promptfare-configurations-'));
afterAll(() => rm(root, { recursive: true, force: true }));

const keys = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', '', ' ', '0', 'rules', 'files', 'x.y', 'a\nb', '\u001B[31m', '\uD800', 'é😀'];
const junk: fc.Arbitrary<Data> = fc.oneof(
  fc.constantFrom<Data>(null, true, false, 0, -1, 1.5, Number.MAX_VALUE, -0, 2 ** 53, '', 'error', 'off', 'a', '**', '!**', '[', '{a,b}'.repeat(12), '{1..9999999}', '+(a|b)+(a|b)+(a|b)+(a|b)', '\0', '../..', '/etc/passwd', '__proto__', '\u001B]0;x\u0007', '::error::x', '\uD800', 'x'.repeat(1001), [], {}, [[]], [null]),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.double(),
  fc.jsonValue({ maxDepth: 3 }).map(value => value as Data),
);
const globs = fc.array(fc.constantFrom('src/**', '*.ts', '!a', '**/x/{a,b}', './a/', '/b'), { maxLength: 3 });
const severity = fc.constantFrom('off', 'warning', 'error');
const known = fc.dictionary(fc.constantFrom(...rules.map(({ id }) => id)), fc.oneof(severity, fc.tuple(severity), fc.tuple(severity, fc.constant<Data>({}))), { maxKeys: 4, noNullPrototype: true });

const amount = fc.option(fc.nat(1_000_000));
const entries = (key: fc.Arbitrary<string>): fc.Arbitrary<Data> =>
  fc.dictionary(key, fc.option(fc.record({ of: fc.string(), callsPerMonth: amount, inputTokens: amount, outputTokens: amount, holes: fc.oneof(amount, fc.dictionary(fc.constantFrom('question', 'constructor'), amount)), cache: fc.record({ hitRate: fc.double({ min: 0, max: 1, noNaN: true }), ttl: fc.constantFrom('5m', '1h') }, { requiredKeys: ['hitRate'] }) }, { requiredKeys: [] })), { noNullPrototype: true });

/** Each kind of file: what is right in it, and what reads it. */
const kinds: { readonly [kind: string]: { readonly right: fc.Arbitrary<Data>; readonly names: readonly string[]; readonly read: (name: string, text: string) => Promise<void> | void } } = {
  configuration: {
    right: fc.record({
      presets: fc.constantFrom('recommended', 'strict', 'all'), rules: known, overrides: fc.array(fc.record({ files: globs, rules: known }), { maxLength: 2 }), ignore: globs,
      fix: fc.record({ promote: fc.array(fc.constantFrom(...rules.map(({ id }) => id)), { maxLength: 2 }) }), failOn: fc.constantFrom('error', 'budget', 'never'), maxFileSize: fc.integer({ min: 1024, max: 1 << 20 }),
      prompts: fc.array(fc.oneof(fc.constantFrom('a/*.txt'), fc.record({ files: globs, model: fc.string() }, { requiredKeys: ['files'] })), { maxLength: 2 }),
      currency: fc.record({ code: fc.constantFrom('EUR', 'INR'), perUsd: fc.double({ min: 0.1, max: 100, noNaN: true }) }),
      budgets: fc.array(fc.record({ name: fc.string({ minLength: 1 }), files: globs, within: fc.string(), tokens: fc.nat(), usdPerMonth: fc.nat(), alerts: fc.array(fc.integer({ min: 1, max: 100 })) }, { requiredKeys: ['tokens'] }), { maxLength: 2 }),
    }, { requiredKeys: [] }),
    names: ['promptfare.json', 'promptfare.yaml', 'package.json'],
    async read(name, text) {
      const found = await configurationIn(join(root, name), text, rules, name);
      if (!found) return void expect(name).toBe('package.json');
      const policy = createPolicy(root, found, rules);
      for (const path of ['src/a.ts', 'a/b.txt', '__proto__', '']) for (const ask of [policy.rulesFor, policy.ignores, policy.isPrompt]) ask(path);
    },
  },
  usage: {
    right: fc.record({ version: fc.constant(1), calls: entries(fc.constant('c_0123456789ab')), files: entries(fc.constantFrom('src/**', '*.ts')), models: entries(fc.constantFrom('amazon.nova-lite-v1:0', '__proto__')) }, { requiredKeys: ['version'] }),
    names: ['promptfare.usage.yaml', 'promptfare.usage.json'],
    async read(name, text) {
      usageTable(await usageIn(text, name), path => path);
    },
  },
  baseline: {
    right: fc.record({ version: fc.constant(1), findings: fc.array(fc.record({ id: fc.string(), ruleId: fc.string(), path: fc.string() })) }),
    names: ['baseline.json'],
    read: name => void baselineFor(root, root, name),
  },
  prices: {
    right: fc.record({ version: fc.constant(1), asOf: fc.constant('2026-11-01'), source: fc.string(), hash: fc.string(), prices: fc.dictionary(fc.string(), fc.record({ input: fc.nat(100_000), output: fc.nat(100_000), cacheWrite: fc.constant({ '5m': 1 }) }, { requiredKeys: [] })) }),
    names: ['prices.json'],
    read: name => void overlayFrom({ cwd: () => root } as never, name),
  },
  counts: {
    right: fc.record({ version: fc.constant(1), counts: fc.dictionary(fc.string(), fc.dictionary(fc.constant('0'.repeat(64)), fc.nat())) }),
    names: ['promptfare.counts.json'],
    read: name => void readCounts(join(root, name)),
  },
};

interface Change {
  /** Which of the places in the data, in ten-thousandths. */
  readonly where: number;
  readonly how: 'put' | 'add' | 'drop';
  readonly key: string;
  readonly value: Data;
}
const changes = fc.array(fc.record<Change>({ where: fc.nat(9999), how: fc.constantFrom('put', 'put', 'add', 'drop'), key: fc.constantFrom(...keys), value: junk }), { maxLength: 3 });
const cuts = fc.array(fc.record({ where: fc.nat(9999), length: fc.nat(4), put: fc.constantFrom('', '{', ']', ':', '\n', '\t', '"', '&a ', '*a', '!!x ', '---\n', '<<: ', '#', '\0', '\uFEFF', '\r', '- ', '? ', '|', '%YAML 9\n') }), { maxLength: 2 });

/** Own keys whatever their names: assigning would set prototypes. */
const withKey = (object: object, key: string, value: Data): object => Object.fromEntries([...Object.entries(object).filter(([own]) => own !== key), [key, value]]);

function changed(data: Data, { where, how, key, value }: Change): Data {
  const size = sizeOf(data);
  let left = Math.floor((where / 10_000) * size);
  const visit = (at: Data): Data | undefined => {
    if (left-- === 0) {
      if (how === 'drop') return undefined;
      if (how === 'put' || at === null || typeof at !== 'object') return value;
      return (Array.isArray(at) ? [...at, value] : withKey(at, key, value)) as Data;
    }
    if (at === null || typeof at !== 'object') return at;
    if (Array.isArray(at)) return at.flatMap(each => visit(each) ?? []);
    return Object.fromEntries(Object.entries(at).flatMap(([own, each]) => { const next = visit(each as Data); return next === undefined ? [] : [[own, next]]; })) as Data;
  };
  return visit(data) ?? null;
}

function sizeOf(data: Data): number {
  return data === null || typeof data !== 'object' ? 1 : 1 + Object.values(data).reduce((sum: number, each) => sum + sizeOf(each as Data), 0);
}

/** Everything that hangs on the prototypes that all objects share. */
function prototypes(): string {
  return [Object.prototype, Array.prototype, Function.prototype, String.prototype].map(each => Reflect.ownKeys(each).map(key => `${String(key)} ${typeof Object.getOwnPropertyDescriptor(each, key)?.value}`).join()).join('\n');
}

/** What would come to the terminal on another way. */
const warnings: string[] = [];
process.on('warning', ({ message }) => warnings.push(message));
afterAll(() => expect(warnings).toEqual([]));
const before = prototypes();

async function read(kind: string, name: string, text: string): Promise<boolean> {
  writeFileSync(join(root, name), text);
  try {
    await kinds[kind]!.read(name, text);
    return true;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof BrokenCache)) throw error;
    const { message } = error;
    // Whoever shows it makes it printable: here it has to be one sentence or two that name what to look at.
    expect(message.length).toBeLessThan(4000);
    expect(message).not.toMatch(/undefined|\[object|Cannot read|is not a function|\n\s+at /);
    if (error instanceof BrokenCache) return false;
    expect(message).toMatch(/(?:[.?]|more\))$/);
    expect(message).toContain(name);
    const place = /^[\w.]+:(\d+):(\d+): /.exec(message);
    if (place) {
      const lines = text.replace(/^\uFEFF/, '').split(/\r\n|[\n\r\u2028\u2029]/);
      expect(Number(place[1])).toBeLessThanOrEqual(lines.length);
    } else expect(kind === 'configuration' || kind === 'usage').toBe(false);
    return false;
  } finally {
    expect(prototypes()).toBe(before);
  }
}

function textOf(data: Data, name: string, indent: boolean): string {
  const whole = name === 'package.json' ? { name: 'x', promptfare: data } : data;
  return name.endsWith('.yaml') ? stringify(whole) : JSON.stringify(whole, null, indent ? 2 : 0);
}

describe.each(Object.keys(kinds))('F8: %s', kind => {
  const { names, right } = kinds[kind]!;
  const name = fc.constantFrom(...names);

  test('what is right is read', { timeout: patience(60_000) }, async () => {
    await fc.assert(fc.asyncProperty(right, name, fc.boolean(), async (data, file, indent) => void expect(await read(kind, file, textOf(data, file, indent)), textOf(data, file, indent)).toBe(true)), { numRuns: runs(60, 2000) });
  });

  test('changed data and cut text are read or refused', { timeout: patience(120_000) }, async () => {
    let refused = 0;
    const numRuns = runs(200, 20_000);
    await fc.assert(
      fc.asyncProperty(right, changes, cuts, name, fc.boolean(), async (data, all, cut, file, indent) => {
        let text = textOf(all.reduce(changed, data), file, indent);
        for (const { where, length, put } of cut) {
          const at = Math.floor((where / 10_000) * text.length);
          text = text.slice(0, at) + put + text.slice(at + length);
        }
        if (!(await read(kind, file, text))) refused++;
      }),
      { numRuns },
    );
    expect(refused).toBeGreaterThan(numRuns / 10);
  });
});

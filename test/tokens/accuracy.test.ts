import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { countRequest, countTokens, tokenizerFamilyOf } from '../../src/tokens/index.ts';
import { absent, endDoubt, recorded } from '../../src/dev/fit-tokens/recorded.ts';

// The weights were fitted to these recordings too: bench/tokens.md has the errors on text that they were not fitted to. Per row: least n, median, p90, |bias|, all in per cent.
const BOUNDS: Record<string, [n: number, median: number, p90: number, bias: number]> = {
  'claude-v3 content': [100, 2, 5, 1],
  'claude-v3 other-script': [10, 6, 15, 5],
  'claude-v3 request with tools': [100, 0.5, 2, 2],
  'claude-v4.7 content': [100, 2.5, 6, 1],
  'claude-v4.7 other-script': [10, 6, 15, 5],
  // Few were recorded.
  'claude-v4.7 request with tools': [3, 2.5, 8, 3],
  'llama3 content': [3, 0.5, 1, 1],
  'deepseek content': [15, 2, 4, 2],
  'mistral-tekken content': [15, 1.5, 4, 1.5],
  'qwen content': [15, 1, 2, 1],
  'nova-2 content': [3, 2, 5, 1.5],
  // None is longer than 100 tokens, and half are cut after 10.
  'titan-text texts of any length': [15, 2, 31, 12],
  'nova-1 request with tools': [10, 1.5, 4, 1.5],
  'nova-2 request with tools': [10, 1, 3, 1],
  'gpt-oss content': [1, 0, 0, 0],
};

interface Row {
  errors: number[];
  covered: number;
}

const percent = (errors: number[], q: number) => 100 * (errors.map(Math.abs).toSorted((a, b) => a - b)[Math.min(errors.length - 1, Math.floor(q * errors.length))] ?? 0);
const bias = (errors: number[]) => (100 * errors.reduce((a, b) => a + b, 0)) / errors.length;

describe.skipIf(absent !== undefined)(`counts against recorded bills${absent ? ` (skipped: ${absent})` : ''}`, () => {
  const rows = new Map<string, Row>();
  const add = (name: string, error: number, band: number) => {
    const row = rows.get(name) ?? { errors: [], covered: 0 };
    rows.set(name, row);
    row.errors.push(error);
    if (Math.abs(error) <= band + 1e-9) row.covered++;
  };
  // Of Claude's many, every second record by id: a stable half that keeps the file's mix.
  for (const record of recorded().filter(({ id, family }) => !family.startsWith('claude-v') || Number.parseInt(id.slice(-1), 16) % 2 === 0)) {
    const { family, content, request, billed, textKind } = record;
    if (content && content.tokens > 0) {
      const { tokens, basis, error: band } = countTokens(content.text, family);
      // An exact count knows the text; how many tokens end an answer, its host decides.
      const error = basis === 'exact' ? endDoubt(family) / content.tokens : band;
      const off = tokens / content.tokens - 1;
      // A text shorter than 200 tokens tells about the band, not about the estimate.
      if (content.tokens >= 200 || family === 'gpt-oss') add(`${family} content`, off, error);
      if (textKind === 'other-script') add(`${family} other-script`, off, error);
      // Of a few tokens only, the mean tokens of an answer's end decide.
      if (content.tokens < 8) continue;
      add(`${family} texts of any length`, off, error);
      if (family.startsWith('claude-v')) add(`${family} ${textKind}, any length`, off, error);
    }
    if (request && request.tools.length > 0 && /claude-v|nova/.test(family) && tokenizerFamilyOf(request.modelId) === family) {
      const { tokens, error } = countRequest(request);
      add(`${family} request with tools`, tokens / billed - 1, error);
    }
  }

  test('prints the table', () => {
    const table = [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, { errors, covered }]) =>
      `${name.padEnd(40)} n ${String(errors.length).padStart(4)}  median ${percent(errors, 0.5).toFixed(1)} %  p90 ${percent(errors, 0.9).toFixed(1)} %  bias ${bias(errors).toFixed(1)} %  in band ${((100 * covered) / errors.length).toFixed(0)} %`,
    );
    console.log(table.join('\n'));
    expect(table.length).toBeGreaterThan(10);
  });

  test.each(Object.entries(BOUNDS))('%s', (name, [n, median, p90, most]) => {
    const { errors } = rows.get(name)!;
    expect(errors.length).toBeGreaterThanOrEqual(n);
    expect(percent(errors, 0.5)).toBeLessThanOrEqual(median);
    expect(percent(errors, 0.9)).toBeLessThanOrEqual(p90);
    expect(Math.abs(bias(errors))).toBeLessThanOrEqual(most);
  });

  test('the band holds for nine of ten texts of each kind', () => {
    const short: string[] = [];
    for (const [name, { errors, covered }] of rows)
      if (/^(claude-v|llama3|deepseek|mistral|nova|cohere-command|titan)/.test(name) && errors.length >= 20 && covered < 0.9 * errors.length) short.push(`${name} ${covered}/${errors.length}`);
    expect(short).toEqual([]);
  });
});

describe('errors on text that the weights were not fitted to', () => {
  const rows = readFileSync(new URL('../../bench/tokens.md', import.meta.url), 'utf8').split('\n').filter((line) => /^\| [a-z]/.test(line) && !line.startsWith('| family')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  const figures = (family: string, text: string) => rows.find((row) => row[0] === family && row[1] === text)!.slice(3, 6).map(Number);

  test.each([
    ['claude-v3', 'english', 2, 6, 1], ['claude-v3', 'code', 2, 6, 1], ['claude-v3', 'other-script', 8, 15, 5], ['claude-v3', 'with tools', 0.5, 2, 1],
    ['claude-v4.7', 'english', 2.5, 8, 1], ['claude-v4.7', 'code', 2.5, 8, 1], ['claude-v4.7', 'other-script', 8, 15, 5],
  ] as const)('%s, %s: median ≤ %d %, p90 ≤ %d %, bias ≤ %d %', (family, text, median, p90, signed) => {
    const [m, p, b] = figures(family, text);
    expect([m! <= median, p! <= p90, Math.abs(b!) <= signed]).toEqual([true, true, true]);
  });

  test('nine of ten counts are within the stated band, in each kind of text', () => {
    expect(rows.filter(([family, , , , , , n, within]) => /^(?:claude-v|nova|mistral-tekken|deepseek|cohere)/.test(family!) && Number(n) >= 20 && Number.parseInt(within!) < 90)).toEqual([]);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isNightly, patience, runs } from '../../fuzz.ts';
import { generateStrings } from './generated-strings.ts';
import { hasPython, moduleOf, oracle, pythonFiles, read, standardLibrary, stringsOf, valueOf } from './oracle.ts';

const directory = mkdtempSync(join(tmpdir(), 'promptfare-'));
afterAll(() => rmSync(directory, { recursive: true }));

function realFiles(): string[] {
  const files = pythonFiles(standardLibrary());
  return isNightly ? files : files.filter((_, i) => i % 12 === 0);
}

describe.skipIf(!hasPython)('F3: as CPython reads it', () => {
  it('reads every string', { timeout: patience(900_000) }, () => {
    const generated = join(directory, 'generated.py');
    writeFileSync(generated, generateStrings(runs(4_000, 30_000)));
    const files = [generated, ...realFiles()];
    const truth = oracle('strings', files);
    let compared = 0;
    const wrong: string[] = [];
    files.forEach((path, i) => {
      if (!truth[i]) return;
      const text = read(path);
      const mine = new Map(stringsOf(text).map((each) => [each.range.join(), each]));
      for (const [start, end, value] of truth[i]) {
        const source = text.slice(start, end);
        const found = mine.get(`${start},${end}`);
        // A character whose name our table lacks is unknown, not wrong.
        const unknown = found?.parts.some((part) => part.kind === 'hole' && part.value.kind === 'opaque' && /Unicode/.test(part.value.reason));
        if (unknown) continue;
        compared++;
        const inPlace = found?.parts.every((part, at) => {
          const [from, to] = part.range;
          return from >= (found.parts[at - 1]?.range[1] ?? start) && to <= end && (part.kind !== 'literal' || !part.exact || text.slice(from, to) === part.value);
        });
        if (!found || valueOf(found) !== value || !inPlace) wrong.push(`${path}:${start} ${source.slice(0, 80)}`);
      }
    });
    console.log(`${compared} strings compared with CPython`);
    expect(wrong).toEqual([]);
    expect(truth[0]).not.toBeNull();
    expect(compared).toBeGreaterThan(runs(20_000, 150_000));
  });

  it('finds every call', { timeout: patience(900_000) }, () => {
    const files = realFiles();
    const truth = oracle('calls', files);
    let compared = 0;
    const wrong: string[] = [];
    files.forEach((path, i) => {
      if (!truth[i]) return;
      const module = moduleOf(read(path));
      if (module.recovered) wrong.push(`${path}: ${module.recovered}`);
      const mine = new Map<string, number>();
      for (const { range } of module.calls) mine.set(range.join(), (mine.get(range.join()) ?? 0) + 1);
      let placeless = 0;
      for (const [start, end] of truth[i]) {
        compared++;
        const count = mine.get(`${start},${end}`) ?? 0;
        if (start < 0) placeless++;
        else if (count === 0) wrong.push(`${path}:${start}`);
        else mine.set(`${start},${end}`, count - 1);
      }
      const left = [...mine.values()].reduce((sum, count) => sum + count, 0);
      if (left !== placeless) wrong.push(`${path}: ${left} calls where CPython has ${placeless}`);
    });
    console.log(`${compared} calls compared with CPython`);
    expect(wrong).toEqual([]);
  });
});

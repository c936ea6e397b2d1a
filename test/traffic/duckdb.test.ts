import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openDatabase } from '../../src/traffic/index.ts';

afterEach(() => vi.restoreAllMocks());

describe('the database', () => {
  test('is gone when it is closed', async () => {
    const database = await openDatabase({ memory: '200MB' });
    await database.run('CREATE TABLE t AS SELECT range AS n FROM range(1000)');
    expect(await database.rows('SELECT count(*) AS n, sum(n) AS s FROM t')).toEqual([{ n: 1000, s: 499_500 }]);
    expect(readdirSync(database.directory)).not.toEqual([]);
    database.close();
    expect(existsSync(database.directory)).toBe(false);
  });

  test('gives rows one by one, with lists and whole numbers as they are', async () => {
    const database = await openDatabase();
    const rows: unknown[] = [];
    await database.each('SELECT range AS n, [range, 2] AS list, hash(range) AS hashed FROM range(5000) ORDER BY n', row => rows.push(row));
    database.close();
    expect(rows).toHaveLength(5000);
    expect(rows[4321]).toMatchObject({ n: 4321, list: [4321n, 2n] });
    expect(new Set(rows.map(row => String((row as { hashed: unknown }).hashed))).size).toBe(5000);
  });

  test('leaves nothing behind when the run is stopped, and lets the signal pass', async () => {
    const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
    const before = process.listenerCount('SIGHUP');
    const database = await openDatabase();
    expect(database.directory.startsWith(tmpdir())).toBe(true);
    process.emit('SIGHUP', 'SIGHUP');
    expect(existsSync(database.directory)).toBe(false);
    expect(kill).toHaveBeenCalledWith(process.pid, 'SIGHUP');
    expect(process.listenerCount('SIGHUP')).toBe(before);
    database.close();
  });
});

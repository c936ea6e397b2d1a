import { expect, test, vi } from 'vitest';
import { treeOf } from '../project/tree.ts';
import { promptfare } from './fake-process.ts';

vi.mock('@duckdb/node-api', () => {
  throw new Error('Cannot find package');
});

test('without DuckDB, how to install it is said', async () => {
  const { code, stderr } = await promptfare(['usage', 'import', 'a.json'], { cwd: treeOf({ 'a.json': '{}' }) });
  expect([code, stderr]).toEqual([2, 'promptfare: Reading logs needs DuckDB. Install it with `npm install --save-dev @duckdb/node-api`.\n']);
});

import { expect, test, vi } from 'vitest';
import { treeOf } from '../project/tree.ts';
import { promptfare } from './fake-process.ts';

for (const name of ['@duckdb/node-api', '@aws-sdk/client-cloudwatch'])
  vi.doMock(name, () => {
    throw new Error('Cannot find package');
  });

test.each([
  [['a.json'], 'Reading logs needs DuckDB. Install it with `npm install --save-dev @duckdb/node-api`.'],
  [['--from', 'cloudwatch'], '`--from cloudwatch` needs the AWS SDK. Install it with `npm install --save-dev @aws-sdk/client-cloudwatch`.'],
])('%j without its package says how to install it', async (args, message) => {
  const { code, stderr } = await promptfare(['usage', 'import', ...args], { cwd: treeOf({ 'a.json': '{}' }) });
  expect([code, stderr]).toEqual([2, `promptfare: ${message}\n`]);
});

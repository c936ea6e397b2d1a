import { expect, test } from 'vitest';
import { sourcePatterns } from '../../src/scan/revisions/senders.ts';

test('git searches the files that can send something, and no others', () => {
  expect(sourcePatterns(['a.ts', 'src/b.TS', 'c.py', 'd.py', 'README.md', 'e.json', 'Makefile', '.ts', 'f.t*s', 'g.ipynb'])).toEqual(['*.ts', '*.TS', '*.py', '*.ipynb']);
});

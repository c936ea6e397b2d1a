import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unstagedPaths } from '../../src/scan/revisions/changed.ts';
import { sourcePatterns } from '../../src/scan/revisions/senders.ts';

test('git searches the files that can send something, and no others', () => {
  expect(sourcePatterns(['a.ts', 'src/b.TS', 'c.py', 'd.py', 'README.md', 'e.json', 'Makefile', '.ts', 'f.t*s', 'g.ipynb'])).toEqual(['*.ts', '*.TS', '*.py', '*.ipynb']);
});

test('files with other times are as the index has them, those with other contents are not', () => {
  const root = mkdtempSync(join(tmpdir(), 'promptfare-'));
  const git = (...args: string[]): Buffer => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: root });
  try {
    git('init', '-q');
    // What people configure does not change the answer.
    for (const setting of ['diff.autoRefreshIndex=false', 'diff.orderFile=missing', 'diff.relative=true', 'diff.external=false', 'diff.noprefix=true', 'status.short=true', 'status.branch=true', 'status.relativePaths=true', 'status.renames=true', 'status.showUntrackedFiles=all']) git('config', ...(setting.split('=') as [string, string]));
    for (const name of ['same.ts', 'other.ts', 'gone.ts']) writeFileSync(join(root, name), `export const name = '${name}';\n`);
    git('add', '-A');
    for (const name of ['same.ts', 'other.ts', 'gone.ts']) utimesSync(join(root, name), 1, 1);
    writeFileSync(join(root, 'other.ts'), "export const name = 'Other.ts';\n");
    rmSync(join(root, 'gone.ts'));
    const index = readFileSync(join(root, '.git/index'));
    expect([...unstagedPaths(root)].toSorted()).toEqual(['gone.ts', 'other.ts']);
    expect(readFileSync(join(root, '.git/index')).equals(index)).toBe(true);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

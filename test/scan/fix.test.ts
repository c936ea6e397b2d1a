import { chmodSync, lstatSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createProject } from '../../src/project/project.ts';
import { originalOf, writeText, type Original } from '../../src/scan/write.ts';
import { treeOf } from '../project/tree.ts';
import { scanned } from './fake-engine.ts';

const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

describe('fixes', () => {
  it('are the safe ones by default, the suggested ones when asked for or promoted', () => {
    const source = 'model("old-0", "a ")';
    const fixed = (options: object, settings = {}): string => {
      const root = treeOf({ 'a.ts': source });
      scanned(root, options, settings);
      return read(root, 'a.ts');
    };
    expect(fixed({})).toBe(source);
    expect(fixed({ fix: 'safe' })).toBe('model("old-0", "a")');
    expect(fixed({ fix: 'suggested' })).toBe('model("new", "a")');
    expect(fixed({ fix: 'safe' }, { fix: { promote: ['no-old-model'] } })).toBe('model("new", "a")');
    expect(fixed({ fix: 'suggested', dryRun: true })).toBe(source);
    expect(fixed({ fix: 'suggested', only: ['no-trailing-space'] })).toBe('model("old-0", "a")');
  });

  it('A3: run in passes until nothing changes, and a second run changes nothing', () => {
    const root = treeOf({ 'a.ts': 'model("old-3")\nmodel("old-1", "x  ")' });
    const { report, fixed, changes } = scanned(root, { fix: 'suggested' });
    expect(read(root, 'a.ts')).toBe('model("new")\nmodel("new", "x")');
    expect(report.findings).toEqual([]);
    expect(report.calls.map(({ model }) => model)).toMatchObject([{ id: 'new' }, { id: 'new' }]);
    expect(fixed).toBe(7);
    expect(changes).toHaveLength(1);
    expect(scanned(root, { fix: 'suggested' }).changes).toEqual([]);
  });

  it('A3: leave a file alone that does not settle, or would not parse; others are fixed', () => {
    const files = { 'ping.ts': 'model("ping") model("old-0")', 'break.ts': 'model("break") model("old-0")', 'good.ts': 'model("old-1")' };
    const root = treeOf(files);
    const { report } = scanned(root, { fix: 'suggested' });
    expect(read(root, 'ping.ts')).toBe(files['ping.ts']);
    expect(read(root, 'break.ts')).toBe(files['break.ts']);
    expect(read(root, 'good.ts')).toBe('model("new")');
    expect(report.files.failed.map(({ path, message }) => [path, message.slice(0, 22)])).toEqual([['break.ts', 'A fix would break the '], ['ping.ts', 'Fixes did not settle w']]);
    expect(report.findings.length).toBe(4);
  });

  it('A1: keep byte order mark, line ends, mode, links and final newline', () => {
    const root = treeOf({ 'real/a.ts': '\uFEFFlet x;\r\nmodel("old-0")\r\n' });
    chmodSync(join(root, 'real/a.ts'), 0o751);
    symlinkSync('real/a.ts', join(root, 'link.ts'));
    scanned(root, { fix: 'suggested', paths: ['link.ts'] });
    expect(read(root, 'real/a.ts')).toBe('\uFEFFlet x;\r\nmodel("new")\r\n');
    expect(statSync(join(root, 'real/a.ts')).mode & 0o777).toBe(0o751);
    expect(lstatSync(join(root, 'link.ts')).isSymbolicLink()).toBe(true);
    expect(readdirSync(join(root, 'real'))).toEqual(['a.ts']);
  });

  it('A4: refuse what is read-only, generated, vendored, outside the root, or not text', () => {
    const outside = treeOf({ 'x.ts': 'model("old-0")' });
    const root = treeOf({ 'ro.ts': 'a', 'gen.ts': '// @generated\n', 'node_modules/a/b.ts': 'a', 'latin.ts': Buffer.from([0xe9]) });
    chmodSync(join(root, 'ro.ts'), 0o444);
    symlinkSync(join(outside, 'x.ts'), join(root, 'out.ts'));
    const project = createProject({ root });
    const reason = (path: string, from = project): unknown => (originalOf(from, path) as { refused?: string }).refused;
    expect(reason('ro.ts')).toBe('read-only');
    expect(reason('gen.ts')).toBe('generated');
    expect(reason('node_modules/a/b.ts')).toBe('vendored');
    expect(reason('latin.ts')).toBe('not UTF-8');
    expect(reason('out.ts')).toBe('outside the root');
    mkdirSync(join(root, 'sub'));
    expect(reason('../ro2.ts', createProject({ root: join(root, 'sub'), boundary: root }))).toBe('missing');
    writeFileSync(join(root, 'above.ts'), 'a');
    expect(reason('../above.ts', createProject({ root: join(root, 'sub'), boundary: root }))).toBe('outside the root');
  });

  it('say why a file was not fixed', () => {
    const root = treeOf({ 'ro.ts': 'model("old-0")' });
    chmodSync(join(root, 'ro.ts'), 0o444);
    const { report, changes } = scanned(root, { fix: 'suggested' });
    expect(changes).toEqual([]);
    expect(report.files.failed).toEqual([{ path: 'ro.ts', message: 'Not fixed: read-only.' }]);
    expect(scanned(root).report.files.failed).toEqual([]);
  });

  it('A4: refuse a file that changed or vanished since it was read', () => {
    const root = treeOf({ 'a.ts': 'one' });
    const project = createProject({ root });
    const original = originalOf(project, 'a.ts') as Original;
    writeFileSync(join(root, 'a.ts'), 'two');
    expect(writeText(original, 'three', project)).toBe('it changed since it was read');
    expect(read(root, 'a.ts')).toBe('two');
    const again = originalOf(project, 'a.ts') as Original;
    expect(writeText(again, 'three', project)).toBeUndefined();
    expect(read(root, 'a.ts')).toBe('three');
  });
});

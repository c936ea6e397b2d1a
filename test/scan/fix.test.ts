import fs, { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import { createProject } from '../../src/project/project.ts';
import { fixesApplied } from '../../src/scan/fix.ts';
import { type Original, originalOf } from '../../src/scan/original.ts';
import { writeFixes } from '../../src/scan/write.ts';
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
    chmodSync(join(root, 'ro.ts'), 0o555);
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

  it('say by path which files they leave alone, and why: those that do not parse, too', () => {
    const root = treeOf({ 'a.ts': 'a', 'b.ts': 'b', 'c.ts': 'c' });
    const finding = (path: string): Finding => ({ fixes: [{ safety: 'safe', title: 'Fix it.', edits: [{ path, range: [0, 0], text: 'x' }] }] }) as unknown as Finding;
    const { texts, failed } = fixesApplied({
      project: createProject({ root }),
      findingsWith: now => (now.size > 0 ? [] : ['c.ts', 'gone.ts', 'b.ts', 'a.ts'].map(finding)),
      parses: path => path === 'a.ts',
      choose: ({ fixes }) => fixes[0],
    });
    expect([...texts]).toEqual([['a.ts', 'xa']]);
    expect(failed).toEqual([
      { path: 'b.ts', message: 'Not fixed: it does not parse as a whole.' },
      { path: 'c.ts', message: 'Not fixed: it does not parse as a whole.' },
      { path: 'gone.ts', message: 'Not fixed: missing.' },
    ]);
  });

  it('A3: settle within ten passes, of which the last changes nothing, or not at all', () => {
    const files = { 'nine.ts': 'model("old-8")', 'ten.ts': 'model("old-9")' };
    const root = treeOf(files);
    const { report } = scanned(root, { fix: 'suggested' });
    expect([read(root, 'nine.ts'), read(root, 'ten.ts')]).toEqual(['model("new")', files['ten.ts']]);
    expect(report.files.failed).toEqual([{ path: 'ten.ts', message: 'Fixes did not settle within 10 passes, so this file stays as it was. Please report this.' }]);
  });
});

describe('files that are written', () => {
  /** What `writeFixes` says and leaves, where fixes have put a `!` behind some files. */
  function written(root: string, applied: readonly (readonly string[])[], before: () => void = () => {}): { failed: readonly string[]; texts: readonly string[] } {
    const project = createProject({ root });
    const paths = [...new Set(applied.flat())];
    const originals = new Map(paths.map(path => [path, originalOf(project, path) as Original]));
    before();
    const fixed = { texts: new Map(paths.filter(path => path !== 'same.ts').map(path => [path, `${originals.get(path)!.text}!`])), originals, applied, failed: [] };
    const { texts, failed } = writeFixes(fixed, createProject({ root }));
    for (const [path, text] of texts) expect(read(root, path)).toBe(text);
    return { failed: failed.map(({ path, message }) => `${path}: ${message}`), texts: [...texts.keys()] };
  }
  const files = { 'a.ts': 'a', 'b.ts': 'b', 'c.ts': 'c', 'd.ts': 'd' };
  const textsOf = (root: string): string => Object.keys(files).map(path => (existsSync(join(root, path)) ? read(root, path) : '-')).join(' ');
  const beside = (path: string): string => `Not fixed: a fix of this file changes \`${path}\` too, which could not be written.`;

  it('A4: are those that have not changed, vanished or moved since they were read', () => {
    const root = treeOf(files);
    const { failed, texts } = written(root, [['a.ts'], ['b.ts'], ['c.ts'], ['d.ts']], () => {
      writeFileSync(join(root, 'a.ts'), 'mine');
      rmSync(join(root, 'b.ts'));
      rmSync(join(root, 'c.ts'));
      symlinkSync('d.ts', join(root, 'c.ts'));
      writeFileSync(join(root, 'd.ts'), 'c');
    });
    expect(failed).toEqual(['a.ts: Not fixed: it changed since it was read.', 'b.ts: Not fixed: it vanished since it was read.', 'c.ts: Not fixed: it changed since it was read.', 'd.ts: Not fixed: it changed since it was read.']);
    expect([texts, textsOf(root)]).toEqual([[], 'mine - c c']);
  });

  it('are all those of a fix, or none, and of the fixes that hang together', () => {
    const root = treeOf(files);
    const { failed, texts } = written(root, [['a.ts', 'b.ts'], ['d.ts'], ['c.ts', 'b.ts']], () => writeFileSync(join(root, 'c.ts'), 'mine'));
    expect(failed.toSorted()).toEqual([`a.ts: ${beside('c.ts')}`, `b.ts: ${beside('c.ts')}`, 'c.ts: Not fixed: it changed since it was read.']);
    expect([texts, textsOf(root)]).toEqual([['d.ts'], 'a b mine d!']);
    expect(readdirSync(root).toSorted()).toEqual(Object.keys(files));
    writeFileSync(join(root, 'same.ts'), 'what fixes have come to is what it was');
    expect(written(root, [['a.ts', 'b.ts'], ['same.ts', 'b.ts', 'a.ts'], ['b.ts', 'c.ts'], ['c.ts', 'd.ts']])).toEqual({ failed: [], texts: ['a.ts', 'b.ts', 'c.ts', 'd.ts'] });
    expect(textsOf(root)).toBe('a! b! mine! d!!');
  });

  it('are whole before a signal ends the run', async () => {
    const root = treeOf(files);
    const project = createProject({ root });
    /** What a run of its own writes. */
    const anew = async (): Promise<(path: string) => unknown> => {
      vi.resetModules();
      const { writeFixes: write } = await import('../../src/scan/write.ts');
      return path => write({ texts: new Map([[path, 'x']]), originals: new Map([[path, originalOf(project, path) as Original]]), applied: [[path]], failed: [] }, project);
    };
    const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
    const others = new Map((['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map(signal => [signal, process.listeners(signal)]));
    for (const [signal, listeners] of others) for (const listener of listeners) process.off(signal, listener);
    try {
      const write = await anew();
      write('a.ts');
      write('b.ts');
      for (const signal of others.keys()) {
        expect(process.listenerCount(signal)).toBe(1);
        process.emit(signal);
        expect(kill).toHaveBeenLastCalledWith(process.pid, signal);
      }
      expect(kill).toHaveBeenCalledTimes(3);
      // Who listens too decides what becomes of it.
      (await anew())('c.ts');
      process.on('SIGTERM', () => {});
      process.emit('SIGTERM');
      expect(kill).toHaveBeenCalledTimes(3);
    } finally {
      kill.mockRestore();
      for (const [signal, listeners] of others) {
        process.removeAllListeners(signal);
        for (const listener of listeners) process.on(signal, listener);
      }
    }
  });

  describe('where the disk refuses one', () => {
    const { openSync: open, renameSync: rename } = fs;
    const refuse = (isRefused: (to: string) => boolean): void => {
      fs.renameSync = (from, to) => {
        if (isRefused(String(to))) throw new Error(`EIO: no, rename '${String(from)}' -> '${String(to)}'`);
        rename(from, to);
      };
      syncBuiltinESMExports();
    };
    afterEach(() => {
      Object.assign(fs, { openSync: open, renameSync: rename });
      syncBuiltinESMExports();
    });

    it('say why', () => {
      const root = treeOf(files);
      fs.openSync = (path, ...rest) => {
        if (String(path).endsWith('.tmp')) throw new Error('EACCES: no');
        return open(path, ...rest);
      };
      syncBuiltinESMExports();
      expect(written(root, [['a.ts']])).toEqual({ failed: ['a.ts: Not fixed: EACCES: no.'], texts: [] });
    });

    it('put back the others of its fix', () => {
      const root = treeOf({ ...files, 'a.ts': '\uFEFFa' });
      const before = readFileSync(join(root, 'a.ts'));
      refuse(to => to.endsWith('/b.ts'));
      const { failed, texts } = written(root, [['a.ts', 'b.ts', 'c.ts'], ['d.ts']]);
      expect(failed).toEqual([expect.stringMatching(/^b\.ts: Not fixed: EIO: no, rename '\.promptfare-\d+-\d+\.tmp' -> 'b\.ts'\.$/), `a.ts: ${beside('b.ts')}`, `c.ts: ${beside('b.ts')}`]);
      expect([texts, textsOf(root)]).toEqual([['d.ts'], 'a b c d!'.replace('a', '\uFEFFa')]);
      expect(readFileSync(join(root, 'a.ts'))).toEqual(before);
      expect(readdirSync(root).toSorted()).toEqual(Object.keys(files));
    });

    it('say where the others could not be put back', () => {
      const root = treeOf(files);
      let puts = 0;
      refuse(() => puts++ > 0);
      const { failed } = written(root, [['a.ts', 'b.ts']]);
      expect(failed[0]).toMatch(/^b\.ts: Not fixed: EIO: .*; `a\.ts` has the half of a fix that could not be taken back\.$/);
      expect(textsOf(root)).toBe('a! b c d');
    });
  });
});

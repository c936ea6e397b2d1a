import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { globProblem } from '../../src/project/glob.ts';
import { createProject } from '../../src/project/project.ts';
import { treeOf } from './tree.ts';

const refusal = (root: string, path: string, options: object = {}): string | undefined => {
  const found = createProject({ root, ...options }).decoded(path);
  return 'refused' in found ? found.refused : undefined;
};

describe('read', () => {
  it('gives text without its byte order mark', () => {
    const root = treeOf({ 'a.ts': '\uFEFFlet a;\r\n', 'b/c.md': 'ä' });
    const project = createProject({ root });
    expect(project.read('a.ts')).toBe('let a;\r\n');
    expect(project.read('./b/../b/c.md')).toBe('ä');
    expect(project.read('none.ts')).toBeUndefined();
    expect(project.decoded('a.ts')).toEqual({ text: 'let a;\r\n', bom: true });
  });

  it.each([
    ['binary', Buffer.from('a\0b')],
    ['not UTF-8', Buffer.from([0x61, 0xe9, 0x62])],
    ['not UTF-8', Buffer.from([0xed, 0xa0, 0x80])],
    ['UTF-16', Buffer.from('\uFEFFlet a', 'utf16le')],
    ['too large', Buffer.alloc(2000, 97)],
  ])('refuses what is %s', (reason, content) => {
    expect(refusal(treeOf({ 'a.ts': content }), 'a.ts', { maxFileSize: 1000 })).toBe(reason);
  });

  it('S8: stays inside the root', () => {
    const outside = treeOf({ 'secret.ts': 'x' });
    const root = treeOf({ 'in/a.ts': 'a' });
    symlinkSync(join(outside, 'secret.ts'), join(root, 'link.ts'));
    symlinkSync(outside, join(root, 'directory'));
    symlinkSync(join(root, 'in/a.ts'), join(root, 'good.ts'));
    symlinkSync('nowhere', join(root, 'dangling.ts'));
    symlinkSync('self.ts', join(root, 'self.ts'));
    for (const path of ['link.ts', 'directory/secret.ts', `../${outside.split('/').at(-1)}/secret.ts`, join(outside, 'secret.ts'), '/etc/passwd', 'a\0b', '../../../../etc/passwd']) {
      expect(createProject({ root }).read(path), path).toBeUndefined();
    }
    expect(createProject({ root }).read('good.ts')).toBe('a');
    expect(refusal(root, 'link.ts')).toBe('outside the root');
    expect(refusal(root, 'directory/secret.ts')).toBe('outside the root');
    expect(refusal(root, 'dangling.ts')).toBe('missing');
    expect(refusal(root, 'self.ts')).toBe('missing');
  });

  it('reads up to the boundary, where one is given', () => {
    const root = treeOf({ 'packages/a/x.ts': 'x', 'shared/y.ts': 'y', '.git/config': '' });
    const project = createProject({ root: join(root, 'packages/a'), boundary: root });
    expect(project.read('../../shared/y.ts')).toBe('y');
    expect(project.locate('../../shared/y', 'x.ts', 'typescript')).toEqual({ kind: 'file', path: '../../shared/y.ts' });
    expect(project.read('../../../etc/passwd')).toBeUndefined();
  });

  it('opens no pipes, devices or directories', () => {
    const root = treeOf({ 'a.ts': '' });
    execFileSync('mkfifo', [join(root, 'pipe.ts')]);
    mkdirSync(join(root, 'dir.ts'));
    symlinkSync('/dev/zero', join(root, 'zero.ts'));
    expect(refusal(root, 'pipe.ts')).toBe('not a regular file');
    expect(refusal(root, 'dir.ts')).toBe('not a regular file');
    expect(refusal(root, 'zero.ts')).toBe('outside the root');
    expect(createProject({ root }).read('a.ts')).toBe('');
  });

  it('takes other texts in place of files', () => {
    const root = treeOf({ 'a.ts': 'old' });
    const project = createProject({ root }).withTexts(new Map([['a.ts', 'new'], ['none.ts', 'there']]));
    expect(project.read('a.ts')).toBe('new');
    expect(project.read('none.ts')).toBe('there');
    expect(project.isFile('none.ts')).toBe(true);
  });

  it('survives names that objects have', () => {
    const root = treeOf({ '__proto__.ts': 'p', 'constructor/toString.ts': 'c' });
    expect(createProject({ root }).read('__proto__.ts')).toBe('p');
    expect(createProject({ root }).locate('./constructor/toString', 'a.ts', 'typescript')).toEqual({ kind: 'file', path: 'constructor/toString.ts' });
  });

  it('reads nothing it has no right to', () => {
    const root = treeOf({ 'a.ts': 'a' });
    chmodSync(join(root, 'a.ts'), 0);
    expect(['a', undefined]).toContain(createProject({ root }).read('a.ts')); // root may read everything
    writeFileSync(join(root, 'b.ts'), 'b');
    expect(createProject({ root }).read('b.ts')).toBe('b');
  });
});

describe('globs', () => {
  it('S14: refuses those that explode', () => {
    expect(globProblem('{a,b}'.repeat(20))).toContain('expands');
    expect(globProblem('{1..100000}')).toContain('expands');
    expect(globProblem('a'.repeat(2000))).toContain('longer');
    expect(globProblem('**/*.{ts,tsx}')).toBeUndefined();
  });
});

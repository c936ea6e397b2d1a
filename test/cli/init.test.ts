import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type ParseError } from 'jsonc-parser';
import { describe, expect, it, test } from 'vitest';
import { validated } from '../../src/cli/init/editor.ts';
import { treeOf } from '../project/tree.ts';
import { promptfare } from './fake-process.ts';

const SETTINGS = '.vscode/settings.json';
const args = ['init', '--editor', 'vscode'];

/** The list in a settings file, as an editor reads it. */
function listIn(text: string): unknown[] {
  const errors: ParseError[] = [];
  const data = parse(text.replace(/^\uFEFF/, ''), errors, { allowTrailingComma: true }) as { 'eslint.validate': unknown[] };
  expect(errors).toEqual([]);
  return data['eslint.validate'];
}

describe('init --editor vscode', () => {
  it('writes the complete list into a project without settings', async () => {
    const cwd = treeOf({});
    const { code, stdout, stderr } = await promptfare(args, { cwd });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`${SETTINGS}: written.\n`);
    expect(listIn(readFileSync(join(cwd, SETTINGS), 'utf8'))).toEqual(validated);
    expect(validated).toEqual(expect.arrayContaining(['javascript', 'typescriptreact', 'vue', 'python', 'yaml', 'markdown']));
  });

  const kept = {
    'an empty file': '',
    'an empty object': '{}',
    'comments on all sides': '// ours\n{\n  // size\n  "editor.tabSize": 2, // two\n  /* end */\n}\n// bye\n',
    'a trailing comma': '{\n    "a": 1,\n}\n',
    'a list with comments': '{\n\t"eslint.validate": [\n\t\t"javascript", // first\n\t\t// typed\n\t\t"typescript"\n\t],\n\t"z": null\n}\n',
    'a list with a trailing comma': '{\n  "eslint.validate": ["vue", "python",],\n}',
    'an empty list': '{ "eslint.validate": [] }',
    'objects in the list': '{ "eslint.validate": [{ "language": "python", "autoFix": true }, "handlebars"] }',
    'a list that was switched off': '{ "eslint.validate": null }',
    'CRLF and a mark': '\uFEFF{\r\n  "a": 1\r\n}\r\n',
  };
  test.each(Object.entries(kept))('keeps what stands in a file with %s', async (_, before) => {
    const cwd = treeOf({ [SETTINGS]: before });
    const { code, stdout } = await promptfare(args, { cwd });
    expect([code, stdout]).toEqual([0, expect.stringContaining(`${SETTINGS}: changed.\n`)]);
    const after = readFileSync(join(cwd, SETTINGS), 'utf8');
    const names = listIn(after).map(entry => (typeof entry === 'object' ? (entry as { language: string }).language : entry));
    expect(names).toEqual(expect.arrayContaining([...validated]));
    expect(new Set(names).size).toBe(names.length);
    for (const [comment] of before.matchAll(/\/\/ \w+|\/\* \w+ \*\/|"[\w.]+"/g)) expect(after).toContain(comment);
    expect(after.startsWith('\uFEFF')).toBe(before.startsWith('\uFEFF'));
    if (before.includes('\r\n')) expect(after.replaceAll('\r\n', '')).not.toContain('\n');
    if (before.includes('\t')) expect(after).not.toMatch(/^ /m);

    expect((await promptfare(args, { cwd })).stdout).toContain(`${SETTINGS}: unchanged.\n`);
    expect(readFileSync(join(cwd, SETTINGS), 'utf8')).toBe(after);
  });

  it('writes nothing in a dry run', async () => {
    const cwd = treeOf({});
    expect((await promptfare([...args, '--dry-run'], { cwd })).stdout).toContain('would be written');
    expect(existsSync(join(cwd, SETTINGS))).toBe(false);
  });

  test.each([
    ['{ "a": }', `${SETTINGS}:1:8 is no settings file: ValueExpected. Correct it`],
    ['[]', `${SETTINGS}:1:1 is no settings file: an object is missing.`],
    ['{ "eslint.validate": "on" }', '`eslint.validate` is no list.'],
    [Buffer.from([0x7b, 0xff, 0x7d]), 'is not UTF-8 text'],
  ])('leaves a broken file alone: %s', async (before, message) => {
    const cwd = treeOf({ [SETTINGS]: before });
    const { code, stdout, stderr } = await promptfare(args, { cwd });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(readFileSync(join(cwd, SETTINGS))).toEqual(Buffer.from(before));
  });

  it('says what stands in its way', async () => {
    const cwd = treeOf({ [`${SETTINGS}/x`]: '' });
    expect(await promptfare(args, { cwd })).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be read (EISDIR)') as string });
    const other = treeOf({});
    writeFileSync(join(other, '.vscode'), '');
    expect(await promptfare(args, { cwd: other })).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be written (EEXIST)') as string });
  });
});

describe('init', () => {
  it('knows what it can set up', async () => {
    const cwd = treeOf({});
    expect(await promptfare(['init', '--editor', 'emacs'], { cwd })).toMatchObject({ code: 2, stderr: expect.stringContaining('Allowed choices are vscode.') as string });
  });
});

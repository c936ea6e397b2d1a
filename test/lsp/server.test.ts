import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { promptfare } from '../cli/fake-process.ts';
import { Editor } from './editor.ts';
import { sources } from './sources.ts';

let editor: Editor;
afterEach(() => editor.dispose());

const path = 'src/title.ts';
const text = sources[path]!;
const codes = (diagnostics: readonly { code?: number | string }[]): (number | string | undefined)[] => diagnostics.map(({ code }) => code);

describe('a session', () => {
  test('says what it can do, in UTF-16, and ends with 0', async () => {
    editor = await Editor.open({});
    expect(editor.initialized.serverInfo!.name).toBe('promptfare');
    expect(editor.initialized.capabilities).toMatchObject({ positionEncoding: 'utf-16', textDocumentSync: { openClose: true, change: 2 }, hoverProvider: true, codeLensProvider: {}, codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.promptfare'] } });
    expect(await editor.quit()).toBe(0);
  });

  test('ends with 1 where nobody said `shutdown`, and where the editor goes away', async () => {
    editor = await Editor.open({});
    await editor.connection.sendNotification('exit');
    expect(await editor.exit).toBe(1);
    editor.dispose();
    editor = await Editor.open({});
    editor.child.stdin!.end();
    expect(await editor.exit).toBe(1);
  });

  test('survives what is no message', async () => {
    editor = await Editor.open({ [path]: text });
    await expect(editor.connection.sendRequest('textDocument/hover', { textDocument: { uri: 'file:///not/open.ts' }, position: { line: 1e9, character: -4 } })).resolves.toBeNull();
    await expect(editor.connection.sendRequest('promptfare/unknown', {})).rejects.toThrow(/Unhandled method/);
    await expect(editor.connection.sendRequest('textDocument/codeAction', { nonsense: true })).rejects.toThrow();
    editor.child.stdin!.write('Content-Length: 9\r\n\r\n{"broken"');
    expect(codes(await editor.show(path, text))).toContain('require-max-tokens');
    expect(await editor.quit()).toBe(0);
  });

  test('does not slow down other commands', async () => {
    editor = await Editor.open({});
    const loaded = await new Promise<string>(resolve => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', `process.argv = ['node', 'promptfare', '--help']; await import(${JSON.stringify(fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url)))}); console.log(Object.keys((await import('node:module')).default._cache).join('\\n'));`]);
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.on('exit', () => resolve(output));
    });
    expect(loaded).toContain('commander');
    expect(loaded).not.toMatch(/vscode-(?:languageserver|jsonrpc)/);
  });

  // The two messages may come apart on the way, and an answer overtake the second.
  test('gives no answer to what was withdrawn', { retry: 8 }, async () => {
    editor = await Editor.open({ [path]: text });
    await editor.show(path, text);
    const { CancellationTokenSource } = await import('vscode-languageserver-protocol/node');
    const source = new CancellationTokenSource();
    const asked = editor.connection.sendRequest('textDocument/codeLens', { textDocument: { uri: editor.uri(path) } }, source.token);
    source.cancel();
    await expect(asked).rejects.toMatchObject({ code: -32800 });
  });
});

describe('as you type', () => {
  test('the text in the editor is before the one on disk, of imported files too', async () => {
    const model = "export const model = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';\n";
    const caller = text.replace(/'us\.anthropic[^']+'/, 'model').replace('\n', "\nimport { model } from './model.js';\n");
    editor = await Editor.open({ [path]: '', 'src/model.ts': model });
    expect(codes(await editor.show(path, caller))).not.toContain('no-retired-model');
    await editor.show('src/model.ts', model);
    const again = editor.next(path);
    await editor.type('src/model.ts', 'us.anthropic.claude-haiku-4-5-20251001-v1:0', 'anthropic.claude-v2');
    expect(codes(await again)).toContain('no-retired-model');
    // What was never saved is gone with the editor's document.
    const after = editor.next(path);
    await editor.close('src/model.ts');
    expect(codes(await after)).not.toContain('no-retired-model');
    const saved = editor.next(path);
    editor.write('src/model.ts', model.replace(/us\.anthropic[^']+/, 'anthropic.claude-v2'));
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: editor.uri('src/model.ts'), type: 2 }] });
    expect(codes(await saved)).toContain('no-retired-model');
  });

  test('broken text is no end, and mended text is as before', async () => {
    editor = await Editor.open({ [path]: text });
    const whole = await editor.show(path, text);
    for (const broken of [text.slice(0, 300), `${text}\n${'['.repeat(20_000)}`, '\0\uD800 }{ `${', '', text.replaceAll("'", '"').replace('await', '`')]) await editor.change(path, [{ text: broken }]);
    expect(await editor.change(path, [{ text }])).toEqual(whole);
    expect(await editor.quit()).toBe(0);
  });

  test('no fix is offered for what was read past an error', async () => {
    editor = await Editor.open({ [path]: text });
    await editor.show(path, text);
    const [found] = await editor.change(path, [{ text: `${text}\nconst = ;\n` }]);
    expect(found).toBeDefined();
    expect(await editor.actions(path, found!)).toEqual([]);
  });

  test.each(['', '\uFEFF'])('places are right behind emoji, CRLF and a byte order mark (%j)', async mark => {
    const odd = mark + text.replace('const client', "/* 🏷️😀 */ const mark = '😀'; const client").replaceAll('\n', '\r\n').replace('modelId:', '/*😀\u2028*/ modelId:');
    editor = await Editor.open({ [path]: odd });
    const found = (await editor.show(path, odd)).find(({ code }) => code === 'require-max-tokens')!;
    expect(editor.document(path).getText(found.range)).toMatch(/^new ConverseCommand\(\{\r\n {4}\/\*😀\u2028\*\/ modelId: [^]*\}\)$/);
    const actions = await editor.actions(path, found);
    const fixed = await editor.applied(path, actions.find(({ title }) => title.includes('maxTokens')));
    expect(fixed.replace(/\s*inferenceConfig: \{ maxTokens: \d+ \},/, '')).toBe(odd);
    expect(fixed).not.toBe(odd);
  });

  test('a burst of keys ends in one list, of the last version', async () => {
    editor = await Editor.open({ [path]: text });
    await editor.show(path, text);
    const changes = Array.from({ length: 40 }, (_, index) => editor.type(path, 'You write', `You ${'really '.repeat(index % 2)}write`).catch(() => undefined));
    const { version } = editor.document(path);
    const last = editor.next(path, version);
    expect(codes(await last)).toContain('require-max-tokens');
    void changes;
  });
});

test('what a fix takes away is faded', async () => {
  const twice = text.replace('You write titles.', 'Never quote names of customers.\n      You write titles.\n      Never quote names of customers.');
  editor = await Editor.open({ [path]: twice });
  const shown = await editor.show(path, twice);
  expect(shown.filter(({ tags }) => tags?.includes(1)).map(({ code }) => code)).toEqual(['no-redundant-instructions']);
});

describe('fix all', () => {
  test('is what `--fix` makes of the file', async () => {
    editor = await Editor.open({ [path]: text });
    const [first] = await editor.show(path, text);
    const [action] = await editor.actions(path, first!, ['source.fixAll']);
    expect(action).toMatchObject({ kind: 'source.fixAll.promptfare' });
    const fixed = await editor.applied(path, action);
    await promptfare(['--fix', '--fail-on', 'never'], { cwd: editor.root });
    expect(fixed).toBe(readFileSync(join(editor.root, path), 'utf8'));
    expect(fixed).not.toBe(text);
  });

  test('comes whole where the editor does not ask twice', async () => {
    editor = await Editor.open({ [path]: text }, { capabilities: {} });
    const [first] = await editor.show(path, text);
    const [action] = await editor.actions(path, first!, ['source.fixAll.promptfare']);
    expect(Object.keys(action!.edit!.changes!)).toEqual([editor.uri(path)]);
  });
});

describe('settings', () => {
  test('hold, and are read anew when they change', async () => {
    editor = await Editor.open({ [path]: text, 'promptfare.yaml': 'rules:\n  require-max-tokens: error\n  no-prompt-indentation: off\n' });
    const shown = await editor.show(path, text);
    expect(shown.find(({ code }) => code === 'require-max-tokens')!.severity).toBe(1);
    expect(codes(shown)).not.toContain('no-prompt-indentation');
    const change = async (config: string): Promise<ReturnType<Editor['next']>> => {
      const next = editor.next(path);
      editor.write('promptfare.yaml', config);
      await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: editor.uri('promptfare.yaml'), type: 2 }] });
      return next;
    };
    expect(codes(await change('rules:\n  require-max-tokens: off\n'))).toEqual(expect.arrayContaining(['no-prompt-indentation']));
    expect(codes(await change('ignore: [src]\n'))).toEqual([]);
  });

  test('that are broken say so in their file, and the last ones hold', async () => {
    editor = await Editor.open({ [path]: text, 'promptfare.yaml': 'rules:\n  require-max-tokens: fatal\n' });
    const problem = editor.next('promptfare.yaml');
    expect(codes(await editor.show(path, text))).toContain('require-max-tokens');
    expect(await problem).toMatchObject([{ severity: 1, range: { start: { line: 1 } } }]);
    const mended = editor.next('promptfare.yaml');
    editor.write('promptfare.yaml', 'rules:\n  require-max-tokens: off\n');
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: editor.uri('promptfare.yaml'), type: 2 }] });
    expect(await mended).toEqual([]);
  });

  test('declared traffic stands in the lens', async () => {
    editor = await Editor.open({ [path]: text, 'promptfare.usage.yaml': 'version: 1\nfiles:\n  src/**:\n    callsPerMonth: 1000\n    outputTokens: 10\n    holes: 100\n' });
    await editor.show(path, text);
    expect((await editor.lenses(path)).map(lens => lens.command!.title).join('\n')).toMatch(/per month \(declared\)/);
  });

  test('that are broken in one file leave the other', async () => {
    editor = await Editor.open({ [path]: text, 'promptfare.usage.yaml': 'version: 2\n', 'promptfare.yaml': 'rules:\n  require-max-tokens: error\n' });
    const problem = editor.next('promptfare.usage.yaml');
    expect((await editor.show(path, text)).find(({ code }) => code === 'require-max-tokens')!.severity).toBe(1);
    expect(await problem).toMatchObject([{ severity: 1 }]);
    expect((await editor.lenses(path)).map(lens => lens.command!.title).join('\n')).toContain('per 1,000 calls');
  });

  test('each folder has its own', async () => {
    editor = await Editor.open({ 'a/src/title.ts': text, 'b/src/title.ts': text, 'b/promptfare.json': '{ "rules": { "require-max-tokens": "off" } }' }, { folders: ['a', 'b'] });
    expect(codes(await editor.show('a/src/title.ts', text))).toContain('require-max-tokens');
    expect(codes(await editor.show('b/src/title.ts', text))).not.toContain('require-max-tokens');
  });
});

describe('documents', () => {
  test('that were never saved are read by their language', async () => {
    editor = await Editor.open({});
    expect(codes(await editor.show('untitled:Untitled-1', sources['title.py']!, 'python'))).toContain('require-max-tokens');
  });

  test('that cannot hold calls, or are vendored, have nothing', async () => {
    editor = await Editor.open({});
    expect(await editor.show('node_modules/titles/index.ts', text)).toEqual([]);
    expect(await editor.show('src/sum.ts', 'export const sum = 1;\n')).toEqual([]);
    expect(await editor.lenses('src/sum.ts')).toEqual([]);
  });

  test('that are closed lose theirs', async () => {
    editor = await Editor.open({ [path]: text });
    await editor.show(path, text);
    const next = editor.next(path);
    await editor.close(path);
    expect(await next).toEqual([]);
  });
});

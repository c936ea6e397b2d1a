import { TextDocument, type TextEdit } from 'vscode-languageserver-textdocument';
import type { CodeAction } from 'vscode-languageserver-protocol';
import { afterEach, describe, expect, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { promptfare } from '../cli/fake-process.ts';
import { Editor } from './editor.ts';
import { sources } from './sources.ts';

let editor: Editor | undefined;
afterEach(() => editor?.dispose());

/** What the command reports for the same files. */
async function scanned(root: string): Promise<Report> {
  const { stdout } = await promptfare(['--format', 'json', '--fail-on', 'never'], { cwd: root });
  return JSON.parse(stdout) as Report;
}

describe('the editor shows what the command reports', () => {
  test.each(Object.keys(sources))('%s', async path => {
    const text = sources[path]!;
    editor = await Editor.open({ [path]: text });
    const shown = await editor.show(path, text);
    const { findings, calls } = await scanned(editor.root);
    expect(findings.length).toBeGreaterThan(0);
    const document = editor.document(path);
    expect(shown.map(({ data, code, message, severity, range }) => ({ id: data, code, message, severity, range: [document.offsetAt(range.start), document.offsetAt(range.end)] }))).toEqual(
      findings.map(({ id, ruleId, message, severity, range }) => ({ id, code: ruleId, message, severity: severity === 'error' ? 1 : 2, range })),
    );
    expect(shown.every(({ source, codeDescription }) => source === 'promptfare' && codeDescription!.href.endsWith('.md'))).toBe(true);

    const lenses = await editor.lenses(path);
    for (const { range } of calls) expect(lenses.filter(lens => document.offsetAt(lens.range.start) === range[0]).map(lens => lens.command!.title).join()).toMatch(/^\d+ (?:input )?tokens?/);
    const hover = await editor.connection.sendRequest<{ contents: { value: string } } | null>('textDocument/hover', { textDocument: { uri: editor.uri(path) }, position: document.positionAt(calls[0]!.range[0]) });
    expect(hover!.contents.value).toContain('tokens: ');

    // Each fix is the fix of the scanner, and each finding can be ignored.
    for (const [index, { fixes, ruleId }] of findings.entries()) {
      const actions = (await editor.actions(path, shown[index]!)).filter(({ diagnostics }) => diagnostics?.some(each => each.data === findings[index]!.id));
      for (const { title, safety, edits } of fixes) {
        const action = actions.find(each => each.title === title);
        const expected = edits.toSorted((a, b) => b.range[0] - a.range[0]).reduce((all, { range, text: code }) => all.slice(0, range[0]) + code + all.slice(range[1]), text);
        expect(await editor.applied(path, action), title).toBe(expected);
        expect(action!.isPreferred === true, title).toBe(safety === 'safe');
      }
      const silent = actions.find(({ title }) => title === `Ignore ${ruleId} here`);
      expect(silent, `${ruleId} can be ignored`).toBeDefined();
      const after = await editor.change(path, [{ text: await editor.applied(path, silent) }]);
      expect(after.map(({ data }) => data as string)).toEqual(shown.filter((_, at) => at !== index).map(({ data }) => data as string));
      await editor.change(path, [{ text }]);
    }
  });
});

test('cells of a notebook', async () => {
  const [head, body] = sources['title.py']!.replace('You write', '😀 You write').split('\n\n\n') as [string, string];
  editor = await Editor.open({});
  const notebook = editor.uri('title.ipynb');
  const cell = (index: number): string => notebook.replace('file:', 'vscode-notebook-cell:') + `#W${index}`;
  const documents = [head, `# titles\n${body}`].map((text, index) => TextDocument.create(cell(index), 'python', 1, text));
  const published = documents.map(({ uri }) => editor!.next(uri));
  await editor.connection.sendNotification('notebookDocument/didOpen', {
    notebookDocument: { uri: notebook, notebookType: 'jupyter-notebook', version: 1, cells: documents.map(({ uri }) => ({ kind: 2, document: uri })) },
    cellTextDocuments: documents.map(({ uri, version, languageId }) => ({ uri, version, languageId, text: uri === cell(0) ? head : `# titles\n${body}` })),
  });
  const [first, second] = await Promise.all(published);
  expect(first).toEqual([]);
  const found = second!.find(each => each.code === 'require-max-tokens')!;
  const code = documents[1]!;
  expect(code.getText(found.range)).toMatch(/^client\.converse\([^]*\)$/);
  const actions = await editor.connection.sendRequest<CodeAction[]>('textDocument/codeAction', { textDocument: { uri: code.uri }, range: found.range, context: { diagnostics: [] } });
  const after = (title: RegExp): string => {
    if (!actions.some(each => title.test(each.title))) throw new Error(`none of ${JSON.stringify(actions)} is ${title}`);
    const changes = actions.find(each => title.test(each.title))!.edit!.documentChanges!;
    return TextDocument.applyEdits(code, changes.flatMap(change => ('edits' in change && change.textDocument.uri === code.uri ? (change.edits as TextEdit[]) : [])));
  };
  const fixed = after(/maxTokens/);
  expect(fixed.replace(/ +inferenceConfig=\{"maxTokens": \d+\},\n/, '')).toBe(code.getText());
  expect(fixed).not.toBe(code.getText());
  expect(after(/^Ignore .* here$/)).toContain('client.converse(  # promptfare-ignore require-max-tokens\n');

  // Only the cell that changed is sent again.
  const next = editor.next(cell(1));
  await editor.connection.sendNotification('notebookDocument/didChange', {
    notebookDocument: { uri: notebook, version: 2 },
    change: { cells: { textContent: [{ document: { uri: cell(1), version: 2 }, changes: [{ text: fixed }] }] } },
  });
  expect((await next).map(each => each.code)).not.toContain('require-max-tokens');
});

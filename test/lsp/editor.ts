/** A real client over stdio, on the built command. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type CodeAction, type CodeLens, type Diagnostic, type Hover, type InitializeParams, type InitializeResult, type ProtocolConnection, type PublishDiagnosticsParams, StreamMessageReader, StreamMessageWriter, createProtocolConnection } from 'vscode-languageserver-protocol/node';
import { TextDocument, type TextEdit } from 'vscode-languageserver-textdocument';

const command = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url));
const patience = 20_000;

interface Options {
  readonly capabilities?: InitializeParams['capabilities'];
  /** Other folders than the project itself, below it. */
  readonly folders?: readonly string[];
  readonly args?: readonly string[];
}

/** What an editor of today can do. */
const modern: InitializeParams['capabilities'] = {
  general: { positionEncodings: ['utf-8', 'utf-16'] },
  workspace: { workspaceFolders: true, workspaceEdit: { documentChanges: true }, didChangeWatchedFiles: { dynamicRegistration: true }, codeLens: { refreshSupport: true } },
  textDocument: { codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] }, codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } } }, hover: { contentFormat: ['markdown', 'plaintext'] } },
};

export class Editor {
  readonly root: string;
  readonly child: ChildProcess;
  readonly connection: ProtocolConnection;
  initialized!: InitializeResult;
  private readonly documents = new Map<string, TextDocument>();
  private readonly published: PublishDiagnosticsParams[] = [];
  private readonly listeners = new Set<() => void>();
  readonly exit: Promise<number | null>;

  private constructor(root: string, args: readonly string[] = []) {
    this.root = root;
    this.child = spawn(process.execPath, [command, 'lsp', '--stdio', ...args], { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] });
    this.exit = new Promise(resolve => this.child.on('exit', code => resolve(code)));
    this.connection = createProtocolConnection(new StreamMessageReader(this.child.stdout!), new StreamMessageWriter(this.child.stdin!));
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      for (const listener of this.listeners) listener();
    });
    for (const method of ['client/registerCapability', 'workspace/codeLens/refresh']) this.connection.onRequest(method, () => null);
    this.connection.onUnhandledNotification(() => undefined);
    this.connection.listen();
  }

  /** Starts the server on a project of these files. */
  static async open(files: { readonly [path: string]: string }, { capabilities = modern, folders = [''], args }: Options = {}): Promise<Editor> {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'promptfare-lsp-')));
    const editor = new Editor(root, args);
    for (const [path, text] of Object.entries(files)) editor.write(path, text);
    editor.initialized = await editor.connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities, workspaceFolders: folders.map(folder => ({ uri: pathToFileURL(join(root, folder)).href, name: folder })) });
    await editor.connection.sendNotification('initialized', {});
    return editor;
  }

  uri(path: string): string {
    return path.includes(':') ? path : pathToFileURL(join(this.root, path)).href;
  }
  /** On disk. */
  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }
  async show(path: string, text: string, languageId = ''): Promise<Diagnostic[]> {
    const uri = this.uri(path);
    this.documents.set(uri, TextDocument.create(uri, languageId, 1, text));
    const next = this.next(path, 1);
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    return next;
  }
  /** Types: replaces the one place where `from` stands. */
  async type(path: string, from: string, to: string): Promise<Diagnostic[]> {
    const document = this.document(path);
    const start = document.getText().indexOf(from);
    if (start < 0) throw new Error(`${path} does not hold ${from}`);
    return this.change(path, [{ range: { start: document.positionAt(start), end: document.positionAt(start + from.length) }, text: to }]);
  }
  async change(path: string, changes: readonly { range?: TextEdit['range']; text: string }[]): Promise<Diagnostic[]> {
    const document = this.document(path);
    const changed = TextDocument.update(document, [...changes], document.version + 1);
    const next = this.next(path, changed.version);
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri: this.uri(path), version: changed.version }, contentChanges: changes });
    return next;
  }
  async close(path: string): Promise<void> {
    this.documents.delete(this.uri(path));
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uri(path) } });
  }
  document(path: string): TextDocument {
    return this.documents.get(this.uri(path))!;
  }

  /** Diagnostics of this version, or the next that come. */
  next(path: string, version?: number): Promise<Diagnostic[]> {
    const from = this.published.length;
    return this.until(() => this.published.slice(from).find(each => each.uri === this.uri(path) && (version === undefined || each.version === version))?.diagnostics, `diagnostics of ${path}`);
  }
  until<T>(look: () => T | undefined, what: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.listeners.delete(listener);
        reject(new Error(`no ${what}`));
      }, patience);
      const listener = (): void => {
        const found = look();
        if (found === undefined) return;
        clearTimeout(timer);
        this.listeners.delete(listener);
        resolve(found);
      };
      this.listeners.add(listener);
      listener();
    });
  }

  hover(path: string, at: string): Promise<Hover | null> {
    const document = this.document(path);
    return this.connection.sendRequest('textDocument/hover', { textDocument: { uri: this.uri(path) }, position: document.positionAt(document.getText().indexOf(at)) });
  }
  lenses(path: string): Promise<CodeLens[]> {
    return this.connection.sendRequest('textDocument/codeLens', { textDocument: { uri: this.uri(path) } });
  }
  actions(path: string, diagnostic: Pick<Diagnostic, 'range'>, only?: readonly string[]): Promise<CodeAction[]> {
    return this.connection.sendRequest('textDocument/codeAction', { textDocument: { uri: this.uri(path) }, range: diagnostic.range, context: { diagnostics: [], ...(only && { only: [...only] }) } });
  }
  /** The text of a document after an action. */
  async applied(path: string, action: CodeAction | undefined): Promise<string> {
    const { edit } = action?.edit ? action : await this.connection.sendRequest<CodeAction>('codeAction/resolve', action);
    const uri = this.uri(path);
    const edits = edit?.documentChanges?.flatMap(change => ('edits' in change && change.textDocument.uri === uri ? (change.edits as TextEdit[]) : [])) ?? edit?.changes?.[uri];
    return TextDocument.applyEdits(this.document(path), edits ?? []);
  }

  /** Ends as editors do; the exit code. */
  async quit(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return this.exit;
  }
  /** For `afterEach`. */
  dispose(): void {
    this.connection.dispose();
    this.child.kill();
    rmSync(this.root, { recursive: true, force: true });
  }
}

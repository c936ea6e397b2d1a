/** The language server: what the editor says and asks, handed to the session. */
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  type CancellationToken, CodeActionKind, CodeLensRefreshRequest, type Connection, DiagnosticSeverity, DidChangeWatchedFilesNotification, type InitializeParams, type InitializeResult,
  LSPErrorCodes, MarkupKind, NotebookDocuments, PositionEncodingKind, ResponseError, TextDocuments, TextDocumentSyncKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { extensions } from '../inspect.ts';
import { FIX_ALL, type Seen, codeActionsOf, fixAllEdit } from './code-actions.ts';
import { codeLensesOf } from './code-lens.ts';
import { SOURCE } from './diagnostics.ts';
import { fileOf } from './file-of.ts';
import type { Folder } from './folder.ts';
import { Folders } from './folders.ts';
import { hoverAt } from './hover.ts';
import { openedNotebook } from './notebook.ts';
import { openedText } from './opened.ts';
import type { ServerParts } from './parts.ts';
import { Session } from './session.ts';

/** Files whose change on disk may change what is known of open ones. */
const WATCHED = `**/*.{${extensions.join(',')}}`;

/** Listens until the editor says `exit` or goes away. */
export function serve(connection: Connection, parts: ServerParts): void {
  const documents = new TextDocuments(TextDocument);
  const notebooks = new NotebookDocuments(TextDocument);
  let capabilities: InitializeParams['capabilities'] = {};
  /** Settings that are broken, by folder. */
  const problems = new Map<string, readonly string[]>();

  const folders = new Folders(parts, tellProblems);
  const session = new Session(connection, parts, folders, () => {
    if (capabilities.workspace?.codeLens?.refreshSupport) void connection.sendRequest(CodeLensRefreshRequest.type).catch(() => {});
  });

  connection.onInitialize(({ capabilities: own, workspaceFolders, rootUri }: InitializeParams): InitializeResult => {
    capabilities = own;
    folders.change([...(workspaceFolders ?? (rootUri ? [{ uri: rootUri }] : []))].flatMap(({ uri }) => directoryOf(uri)));
    return {
      serverInfo: { name: 'promptfare', version: parts.version },
      capabilities: {
        // Offsets of the engine are UTF-16 units, which every client has to understand.
        positionEncoding: PositionEncodingKind.UTF16,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
        notebookDocumentSync: { notebookSelector: [{ notebook: '*', cells: [{ language: 'python' }] }] },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL], resolveProvider: true },
        codeLensProvider: { resolveProvider: false },
        hoverProvider: true,
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });
  connection.onInitialized(() => {
    if (capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: WATCHED }] });
    }
    if (capabilities.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        folders.change(added.flatMap(({ uri }) => directoryOf(uri)), removed.flatMap(({ uri }) => directoryOf(uri)));
        session.reload();
      });
    }
  });
  connection.onShutdown(() => session.dispose());

  documents.onDidChangeContent(({ document }) => {
    const file = fileOf(document.uri, document.languageId, folders.first);
    if (file !== undefined) session.update(openedText(document, file));
  });
  documents.onDidClose(({ document }) => session.close(document.uri));
  documents.onDidSave(({ document }) => {
    const file = fileOf(document.uri, document.languageId, folders.first);
    if (file !== undefined && parts.settingsFiles.includes(basename(file))) changedOnDisk([file]);
  });

  const updateNotebook = (uri: string): void => {
    const notebook = notebooks.getNotebookDocument(uri);
    const file = notebook && fileOf(uri, 'jupyter', folders.first);
    if (!notebook || file === undefined) return;
    const cells = notebook.cells.flatMap(cell => notebooks.getCellTextDocument(cell) ?? []);
    session.update(openedNotebook(uri, notebook.version, file, cells));
  };
  notebooks.onDidOpen(({ uri }) => updateNotebook(uri));
  notebooks.onDidChange(({ notebookDocument }) => updateNotebook(notebookDocument.uri));
  notebooks.onDidClose(({ uri }) => session.close(uri));

  connection.onDidChangeWatchedFiles(({ changes }) => {
    // What is open is not read from disk.
    const files = changes.flatMap(({ uri }) => fileOf(uri, '', undefined) ?? []);
    changedOnDisk(files.filter(file => parts.settingsFiles.includes(basename(file)) || !session.isOpen(file)));
  });

  connection.onHover(({ textDocument: { uri }, position }, token) => answered(token, async () => {
    const seen = await session.ask(uri);
    const formats = capabilities.textDocument?.hover?.contentFormat;
    return seen && hoverAt(uri, position, seen.opened, seen.found, seen.folder, parts, formats === undefined || formats.includes(MarkupKind.Markdown));
  }));
  connection.onCodeLens(({ textDocument: { uri } }, token) => answered(token, async () => {
    const seen = await session.ask(uri);
    return seen ? codeLensesOf(uri, seen.opened, seen.found, seen.folder, parts.facts) : [];
  }));
  connection.onCodeAction((params, token) => answered(token, async () => {
    const seen = await seenAt(params.textDocument.uri);
    const isLazy = capabilities.textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true && capabilities.textDocument.codeAction.dataSupport === true;
    return seen ? codeActionsOf(params, seen, isLazy) : [];
  }));
  connection.onCodeActionResolve((action, token) => answered(token, async () => {
    const { uri, version } = (action.data ?? {}) as { readonly uri?: string; readonly version?: number };
    const seen = uri === undefined ? undefined : await seenAt(uri);
    // For a text that is no longer there.
    if (!seen || seen.opened.version !== version) return action;
    const edit = fixAllEdit(seen);
    return edit ? { ...action, edit } : action;
  }));

  async function seenAt(uri: string): Promise<Seen | undefined> {
    const seen = await session.ask(uri);
    return seen && { ...seen, docsUrl: parts.docsUrl, openedAt: path => session.openedAt(seen.folder, path), withVersions: capabilities.workspace?.workspaceEdit?.documentChanges === true };
  }

  async function answered<T>(token: CancellationToken, answer: () => Promise<T>): Promise<T | ResponseError<void>> {
    // What was asked and withdrawn stands in the queue next to each other.
    await new Promise(resolve => setImmediate(resolve));
    if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    return answer();
  }

  function changedOnDisk(files: readonly string[]): void {
    if (files.length === 0) return;
    folders.renew(files.some(file => parts.settingsFiles.includes(basename(file))));
    session.reload();
  }

  /** What is wrong with the settings stands in their file, where it can be mended. */
  function tellProblems({ root, problems: found }: Folder): void {
    for (const uri of problems.get(root) ?? []) void connection.sendDiagnostics({ uri, diagnostics: [] });
    const uris = found.flatMap(problem => {
      const [, file, line, column, message] = /^(.*):(\d+):(\d+): ([^]*)$/.exec(problem) ?? [];
      if (file === undefined) {
        connection.window.showWarningMessage(`promptfare: ${problem}`);
        return [];
      }
      const uri = pathToFileURL(file).href;
      const at = { line: Number(line) - 1, character: Number(column) - 1 };
      void connection.sendDiagnostics({ uri, diagnostics: [{ range: { start: at, end: at }, severity: DiagnosticSeverity.Error, source: SOURCE, message: message! }] });
      return [uri];
    });
    problems.set(root, uris);
  }

  documents.listen(connection);
  notebooks.listen(connection);
  connection.listen();
}

function directoryOf(uri: string): string[] {
  try {
    return uri.startsWith('file:') ? [fileURLToPath(uri)] : [];
  } catch {
    return [];
  }
}

/** What is open in the editor, and what stands in it: analysed when it changes, told to the editor, and kept for its questions. */
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { Connection } from 'vscode-languageserver';
import { loadParser, needsLoading } from '../inspect.ts';
import { relativePath } from '../project/relative-path.ts';
import { diagnosticsOf } from './diagnostics.ts';
import type { Analysed, Folder, Texts } from './folder.ts';
import type { Folders } from './folders.ts';
import { type Opened, unopenedText } from './opened.ts';
import type { ServerParts } from './parts.ts';
import { Schedule } from './schedule.ts';

/** What is known of a document: its folder, and its analysis once it was asked for. */
interface Known {
  opened: Opened;
  /** Undefined until folder and parser are there. */
  folder: Folder | undefined;
  analysis: { readonly version: number; readonly found: Analysed | undefined } | undefined;
  /** Milliseconds that the last analysis took: so long changes are collected before the next one. */
  took: number;
}

/** Other documents wait for a pause of so many milliseconds: they import what changes only now and then. */
const OTHERS_AFTER = 250;
/** An analysis that takes no longer is begun at once: the next key comes later than its end. */
const AT_ONCE = 50;
const MOST_DELAY = 250;

export class Session {
  private readonly connection: Connection;
  private readonly parts: ServerParts;
  private readonly folders: Folders;
  private readonly known = new Map<string, Known>();
  private readonly schedule = new Schedule(uri => this.refresh(uri));
  private readonly onOthers: () => void;
  private readonly texts = new Map<Folder, Texts>();

  /** `onOthers` is called where lenses may have changed that no change of their document changed. */
  constructor(connection: Connection, parts: ServerParts, folders: Folders, onOthers: () => void) {
    this.connection = connection;
    this.parts = parts;
    this.folders = folders;
    this.onOthers = onOthers;
  }

  /** A document was opened or has changed. */
  update(opened: Opened): void {
    const known = this.known.get(opened.uri);
    this.texts.clear();
    if (known) {
      known.opened = opened;
      this.schedule.ask(opened.uri, known.took > AT_ONCE ? Math.min(known.took, MOST_DELAY) : 0);
    } else {
      this.known.set(opened.uri, { opened, folder: undefined, analysis: undefined, took: 0 });
      this.schedule.ask(opened.uri, 0);
    }
    this.askOthers(opened.uri);
  }

  close(uri: string): void {
    const known = this.known.get(uri);
    if (!known) return;
    this.known.delete(uri);
    this.schedule.drop(uri);
    this.texts.clear();
    // What holds of the file now is what stands on disk.
    known.folder?.renew();
    for (const part of known.opened.parts) void this.connection.sendDiagnostics({ uri: part.uri, diagnostics: [] });
    this.askOthers(uri);
  }

  /** Files on disk, settings or folders have changed. */
  reload(): void {
    this.texts.clear();
    for (const known of this.known.values()) known.folder = undefined;
    this.askOthers();
  }

  dispose(): void {
    this.schedule.clear();
  }

  isOpen(file: string): boolean {
    return [...this.known.values()].some(({ opened }) => opened.file === file);
  }

  /** The document with what stands in it as it is now; undefined where that is nothing. `uri` may be that of a cell. */
  async ask(uri: string): Promise<{ opened: Opened; found: Analysed; folder: Folder; texts: Texts } | undefined> {
    const known = this.known.get(uri) ?? [...this.known.values()].find(({ opened }) => opened.parts.some(part => part.uri === uri));
    if (!known) return undefined;
    const folder = await this.prepared(known);
    const found = this.analysisOf(known, folder);
    return found && { opened: known.opened, found, folder, texts: this.textsIn(folder) };
  }

  /** A file of a folder, open or not. */
  openedAt(folder: Folder, path: string): Opened | undefined {
    const file = join(folder.root, path);
    const open = [...this.known.values()].find(({ opened }) => opened.file === file);
    if (open) return open.opened;
    const text = folder.read(path, this.textsIn(folder));
    return text === undefined ? undefined : unopenedText(pathToFileURL(file).href, file, text);
  }

  private askOthers(uri?: string): void {
    for (const other of this.known.keys()) if (other !== uri && !this.schedule.isWaiting(other)) this.schedule.ask(other, OTHERS_AFTER);
  }

  private refresh(uri: string): void {
    this.refreshed(uri).catch((error: unknown) => this.connection.console.error(`${uri}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`));
  }

  private async refreshed(uri: string): Promise<void> {
    const known = this.known.get(uri);
    if (!known) return;
    const { analysis: old } = known;
    const folder = await this.prepared(known);
    const isChanged = old?.version !== known.opened.version;
    if (!isChanged) known.analysis = undefined;
    const found = this.analysisOf(known, folder);
    // Closed, or changed again, while folder and parser were loaded.
    if (this.known.get(uri) !== known || this.schedule.isWaiting(uri)) return;
    const lists = diagnosticsOf(known.opened, found, this.parts.docsUrl);
    for (const part of known.opened.parts) void this.connection.sendDiagnostics({ uri: part.uri, ...(part.version !== null && { version: part.version }), diagnostics: lists.get(part.uri) ?? [] });
    if (old && !isChanged && (found?.calls.length ?? 0) + (old.found?.calls.length ?? 0) > 0) this.onOthers();
  }

  private async prepared(known: Known): Promise<Folder> {
    if (needsLoading(known.opened.file)) await loadParser(known.opened.file);
    return (known.folder ??= await this.folders.of(known.opened.file));
  }

  private analysisOf(known: Known, folder: Folder): Analysed | undefined {
    const { opened, analysis } = known;
    if (analysis?.version === opened.version) return analysis.found;
    const start = performance.now();
    let found: Analysed | undefined;
    try {
      found = folder.analyse(relativePath(folder.root, opened.file), this.textsIn(folder));
    } catch (error) {
      this.connection.console.error(`${opened.uri}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
    known.took = performance.now() - start;
    known.analysis = { version: opened.version, found };
    return found;
  }

  private textsIn(folder: Folder): Texts {
    let found = this.texts.get(folder);
    if (!found) this.texts.set(folder, (found = new Map([...this.known.values()].map(({ opened }) => [relativePath(folder.root, opened.file), opened.text]))));
    return found;
  }
}

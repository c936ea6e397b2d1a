/** Edits as the editor applies them. */
import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Edit } from '../core/edit.ts';
import type { Opened } from './opened.ts';

/** Undefined where one of the edits cannot be written; a fix is applied wholly or not at all. */
export function workspaceEdit(edits: readonly Edit[], openedAt: (path: string) => Opened | undefined, withVersions: boolean): WorkspaceEdit | undefined {
  const changes = new Map<string, { version: number | null; edits: TextEdit[] }>();
  for (const edit of edits) {
    const opened = openedAt(edit.path);
    const place = opened?.edited(edit);
    if (!opened || !place) return undefined;
    let change = changes.get(place.uri);
    if (!change) changes.set(place.uri, (change = { version: opened.parts.find(({ uri }) => uri === place.uri)?.version ?? null, edits: [] }));
    change.edits.push({ range: place.range, newText: place.newText });
  }
  if (changes.size === 0) return undefined;
  if (withVersions) return { documentChanges: [...changes].map(([uri, { version, edits: own }]) => ({ textDocument: { uri, version }, edits: own })) };
  return { changes: Object.fromEntries([...changes].map(([uri, { edits: own }]) => [uri, own])) };
}

/** Edits that turn one text into another, a line at least each, apart from each other. */
export function editsBetween(path: string, before: string, after: string, changed: readonly LineChange[]): Edit[] {
  const edits: Edit[] = [];
  let offset = 0;
  for (const { value, added, removed } of changed) {
    const last = edits.at(-1);
    if (!added && !removed) offset += value.length;
    else if (last && last.range[1] === offset) edits[edits.length - 1] = { path, range: [last.range[0], offset + (removed ? value.length : 0)], text: last.text + (added ? value : '') };
    else edits.push({ path, range: [offset, offset + (removed ? value.length : 0)], text: added ? value : '' });
    if (removed) offset += value.length;
  }
  return offset === before.length && after !== before ? edits : [];
}
/** As `diffLines` of the package `diff` gives them. */
interface LineChange {
  readonly value: string;
  readonly added: boolean;
  readonly removed: boolean;
}

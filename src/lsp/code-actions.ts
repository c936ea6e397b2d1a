/** Quick fixes: the fixes of the scanner, all safe ones at once, and comments that switch a finding off. */
import { diffLines } from 'diff';
import { type CodeAction, CodeActionKind, type CodeActionParams, type WorkspaceEdit } from 'vscode-languageserver';
import type { Finding } from '../core/finding.ts';
import { diagnosticOf } from './diagnostics.ts';
import type { Analysed, Folder, Texts } from './folder.ts';
import type { Opened } from './opened.ts';
import { silencesOf } from './silence.ts';
import { editsBetween, workspaceEdit } from './workspace-edit.ts';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.promptfare`;

/** A document, what stands in it, and what is around it. */
export interface Seen {
  readonly opened: Opened;
  readonly found: Analysed;
  readonly folder: Folder;
  readonly texts: Texts;
  readonly openedAt: (path: string) => Opened | undefined;
  readonly docsUrl: (ruleId: string) => string;
  /** The editor takes edits with versions. */
  readonly withVersions: boolean;
}

/** Without `isLazy` the edit of what takes long is made at once. */
export function codeActionsOf({ textDocument: { uri }, range, context }: CodeActionParams, seen: Seen, isLazy: boolean): CodeAction[] {
  const { opened, found, folder } = seen;
  const wants = (kind: string): boolean => context.only === undefined || context.only.some(only => kind === only || kind.startsWith(`${only}.`));
  const start = opened.offsetAt(uri, range.start);
  const end = opened.offsetAt(uri, range.end);
  if (start === undefined || end === undefined) return [];
  const actions: CodeAction[] = [];
  const isSafe = found.module.recovered === undefined && found.findings.some(finding => folder.automatic(finding));
  if (wants(CodeActionKind.QuickFix)) {
    const here = found.findings.filter(finding => finding.range[0] <= end && start <= finding.range[1]);
    for (const finding of here) actions.push(...fixesOf(finding, seen));
    const automatic = found.findings.filter(finding => folder.automatic(finding));
    if (isSafe && automatic.length > 1 && here.some(finding => automatic.includes(finding))) actions.push(fixAll(CodeActionKind.QuickFix, seen, isLazy));
    for (const finding of here) actions.push(...commentsOf(finding, seen));
  }
  // A light bulb does not ask for these, and they take several passes.
  if (context.only !== undefined && wants(FIX_ALL) && isSafe) actions.push(fixAll(FIX_ALL, seen, isLazy));
  return actions;
}

function fixesOf(finding: Finding, { opened, found, folder, openedAt, docsUrl, withVersions }: Seen): CodeAction[] {
  // What was read past an error may not mean what it seems to.
  if (found.module.recovered !== undefined) return [];
  return finding.fixes.flatMap(fix => {
    const edit = workspaceEdit(fix.edits, openedAt, withVersions);
    if (!edit) return [];
    return [{ title: fix.title, kind: CodeActionKind.QuickFix, diagnostics: [diagnosticOf(finding, opened, docsUrl)], ...(fix === folder.automatic(finding) && { isPreferred: true }), edit }];
  });
}

function commentsOf(finding: Finding, { opened, found, folder, texts, openedAt, docsUrl, withVersions }: Seen): CodeAction[] {
  const { line, file } = silencesOf(finding, found, text => folder.analyse(found.path, new Map([...texts, [found.path, text]])));
  const action = (title: string, edit: typeof line): CodeAction[] => {
    const written = edit && workspaceEdit([edit], openedAt, withVersions);
    return written ? [{ title, kind: CodeActionKind.QuickFix, diagnostics: [diagnosticOf(finding, opened, docsUrl)], edit: written }] : [];
  };
  return [...action(`Ignore ${finding.ruleId} here`, line), ...action(`Ignore ${finding.ruleId} in this file`, file)];
}

function fixAll(kind: string, seen: Seen, isLazy: boolean): CodeAction {
  const { opened } = seen;
  const edit = isLazy ? undefined : fixAllEdit(seen);
  return { title: 'Apply all safe fixes of promptfare', kind, ...(edit ? { edit } : { data: { uri: opened.uri, version: opened.version } }) };
}

/** Undefined where nothing is left to fix. */
export function fixAllEdit({ found, folder, texts, openedAt, withVersions }: Seen): WorkspaceEdit | undefined {
  const { texts: fixed, originals } = folder.fixed(found.path, texts);
  const edits = [...fixed].flatMap(([path, after]) => {
    const before = originals.get(path)!.text;
    return editsBetween(path, before, after, diffLines(before, after));
  });
  return workspaceEdit(edits, openedAt, withVersions);
}

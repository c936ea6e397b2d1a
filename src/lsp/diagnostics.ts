/** Findings as the editor shows them. */
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Finding } from '../core/finding.ts';
import type { Analysed } from './folder.ts';
import type { Opened } from './opened.ts';

export const SOURCE = 'promptfare';

/** By the document of the editor that they stand in; each part of the file has its list, empty where there is nothing to say. */
export function diagnosticsOf(opened: Opened, found: Analysed | undefined, docsUrl: (ruleId: string) => string): Map<string, Diagnostic[]> {
  const lists = new Map<string, Diagnostic[]>(opened.parts.map(({ uri }) => [uri, []]));
  for (const finding of found?.findings ?? []) {
    const { uri } = opened.locate(finding.range);
    lists.get(uri)?.push(diagnosticOf(finding, opened, docsUrl));
  }
  return lists;
}

export function diagnosticOf(finding: Finding, opened: Opened, docsUrl: (ruleId: string) => string): Diagnostic {
  return {
    range: opened.locate(finding.range).range,
    severity: finding.severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    code: finding.ruleId,
    codeDescription: { href: docsUrl(finding.ruleId) },
    source: SOURCE,
    message: finding.message,
    ...(isRemoved(finding) && { tags: [DiagnosticTag.Unnecessary] }),
    data: finding.id,
  };
}

/** Is what it points at what a fix takes away? Editors fade that. */
function isRemoved({ fixes, path, range }: Finding): boolean {
  return range[0] < range[1] && fixes.some(({ edits }) => edits.every(({ text }) => text === '') && edits.some(edit => edit.path === path && edit.range[0] <= range[0] && edit.range[1] >= range[1]));
}

/** What a call or a prompt costs, and how that comes about. */
import { type Hover, MarkupKind, type Position } from 'vscode-languageserver';
import { isLiteral, type Call, type Prompt } from '../core/call.ts';
import type { Range } from '../core/source.ts';
import { printable } from '../core/printable.ts';
import { callText, promptText } from './figures.ts';
import type { Analysed, Folder } from './folder.ts';
import type { Opened } from './opened.ts';
import type { ServerParts } from './parts.ts';

/** Over the first line of a call, its model, its limit, and the text of its prompts: the rest of a call is other servers' to explain. */
export function hoverAt(uri: string, position: Position, opened: Opened, { path, calls, findings }: Analysed, folder: Folder, { facts, explain }: ServerParts, isMarkdown: boolean): Hover | undefined {
  const offset = opened.offsetAt(uri, position);
  if (offset === undefined) return undefined;
  const found = promptAt(calls, path, offset) ?? callAt(calls, path, offset, opened.text);
  if (!found) return undefined;

  const { call, prompt, range } = found;
  const head = prompt ? promptText(prompt, call, facts) : undefined;
  const details = findings.filter(finding => finding.details && contains(finding.range, offset)).flatMap(finding => finding.details ?? []);
  const lines = [...explain(call), ...details.flatMap((line, index) => (index === 0 ? ['', line] : [line]))];
  const title = head ?? callText(call, folder.estimate(call));
  return { range: opened.locate(range).range, contents: { kind: isMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText, value: isMarkdown ? markdownOf(title, lines) : [title, '', ...lines].join('\n') } };
}

interface Target {
  readonly call: Call;
  readonly prompt?: Prompt;
  readonly range: Range;
}

function promptAt(calls: readonly Call[], path: string, offset: number): Target | undefined {
  for (const call of calls) {
    for (const prompt of call.prompts) {
      const piece = prompt.text.pieces.filter(isLiteral).find(each => each.path === path && contains(each.range, offset));
      if (piece) return { call, prompt, range: piece.range };
    }
  }
  return undefined;
}

/** The innermost. */
function callAt(calls: readonly Call[], path: string, offset: number, text: string): Target | undefined {
  const targets = calls.flatMap((call): Target[] => {
    const [start, end] = call.range;
    const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
    const lineEnd = /[\r\n]|$/.exec(text.slice(start, end))!.index + start;
    const spans = [call.model.span, call.limit.span].flatMap(span => (span?.path === path ? [span.range] : []));
    return [[start, lineEnd] as const, [lineStart, lineEnd] as const, ...spans].filter(range => contains(range, offset)).map(range => ({ call, range }));
  });
  return targets.toSorted((a, b) => length(a.range) - length(b.range))[0];
}

function contains([start, end]: Range, offset: number): boolean {
  return start <= offset && offset <= end;
}
function length([start, end]: Range): number {
  return end - start;
}

/** The words of strangers stand in a fence that they cannot leave. */
function markdownOf(title: string, lines: readonly string[]): string {
  const body = lines.map(line => printable(line).replaceAll('```', "'''"));
  return [`**${title}**`, '', '```text', ...body, '```'].join('\n');
}

/** Comments that switch a finding off, in the syntax of the file. */
import type { Edit } from '../core/edit.ts';
import { applyEdits } from '../core/edit.ts';
import type { Finding } from '../core/finding.ts';
import type { Analysed } from './folder.ts';

export interface Silence {
  /** For the line of the finding, or of its call. */
  readonly line?: Edit;
  readonly file?: Edit;
}

/** Only comments that do what they say: tried on the text, after which the finding is gone and everything else is as it was. */
export function silencesOf(finding: Finding, found: Analysed, analyse: (text: string) => Analysed | undefined): Silence {
  const { module, path, calls } = found;
  const { lineComment } = module.syntax;
  if (lineComment === '' || module.recovered !== undefined) return {};
  const call = calls.find(({ id }) => id === finding.callId);
  const starts = [...new Set([finding.range[0], ...(call ? [call.range[0]] : [])])];
  const lines = starts.map(offset => commentAt(module.text, offset, `${lineComment} promptfare-ignore ${finding.ruleId}`, module.language === 'notebook'));
  const top = /^#!.*\r?\n/.exec(module.text)?.[0].length ?? 0;
  const whole = { path, range: [top, top] as const, text: `${lineComment} promptfare-ignore-file ${finding.ruleId}${lineEndOf(module.text)}` };
  const works = (edit: Omit<Edit, 'path'>, isGone: (other: Finding) => boolean): boolean => {
    const after = analyse(applyEdits(module.text, [{ ...edit, path }]));
    const before = found.findings.filter(other => !isGone(other)).map(({ id }) => id);
    // A prompt that got the comment as text is another call.
    return after !== undefined && sameIds(after.findings.map(({ id }) => id), before) && sameIds(after.calls.map(({ id }) => id), calls.map(({ id }) => id));
  };
  const line = lines.find(edit => works(edit, other => other === finding) || works(edit, other => other.ruleId === finding.ruleId && other.callId === finding.callId));
  const file = module.language !== 'notebook' && works(whole, other => other.ruleId === finding.ruleId) ? whole : undefined;
  return { ...(line && { line: { path, ...line } }), ...(file && { file }) };
}

/** Above the line, with its indentation; in the JSON of a notebook behind the code of the line. */
function commentAt(text: string, offset: number, comment: string, isBehind: boolean): Omit<Edit, 'path'> {
  if (isBehind) {
    const end = offset + /\\n|"|$/.exec(text.slice(offset))!.index;
    return { range: [end, end], text: `  ${comment}` };
  }
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const indentation = /^[ \t]*/.exec(text.slice(start))![0];
  return { range: [start, start], text: `${indentation}${comment}${lineEndOf(text)}` };
}

function lineEndOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

function sameIds(some: readonly string[], others: readonly string[]): boolean {
  return some.toSorted().join() === others.toSorted().join();
}

/** Comments that switch findings off: `promptfare-ignore rule-a, rule-b -- reason`, `promptfare-ignore-file`. */
import type { Call } from './call.ts';
import type { Finding } from './finding.ts';
import { findingId } from './identity.ts';
import type { Comment, Module } from './ir.ts';
import { positionsOf } from './positions.ts';
import type { Position } from './source.ts';

/** A file as a driver has inspected it. */
export interface Commented {
  readonly path: string;
  readonly module: Module;
  readonly calls: readonly Call[];
}

interface Directive {
  readonly comment: Comment;
  /** Empty: every rule. */
  readonly rules: readonly string[];
  /** Undefined: the whole file. */
  readonly line: string | undefined;
  isUsed: boolean;
}

/** The findings that no directive switches off, and those directives that switch nothing off. */
export function withoutIgnored(file: Commented, findings: readonly Finding[]): { findings: Finding[]; unused: Finding[] } {
  const directives = directivesIn(file.module);
  if (directives.length === 0) return { findings: [...findings], unused: [] };

  const place = positionsOf(file.module);
  const calls = new Map<string, Call>(file.calls.map(call => [call.id, call]));
  const kept = findings.filter(finding => {
    const call = finding.callId === undefined ? undefined : calls.get(finding.callId);
    // A comment cannot stand inside a prompt: above the call it speaks for what the call sends.
    const lines = [finding.range[0], ...(call ? [call.range[0]] : [])].map(offset => lineKey(place(offset)));
    const found = directives.filter(({ line, rules }) => (line === undefined || lines.includes(line)) && (rules.length === 0 || rules.includes(finding.ruleId)));
    for (const directive of found) directive.isUsed = true;
    return found.length === 0;
  });
  return { findings: kept, unused: directives.filter(({ isUsed }) => !isUsed).map(({ comment }) => unusedFinding(file, comment)) };
}

function directivesIn(module: Module): Directive[] {
  return module.comments.flatMap(comment => {
    const [, isFile, list] = /^[\s*]*promptfare-ignore(-file)?(?![\w-])([^]*)$/.exec(comment.text) ?? [];
    if (list === undefined) return [];
    const [names = ''] = list.split(/\s--\s|\s--$/, 1);
    const rules = names.split(/[\s,:*]+/).filter(name => name !== '' && name !== '--');
    return [{ comment, rules, line: isFile ? undefined : targetLine(module, comment), isUsed: false }];
  });
}

/** Behind code: its own line. Alone: the next line that is not empty and no such comment. */
function targetLine(module: Module, comment: Comment): string {
  const { text } = module;
  const blank = module.language === 'notebook' ? /^[\s",]*$|^\s*"\s*\\n",?$/ : /^\s*$/;
  const [start, end] = comment.range;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const place = positionsOf(module);
  const after = text.slice(end, lineEnd(text, end)).replace(module.language === 'notebook' ? /\\n",?\s*$/ : /$^/, '');
  if (!blank.test(text.slice(lineStart, start)) || !blank.test(after)) return lineKey(place(start));

  let next = lineEnd(text, end) + 1;
  while (next < text.length) {
    const stop = lineEnd(text, next);
    const offset = next;
    const isComment = module.comments.some(({ range }) => range[0] >= offset && range[0] < stop && blank.test(text.slice(offset, range[0])));
    if (!isComment && !blank.test(text.slice(next, stop))) break;
    next = stop + 1;
  }
  const first = next + (/^[\s"]*/.exec(text.slice(next, next + 500))?.[0].length ?? 0);
  return lineKey(place(Math.min(first, text.length)));
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

function lineKey({ line, cell }: Position): string {
  return `${cell ?? ''}:${line}`;
}

function unusedFinding({ path }: Commented, comment: Comment): Finding {
  return {
    id: findingId('unused-ignore', 'unused', '', comment.text),
    ruleId: 'unused-ignore',
    messageId: 'unused',
    severity: 'warning',
    callId: undefined,
    path,
    range: comment.range,
    message: 'This comment switches nothing off. Remove it.',
    strategy: 'monitoring',
    fixes: [],
  };
}

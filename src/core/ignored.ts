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
  const targetLine = targetsIn(module);
  return module.comments.flatMap(comment => {
    const [, isFile, list] = /^[\s*]*promptfare-ignore(-file)?(?![\w-])([^]*)$/.exec(comment.text) ?? [];
    if (list === undefined) return [];
    const [names = ''] = list.split(/\s--\s|\s--$/, 1);
    const rules = names.split(/[\s,:*]+/).filter(name => name !== '' && name !== '--');
    return [{ comment, rules, line: isFile ? undefined : targetLine(comment), isUsed: false }];
  });
}

/** The line that a comment is about. Behind code: its own. Alone: the next line that is not empty and no such comment. */
function targetsIn(module: Module): (comment: Comment) => string {
  const { text, comments } = module;
  const place = positionsOf(module);
  const blank = module.language === 'notebook' ? /^[\s",]*$|^\s*"\s*\\n",?$/ : /^\s*$/;
  let commented: Set<number> | undefined;
  /** Where lines begin that a comment begins, too. */
  const startsOfComments = (): Set<number> =>
    (commented ??= new Set(comments.flatMap(({ range: [start] }) => {
      const lineStart = text.lastIndexOf('\n', start - 1) + 1;
      return blank.test(text.slice(lineStart, start)) ? [lineStart] : [];
    })));
  // Comments in a stack look for the same line: each begins where the one above it has been already.
  const found = new Map<number, number>();
  const nextFrom = (from: number): number => {
    const passed: number[] = [];
    let next = from;
    while (next < text.length) {
      const known = found.get(next);
      if (known !== undefined) {
        next = known;
        break;
      }
      const stop = lineEnd(text, next);
      if (!startsOfComments().has(next) && !blank.test(text.slice(next, stop))) break;
      passed.push(next);
      next = stop + 1;
    }
    for (const each of passed) found.set(each, next);
    return next;
  };
  return ({ range: [start, end] }) => {
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const after = text.slice(end, lineEnd(text, end)).replace(module.language === 'notebook' ? /\\n",?\s*$/ : /$^/, '');
    if (!blank.test(text.slice(lineStart, start)) || !blank.test(after)) return lineKey(place(start));
    const next = nextFrom(lineEnd(text, end) + 1);
    const first = next + (/^[\s"]*/.exec(text.slice(next, next + 500))?.[0].length ?? 0);
    return lineKey(place(Math.min(first, text.length)));
  };
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

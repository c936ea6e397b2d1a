/** The comments by which ESLint switches rules off: `eslint-disable-next-line promptfare/rule -- reason` and its like. */
import type { Comment, Module } from './ir.ts';
import { positionsOf } from './positions.ts';

export interface EslintDirective {
  readonly kind: 'disable' | 'enable' | 'disable-line' | 'disable-next-line';
  /** Names of rules with commas between them, as they are written; empty for all rules. */
  readonly value: string;
  readonly justification: string;
  readonly comment: Comment;
}

const PREFIX = 'promptfare/';

/** Can a comment with this text switch findings off? Languages list those comments only. */
export function isDirective(text: string): boolean {
  return text.includes('promptfare-ignore') || text.includes('eslint-');
}

export function eslintDirectivesIn(module: Module): EslintDirective[] {
  return module.comments.flatMap(comment => {
    const [, kind, rest = ''] = /^\s*eslint-(enable|disable(?:(?:-next)?-line)?)(?:\s([^]*))?$/.exec(comment.text) ?? [];
    // As in ESLint, a comment that runs to the end of its line speaks of lines.
    const isForLines = module.text.startsWith('//', comment.range[0]);
    if (kind === undefined || (isForLines && (kind === 'enable' || kind === 'disable'))) return [];
    const [value = '', ...reasons] = rest.split(/(?:^|\s)-{2,}(?:\s|$)/u);
    return [{ kind: kind as EslintDirective['kind'], value: value.trim(), justification: reasons.join(' -- ').trim(), comment }];
  });
}

/** Does ESLint leave out what a rule reports at an offset? */
export function eslintFilter(module: Module): (ruleId: string, offset: number) => boolean {
  const directives = eslintDirectivesIn(module);
  if (directives.length === 0) return () => false;
  const place = positionsOf(module);
  const speaks = directives.map(({ kind, value, comment }) => {
    const names = value.split(',').map(name => name.trim()).filter(name => name !== '');
    const { line, cell } = place(kind === 'disable-next-line' ? comment.range[1] : comment.range[0]);
    return { kind, names, start: comment.range[0], line: kind === 'disable-next-line' ? line + 1 : line, cell };
  });
  return (ruleId, offset) => {
    const { line, cell } = place(offset);
    let isOff = false;
    for (const directive of speaks) {
      if (directive.names.length > 0 && !directive.names.includes(PREFIX + ruleId)) continue;
      if (directive.kind === 'disable' || directive.kind === 'enable') {
        if (directive.start <= offset) isOff = directive.kind === 'disable';
      } else if (directive.line === line && directive.cell === cell) return true;
    }
    return isOff;
  };
}

/** Words of shell to texts of the neutral IR: quotes and escapes taken off, expansions as holes. */
import type { HereDocBody, ParsedScript, Word, WordPart } from 'unbash';
import type { Expr, Place, TextPart } from '../../core/ir.ts';
import type { Range } from '../../core/source.ts';
import { FILLED, type ShellSource } from './source.ts';

/** What expansions mean where a word stands. */
export interface Scope {
  readonly source: ShellSource;
  readonly at: Place;
  variable(name: string, range: Range, at: Place): Expr;
  /** What a script prints, where that is plain to see. */
  output(script: ParsedScript, range: Range): Expr | undefined;
}

/** The text of a word; the value itself where it is one expansion and nothing else. */
export function wordExpr(word: Word, scope: Scope): Expr {
  const range = scope.source.range(word.pos, word.end);
  const parts = word.parts ? word.parts.flatMap(part => partsOf(part, scope)) : literal(word.pos, word.end, scope);
  const [only, more] = parts;
  if (only?.kind === 'hole' && !more) return only.value;
  return { kind: 'text', range, parts, delimiter: /^["']/.exec(word.text)?.[0] ?? '' };
}

/** The text of a document in the script. */
export function documentExpr(body: HereDocBody, scope: Scope): Expr {
  const range = scope.source.range(body.pos, body.end);
  const parts = body.parts ? body.parts.flatMap(part => partsOf(part, scope, /[$`\\\n]/)) : literal(body.pos, body.end, scope, /(?!)/);
  return { kind: 'text', range, parts, delimiter: '<<' };
}

/** `escapable`: what a backslash takes its meaning from; any character outside of quotes. */
function partsOf(part: WordPart, scope: Scope, escapable: RegExp = /[^]/): TextPart[] {
  const { source } = scope;
  const range = source.range(part.pos, part.end);
  const hole = (value: Expr): TextPart[] => [{ kind: 'hole', value, range }];
  const opaque = (reason: string): TextPart[] => hole({ kind: 'opaque', range, reason });
  switch (part.type) {
    case 'Literal':
      return literal(part.pos, part.end, scope, escapable);
    case 'SingleQuoted':
      return literal(part.pos + 1, part.end - 1, scope, /(?!)/);
    case 'DoubleQuoted':
      return part.parts.flatMap(inner => partsOf(inner, scope, /[$`"\\\n]/));
    case 'AnsiCQuoted':
      return [{ kind: 'literal', value: part.value, range, exact: false }];
    case 'SimpleExpansion':
      return hole(scope.variable(part.text.slice(1), range, scope.at));
    case 'ParameterExpansion': {
      const { parameter, operation, index, prefix } = part;
      if (index || prefix) return opaque('expansion');
      const name = scope.variable(parameter, range, scope.at);
      if (!operation) return hole(name);
      if (operation.type !== 'Default' || !/[-=]$/.test(operation.operator)) return opaque('expansion');
      return hole({ kind: 'choose', range, operator: 'or', options: [name, wordExpr(operation.operand, scope)] });
    }
    case 'CommandExpansion': {
      const printed = part.script && !part.script.source ? scope.output(part.script, range) : undefined;
      if (printed?.kind === 'text') return withoutLastBreaks(printed.parts);
      return printed ? hole(printed) : opaque('command');
    }
    case 'LocaleString':
      return part.parts.flatMap(inner => partsOf(inner, scope, /[$`"\\\n]/));
    case 'Glob':
    case 'ExtendedGlob':
    case 'BraceExpansion':
      return literal(part.pos, part.end, scope, /(?!)/);
    default:
      return opaque('expansion');
  }
}

/** Runs of characters that stand for themselves; an escape is a part of its own, and what a workflow fills in a hole. */
function literal(start: number, end: number, { source }: Scope, escapable: RegExp = /[^]/): TextPart[] {
  const parts: TextPart[] = [];
  const { text } = source;
  const add = (from: number, to: number): void => {
    for (const { value, range, exact } of source.runs(from, to)) parts.push({ kind: 'literal', value, range, exact });
  };
  let from = start;
  for (let at = start; at < end; at++) {
    if (text[at] === FILLED) {
      add(from, at);
      let stop = at;
      while (stop < end && text[stop] === FILLED) stop++;
      const range = source.range(at, stop);
      parts.push({ kind: 'hole', value: { kind: 'opaque', range, reason: 'expression of the workflow' }, range });
      from = stop;
      at = stop - 1;
    } else if (text[at] === '\\' && at + 1 < end && escapable.test(text[at + 1]!)) {
      add(from, at);
      const value = text[at + 1] === '\n' ? '' : text[at + 1]!;
      if (value !== '') parts.push({ kind: 'literal', value, range: source.range(at, at + 2), exact: false });
      from = at + 2;
      at++;
    }
  }
  add(from, end);
  return parts;
}

/** A substitution drops the line breaks at the end of what it takes. */
function withoutLastBreaks(parts: readonly TextPart[]): TextPart[] {
  const last = parts.at(-1);
  if (last?.kind !== 'literal' || !last.value.endsWith('\n')) return [...parts];
  const value = last.value.replace(/(?<!\n)\n+$/, '');
  const rest = parts.slice(0, -1);
  if (value === '') return withoutLastBreaks(rest);
  return [...rest, last.exact ? { ...last, value, range: [last.range[0], last.range[0] + value.length] } : { ...last, value }];
}

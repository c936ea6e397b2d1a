import type { Def, Expr, Step } from '../../core/ir.ts';
import { branch, type Completion, GOES_ON, inArm, LEAVES_FUNCTION } from '../completion.ts';
import { lowerExpression } from './lower-expression.ts';
import { lowerBlock } from './lower-statement.ts';
import type { Lowering } from './lowering.ts';
import type { Pattern, Statement } from './tree.ts';

/** `match`: each `case` is an arm, and binds parts of the subject. */
export function lowerMatch(l: Lowering, node: Extract<Statement, { type: 'match' }>): Completion {
  const subject = lowerExpression(l, node.subject);
  const last = node.cases.at(-1);
  const total = last !== undefined && !last.guard && takesAll(last.pattern);
  const of = branch('switch', total, subject);
  let completion: Completion = LEAVES_FUNCTION;
  for (const { pattern, guard, body } of node.cases) {
    const done = inArm(l, of, () => {
      capture(l, pattern, subject, []);
      if (guard) lowerExpression(l, guard);
      return lowerBlock(l, body);
    });
    completion = Math.max(completion, done);
  }
  return total ? completion : GOES_ON;
}

function takesAll(pattern: Pattern): boolean {
  if (pattern.type === 'or') return pattern.options.some(takesAll);
  return pattern.type === 'anything' || (pattern.type === 'capture' && (!pattern.inner || takesAll(pattern.inner)));
}

/** Binds the names of a pattern; `path` is undefined where the part cannot be told. */
function capture(l: Lowering, pattern: Pattern, subject: Expr, path: readonly Step[] | undefined): void {
  switch (pattern.type) {
    case 'capture':
      bind(l, pattern.name, pattern, subject, path);
      if (pattern.inner) capture(l, pattern.inner, subject, path);
      return;
    case 'or':
      return pattern.options.forEach((option) => capture(l, option, subject, path));
    case 'star':
      if (pattern.name !== undefined) bind(l, pattern.name, pattern, subject, path);
      return;
    case 'sequence': {
      const star = pattern.items.findIndex((item) => item.type === 'star');
      return pattern.items.forEach((item, i) => {
        const step: Step = i === star ? { rest: pattern.items.slice(0, i).map((_, taken) => taken) } : star >= 0 && i > star ? i - pattern.items.length : i;
        capture(l, item, subject, path && [...path, step]);
      });
    }
    case 'mapping': {
      const keys = pattern.entries.map(({ key }) => key);
      for (const { key, value } of pattern.entries) capture(l, value, subject, path && key !== undefined ? [...path, key] : undefined);
      const { rest } = pattern;
      if (rest) bind(l, rest.name, rest, subject, path && keys.every((key) => key !== undefined) ? [...path, { rest: keys }] : undefined);
      return;
    }
    case 'class':
      for (const { name, value } of pattern.items) capture(l, value, subject, path && name !== undefined ? [...path, name] : undefined);
  }
}

function bind(l: Lowering, name: string, at: { start: number; end: number }, subject: Expr, path: readonly Step[] | undefined): void {
  const place = { at: l.at(at.end), range: l.range(at.start, at.end) };
  const def: Def = path ? { kind: 'assign', value: subject, ...(path.length > 0 && { path }), ...place } : { kind: 'unknown', reason: 'part of a pattern', ...place };
  l.define(name, def);
}

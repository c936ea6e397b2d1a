/** `+`, `%`, `|` and arithmetic. */
import type { BinaryExpr, CallExpr, Expr } from '../core/ir.ts';
import { isPython } from '../core/source.ts';
import type { Env, ExternalValue, Origin, Piece, Value } from '../core/value.ts';
import { optionsOf, unknown } from './choice.ts';
import type { Engine } from './engine.ts';
import { formatPercent } from './format.ts';
import { merge } from './path.ts';
import { excerpt, piecesOf, textOf } from './text.ts';
import { compared } from './truth.ts';

export function calculated(_engine: Engine, expr: BinaryExpr, left: Value, right: Value, env: Env, origin: Origin): Value {
  const { module } = env.fn;
  if (expr.operator === '+') {
    if (left.kind === 'list' && right.kind === 'list') return { kind: 'list', items: [...left.items, ...right.items], open: left.open || right.open, origin };
    if (left.kind === 'list') return { ...left, open: true };
    if (right.kind === 'list') return { ...right, open: true };
    if (isText(left) || isText(right)) {
      const pieces: Piece[] = [
        ...piecesOf(left, () => excerpt(module, expr.left.range), module.path, expr.left.range, { expr: expr.left, env }),
        ...piecesOf(right, () => excerpt(module, expr.right.range), module.path, expr.right.range, { expr: expr.right, env }),
      ];
      return textOf(pieces, origin);
    }
  }
  if (expr.operator === '%' && left.kind === 'text') return formatPercent(left, right, module, expr);
  if (expr.operator === '|' && isPython(module.language) && [left, right].flatMap(optionsOf).some(isOfPackage)) return piped(expr, left, right, env, origin);
  if (expr.operator === '|' && left.kind === 'object') return merge(left, right);
  if (left.kind === 'number' && right.kind === 'number') {
    const result = arithmetic(expr.operator, left.value, right.value);
    if (result !== undefined && Number.isFinite(result)) return { kind: 'number', value: result, origin };
  }
  const holds = compared(expr.operator, left, right);
  if (typeof holds === 'boolean') return { kind: 'boolean', value: holds, origin };
  // What is computed from a parameter still depends on it.
  const dependent = [left, right].flatMap(optionsOf).find(option => option.kind === 'unknown' && option.param);
  const result = { ...unknown('expression', undefined, origin), ...(/^(?:[-+*/%]|\/\/|\*\*)$/.test(expr.operator) && { isPresent: true as const }) };
  return dependent?.kind === 'unknown' ? { ...result, param: dependent.param! } : result;
}

/** What a class of a package makes of `a | b`: a chain of its steps, as LangChain has it. */
function piped(expr: BinaryExpr, left: Value, right: Value, env: Env, origin: Origin): Value {
  const callee: Expr = { kind: 'opaque', range: expr.range, reason: 'call' };
  const call: CallExpr = { kind: 'call', range: expr.range, callee, args: [], isNew: false, isAwaited: false, at: { fn: env.fn, offset: expr.range[0], arms: [] } };
  const { module } = [left, right].flatMap(optionsOf).find(isOfPackage)!;
  return { kind: 'external', module, path: [], result: { callee: { kind: 'external', module, path: ['__or__'] }, isNew: false, args: { expr: call, env, module: env.fn.module, values: [left, right] } }, origin };
}

function isOfPackage(value: Value): value is ExternalValue {
  return value.kind === 'external' && value.module !== '' && value.path.length === 0 && value.result !== undefined;
}

function isText(value: Value): boolean {
  return optionsOf(value).some(option => option.kind === 'text');
}

function arithmetic(operator: string, a: number, b: number): number | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '//':
      return Math.floor(a / b);
    case '%':
      return a % b;
    case '**':
      return a ** b;
    case '<<':
      return a << b;
    default:
      return undefined;
  }
}

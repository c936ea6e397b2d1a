/** The constants and patterns that an answer is held against. */
import type { Expr, Fn, Module } from '../core/ir.ts';
import type { Value } from '../core/value.ts';
import { optionsOf } from '../resolve/choice.ts';
import type { Engine } from '../resolve/engine.ts';
import { isLiteral, plain } from '../resolve/text.ts';
import { parts } from '../core/walk.ts';

/** Known strings that an expression gives: itself, the items of a list, the keys of an object. Undefined where it is none of these. */
export function constantsIn(engine: Engine, expr: Expr | undefined, module: Module): string[] | undefined {
  if (!expr || expr.kind === 'opaque' || expr.kind === 'function') return undefined;
  const values = optionsOf(valueOf(engine, expr, module)).flatMap(constantsOf);
  return values.length > 0 ? values : undefined;
}

function constantsOf(value: Value): string[] {
  switch (value.kind) {
    case 'text':
      return plain(value) === undefined ? [] : [plain(value)!];
    case 'number':
      return [String(value.value)];
    case 'list':
      return value.items.flatMap(item => plain(item) ?? []);
    case 'object':
      return [...value.entries.keys()];
    default:
      return [];
  }
}

/** Is it a class whose members are named values? */
export function isEnumeration(engine: Engine, callee: Expr): boolean {
  if (callee.kind !== 'name' && callee.kind !== 'member') return false;
  const module = callee.kind === 'name' ? callee.at.fn.module : undefined;
  return module !== undefined && optionsOf(valueOf(engine, callee, module)).some(value => value.kind === 'class' && value.cls.isEnum === true);
}

/** The source of a regular expression, without delimiters; holes of one that is put together stand as `w`. */
export function patternIn(engine: Engine, expr: Expr | undefined, module: Module): string | undefined {
  if (!expr) return undefined;
  for (const value of optionsOf(valueOf(engine, expr, module))) {
    if (value.kind === 'text') return value.pieces.map(piece => (isLiteral(piece) ? piece.value : 'w')).join('');
    const literal = value.kind === 'unknown' ? value.origin : undefined;
    if (literal?.module && literal.expr?.kind === 'opaque' && literal.expr.reason === 'regular expression') return /^\/(.*)\/[a-z]*$/s.exec(literal.module.text.slice(...literal.expr.range))?.[1];
    const made = value.kind === 'external' ? value.result : undefined;
    // `re.compile(…)`, `new RegExp(…)`
    if (made?.args && /^(?:compile|RegExp|MustCompile)$/.test(made.callee.path.at(-1) ?? '')) return patternIn(engine, made.args.expr.args[0]?.value, made.args.module);
  }
  return undefined;
}

function valueOf(engine: Engine, expr: Expr, module: Module): Value {
  return engine.evaluate(expr, engine.frame(fnAround(expr) ?? module.functions[0]!));
}

function fnAround(expr: Expr): Fn | undefined {
  for (const part of parts(expr)) if (part.kind === 'name' || part.kind === 'call') return part.at.fn;
  return undefined;
}

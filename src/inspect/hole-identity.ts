/** Which holes hold the same value: followed through names that are set once, to where that happens. */
import type { CallExpr, Def, Expr, Fn } from '../core/ir.ts';
import type { Env, HoleSource, Piece } from '../core/value.ts';
import { lastName } from '../core/walk.ts';
import { keeps } from './extent-signs.ts';

const deepest = 8;

interface Identity {
  readonly key: string;
  readonly def: Def;
}

/** What a hole shares with others, and whether it stays the same in the loop around the call. */
export function identityOf({ written }: Exclude<Piece, { exact: boolean }>, call: CallExpr | undefined): Pick<HoleSource, 'same' | 'isFixed'> {
  const found = written && identify(written.expr, written.env, 0);
  if (!found) return {};
  return { same: found.key, ...(call && isFixedIn(call, found.def) && { isFixed: true }) };
}

function identify(expr: Expr, env: Env, depth: number): Identity | undefined {
  if (depth > deepest) return undefined;
  switch (expr.kind) {
    case 'name': {
      const { defs = [] } = expr.binding ?? {};
      const [def] = defs;
      if (!def || defs.length > 1) return undefined;
      if (def.kind === 'param') {
        const args = argumentsOf(def.fn, env);
        const arg = args && (args.expr.args.find(({ name }) => name !== undefined && name === def.param.name) ?? args.expr.args.filter(({ name }) => name === undefined)[def.param.index]);
        if (args && arg && args.env && !args.before && !args.values && !arg.spread && !def.path) return identify(arg.value, args.env, depth + 1);
        return args ? undefined : { key: keyOf(def), def };
      }
      return def.kind === 'assign' || def.kind === 'item' || def.kind === 'enter' ? { key: keyOf(def), def } : undefined;
    }
    case 'member': {
      if (typeof expr.property !== 'string') return undefined;
      const of = identify(expr.object, env, depth + 1);
      return of && { ...of, key: `${of.key}.${expr.property}` };
    }
    case 'call': {
      const kept = keeps(lastName(expr.callee));
      const inner = kept === 'arguments' ? expr.args[0]?.value : kept === 'receiver' && expr.callee.kind === 'member' ? expr.callee.object : undefined;
      return inner && expr.args.every(({ value }) => value === inner || value.kind === 'number' || value.kind === 'constant' || value.kind === 'text') ? identify(inner, env, depth + 1) : undefined;
    }
    default:
      return undefined;
  }
}

function keyOf({ at, range }: Def): string {
  return `${at.fn.module.path}:${range[0]}`;
}

function argumentsOf(fn: Fn, env: Env): Env['args'] {
  for (let frame: Env | undefined = env; frame; frame = frame.parent) if (frame.fn === fn) return frame.args;
  return undefined;
}

/** Is it set outside the loop, or the callback, that the call stands in? */
function isFixedIn({ loop, at }: CallExpr, { at: place, range }: Def): boolean {
  if (place.fn !== at.fn) return at.fn.passedTo !== undefined || loop !== undefined;
  return loop !== undefined && !(range[0] >= loop.range[0] && range[1] <= loop.range[1]);
}

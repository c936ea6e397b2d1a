import type { Binding, Def, Expr, Step } from '../../core/ir.ts';
import type { Range } from '../../core/source.ts';
import { rootOf } from '../root-of.ts';
import { lowerExpression } from './lower-expression.ts';
import type { Lowering } from './lowering.ts';
import type { Node } from './tree.ts';

/** Where the value of a target comes from. */
export type Source =
  | { readonly kind: 'assign'; readonly value: Expr }
  | { readonly kind: 'enter'; readonly value: Expr }
  | { readonly kind: 'item'; readonly of: Expr }
  | { readonly kind: 'unknown'; readonly reason: string };

/**
 * Binds a target: a name, a tuple of targets, a member. `end` is the offset from which it holds; `range` covers what a use
 * must not stand in to see it. Gives the bindings of the names.
 */
export function defineTarget(l: Lowering, target: Node, source: Source, end: number, range: Range, path: readonly Step[] = []): Binding[] {
  switch (target.type) {
    case 'name': {
      const at = l.at(end);
      const def: Def = source.kind === 'unknown' || path.length === 0 ? { ...source, at, range } : { ...source, path, at, range };
      return [l.define(target.name, def)];
    }
    case 'list':
      return defineItems(l, target.items, source, end, range, path);
    case 'star':
      return defineTarget(l, target.value, source, end, range, path);
    case 'attribute':
    case 'index': {
      const found = rootOf(lowerExpression(l, target));
      if (found && found.path.length > 0) l.change(found.root, { kind: 'set', path: found.path, value: partOf(l, source, path, target), at: l.at(end), range });
      return [];
    }
    default:
      lowerExpression(l, target);
      return [];
  }
}

function defineItems(l: Lowering, items: readonly Node[], source: Source, end: number, range: Range, path: readonly Step[]): Binding[] {
  const star = items.findIndex((item) => item.type === 'star');
  const values = star < 0 && path.length === 0 && source.kind === 'assign' && source.value.kind === 'list' ? source.value.items : undefined;
  const isPaired = values?.length === items.length && values.every((item) => item.kind === 'item');
  return items.flatMap((item, i) => {
    if (isPaired) return defineTarget(l, item, { kind: 'assign', value: values[i]!.value }, end, range);
    const step: Step = i === star ? { rest: items.slice(0, i).map((_, taken) => taken) } : star >= 0 && i > star ? i - items.length : i;
    return defineTarget(l, item, source, end, range, [...path, step]);
  });
}

/** The value that a member takes, as an expression. */
function partOf(l: Lowering, source: Source, path: readonly Step[], target: Node): Expr {
  if (source.kind === 'item' || source.kind === 'unknown') return l.opaque(target, 'part of a loop or pattern');
  let { value } = source;
  for (const step of path) {
    if (typeof step === 'object' && 'rest' in step) return l.opaque(target, 'rest of a list');
    value = { kind: 'member', range: value.range, object: value, property: step, propertyRange: value.range };
  }
  return value;
}

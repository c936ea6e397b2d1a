/** What of a request its wrapper sends whoever calls it: text, model and limit that no caller brings. */
import type { OfWrapper } from '../core/call.ts';
import type { CallExpr } from '../core/ir.ts';
import type { Draft } from '../core/sdk.ts';
import type { Span } from '../core/source.ts';
import type { Piece, Value } from '../core/value.ts';
import { optionsOf } from '../resolve/choice.ts';

/** Values within values are looked at this deep. */
const deepest = 6;

/** `bare`: the requests of a wrapper with nothing known of its parameters; `chain`: the calls that lead to them. */
export function ofWrapper(bare: readonly Draft[], chain: readonly CallExpr[]): OfWrapper {
  const spans = bare.flatMap(({ model, limit, prompts }) => [model, limit.value, ...prompts.map(({ value }) => value)].flatMap(value => (value ? spansOf(value) : [])));
  const takesLimit = bare.some(({ limit }) => limit.value && optionsOf(limit.value).some(option => option.kind === 'unknown' && option.param !== undefined));
  return { files: chain.map(({ at }) => at.fn.module.path), spans, ...(takesLimit && { takesLimit }) };
}

function spansOf(value: Value, depth = 0): Span[] {
  if (depth > deepest) return [];
  const inside = (values: readonly Value[]): Span[] => values.flatMap(each => spansOf(each, depth + 1));
  const own = value.origin ? [{ path: value.origin.path, range: value.origin.range }] : [];
  switch (value.kind) {
    case 'text':
      return [...own, ...value.pieces.flatMap(piece => spansOfPiece(piece, depth))];
    case 'choice':
      return inside(value.options);
    case 'json':
      return [...own, ...inside([value.value])];
    case 'list':
      return [...own, ...inside(value.items)];
    case 'object':
      return [...own, ...inside([...value.entries.values()].map(entry => entry.value))];
    case 'number':
      return own;
    default:
      return [];
  }
}

function spansOfPiece(piece: Piece, depth: number): Span[] {
  const inside = 'hole' in piece && piece.value ? spansOf(piece.value, depth + 1) : [];
  return [{ path: piece.path, range: piece.range }, ...inside];
}

/** What a caller of a wrapper brings to the request that the wrapper sends. */
import type { CallExpr, Expr, Fn } from '../core/ir.ts';
import type { Draft } from '../core/sdk.ts';
import type { Origin, Value } from '../core/value.ts';
import { optionsOf } from '../resolve/choice.ts';
import { isLiteral, type Literal } from '../resolve/text.ts';

/** The request as a caller of a wrapper makes it; none where the caller adds nothing to `bare`, what the wrapper sends whoever calls it. */
export function brought(draft: Draft, bare: Draft, call: CallExpr, wrapper: Fn): Draft[] {
  const own = leavesLimitOut(draft, bare) ? withoutLimit(draft) : draft;
  return knowsMore(own, bare) || buildsRequest(call, bare, wrapper) ? [own] : [];
}

/** Does the caller bring text of a prompt, a limit (or that there is none), or the model? One that only hands on what it got leaves that to its own callers. */
function knowsMore(draft: Draft, bare: Draft): boolean {
  return (
    bringsText(draft, bare) ||
    draft.limit.isLeftOut === true ||
    bringsLimit(draft, bare) ||
    (hasModel(draft) && !hasModel(bare))
  );
}

/** Text that the wrapper does not send whoever calls it: what of its own stays away for this caller counts for nothing. */
function bringsText(draft: Draft, bare: Draft): boolean {
  const own = bare.prompts.flatMap(({ value }) => optionsOf(value).flatMap(option => literalsIn(option)));
  return draft.prompts.some(({ value }) => optionsOf(value).some(option => literalsIn(option).some(piece => !own.some(other => overlap(piece, other)))));
}

function overlap(a: Literal, b: Literal): boolean {
  return a.path === b.path && a.range[0] < b.range[1] && b.range[0] < a.range[1];
}

/** A limit that is not the wrapper's own default: one that the caller names is its own, be it the same number. */
function bringsLimit({ limit: { value } }: Draft, bare: Draft): boolean {
  return value?.kind === 'number' && isLeft(bare) && !limitsOf(bare).some(own => own.kind === 'number' && own.value === value.value && isSamePlace(own.origin, value.origin));
}

function isSamePlace(a: Origin | undefined, b: Origin | undefined): boolean {
  return a?.path === b?.path && a?.range[0] === b?.range[0];
}

/** Sends a caller no limit where the wrapper leaves it to its callers (`**options`), and has none of its own? */
function leavesLimitOut({ limit: { value, state } }: Draft, bare: Draft): boolean {
  return value === undefined && state === undefined && isLeft(bare) && limitsOf(bare).every(({ kind }) => kind === 'unknown');
}

function isLeft({ limit: { value, state } }: Draft): boolean {
  return value !== undefined || state === 'dynamic';
}

function limitsOf({ limit: { value } }: Draft): readonly Value[] {
  return value ? optionsOf(value) : [];
}

/** The wrapper could be given a limit too, but not for this caller alone. */
function withoutLimit(draft: Draft): Draft {
  const { setEdits: _, ...limit } = draft.limit;
  return { ...draft, limit: { ...limit, isLeftOut: true } };
}

/** Is the model named, wholly or in part? */
export function hasModel(draft: Draft): boolean {
  return draft.model !== undefined && optionsOf(draft.model).some(option => option.kind === 'text');
}

/** Where a function takes a request whole (`converse(**kwargs)`, `send(new Command(params))`), the caller that puts one together makes the call. */
function buildsRequest(call: CallExpr, bare: Draft, fn: Fn): boolean {
  const isWhole = bare.prompts.length > 0 && bare.model !== undefined && [bare.model, ...bare.prompts.map(prompt => prompt.value)].every(value => optionsOf(value).some(option => option.kind === 'unknown' && option.param?.fn === fn && (option.param.path.length > 0 || option.param.param.kind === 'rest-keywords')));
  return isWhole && call.args.some(arg => (arg.name !== undefined && call.args.length > 2) || isPutTogether(arg.value, call.at.fn));
}

/** Is it written with several entries, there or in a variable of the function: `{ … }`, `dict(…)`? */
function isPutTogether(value: Expr, fn: Fn): boolean {
  if (value.kind === 'object') return value.entries.filter(entry => entry.kind === 'entry').length > 1;
  if (value.kind === 'call') return value.callee.kind === 'name' && value.callee.name === 'dict' && value.args.filter(({ name }) => name !== undefined).length > 1;
  return value.kind === 'name' && (value.binding?.defs ?? []).some(def => def.kind === 'assign' && def.path === undefined && def.at.fn === fn && def.value.kind !== 'name' && isPutTogether(def.value, fn));
}

/** Known characters of all prompts of a request. */
export function knownCharacters(draft: Draft): number {
  return draft.prompts.reduce((sum, { value }) => sum + Math.max(...optionsOf(value).map(option => knownIn(option))), 0);
}

/** Pieces of a text with known characters, and those of the texts of which one fills a hole. */
function literalsIn(value: Value, depth = 0): Literal[] {
  if (value.kind !== 'text' || depth > 3) return [];
  return value.pieces.flatMap(piece => {
    if (isLiteral(piece)) return piece.value.trim() === '' ? [] : [piece];
    return piece.value?.kind === 'choice' ? piece.value.options.flatMap(option => literalsIn(option, depth + 1)) : [];
  });
}

/** Known characters of a text; where one of several texts fills a hole, those of the longest. `ignored`: what does not count. */
export function knownIn(value: Value, ignored?: RegExp, depth = 0): number {
  if (value.kind !== 'text' || depth > 3) return 0;
  return value.pieces.reduce((sum, piece) => {
    if (isLiteral(piece)) return sum + (ignored ? piece.value.replaceAll(ignored, '') : piece.value).trim().length;
    return sum + (piece.value?.kind === 'choice' ? Math.max(...piece.value.options.map(option => knownIn(option, ignored, depth + 1))) : 0);
  }, 0);
}

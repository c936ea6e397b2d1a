/** Steps on the way of a value to a prompt: what collects it, what counts it, and how several ways become one. */
import type { Binding, CallExpr, Class, Expr, Fn, Module } from '../core/ir.ts';
import type { Range } from '../core/source.ts';
import type { Extent } from '../core/value.ts';
import { lastName } from '../core/walk.ts';
import { isMeasured, limitIn, shown } from './extent-signs.ts';
import { kindOfName } from './source-names.ts';

/** A field that collects turns of a conversation, and that nothing of its class cuts. */
export function collectedIn(cls: Class, name: string): Extent | undefined {
  if (kindOfName(name) !== 'history') return undefined;
  const source = cls.module.text.slice(...cls.range);
  const bound = limitIn(source);
  if (bound) return bounded(cls.module, cls.range, bound.at, bound.name);
  const plainName = name.replaceAll(/\W/g, '');
  const grows = new RegExp(String.raw`(?:this|self)\.${plainName}(?:\.(?:push|append|extend)\(|\s*\+=|\s*=\s*\[\s*\.\.\.this\.${plainName})`).exec(source);
  if (!grows || isMeasured(source, name)) return undefined;
  return { state: 'whole', of: 'history', name: shown(grows[0].replace(/[.(=\s+]*(?:push|append|extend)?\W*$/, '')), path: cls.module.path, range: [cls.range[0] + grows.index, cls.range[0] + grows.index + grows[0].length] };
}

/** What the function on the way, or the length that it asks for, says of a bound. */
export function guarded(fn: Fn, name: string | undefined): Extent | undefined {
  const source = fn.module.text.slice(...fn.range);
  if (name !== undefined && isMeasured(source, name)) return bounded(fn.module, fn.range, 0, `length of ${name}`);
  const bound = fn.kind === 'module' ? undefined : limitIn(source);
  return bound && bounded(fn.module, fn.range, bound.at, bound.name);
}

/** A list in which a function other than its own, or a loop that asks a person for words, puts turn after turn. */
export function isCollected(binding: Binding): boolean {
  if (kindOfName(binding.name) !== 'history') return false;
  const { text } = binding.fn.module;
  return binding.defs.some(def => {
    if (def.kind !== 'mutate') return false;
    if (def.at.fn !== binding.fn) return binding.fn.kind === 'module' || isListener(def.at.fn);
    const loop = def.call.loop;
    return loop?.kind === 'while' && /\b(?:input|prompt|question|readline|ask)\(/.test(text.slice(...loop.range));
  });
}

/** Is it called at each event: `stdin.on('data', async line => …)`? */
function isListener({ passedTo }: Fn): boolean {
  return passedTo !== undefined && /^(?:on|addListener|addEventListener|subscribe)$/.test(lastName(passedTo.call.callee));
}

/** Gives a response, of which the text has yet to be taken. */
export function isPageObject(call: CallExpr): boolean {
  return PAGE_OBJECT.test(lastName(call.callee));
}

const PAGE_OBJECT = /^(?:fetch|urlopen|get|request)$/;

/** Does this name take the text of something? */
export function isTextOf(property: unknown): boolean {
  return typeof property === 'string' && /^(?:text|get_text|html|markdown|innerText|textContent|page_content|pageContent)$/.test(property);
}

/** Pictures and bytes: counted otherwise than text. */
export function isBinary(call: CallExpr, module: Module): boolean {
  return /\b(?:Image|PIL|cv2|imageio)\.|["']rb["']|base64|\.(?:png|jpe?g|gif|webp|mp4)\b/.test(module.text.slice(...call.range));
}

/** What a call hands in for a parameter. */
export function argumentOf(call: CallExpr, param: { readonly name?: string; readonly index: number }): Expr | undefined {
  const named = call.args.find(({ name }) => name !== undefined && name === param.name);
  const positional = call.args.filter(({ name }) => name === undefined)[param.index];
  return named?.value ?? (positional?.spread ? undefined : positional?.value);
}

/** Of several values that one thing may have: a bound on one of them shows that it is watched. */
export function oneWay(extents: readonly (Extent | undefined)[]): Extent | undefined {
  return extents.find(extent => extent?.state === 'bounded') ?? extents.find(extent => extent !== undefined);
}

/** Of several things side by side: one that comes whole is enough. */
export function anyWhole(extents: readonly (Extent | undefined)[]): Extent | undefined {
  return extents.find(extent => extent?.state === 'whole') ?? extents.find(extent => extent !== undefined);
}

/** Bounded by what stands `at` so many characters into the range. */
export function bounded(module: Module, range: Range, at: number, name: string): Extent {
  return { state: 'bounded', name, path: module.path, range: [range[0] + at, Math.min(range[0] + at + name.length, range[1])] };
}

/** `enumerate(docs)`: the first of each pair is a number. */
export function isNumbered(of: Expr): boolean {
  return of.kind === 'call' && /^(?:enumerate|entries|range)$/.test(lastName(of.callee));
}

/** Where what fills the holes of a prompt comes from: followed to the call, parameter or name that gives it. */
import type { CallExpr, Expr, Module } from '../core/ir.ts';
import type { ExternalValue, HoleKind, HoleSource, Piece, Text, Value } from '../core/value.ts';
import { optionsOf } from '../resolve/choice.ts';
import type { Engine } from '../resolve/engine.ts';
import { isLiteral } from '../resolve/text.ts';
import { argumentsIn, nameOfCall } from './call-chain.ts';
import type { CallersOf } from './extent.ts';
import { extentOf } from './extent.ts';
import { identityOf } from './hole-identity.ts';
import { kindOfCall, kindOfName } from './source-names.ts';
import { grainOf, grainOfFormat } from './time-grain.ts';

/** Values inside values are looked at this deep. */
const deepest = 5;
/** What tells more of a value than that it is computed, most telling first. */
const TELLING: readonly HoleKind[] = ['time', 'random', 'unordered', 'history', 'search', 'file', 'user', 'id', 'environment', 'parameter', 'json', 'list', 'call'];

/** Characters of a format that tell its grain; a hole may be as long as a file. */
const mostFormat = 200;

/** The text with the source of each hole. */
export function withSources(engine: Engine, text: Text, callersOf: CallersOf = () => [], call?: CallExpr): Text {
  if (text.pieces.every(isLiteral)) return text;
  return {
    ...text,
    pieces: text.pieces.map(piece => {
      if (isLiteral(piece)) return piece;
      const extent = extentOf(engine, piece, callersOf);
      return { ...piece, source: { ...sourceOf(engine, piece, text.origin?.module), ...(extent && { extent }), ...identityOf(piece, call) } };
    }),
  };
}

function sourceOf(engine: Engine, piece: Exclude<Piece, { exact: boolean }>, module: Module | undefined): HoleSource {
  const found = piece.value ? ofValue(engine, piece.value, 0) : undefined;
  if (!found || !isEvident(found)) {
    const kind = kindOfName(found?.name ?? '') ?? kindOfName(piece.hole);
    if (kind) return { kind, name: found?.name ?? piece.hole };
  }
  if (found?.kind !== 'time' || found.grain === 'day') return found ?? { kind: 'unknown' };
  // `f"{now:%Y-%m-%d}"`
  const format = module?.path === piece.path ? /:(%[^{}]*)\}$/.exec(module.text.slice(...piece.range).slice(-mostFormat))?.[1] : undefined;
  return format === undefined ? found : { ...found, grain: grainOfFormat(format) };
}

/** Of several possible ones, the most telling. */
function best(sources: readonly (HoleSource | undefined)[]): HoleSource | undefined {
  const known = sources.filter(source => source !== undefined);
  return TELLING.flatMap(kind => known.find(source => source.kind === kind) ?? [])[0] ?? known[0];
}

function ofValue(engine: Engine, value: Value, depth: number): HoleSource | undefined {
  if (depth > deepest) return undefined;
  const inside = (values: readonly Value[]) => best(values.map(each => ofValue(engine, each, depth + 1)));
  switch (value.kind) {
    case 'choice':
      return inside(value.options.filter(option => option.kind !== 'null'));
    case 'text':
      return best(value.pieces.map(piece => (isLiteral(piece) ? undefined : piece.value ? ofValue(engine, piece.value, depth + 1) : named(piece.hole))));
    case 'json': {
      const found = inside([value.value]);
      return found && changes(found) ? found : { kind: 'json', ...(found?.name !== undefined && { name: found.name }) };
    }
    case 'list': {
      if (value.unordered) return { kind: 'unordered' };
      const found = inside(value.items);
      return found && changes(found) ? found : { kind: 'list' };
    }
    case 'object':
      return inside([...value.entries.values()].map(entry => entry.value));
    case 'external':
      return ofExternal(engine, value, depth);
    case 'unknown': {
      if (value.param) return { kind: 'parameter', name: value.name ?? value.param.param.name ?? 'parameter' };
      if (value.reason === 'environment' || value.reason === 'file') return { kind: value.reason, ...(value.name !== undefined && { name: value.name }) };
      const { module, expr } = value.origin ?? {};
      const found = module && expr ? ofExpr(engine, expr, module, depth + 1) : undefined;
      return found ?? (value.name === undefined ? undefined : { kind: value.reason === 'call' ? 'call' : 'unknown', name: value.name });
    }
    default:
      return undefined;
  }
}

/** Followed to what gives it: no name tells more. */
function isEvident(source: HoleSource): boolean {
  return changes(source) || ['file', 'search', 'environment'].includes(source.kind);
}

function changes({ kind }: HoleSource): boolean {
  return kind === 'time' || kind === 'random' || kind === 'unordered';
}

function named(name: string): HoleSource | undefined {
  const kind = kindOfName(name);
  return kind && { kind, name };
}

/** What a function of a package gives: by its name, else by what it is given (`format(new Date())`, `str(uuid4())`). */
function ofExternal(engine: Engine, value: ExternalValue, depth: number): HoleSource {
  const name = nameOfCall(value);
  const kind = kindOfCall(value);
  if (kind === 'time') return { kind, name, grain: grainOf(value, engine), ...(isMadeOnce(value) && { isOnce: true }) };
  // A generator of numbers that is made once gives another one each time.
  if (kind === 'random' && !value.result?.callee.result && isMadeOnce(value)) return { kind, name, isOnce: true };
  if (kind) return { kind, name };
  const given = argumentsIn(engine, value).map(argument => ofValue(engine, argument, depth + 1));
  const found = best(given.filter(source => source && changes(source)));
  if (found?.kind === 'time' && found.grain !== 'day') return { ...found, grain: grainOf(value, engine) };
  return found ?? { kind: 'call', name };
}

/** Is the first call that it went through run while a module is loaded, or in a constructor, and not in each turn of a loop there? */
function isMadeOnce(value: ExternalValue): boolean {
  let first = value.result;
  while (first?.callee.result) first = first.callee.result;
  const expr = first?.args?.expr;
  const kind = expr?.at.fn.kind;
  return (kind === 'module' || kind === 'constructor') && expr?.loop === undefined;
}

/** Of what no value could be made: the most telling part of the expression. */
function ofExpr(engine: Engine, expr: Expr, module: Module, depth: number): HoleSource | undefined {
  if (depth > deepest) return undefined;
  const parts = (exprs: readonly Expr[]) => best(exprs.map(each => ofExpr(engine, each, module, depth + 1)));
  switch (expr.kind) {
    case 'call': {
      const value = engine.evaluate(expr, engine.frame(expr.at.fn));
      const direct = optionsOf(value).some(option => option.kind === 'external') ? ofValue(engine, value, depth + 1) : undefined;
      const receiver = expr.callee.kind === 'member' ? [expr.callee.object] : [];
      const found = parts([...receiver, ...expr.args.map(arg => arg.value)]);
      // What is said in `history.join('\n')` or `"\n".join(chunks)` is the list.
      const list = found?.name === undefined ? undefined : named(found.name);
      return best([direct, found && changes(found) ? found : undefined, list?.kind === 'history' || list?.kind === 'search' ? list : undefined]) ?? { kind: 'call', name: module.text.slice(...expr.callee.range).replaceAll(/\s+/g, '').slice(0, 60) };
    }
    case 'name': {
      const value = engine.evaluate(expr, engine.frame(expr.at.fn));
      return value.kind === 'unknown' && !value.param && value.origin?.expr === expr ? named(expr.name) : ofValue(engine, value, depth + 1);
    }
    case 'member':
      return parts([expr.object]);
    case 'binary':
      return parts([expr.left, expr.right]);
    case 'choose':
      return parts(expr.options);
    case 'text':
      return parts(expr.parts.flatMap(part => (part.kind === 'hole' ? [part.value] : [])));
    default:
      return undefined;
  }
}

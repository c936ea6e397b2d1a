/** Which variables of the environment the code in a file gets: those of the functions that it is the code of. */
import type { FunctionResource } from '../core/resource.ts';
import { lineStarts, positionAt } from '../core/source.ts';
import type { Origin, Value } from '../core/value.ts';
import { choice, optionsOf, unknown } from '../resolve/choice.ts';
import { computed, plain } from '../resolve/text.ts';

/** One of the values that the functions of a file give a variable; undefined where none gives it any. */
export function environmentOf(functions: readonly FunctionResource[], name: string, path: string): Value | undefined {
  const stem = path.replace(/\.\w+$/, '');
  const handling = functions.filter(({ handlers, code }) => handlers.includes(stem) || code.includes(path));
  // What only the handler of one function is has the variables of that one; what several share may have those of each.
  const own = handling.length > 0 ? handling : functions.filter(({ code }) => code.some(directory => holds(directory, path)));
  const values = own.flatMap(({ environment }) => environment.get(name) ?? []);
  if (values.length === 0) return undefined;
  return choice(values.flatMap(value => optionsOf(value).flatMap(option => given(option, name))));
}

/** Does the path lie in the directory, which may be the root or above it? */
function holds(directory: string, path: string): boolean {
  const isAbove = /^(?:\.\.(?:\/|$))*$/.test(directory);
  return isAbove ? ups(path) <= ups(directory) : path.startsWith(`${directory}/`);
}

function ups(path: string): number {
  return path.split('/').filter(part => part === '..').length;
}

/** Words that switch something: deployments differ in these, and code that is off in one runs in the next. */
const FLAG = /^(?:[A-Za-z_-]{0,16}|[01])$/;

/** As the code sees it: always text. */
function given(value: Value, name: string): Value[] {
  const origin = value.origin;
  if (value.kind === 'number' || value.kind === 'boolean') return given(computed(String(value.value), origin?.path ?? '', origin?.range ?? [0, 0]), name);
  if (value.kind !== 'text') return [unknown('environment', name)];
  const text = { ...value, origin: withHop(origin, value.pieces[0]) };
  const known = plain(value);
  return known !== undefined && FLAG.test(known) ? [text, unknown('environment', name)] : [text];
}

/** Notes the file that says it. */
function withHop(origin: Origin | undefined, place: { readonly path: string; readonly range: readonly [number, number] } | undefined): Origin {
  const { path, range, ...rest } = origin ?? { path: place?.path ?? '', range: place?.range ?? [0, 0] };
  const text = origin?.module?.path === path ? origin.module.text : undefined;
  const line = text === undefined ? '' : `:${positionAt(lineStarts(text), range[0]).line}`;
  return { ...rest, path, range, via: [`environment ${path}${line}`, ...(origin?.via ?? [])] };
}

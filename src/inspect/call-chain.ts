/** The calls that a value of a package went through. */
import type { ExternalValue, Value } from '../core/value.ts';
import type { Engine } from '../resolve/engine.ts';
import { plain } from '../resolve/text.ts';

/** Dotted name of the function that first made a value; of a value that no call made, its own. */
export function nameOfCall(value: ExternalValue): string {
  return callChain(value)[0]?.name ?? dotted(value);
}

/** What it was called on last, and what of that it is: `converse.output.message`; of a value that no call made, its dotted name. */
export function nameOfResult(value: ExternalValue): string {
  const last = callChain(value).at(-1);
  return last ? [last.name, ...value.path].join('.') : dotted(value);
}

/** One call of a chain. */
export interface Link {
  /** `datetime.datetime.now`; of later links the method's own name: `strftime`. */
  readonly name: string;
  /** Called without arguments. */
  readonly isBare: boolean;
}

/** The calls that a value went through, the first one first: `new Date()`, `.toISOString()`, `.slice(0, 10)`. */
export function callChain(value: ExternalValue): Link[] {
  const links: Link[] = [];
  let made = value.result;
  while (made) {
    const { callee, args } = made;
    links.unshift({ name: callee.result ? callee.path.join('.') : dotted(callee), isBare: args?.expr.args.length === 0 });
    made = callee.result;
  }
  return links;
}

function dotted({ module, path }: ExternalValue): string {
  const head = module.replace(/^node:/, '').replace(/^(?:.*\/)?date-fns.*$/, 'date-fns');
  const names = path.filter(name => name !== 'default' && name !== '*');
  return [...(head ? [head] : []), ...names].join('.');
}

/** Arguments of these calls, those of the last call first. */
export function argumentsIn(engine: Engine, value: ExternalValue): Value[] {
  const found: Value[] = [];
  for (let made = value.result; made; made = made.callee.result) {
    const { args } = made;
    for (const arg of args?.expr.args.slice(0, 4) ?? []) if (!arg.spread) found.push(engine.evaluate(arg.value, args!.env ?? engine.frame(args!.module.functions[0]!)));
  }
  return found;
}

/** Those of them that are known text: formats, locales. */
export function literalArguments(engine: Engine, value: ExternalValue): string[] {
  return argumentsIn(engine, value).flatMap(argument => plain(argument) ?? []);
}

/** What SDK files may ask of the evaluator. */
import type { Expr } from '../core/ir.ts';
import type { SdkContext } from '../core/sdk.ts';
import type { Arguments, FunctionValue, Value } from '../core/value.ts';
import { reader } from '../resolve/arguments.ts';
import { optionsOf, unknown } from '../resolve/choice.ts';
import type { Engine } from '../resolve/engine.ts';
import { plain } from '../resolve/text.ts';
import { setLater } from './set-later.ts';

export function sdkContext(engine: Engine): SdkContext {
  return {
    read: args => reader(engine, args),
    called: (value, values) => (value.kind === 'function' ? engine.run(value, argumentsOf(value, values)) : unknown('call')),
    setLater: (args, name) => setLater(engine, args, name),
    member: (value, name) => engine.member(value, name),
    as: (value, kind) => {
      const found = optionsOf(value).filter(option => option.kind === kind);
      return found.length === 1 ? (found[0] as never) : undefined;
    },
    options: optionsOf,
    bodies: value => optionsOf(value).flatMap(option => (option.kind === 'json' ? optionsOf(option.value) : [option])),
    strings: value => optionsOf(value).flatMap(option => plain(option) ?? []),
    span: value => value.origin && { path: value.origin.path, range: value.origin.range },
    major(specifier, module) {
      const located = engine.files.locate(specifier, module.path, module.language);
      return located?.kind === 'package' ? located.major : undefined;
    },
  };
}


/** Values that are known already, as arguments. */
function argumentsOf({ fn }: FunctionValue, values: readonly Value[]): Arguments {
  const callee: Expr = { kind: 'opaque', range: fn.range, reason: 'call' };
  return { expr: { kind: 'call', range: fn.range, callee, args: [], isNew: false, isAwaited: false, at: { fn, offset: fn.range[0], arms: [] } }, env: undefined, module: fn.module, values };
}

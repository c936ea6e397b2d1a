/** What SDK files may ask of the evaluator. */
import type { SdkContext } from '../core/sdk.ts';
import { reader } from '../resolve/arguments.ts';
import { optionsOf } from '../resolve/choice.ts';
import type { Engine } from '../resolve/engine.ts';
import { plain } from '../resolve/text.ts';

export function sdkContext(engine: Engine): SdkContext {
  return {
    read: args => reader(engine, args),
    member: (value, name) => engine.member(value, name),
    as: (value, kind) => {
      const found = optionsOf(value).filter(option => option.kind === kind);
      return found.length === 1 ? (found[0] as never) : undefined;
    },
    options: optionsOf,
    bodies: value => optionsOf(value).flatMap(option => (option.kind === 'json' ? optionsOf(option.value) : [option])),
    strings: value => optionsOf(value).flatMap(option => plain(option) ?? []),
    span: value => value.origin && { path: value.origin.path, range: value.origin.range },
  };
}


/** Settings that are asked for by name, with what stands in for one that is not there. */
import { choice, mapOptions, unknown } from '../choice.ts';
import { plain } from '../text.ts';
import type { Builtin } from './builtin.ts';

/** `getattr(settings, "MODEL_ID", default)`. */
const attribute: Builtin = (engine, { at, given: { positional } }) => {
  const name = plain(at(1));
  if (name === undefined) return unknown('call');
  const fallback = positional.length > 2 ? at(2) : undefined;
  return mapOptions(at(0), object => {
    const member = engine.member(object, name);
    const isKnown = member.kind !== 'unknown' && member.kind !== 'external';
    if (!fallback || isKnown) return member;
    // What its class has not, an object of the project has not.
    return object.kind === 'instance' || object.kind === 'class' ? fallback : choice([member, fallback]);
  });
};

/** `config.get('MODEL_ID', default)` of NestJS; its second argument may be options. */
const setting: Builtin = (_engine, { at }) => {
  const [name, fallback] = [plain(at(0)), at(1)];
  const given = name !== undefined && /^\w+$/.test(name) ? unknown('environment', name) : unknown('call');
  return fallback.kind === 'text' || fallback.kind === 'number' ? choice([given, fallback]) : given;
};

export const settingsBuiltins: readonly (readonly [string, Builtin])[] = [
  [':getattr', attribute],
  ['@nestjs/config:ConfigService().get', setting],
  ['@nestjs/config:ConfigService().getOrThrow', setting],
];

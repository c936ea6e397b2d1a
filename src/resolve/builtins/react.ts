/** Hooks of React that keep what they are given between renderings. */
import { mapOptions, unknown } from '../choice.ts';
import type { Builtin } from './builtin.ts';

/** What the function makes that is called when there is nothing yet. */
const made: Builtin = (engine, { at }) => mapOptions(at(0), maker => (maker.kind === 'function' ? engine.run(maker, undefined) : unknown('call')));
const kept: Builtin = (_engine, { at }) => at(0);

export const reactBuiltins: readonly (readonly [string, Builtin])[] = [
  ['react:useMemo', made],
  ['react:useCallback', kept],
  ['react:cache', kept],
];

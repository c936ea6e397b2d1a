/** Values that a framework hands to a function by what its parameters say: `Depends(make)` of FastAPI and its kind. */
import type { Param } from '../core/ir.ts';
import type { Env, Value } from '../core/value.ts';
import { given } from './arguments.ts';
import { choice, mapOptions, optionsOf } from './choice.ts';
import type { Engine } from './engine.ts';

const frameworks = /^(?:fastapi|fast_depends|faststream|taskiq)(?:\.|$)/;
const markers: ReadonlySet<string> = new Set(['Depends', 'Security', 'TaskiqDepends']);

interface Annotation {
  readonly type?: Value;
  readonly notes: readonly Value[];
}

/** The type of a parameter and what stands beside it, be they in a name of their own: `ClientDep = Annotated[Client, Depends(make)]`. */
export function annotationOf(engine: Engine, { type, notes = [] }: Param, env: Env): Annotation {
  const said = notes.map(note => engine.evaluate(note, env));
  const value = type && engine.evaluate(type, env);
  if (value?.kind !== 'external' || !value.result?.args || value.result.callee.path.at(-1) !== 'Annotated') return { ...(value && { type: value }), notes: said };
  const [main, ...others] = given(engine, value.result.args).positional.map(argument => argument.value());
  return { ...(main && { type: main }), notes: [...said, ...others] };
}

/** What such a note has the framework make; without a function to call, an object of the type. */
export function provided(engine: Engine, notes: readonly Value[], type: Value | undefined): Value | undefined {
  for (const note of notes) {
    if (note.kind !== 'external' || !note.result?.args || !isMarker(note.result.callee)) continue;
    const { positional, named } = given(engine, note.result.args);
    const maker = (positional[0]?.value ?? named.get('dependency'))?.() ?? type;
    const made = maker && mapOptions(maker, option => madeBy(engine, option) ?? option);
    if (made && made !== maker && optionsOf(made).some(option => option.kind !== 'unknown')) return made;
  }
  return undefined;
}

function isMarker({ module, path }: { readonly module: string; readonly path: readonly string[] }): boolean {
  return frameworks.test(module) && markers.has(path.at(-1) ?? '');
}

function madeBy(engine: Engine, maker: Value): Value | undefined {
  if (maker.kind === 'class') return { kind: 'instance', cls: maker.cls };
  if (maker.kind !== 'function') return undefined;
  const made = engine.run(maker, undefined);
  // What a generator yields it clears away behind the request.
  return made.kind === 'list' && maker.fn.isGenerator ? choice(made.items) : made;
}

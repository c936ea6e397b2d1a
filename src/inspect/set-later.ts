/** What code puts into an object after it was made: `agent.system_prompt = "…"`. */
import type { Binding, CallExpr, Def, Module } from '../core/ir.ts';
import type { Arguments, Value } from '../core/value.ts';
import { choice, nothing } from '../resolve/choice.ts';
import type { Engine } from '../resolve/engine.ts';
import { usesIn } from './uses.ts';

type SetDef = Extract<Def, { kind: 'set' }>;

/** The name, or the field of its class, that gets what a call gives, with all that is done to it. */
interface Made {
  readonly def: Def;
  readonly path: readonly string[];
  readonly defs: readonly Def[];
}

/** What a member of the object that a call makes is set to while it is called by the name that it is first given; undefined where it is not. `null` among the options: it may stay what it was. */
export function setLater(engine: Engine, { expr, env, module }: Arguments, member: string): Value | undefined {
  for (const made of madeInto(expr, module)) {
    const sets = made.defs.filter((def): def is SetDef => def.kind === 'set' && !def.append && def.range[0] > made.def.range[0] && isAt(def, [...made.path, member]));
    if (sets.length === 0) continue;
    const values = sets.map(def => engine.evaluate(def.value, env && def.at.fn === env.fn ? env : engine.frame(def.at.fn)));
    const isSure = sets.some(def => def.at.fn === made.def.at.fn && def.at.arms.every(arm => arm.branch.kind === 'try' || made.def.at.arms.includes(arm)));
    return choice(isSure ? values : [...values, nothing]);
  }
  return undefined;
}

function madeInto(expr: CallExpr, module: Module): Made[] {
  return usesIn(module).of(expr).flatMap((use): Made[] => {
    if (use.kind !== 'def') return [];
    const { def, binding } = use;
    if (def.kind === 'assign' && !def.path && binding) return [{ def, path: [], defs: untilReplaced(binding, def) }];
    if (def.kind !== 'set' || def.append || !def.path.every(step => typeof step === 'string')) return [];
    const defs = binding?.defs ?? module.classes.find(cls => cls.writes.includes(def))?.writes ?? [];
    return [{ def, path: def.path as string[], defs }];
  });
}

/** What is done to a name before it gets another value. */
function untilReplaced({ defs }: Binding, made: Def): readonly Def[] {
  const from = defs.indexOf(made);
  const next = defs.findIndex((def, index) => index > from && def.kind === 'assign' && def.at.arms.every(arm => made.at.arms.includes(arm)));
  return defs.slice(from, next < 0 ? undefined : next);
}

function isAt({ path }: SetDef, wanted: readonly string[]): boolean {
  return path.length === wanted.length && path.every((step, index) => step === wanted[index]);
}

/** What becomes of the text of an answer in a call or a comparison. */
import type { AnswerUse } from '../core/call.ts';
import type { BinaryExpr, CallExpr, Expr, Module } from '../core/ir.ts';
import { lastName } from '../core/walk.ts';
import type { Engine } from '../resolve/engine.ts';
import { constantsIn, isEnumeration, patternIn } from './answer-constants.ts';
import type { State } from './answer-state.ts';
import { type Step, cutAt, pickedBy } from './answer-steps.ts';

/** A state to follow on with, a use, all of it used in ways that are not told, or nothing. */
export type Outcome = State | Pick<AnswerUse, 'kind' | 'values' | 'isLoose' | 'isCut'> | 'whole' | undefined;

const EQUALS = new Set(['==', '===', '!=', '!==', 'is', 'is not', 'in', 'not in']);
/** Marks around an answer, not answers. */
const MARK = /^<\/?[\w-]+>$|^`{3}|^\W+$|^json$|\w:$/;

/** Of a call whose receiver or argument `expr` is the text. */
export function outcomeOf(engine: Engine, call: CallExpr, expr: Expr, step: Step, state: Extract<State, { at: 'text' }>, module: Module): Outcome {
  if (state.isMixed && step !== 'same' && step !== 'json' && step !== 'none') return 'whole';
  const receiver = call.callee.kind === 'member' ? call.callee.object : undefined;
  const other = call.args.find(({ value }) => value !== expr)?.value ?? (receiver === expr ? undefined : receiver);
  switch (step) {
    case 'same':
      return state;
    case 'json':
    case 'number':
      return { kind: step };
    case 'none':
      return undefined;
    case 'compared': {
      const values = constantsIn(engine, other, module);
      if (values?.some(value => MARK.test(value))) return undefined;
      // `LABELS.includes(text)`, `SEEN.has(text)` ask whether it is one of these.
      return { kind: 'compared', ...(values && { values }), ...(receiver === expr && { isLoose: true }) };
    }
    case 'pieces': {
      const separator = constantsIn(engine, other, module)?.[0] ?? (other && patternIn(engine, other, module) === String.raw`\s+` ? ' ' : undefined);
      const cut = lastName(call.callee) === 'splitlines' ? 'lines' : call.args.length > 0 && separator === undefined ? 'other' : cutAt(separator);
      if (cut === 'fence') return { at: 'texts' };
      return cut === 'other' ? 'whole' : { at: cut, ...(cut === 'tag' && { name: separator!.replaceAll(/[</>]/g, '') }) };
    }
    case 'pattern':
      return matched(patternIn(engine, other, module));
    default:
      return isEnumeration(engine, call.callee) ? { kind: 'compared' } : 'whole';
  }
}

function matched(source: string | undefined): Outcome {
  const picked = source === undefined ? undefined : pickedBy(source);
  switch (picked?.kind) {
    case 'tag':
      return { kind: 'tag', ...(picked.name !== undefined && { values: [picked.name] }) };
    case 'number':
      return { kind: 'number' };
    case 'words':
      return { kind: 'compared', values: picked.words, isLoose: true };
    case 'json':
      return { at: 'text', isMatch: true };
    default:
      return 'whole';
  }
}

/** Of an operator with the text on one side. */
export function compared(engine: Engine, of: BinaryExpr, expr: Expr, module: Module): Outcome {
  if (of.operator === '+') return { at: 'text', isMixed: true };
  if (!EQUALS.has(of.operator)) return undefined;
  const other = of.left === expr ? of.right : of.left;
  const values = constantsIn(engine, other, module);
  if (other.kind === 'constant' && typeof other.value !== 'boolean') return undefined;
  if (values?.some(value => value === '' || MARK.test(value))) return undefined;
  return { kind: 'compared', ...(values && { values }), ...(/in$/.test(of.operator) && of.right === expr && { isLoose: true }) };
}

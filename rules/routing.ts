/** Which of a project's tasks need the model that they run on, and which a smaller one of the vendor does. */
import type { Call } from '../src/core/call.ts';
import { generates, isLiteral, staticText } from '../src/core/call.ts';
import type { Facts, ModelFacts } from '../src/core/facts.ts';
import { percentLess } from './figures.ts';
import { ownPrompts } from './own.ts';
import { isAgent, isOpenTask, keepsItsModel, taskOf } from './task.ts';

/**
 * `short`: an answer of a few words. `data`: as long as what is put in, or a filled schema. `open`: writing, reasoning, code.
 * `asked`: whatever a user asks.
 */
export type TaskClass = 'short' | 'data' | 'open' | 'asked';

export interface RoutedTask {
  readonly call: Call;
  readonly class: TaskClass;
  /** With an article, for messages: `a yes/no answer`. */
  readonly name: string;
  /** The id that the source gives. */
  readonly id: string;
  readonly model: ModelFacts;
  /** The smaller model that usually does, its id in the same geography, and how much less its input costs. Absent: the model stays. */
  readonly smaller?: { readonly id: string; readonly model: ModelFacts; readonly percent: number };
}

const NAMES = { open: 'open writing', asked: 'open questions' } as const;

/** The tasks whose class and model are known, in the order of the calls; calls with the same words are one task. */
export function tasksOf(calls: readonly Call[], facts: Facts): RoutedTask[] {
  const seen = new Set<string>();
  // A wrapper whose callers are known asks nothing itself.
  const sent = new Set(calls.flatMap(({ sentBy = [] }) => sentBy.map(({ path, range }) => `${path}:${range[0]}`)));
  return calls.flatMap(call => {
    if (call.role === 'wrapper' && sent.has(`${call.path}:${call.range[0]}`)) return [];
    const task = routed(call, facts);
    const key = `${task?.id}\n${call.prompts.map(({ text }) => staticText(text)).join('\n').trim() || call.id}`;
    if (!task || seen.has(key)) return [];
    seen.add(key);
    return [task];
  });
}

function routed(call: Call, facts: Facts): RoutedTask | undefined {
  const [id, ...others] = call.model.ids;
  if (!generates.has(call.operation) || call.role === 'config' || id === undefined || others.length > 0 || keepsItsModel(call)) return undefined;
  const model = facts.model(id);
  if (!model || model.lifecycle.state === 'uncertain' || model.lifecycle.state === 'eol') return undefined;
  const kind = kindOf(call);
  if (!kind) return undefined;
  const smaller = kind.class === 'short' || kind.class === 'data' ? smallerFor(id, model, facts) : undefined;
  return { call, ...kind, id, model, ...(smaller && { smaller }) };
}

function kindOf(call: Call): Pick<RoutedTask, 'class' | 'name'> | undefined {
  const own = { ...call, prompts: ownPrompts(call) };
  const task = isAgent(call) ? undefined : taskOf(own);
  if (task) return { class: task.answer, name: task.name };
  if (isOpenTask(own)) return { class: 'open', name: NAMES.open };
  return isAsked(call) ? { class: 'asked', name: NAMES.asked } : undefined;
}

/** Does the user part hold nothing but what somebody who waits for the answer has written? */
function isAsked({ context, prompts }: Call): boolean {
  if (context.handler?.kind !== 'http' && context.handler?.kind !== 'ui') return false;
  const user = prompts.filter(({ part }) => part === 'user');
  return user.length > 0 && user.every(({ text }) => staticText(text).trim().length < 40 && text.pieces.some(piece => !isLiteral(piece)));
}

function smallerFor(id: string, model: ModelFacts, facts: Facts): RoutedTask['smaller'] {
  const price = facts.prices(id)?.inputPerMTok;
  if (price === undefined) return undefined;
  for (const smaller of facts.smaller(model)) {
    const to = facts.inGeographyOf(id, smaller) ?? smaller.id;
    const cheaper = facts.prices(to)?.inputPerMTok;
    if (cheaper !== undefined && cheaper <= price / 2) return { id: to, model: smaller, percent: percentLess(price, cheaper) };
  }
  return undefined;
}

/** Advice on the traffic of a project, with the places and the findings that it belongs to. */
import { isLiteral } from '../../core/call.ts';
import { printable } from '../../core/printable.ts';
import { factsOf } from '../../traffic/index.ts';
import { type Advice, type Advised, adviceOn, type AdviceOptions, RULES } from '../../usage/advice/index.ts';
import type { Window } from '../../usage/measured.ts';
import type { ReadLogs } from '../usage/logs.ts';
import type { ProjectCall, ProjectCalls } from '../project-calls.ts';

export interface AdviceFlags {
  readonly budget?: number;
  readonly model?: string;
  /** Hours. */
  readonly cacheLife: number;
  /** A file; absolute where the facts are read. */
  readonly vectors?: string;
  readonly modelUnit?: AdviceOptions['provisioned'];
  readonly instance?: AdviceOptions['instance'];
}
export type Placed = Advised['advice'][number] & { readonly place: string; readonly findings: readonly { readonly id: string; readonly ruleId: string }[] };

export async function trafficAdvice(project: ProjectCalls, logs: ReadLogs & { readonly window: Window }, flags: AdviceFlags): Promise<{ readonly advised: Advised; readonly advice: readonly Placed[] }> {
  const byId = new Map(project.counted.map(one => [one.call.id, one]));
  const { vectors, cacheLife } = flags;
  const facts = await factsOf(logs.database, { window: logs.window, lifeHours: cacheLife, staticTexts: id => staticTextsOf(byId.get(id)), ...(vectors !== undefined && { vectors }) });
  const advised = adviceOn(facts, optionsOf(project, byId, flags));
  return { advised, advice: advised.advice.map((one): Placed => ({ ...one, title: printable(one.title), place: placeOf(one, byId, logs), findings: findingsOf(one, project) })) };
}

function optionsOf({ report }: ProjectCalls, byId: ReadonlyMap<string, ProjectCall>, { model, cacheLife, modelUnit, instance, budget }: AdviceFlags): AdviceOptions {
  const simple = new Set(report.findings.filter(({ ruleId }) => ruleId === 'no-oversized-model').map(({ callId }) => callId));
  return {
    call: id => byId.get(id)?.call,
    isSimple: id => simple.has(id),
    lifeHours: cacheLife,
    ...(model !== undefined && { model }),
    ...(modelUnit && { provisioned: modelUnit }),
    ...(instance && { instance }),
    ...(budget !== undefined && { budget }),
  };
}

function staticTextsOf(one: ProjectCall | undefined): string[] {
  const messages = one?.call.prompts.filter(({ part }) => part === 'user' || part === 'assistant') ?? [];
  return messages.flatMap(({ text }) => text.pieces.filter(isLiteral).map(({ value }) => value.trim())).filter(text => text !== '');
}

function placeOf({ subject, model }: Advice, byId: ReadonlyMap<string, ProjectCall>, { fingerprints }: ReadLogs): string {
  if (subject === undefined) return printable(model);
  const one = byId.get(subject);
  const alike = fingerprints.alike.get(subject)?.length ?? 1;
  return one ? `${one.place}${alike > 1 ? ` and ${alike - 1} alike` : ''}` : `no call here, ${printable(model)}`;
}

function findingsOf({ kind, subject }: Advice, { report }: ProjectCalls): Placed['findings'] {
  return report.findings.filter(({ callId, ruleId }) => callId === subject && callId !== undefined && RULES[kind].includes(ruleId)).map(({ id, ruleId }) => ({ id, ruleId }));
}

/** Runs rules over calls. A rule that throws loses its own findings only. */
import type { Call } from './call.ts';
import type { Facts } from './facts.ts';
import type { Finding, Problem, Severity } from './finding.ts';
import { render } from './finding.ts';
import { findingId } from './identity.ts';
import type { ProjectFacts } from './resource.ts';
import type { NamedRule, RuleContext } from './rule.ts';
import { printable } from './printable.ts';
import { withDefaults } from './rule.ts';

export interface ActiveRule extends NamedRule {
  readonly severity: Severity;
  readonly options?: { readonly [name: string]: unknown };
}
export interface Checked {
  readonly findings: Finding[];
  readonly failures: { readonly ruleId: string; readonly callId?: string; readonly error: Error }[];
}

interface Made {
  readonly finding: Finding;
  readonly key: string | undefined;
  readonly isOfSource: boolean;
}

/** `calls` are those of one file, or of the whole project for rules about that; findings come in the order of place. */
export function check(rules: readonly ActiveRule[], calls: readonly Call[], facts: Facts, project?: ProjectFacts): Checked {
  const findings: Made[] = [];
  const failures: Checked['failures'] = [];
  for (const active of rules) {
    const context: RuleContext = { options: withDefaults(active.rule, active.options), facts, ...(project && { project }) };
    const { rule } = active;
    if (rule.subject === 'project' || rule.subject === 'file') collect(active, undefined, () => rule.check(calls, context), findings, failures);
    else for (const call of calls) collect(active, call, () => rule.check(call, context), findings, failures);
  }
  return { findings: once(findings).sort(byPlace), failures };
}

function collect(active: ActiveRule, call: Call | undefined, run: () => Iterable<Problem>, findings: Made[], failures: Checked['failures']): void {
  try {
    for (const problem of run()) findings.push({ finding: toFinding(active, call, problem), key: problem.key, isOfSource: problem.isOfSource === true });
  } catch (error) {
    failures.push({ ruleId: active.id, ...(call && { callId: call.id }), error: error instanceof Error ? error : new Error(String(error)) });
  }
}

function toFinding({ id, rule, severity }: ActiveRule, call: Call | undefined, problem: Problem): Finding {
  const data = problem.data as { readonly [name: string]: string | number } | undefined;
  const outside = call && problem.span.path !== call.path;
  const about = outside ? problem.span.path : problem.span.about;
  // Where it stands in another file, the place of the call does not show what to change.
  const details = [...(about === undefined ? [] : [`Written in \`${about}\`.`]), ...(problem.details ?? [])];
  return {
    id: findingId(id, problem.message, call?.id ?? '', problem.key ?? ''),
    ruleId: id,
    messageId: problem.message,
    severity,
    callId: call?.id,
    // A finding stands in the file of its call: what it is about may have been imported.
    path: outside ? call.path : problem.span.path,
    range: outside ? call.range : problem.span.range,
    ...(about !== undefined && { about }),
    message: render(rule.messages[problem.message]!, data),
    ...(details.length > 0 && { details: details.map(printable) }),
    strategy: rule.strategy,
    ...(problem.savings && { savings: problem.savings }),
    fixes: (problem.fixes ?? []).flatMap(fix => (fix ? [{ ...fix, title: printable(fix.title) }] : [])),
  };
}

/** Two calls that share a text have one finding about it: the first, though models or callers may have it counted otherwise. Findings about different things of one rule and place stay. */
function once(all: readonly Made[]): Finding[] {
  const seen = new Set<string>();
  return all.flatMap(({ finding, key, isOfSource }) => {
    const place = `${finding.ruleId}\n${finding.path}\n${finding.range.join()}`;
    const about = isOfSource ? [place] : key === undefined ? [] : [`${place}\n${key}\n${finding.message.replaceAll(/\d[\d.,]*/g, '#')}`];
    const said = [`${place}\n${finding.message}`, ...about];
    const isNew = !said.some(each => seen.has(each));
    for (const each of said) seen.add(each);
    return isNew ? [finding] : [];
  });
}

function byPlace(a: Finding, b: Finding): number {
  return compare(a.path, b.path) || a.range[0] - b.range[0] || a.range[1] - b.range[1] || compare(a.ruleId, b.ruleId) || compare(a.message, b.message);
}
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

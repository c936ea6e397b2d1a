import type { Branch, Expr } from '../../core/ir.ts';
import { branch, GOES_ON, type Completion } from '../completion.ts';
import { child, named, type Node, ofType } from '../grammar.ts';
import { lowerExpression } from './lower-expression.ts';
import { lowerStatement, lowerStatements } from './lower-statement.ts';
import type { JavaLowering } from './lowering.ts';

/** `switch (x) { … }` as a statement. */
export function lowerSwitch(l: JavaLowering, node: Node, label: string | undefined): Completion {
  return lowerArms(l, node, label, []);
}

/** `switch (x) { case A -> … }` as a value: that of one of its arms. */
export function lowerSwitchValue(l: JavaLowering, node: Node): Expr {
  const values: Expr[] = [];
  const outer = l.yielded;
  l.yielded = values;
  lowerArms(l, node, undefined, values);
  l.yielded = outer;
  const range = [node.start, node.end] as const;
  const last = values.pop();
  return last ? values.reduceRight<Expr>((rest, value) => ({ kind: 'choose', range, operator: 'if', options: [value, rest] }), last) : l.opaque(node, 'switch');
}

function lowerArms(l: JavaLowering, node: Node, label: string | undefined, values: Expr[]): Completion {
  const condition = child(node, 'condition');
  const on = condition && lowerExpression(l, condition);
  const body = child(node, 'body');
  const arms = body ? named(body) : [];
  const labels = arms.flatMap((arm) => arm.children.filter(({ type }) => type === 'switch_label'));
  const isTotal = labels.some((each) => /^default\b|\bdefault$/.test(l.source(each)));
  const of = branch('switch', isTotal, on);
  return l.inTarget('switch', node.end, () => lowerEach(l, arms, of, values), undefined, label);
}

function lowerEach(l: JavaLowering, arms: readonly Node[], of: Branch, values: Expr[]): Completion {
  let completion: Completion = of.total ? Number.NEGATIVE_INFINITY : GOES_ON;
  for (const arm of arms) {
    for (const each of arm.children) if (each.type === 'switch_label') lowerLabel(l, each);
    const statements = named(arm).filter(({ type }) => type !== 'switch_label');
    // `case A: case B: …`: the next arm is this one's too.
    if (statements.length === 0) continue;
    const next = l.inArm(of, () => l.inBlock(() => lowerArm(l, arm, statements, values)));
    completion = Math.max(completion, next);
  }
  return completion === Number.NEGATIVE_INFINITY ? GOES_ON : completion;
}

function lowerArm(l: JavaLowering, arm: Node, statements: readonly Node[], values: Expr[]): Completion {
  const [only] = statements;
  const value = arm.type === 'switch_rule' && only?.type === 'expression_statement' ? named(only)[0] : undefined;
  if (value) {
    values.push(lowerExpression(l, value));
    return GOES_ON;
  }
  return arm.type === 'switch_rule' && only ? lowerStatement(l, only) : lowerStatements(l, statements);
}

/** `case Text(var content)`: names of patterns hold what is looked at. */
function lowerLabel(l: JavaLowering, label: Node): void {
  for (const each of named(label)) {
    const pattern = ofType(each, 'type_pattern', 'record_pattern');
    const name = pattern?.type === 'type_pattern' ? named(pattern).at(-1) : undefined;
    if (name) l.define(l.source(name), { kind: 'unknown', reason: 'pattern', at: l.at(name.start), range: [name.start, name.end] });
  }
}

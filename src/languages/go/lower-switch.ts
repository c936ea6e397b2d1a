import type { Branch, Expr } from '../../core/ir.ts';
import { branch, GOES_ON, type Completion } from '../completion.ts';
import { child, named, ofType, type Node } from '../grammar.ts';
import { lowerExpression, lowerExpressions } from './lower-expression.ts';
import { lowerStatement, lowerStatements } from './lower-statement.ts';
import type { GoLowering } from './lowering.ts';

/** `switch v { … }`, `switch { case a: … }`, `switch x := v.(type) { … }`. */
export function lowerSwitch(l: GoLowering, node: Node, label: string | undefined): Completion {
  const initializer = child(node, 'initializer');
  if (initializer) lowerStatement(l, initializer);
  const value = child(node, 'value');
  const on = value && lowerExpression(l, value);
  const alias = child(node, 'alias');
  const name = alias && named(alias)[0];
  if (name && on) l.define(l.source(name), { kind: 'assign', value: on, at: l.at(name.end), range: [name.start, name.end] });
  const cases = node.children.filter(({ type }) => type.endsWith('_case'));
  const isTotal = cases.some(({ type }) => type === 'default_case');
  return l.inTarget('switch', node.end, () => lowerCases(l, cases, branch('switch', isTotal)), undefined, label);
}

/** `select { case m := <-ch: … }`. */
export function lowerSelect(l: GoLowering, node: Node, label: string | undefined): Completion {
  const cases = node.children.filter(({ type }) => type.endsWith('_case'));
  return l.inTarget('switch', node.end, () => lowerCases(l, cases, branch('switch', true)), undefined, label);
}

function lowerCases(l: GoLowering, cases: readonly Node[], of: Branch): Completion {
  let completion: Completion = of.total ? Number.NEGATIVE_INFINITY : GOES_ON;
  for (const each of cases) {
    const value = child(each, 'value');
    if (value) lowerExpressions(l, value);
    const next = l.inArm(of, () =>
      l.inBlock(() => {
        const communication = child(each, 'communication');
        if (communication) lowerReceive(l, communication);
        const list = ofType(each, 'statement_list');
        return list ? lowerStatements(l, list) : GOES_ON;
      }),
    );
    completion = Math.max(completion, next);
  }
  return completion === Number.NEGATIVE_INFINITY ? GOES_ON : completion;
}

function lowerReceive(l: GoLowering, node: Node): void {
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  const value: Expr | undefined = right && lowerExpression(l, right);
  if (!right) return void lowerStatement(l, node);
  for (const name of left ? named(left) : []) if (name.type === 'identifier' && value) l.define(l.source(name), { kind: 'unknown', reason: 'received', at: l.at(name.end), range: [name.start, name.end] });
}

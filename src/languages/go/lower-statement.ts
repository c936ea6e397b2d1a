import type { Expr, Loop } from '../../core/ir.ts';
import { branch, GOES_ON, LEAVES_FUNCTION, type Completion } from '../completion.ts';
import type { Draft } from '../draft.ts';
import { rootOf } from '../root-of.ts';
import { child, hasMark, named, ofType, type Node } from '../grammar.ts';
import { lowerAssignment, lowerDefinition } from './lower-assignment.ts';
import { declareType, lowerDeclaration, lowerSpec } from './lower-declaration.ts';
import { isDefinition, lowerExpression, lowerExpressions } from './lower-expression.ts';
import { lowerSelect, lowerSwitch } from './lower-switch.ts';
import type { GoLowering } from './lowering.ts';

/** Lowers a block in a scope of its own; gives where control goes after it. */
export function lowerBlock(l: GoLowering, block: Node): Completion {
  return l.inBlock(() => lowerStatements(l, block));
}

/** Lowers the statements of a block or case. */
export function lowerStatements(l: GoLowering, block: Node): Completion {
  let completion: Completion = GOES_ON;
  for (const statement of named(ofType(block, 'statement_list') ?? block)) {
    const next = lowerStatement(l, statement);
    if (completion === GOES_ON) completion = next;
  }
  return completion;
}

/** Lowers one statement. */
export function lowerStatement(l: GoLowering, node: Node, label?: string): Completion {
  return l.deeperStatement(() => lower(l, node, label));
}

function lower(l: GoLowering, node: Node, label: string | undefined): Completion {
  switch (node.type) {
    case 'expression_statement': {
      const value = named(node)[0];
      const expr = value && lowerExpression(l, value);
      if (expr) noteWriting(l, expr, node);
      return value && leavesProgram(l, value) ? l.jump('throw', node.start) : GOES_ON;
    }
    case 'short_var_declaration':
    case 'assignment_statement':
      if (isDefinition(node)) lowerDefinition(l, node);
      else lowerAssignment(l, node);
      return GOES_ON;
    case 'var_declaration':
    case 'const_declaration': {
      const specs = named(ofType(node, 'var_spec_list') ?? node);
      for (const spec of specs) if (spec.type.endsWith('_spec')) lowerSpec(l, spec, embeddingBefore(l, node));
      return GOES_ON;
    }
    case 'type_declaration':
      for (const spec of named(node)) declareType(l, spec);
      return GOES_ON;
    case 'return_statement':
      return lowerReturn(l, node);
    case 'if_statement':
      return l.inBlock(() => lowerIf(l, node));
    case 'for_statement':
      return l.inBlock(() => lowerFor(l, node, label));
    case 'expression_switch_statement':
    case 'type_switch_statement':
      return l.inBlock(() => lowerSwitch(l, node, label));
    case 'select_statement':
      return lowerSelect(l, node, label);
    case 'break_statement':
    case 'continue_statement':
    case 'goto_statement': {
      const to = ofType(node, 'label_name');
      return node.type === 'goto_statement' ? GOES_ON : l.jump(node.type === 'break_statement' ? 'break' : 'continue', node.start, to && l.source(to));
    }
    case 'block':
      return lowerBlock(l, node);
    case 'labeled_statement': {
      const [name, statement] = [child(node, 'label'), named(node).at(-1)];
      return statement && name ? lowerStatement(l, statement, l.source(name)) : GOES_ON;
    }
    case 'function_declaration':
    case 'method_declaration':
    case 'import_declaration':
      // Broken code: a brace is missing somewhere before it.
      lowerDeclaration(l, node);
      return GOES_ON;
    case 'ERROR':
    case 'statement_list':
    case 'send_statement':
    case 'inc_statement':
    case 'dec_statement':
    case 'go_statement':
    case 'defer_statement':
      for (const part of named(node)) lowerStatement(l, part);
      return GOES_ON;
    default:
      lowerExpression(l, node);
      return GOES_ON;
  }
}

/** The comment right before a declaration that embeds a file. */
function embeddingBefore(l: GoLowering, node: Node): Node | undefined {
  const before = l.text.slice(Math.max(0, node.start - 300), node.start);
  const match = /(\/\/go:embed[^\n]*)\n(?:\/\/[^\n]*\n)*\s*$/.exec(before);
  if (!match) return undefined;
  const start = node.start - before.length + match.index;
  return { type: 'comment', field: undefined, isNamed: true, start, end: start + match[1]!.length, children: [] };
}

const writers = new Set(['WriteString', 'WriteByte', 'WriteRune']);

/** `sb.WriteString(x)`, `fmt.Fprintf(&sb, "…", x)`: the text grows. */
function noteWriting(l: GoLowering, expr: Expr, node: Node): void {
  if (expr.kind !== 'call' || expr.callee.kind !== 'member') return;
  const { object, property } = expr.callee;
  const isPrint = object.kind === 'name' && object.name === 'fmt' && typeof property === 'string' && /^Fprint(?:f|ln)?$/.test(property);
  const first = expr.args[0]?.value;
  const found = typeof property === 'string' && writers.has(property) && expr.args.length === 1 ? rootOf(object) : isPrint && first ? rootOf(first) : undefined;
  if (!found || !first) return;
  const value: Expr = isPrint ? { ...expr, callee: { ...expr.callee, property: (property as string).slice(1).replace(/^p/, 'Sp').replace(/^print/, 'Sprint') }, args: expr.args.slice(1) } : first;
  const how = { value, at: l.at(node.end), range: [node.start, node.end] as const };
  l.change(found.root, found.path.length > 0 ? { kind: 'set', path: found.path, append: true, ...how } : { kind: 'append', ...how });
}

/** `panic(…)`, `log.Fatal(…)`, `os.Exit(1)`. */
function leavesProgram(l: GoLowering, node: Node): boolean {
  const callee = node.type === 'call_expression' ? child(node, 'function') : undefined;
  return callee !== undefined && /^(?:panic|log\.(?:Fatal|Panic)(?:f|ln)?|os\.Exit)$/.test(l.source(callee));
}

/** The first result counts: the others are errors and flags. A return of nothing but an error is none. */
function lowerReturn(l: GoLowering, node: Node): Completion {
  const list = ofType(node, 'expression_list');
  const values = list ? lowerExpressions(l, list) : [];
  const [value, ...others] = values;
  const last = others.at(-1);
  const isFailure = last !== undefined && !(last.kind === 'constant') && isZero(value!);
  if (value && !isFailure) l.fn.returns.push({ value, at: l.at(node.start) });
  l.jump('return', node.start);
  return LEAVES_FUNCTION;
}

function isZero(value: Expr): boolean {
  if (value.kind === 'constant') return true;
  if (value.kind === 'text') return value.parts.length === 0;
  return (value.kind === 'number' && value.value === 0) || (value.kind === 'object' && value.entries.length === 0);
}

function lowerIf(l: GoLowering, node: Node): Completion {
  const initializer = child(node, 'initializer');
  if (initializer) lowerStatement(l, initializer);
  const condition = child(node, 'condition');
  const test = condition && lowerExpression(l, condition);
  const [consequence, alternative] = [child(node, 'consequence'), child(node, 'alternative')];
  const of = branch('if', alternative !== undefined, test);
  const first = consequence ? l.inArm(of, () => lowerBlock(l, consequence)) : GOES_ON;
  const second = alternative ? l.inArm(of, () => lowerStatement(l, alternative)) : GOES_ON;
  return Math.max(first, second);
}

function lowerFor(l: GoLowering, node: Node, label: string | undefined): Completion {
  const body = child(node, 'body');
  const [clause, range] = [ofType(node, 'for_clause'), ofType(node, 'range_clause')];
  const bindings: Loop['bindings'][number][] = [];
  const loop: Draft<Loop> = { kind: clause ? 'for' : range ? 'for-of' : 'while', fn: l.fn, bindings, range: [node.start, node.end], exits: [], ...(l.loop && { parent: l.loop }) };
  const of = branch('loop', false);
  if (range) {
    const right = child(range, 'right');
    const list = right && lowerExpression(l, right);
    if (list) loop.over = list;
    const left = child(range, 'left');
    // Over a number there is nothing but the count.
    if (list?.kind === 'number') loop.kind = 'for';
    if (left && list) bindings.push(...bindItems(l, range, left, list));
  } else if (clause) {
    const initializer = child(clause, 'initializer');
    if (initializer) lowerStatement(l, initializer);
    bindings.push(...l.scope.names.values());
  }
  const condition = clause ? child(clause, 'condition') : range ? undefined : named(node).find((each) => each !== body);
  if (condition) loop.test = lowerExpression(l, condition);
  const update = clause && child(clause, 'update');
  l.inLoop(loop, label, () => {
    l.inArm(of, () => {
      if (body) lowerBlock(l, body);
      if (update) lowerStatement(l, update);
      return GOES_ON;
    });
    return GOES_ON;
  });
  return GOES_ON;
}

/** `for i, item := range list`: index and item. */
function bindItems(l: GoLowering, range: Node, left: Node, list: Expr): Loop['bindings'][number][] {
  return named(left).flatMap((name, index) => {
    if (name.type !== 'identifier' || l.source(name) === '_') return [];
    const place = { at: l.at(name.start), range: [name.start, name.end] as const };
    const isDefined = hasMark(range, ':=');
    const scope = l.scope;
    if (!isDefined) return [];
    return [l.define(l.source(name), index === 0 ? { kind: 'item', of: list, keys: true, ...place } : { kind: 'item', of: list, ...place }, scope)];
  });
}

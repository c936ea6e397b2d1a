import { branch, GOES_ON, LEAVES_FUNCTION, type Completion } from '../completion.ts';
import { child, named, type Node, ofType } from '../grammar.ts';
import { noteChange, noteChild } from './lower-assignment.ts';
import { declareClasses, lowerClass } from './lower-class.ts';
import { lowerExpression } from './lower-expression.ts';
import { lowerDo, lowerEach, lowerFor, lowerWhile } from './lower-loop.ts';
import { lowerSwitch } from './lower-switch.ts';
import { isNarrowMap, lowerType } from './lower-type.ts';
import type { JavaLowering } from './lowering.ts';

/** Lowers a block in a scope of its own; gives where control goes after it. */
export function lowerBlock(l: JavaLowering, block: Node): Completion {
  return l.inBlock(() => lowerStatements(l, named(block)));
}

/** Lowers statements one after the other. */
export function lowerStatements(l: JavaLowering, statements: readonly Node[]): Completion {
  declareClasses(l, statements);
  let completion: Completion = GOES_ON;
  for (const statement of statements) {
    const next = lowerStatement(l, statement);
    if (completion === GOES_ON) completion = next;
  }
  return completion;
}

/** Lowers one statement. */
export function lowerStatement(l: JavaLowering, node: Node, label?: string): Completion {
  return l.deeperStatement(() => lower(l, node, label));
}

function lower(l: JavaLowering, node: Node, label: string | undefined): Completion {
  switch (node.type) {
    case 'expression_statement': {
      const [value] = named(node);
      if (value?.type === 'switch_expression') return lowerSwitch(l, value, label);
      if (value) noteChange(l, lowerExpression(l, value));
      return value && /^System\s*\.\s*exit\s*\(/.test(l.source(value)) ? l.jump('throw', node.start) : GOES_ON;
    }
    case 'local_variable_declaration':
      lowerVariables(l, node);
      return GOES_ON;
    case 'return_statement': {
      const [value] = named(node);
      if (value) l.fn.returns.push({ value: lowerExpression(l, value), at: l.at(node.start) });
      // A lambda that gives nothing gives what it fills.
      else if (l.fn.kind !== 'lambda') l.fn.returns.push({ value: { kind: 'constant', range: [node.start, node.end], value: null }, at: l.at(node.start) });
      l.jump('return', node.start);
      return LEAVES_FUNCTION;
    }
    case 'throw_statement':
      for (const value of named(node)) lowerExpression(l, value);
      return l.jump('throw', node.start);
    case 'if_statement':
      return lowerIf(l, node);
    case 'for_statement':
      return l.inBlock(() => lowerFor(l, node, label));
    case 'enhanced_for_statement':
      return l.inBlock(() => lowerEach(l, node, label));
    case 'while_statement':
      return lowerWhile(l, node, label);
    case 'do_statement':
      return lowerDo(l, node, label);
    case 'switch_expression':
      return lowerSwitch(l, node, label);
    case 'try_statement':
    case 'try_with_resources_statement':
      return l.inBlock(() => lowerTry(l, node));
    case 'synchronized_statement': {
      const body = child(node, 'body');
      for (const each of named(node)) if (each !== body) lowerExpression(l, each);
      return body ? lowerBlock(l, body) : GOES_ON;
    }
    case 'break_statement':
    case 'continue_statement': {
      const to = ofType(node, 'identifier');
      return l.jump(node.type === 'break_statement' ? 'break' : 'continue', node.start, to && l.source(to));
    }
    case 'yield_statement': {
      const [value] = named(node);
      if (value) l.yielded?.push(lowerExpression(l, value));
      return l.jump('break', node.start);
    }
    case 'labeled_statement': {
      const [name, statement] = [named(node)[0], named(node).at(-1)];
      return statement && name && statement !== name ? lowerStatement(l, statement, l.source(name)) : GOES_ON;
    }
    case 'block':
      return lowerBlock(l, node);
    case 'explicit_constructor_invocation':
      lowerConstructorCall(l, node);
      return GOES_ON;
    case 'ERROR':
    case 'method_declaration':
      // Broken code: a brace is missing somewhere before it.
      for (const part of named(node)) if (!part.type.includes('type')) lowerStatement(l, part);
      return GOES_ON;
    default:
      if (!lowerClass(l, node)) lowerExpression(l, node);
      return GOES_ON;
  }
}

/** `String a = "x", b;` */
export function lowerVariables(l: JavaLowering, node: Node): void {
  const typeNode = child(node, 'type');
  const type = lowerType(l, typeNode);
  for (const declarator of node.children.filter((each) => each.type === 'variable_declarator')) {
    const [name, value] = [child(declarator, 'name'), child(declarator, 'value')];
    if (!name) continue;
    const own = l.source(name);
    const range = [declarator.start, declarator.end] as const;
    const made = value && lowerExpression(l, value, isNarrowMap(l, typeNode));
    const binding = made ? l.define(own, { kind: 'assign', value: made, at: l.at(declarator.end), range }) : l.scope.declare(own);
    if (type && !binding.type) Object.assign(binding, { type });
    if (made) noteChild(l, binding, made);
    if ((typeNode && l.source(typeNode).endsWith('Builder')) || (value && /[bB]uilder\(/.test(l.source(value)) && !/\.build\(\)$/.test(l.source(value)))) l.builders.add(binding);
  }
}

function lowerConstructorCall(l: JavaLowering, node: Node): void {
  const [callee, list] = [child(node, 'constructor'), child(node, 'arguments')];
  if (!callee || !list) return;
  const call = l.call(node);
  call.callee = { kind: 'this', range: [callee.start, callee.end], isSuper: callee.type === 'super', ...(l.cls && { cls: l.cls }) };
  call.args = named(list).map((each) => ({ value: lowerExpression(l, each), range: [each.start, each.end] }));
  call.argsRange = [list.start + 1, list.end - 1];
}

function lowerIf(l: JavaLowering, node: Node): Completion {
  const [condition, consequence, alternative] = [child(node, 'condition'), child(node, 'consequence'), child(node, 'alternative')];
  const test = condition && lowerExpression(l, condition);
  const of = branch('if', alternative !== undefined, test);
  const first = consequence ? l.inArm(of, () => lowerStatement(l, consequence)) : GOES_ON;
  const second = alternative ? l.inArm(of, () => lowerStatement(l, alternative)) : GOES_ON;
  return Math.max(first, second);
}

function lowerTry(l: JavaLowering, node: Node): Completion {
  const resources = ofType(node, 'resource_specification');
  for (const each of resources ? named(resources) : []) {
    const [name, value] = [child(each, 'name'), child(each, 'value')];
    const made = value && lowerExpression(l, value);
    if (name && made) l.define(l.source(name), { kind: 'enter', value: made, at: l.at(each.end), range: [each.start, each.end] });
  }
  const [body, last] = [child(node, 'body'), ofType(node, 'finally_clause')];
  const catches = node.children.filter(({ type }) => type === 'catch_clause');
  const of = branch('try', true);
  const inBody = (): Completion => l.inArm(of, () => (body ? lowerBlock(l, body) : GOES_ON));
  let completion = catches.length > 0 ? l.inTarget('try', body?.end ?? node.end, inBody) : inBody();
  for (const each of catches) {
    const next = l.inArm(of, () =>
      l.inBlock(() => {
        const name = child(ofType(each, 'catch_formal_parameter') ?? each, 'name');
        if (name) l.define(l.source(name), { kind: 'unknown', reason: 'caught', at: l.at(name.start), range: [name.start, name.end] });
        const block = child(each, 'body');
        return block ? lowerBlock(l, block) : GOES_ON;
      }),
    );
    completion = Math.max(completion, next);
  }
  const block = last && ofType(last, 'block');
  const end = block ? lowerBlock(l, block) : GOES_ON;
  return end === GOES_ON ? completion : end;
}

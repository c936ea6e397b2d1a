import { type Completion, GOES_ON, jump } from '../completion.ts';
import { rootOf } from '../root-of.ts';
import { lowerAnnotation } from './annotation.ts';
import { declareField, lowerClass } from './lower-class.ts';
import { lowerExpression } from './lower-expression.ts';
import { lowerDef, lowerReturn } from './lower-function.ts';
import { lowerFrom, lowerImport } from './lower-import.ts';
import { lowerFor, lowerIf, lowerTry, lowerWhile, lowerWith } from './lower-branch.ts';
import { lowerMatch } from './lower-match.ts';
import { defineTarget } from './lower-target.ts';
import type { Lowering } from './lowering.ts';
import { annotate } from './scope.ts';
import type { Block, Node, Statement } from './tree.ts';

/** Lowers statements; gives where control goes after them. */
export function lowerBody(l: Lowering, statements: readonly Statement[], skipFirst = false): Completion {
  let completion: Completion = GOES_ON;
  for (let i = skipFirst ? 1 : 0; i < statements.length; i++) {
    const next = lowerStatement(l, statements[i]!);
    l.finishDeep();
    if (completion === GOES_ON) completion = next;
  }
  return completion;
}

/** Lowers a block. */
export function lowerBlock(l: Lowering, block: Block): Completion {
  return lowerBody(l, block.statements);
}

function lowerStatement(l: Lowering, node: Statement): Completion {
  switch (node.type) {
    case 'expression':
      lowerExpression(l, node.value);
      return leavesProgram(node.value) ? jump(l, 'throw', node.start) : GOES_ON;
    case 'assign': {
      const value = lowerExpression(l, node.value);
      const range = l.range(node.start, node.end);
      for (const target of node.targets) defineTarget(l, target, { kind: 'assign', value }, node.end, range);
      return GOES_ON;
    }
    case 'annotated':
      lowerAnnotated(l, node);
      return GOES_ON;
    case 'augmented':
      lowerAugmented(l, node);
      return GOES_ON;
    case 'alias': {
      const value = lowerAnnotation(l, node.value) ?? l.opaque(node.value, 'type');
      l.define(node.name, { kind: 'assign', value, at: l.at(node.end), range: l.range(node.start, node.end) });
      return GOES_ON;
    }
    case 'delete':
      for (const target of node.targets) lowerDelete(l, target);
      return GOES_ON;
    case 'return':
      lowerReturn(l, node.value, node.start, node.end);
      return jump(l, 'return', node.start);
    case 'raise':
      for (const part of node.parts) lowerExpression(l, part);
      return jump(l, 'throw', node.start);
    case 'assert':
      for (const part of node.parts) lowerExpression(l, part);
      return GOES_ON;
    case 'break':
    case 'continue':
      return jump(l, node.type, node.start);
    case 'pass':
      return GOES_ON;
    case 'global':
    case 'nonlocal':
      for (const name of node.names) l.scope.redirect(name, node.type);
      return GOES_ON;
    case 'import':
      lowerImport(l, node.names);
      return GOES_ON;
    case 'from':
      lowerFrom(l, node.specifier, node.names);
      return GOES_ON;
    case 'if':
      return lowerIf(l, node);
    case 'while':
      return lowerWhile(l, node);
    case 'for':
      return lowerFor(l, node);
    case 'try':
      return lowerTry(l, node);
    case 'with':
      return lowerWith(l, node);
    case 'match':
      return lowerMatch(l, node);
    case 'def':
      lowerDef(l, node);
      return GOES_ON;
    case 'class':
      lowerClass(l, node);
      return GOES_ON;
  }
}

/** `sys.exit()`, `exit()`. */
function leavesProgram(node: Node): boolean {
  if (node.type !== 'call') return false;
  const { callee } = node;
  if (callee.type === 'name') return callee.name === 'exit' || callee.name === 'quit';
  return callee.type === 'attribute' && callee.object.type === 'name' && ((callee.object.name === 'sys' && callee.name === 'exit') || (callee.object.name === 'os' && callee.name === '_exit'));
}

function lowerAnnotated(l: Lowering, node: Extract<Statement, { type: 'annotated' }>): void {
  const type = lowerAnnotation(l, node.annotation);
  const value = node.value && lowerExpression(l, node.value);
  const { target } = node;
  if (value) defineTarget(l, target, { kind: 'assign', value }, node.end, l.range(node.start, node.end));
  else if (target.type !== 'name') lowerExpression(l, target);
  if (target.type === 'name') return annotate(l.scope.declare(target.name), type);
  if (!type || target.type !== 'attribute' || target.object.type !== 'name') return;
  const cls = l.scope.receiverNamed(target.object.name);
  if (cls) declareField(cls, target.name, type, l.fn);
}

function lowerAugmented(l: Lowering, node: Extract<Statement, { type: 'augmented' }>): void {
  const { target, operator } = node;
  const old = lowerExpression(l, target);
  const added = lowerExpression(l, node.value);
  const range = l.range(node.start, node.end);
  const at = l.at(node.end);
  const value = operator === '+' ? added : ({ kind: 'binary', range, operator, left: old, right: added } as const);
  if (target.type === 'name') {
    l.define(target.name, operator === '+' ? { kind: 'append', value, at, range } : { kind: 'assign', value, at, range });
    return;
  }
  const found = rootOf(old);
  if (found && found.path.length > 0) l.change(found.root, { kind: 'set', path: found.path, value, at, range, ...(operator === '+' && { append: true }) });
}

function lowerDelete(l: Lowering, target: Node): void {
  if (target.type === 'list') return target.items.forEach((item) => lowerDelete(l, item));
  const range = l.range(target.start, target.end);
  const at = l.at(target.end);
  if (target.type === 'name') return void l.define(target.name, { kind: 'unknown', reason: 'deleted', at, range });
  const found = rootOf(lowerExpression(l, target));
  if (found && found.path.length > 0) l.change(found.root, { kind: 'delete', path: found.path, at, range });
}

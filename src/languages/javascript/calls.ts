import type { ArgExpr, CallExpr, Expr, TextExpr } from '../../core/ir.ts';
import type { Range } from '../../core/source.ts';
import type { Draft } from '../draft.ts';
import type { Lowering } from './lowering.ts';
import { type Node, constantString } from './node.ts';
import { rootOf } from '../root-of.ts';
import { recordAt } from './roots.ts';
import { templateText } from './text.ts';

/** Methods that change their receiver. */
const MUTATORS = new Set(['push', 'unshift', 'splice', 'append', 'set', 'add']);

/** Lowers a call or `new`, and records it as an event where it changes what it is called on. */
export function call(l: Lowering, node: Node, isAwaited: boolean): CallExpr {
  const slot = l.calls.length;
  const draft = begin(l, node, node.type === 'NewExpression', isAwaited);
  draft.callee = l.parts.expression(l, node.callee);
  draft.args = args(l, node.arguments);
  draft.argsRange = parentheses(l, node);
  passFunctions(draft);
  if (draft.callee.kind === 'name' && draft.callee.name === 'require') addImport(l, node.arguments[0]);
  else if (draft.callee.kind === 'member') recordMutation(l, draft);
  l.calls[slot] = draft;
  return draft;
}

/** The call takes its place in `Module.calls` before its parts do. */
function begin(l: Lowering, node: Node, isNew: boolean, isAwaited: boolean): Draft<CallExpr> {
  const draft: Draft<CallExpr> = {
    kind: 'call',
    range: node.range,
    callee: undefined as unknown as Expr,
    args: [],
    isNew,
    isAwaited,
    at: l.at(node.range[0]),
    loop: l.loop,
    argsRange: undefined,
  };
  l.calls.push(draft);
  return draft;
}

/** A tagged template is its text; the call of its tag is listed too. */
export function taggedTemplate(l: Lowering, node: Node): TextExpr {
  const draft = begin(l, node, false, false);
  draft.callee = l.parts.expression(l, node.tag);
  const text = { ...templateText(l, node.quasi, draft.callee), range: node.range };
  draft.args = [{ value: text, range: node.quasi.range }];
  return text;
}

/** `import('x')` reads as a call of the free name `import`. */
export function dynamicImport(l: Lowering, node: Node, isAwaited: boolean): CallExpr {
  const draft = begin(l, node, false, isAwaited);
  const [start, end] = node.range;
  draft.callee = { kind: 'name', range: [start, start + 'import'.length], name: 'import', at: draft.at };
  draft.args = args(l, node.options ? [node.source, node.options] : [node.source]);
  draft.argsRange = [l.module.text.indexOf('(', start) + 1, end - 1];
  addImport(l, node.source);
  return draft;
}

function addImport(l: Lowering, source: Node | undefined): void {
  const specifier = constantString(source);
  if (specifier !== undefined) l.imports.push(specifier);
}

function args(l: Lowering, nodes: readonly Node[]): ArgExpr[] {
  const lowered: ArgExpr[] = [];
  for (const node of nodes) {
    if (node.type !== 'SpreadElement') lowered.push({ value: l.parts.expression(l, node), range: node.range });
    else lowered.push({ value: l.parts.expression(l, node.argument), spread: 'items', range: node.range });
  }
  return lowered;
}

function passFunctions(to: CallExpr): void {
  for (let index = 0; index < to.args.length; index++) {
    const { value } = to.args[index]!;
    if (value.kind === 'function') value.fn.passedTo = { call: to, index };
  }
}

const COMMENT = /\/\*[^]*?\*\/|\/\/.*/y;

/** What stands between the parentheses of the arguments; undefined for `new X`. */
function parentheses(l: Lowering, node: Node): Range | undefined {
  const { text } = l.module;
  const end = node.range[1] - 1;
  let i = (node.typeArguments ?? node.typeParameters ?? node.callee).range[1] as number;
  while (i < end + 1) {
    const character = text[i];
    if (character === '(') return [i + 1, end];
    COMMENT.lastIndex = i;
    i = character === '/' && COMMENT.test(text) ? COMMENT.lastIndex : i + 1;
  }
  return undefined;
}

function recordMutation(l: Lowering, made: CallExpr): void {
  const { callee } = made;
  if (callee.kind !== 'member' || typeof callee.property !== 'string') return;
  const isAssign = callee.property === 'assign' && callee.object.kind === 'name' && callee.object.name === 'Object';
  if (!isAssign && !MUTATORS.has(callee.property)) return;
  const receiver = isAssign ? made.args[0]?.value : callee.object;
  const root = receiver && rootOf(receiver);
  if (!root) return;
  recordAt(l, root, { kind: 'mutate', path: root.path, call: made, at: l.at(made.range[1]), range: made.range });
}

import type { CallExpr, Expr } from '../../core/ir.ts';
import { Cursor } from './cursor.ts';
import { lowerExpression } from './lower-expression.ts';
import type { Lowering } from './lowering.ts';
import { parseItems } from './parse-expression.ts';
import { tokenize } from './tokenize.ts';
import type { Node } from './tree.ts';

/** Types that say nothing of their own: what stands in the brackets counts. */
const wrappers: ReadonlySet<string> = new Set(['Optional', 'Union', 'Annotated', 'Final', 'ClassVar', 'Required', 'NotRequired', 'ReadOnly', 'InitVar', 'Awaitable', 'Coroutine']);

/** An annotation, reduced to the class it names where it names one; `notes` gets the calls beside it. */
export function lowerAnnotation(l: Lowering, node: Node | undefined, notes: CallExpr[] = []): Expr | undefined {
  if (!node) return undefined;
  if (node.type !== 'string') return lowerReduced(l, node, notes);
  const quoted = quotedType(l, node);
  if (quoted) return lowerReduced(l, quoted, notes);
  lowerExpression(l, node);
  return undefined;
}

function lowerReduced(l: Lowering, node: Node, notes: CallExpr[]): Expr | undefined {
  const { main, others } = reduced(node);
  // Calls may stand in any part: `Annotated[str, Depends(f)]`.
  for (const other of others) {
    const expr = lowerExpression(l, other);
    if (expr.kind === 'call') notes.push(expr);
  }
  if (!main) return undefined;
  if (main.type === 'string') return lowerAnnotation(l, main, notes);
  const expr = lowerExpression(l, main);
  return expr.kind === 'name' || expr.kind === 'member' || expr.kind === 'call' || expr.kind === 'this' ? reading(l, main, expr) : undefined;
}

/** `list[X]` is no class that values of `X` have. */
const reading = (l: Lowering, node: Node, expr: Expr): Expr => (node.type === 'index' ? l.opaque(node, 'generic type') : expr);

function reduced(node: Node): { main: Node | undefined; others: Node[] } {
  const others: Node[] = [];
  let main: Node | undefined = node;
  for (;;) {
    if (main.type === 'binary' && main.operator === '|') {
      const options: Node[] = unionOf(main);
      const real = options.filter((option) => !isNone(option));
      if (real.length !== 1) return { main: undefined, others: [...others, ...options] };
      main = real[0]!;
    } else if (main.type === 'index' && wrappers.has(lastName(main.object))) {
      const name = lastName(main.object);
      const args: readonly Node[] = main.index.type === 'list' && main.index.form === 'tuple' ? main.index.items : [main.index];
      const real: readonly Node[] = name === 'Annotated' ? args.slice(0, 1) : name === 'Coroutine' ? args.slice(-1) : args.filter((arg) => !isNone(arg));
      others.push(...args.filter((arg) => !real.includes(arg) || real.length !== 1));
      if (real.length !== 1) return { main: undefined, others };
      main = real[0]!;
    } else {
      return { main, others };
    }
  }
}

function unionOf(node: Node): Node[] {
  const options: Node[] = [];
  let at = node;
  while (at.type === 'binary' && at.operator === '|') {
    options.push(at.right);
    at = at.left;
  }
  return [at, ...options.toReversed()];
}

/** `Annotated[Client, Depends(make)]` where a value stands, as a name for it gets one: what is called with what. */
export function lowerAnnotated(l: Lowering, node: Extract<Node, { type: 'index' }>): Expr | undefined {
  if (lastName(node.object) !== 'Annotated' || node.index.type !== 'list' || node.index.form !== 'tuple') return undefined;
  const args = node.index.items.map((item) => ({ value: lowerExpression(l, item), range: l.range(item.start, item.end) }));
  return { kind: 'call', range: l.range(node.start, node.end), callee: lowerExpression(l, node.object), args, isNew: false, isAwaited: false, at: l.at(node.start) };
}

const isNone = (node: Node): boolean => node.type === 'constant' && node.value === null;

function lastName(node: Node): string {
  return node.type === 'name' || node.type === 'attribute' ? node.name : '';
}

/** The type inside a plain string. */
function quotedType(l: Lowering, node: Extract<Node, { type: 'string' }>): Node | undefined {
  const [literal, ...others] = node.literals;
  if (!literal || others.length > 0 || literal.runs || literal.broken || literal.bodyEnd - literal.bodyStart > 500) return undefined;
  const source = l.text.slice(literal.bodyStart, literal.bodyEnd);
  if (!/^[\w.[\], |]+$/.test(source)) return undefined;
  const p = new Cursor(l.text, tokenize(l.text, [[literal.bodyStart, literal.bodyEnd]]));
  const type = parseItems(p);
  return p.tokens.recovered === undefined ? type : undefined;
}

import type { Range } from '../../core/source.ts';

/** A node as ESTree and TS-ESTree shape it. Only what all parsers give is relied on: no `parent`, no `loc`. */
export interface Node {
  readonly type: string;
  readonly range: Range;
  // Some 170 node types have their own fields; each is read where its type was just tested.
  readonly [field: string]: any;
}

/** Below parentheses, `as T`, `<T>x`, `satisfies T`, `x!`, `a?.b` chains and instantiations: the expression that has the value. */
export function transparent(node: Node): Node {
  let inner = node;
  for (;;) {
    switch (inner.type) {
      case 'ParenthesizedExpression':
      case 'ChainExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'TSInstantiationExpression':
        inner = inner.expression;
        break;
      default:
        return inner;
    }
  }
}

/** The text of a string literal, or of a template without holes. */
export function constantString(node: Node | null | undefined): string | undefined {
  if (!node) return undefined;
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

/** The name of a property as a constant: `a`, `'a'`, `1`, `#a`, `['a']`; undefined where it is computed. */
export function constantKey(key: Node, computed: boolean): string | undefined {
  if (!computed && key.type === 'Identifier') return key.name;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (key.type === 'Literal' && (typeof key.value === 'number' || typeof key.value === 'bigint')) return String(key.value);
  return constantString(key);
}

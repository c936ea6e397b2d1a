import type { Expr } from '../../core/ir.ts';
import type { Node } from '../grammar.ts';
import { annotation } from './annotations.ts';
import type { JavaLowering } from './lowering.ts';

/** `@Value("${name:default}")`: what the settings of the run say, else the default; as a call of `@Value` with both. */
export function presetOf(l: JavaLowering, declaration: Node): Expr | undefined {
  const found = annotation(l, declaration, 'Value', 'ConfigProperty');
  const [, name, fallback] = found ? (/^\$\{([^:}]+)(?::([^}]*))?\}$/.exec(found.text) ?? []) : [];
  if (!found || name === undefined) return undefined;
  const { node } = found;
  const range = [node.start, node.end] as const;
  const call = l.call(node);
  call.callee = { kind: 'name', range, name: '@Value', at: l.at(node.start) };
  call.args = [name, ...(fallback ? [fallback] : [])].map((value, index) => {
    const from = index === 0 ? -1 : l.source(node).lastIndexOf(`:${value}}`) + 1;
    const isExact = from > 0;
    return { range, value: { kind: 'text' as const, range, delimiter: '"', parts: [{ kind: 'literal' as const, value, range: isExact ? [node.start + from, node.start + from + value.length] : range, exact: isExact }] } };
  });
  return call;
}

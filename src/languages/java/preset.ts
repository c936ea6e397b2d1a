import type { Expr, TextExpr } from '../../core/ir.ts';
import type { Range } from '../../core/source.ts';
import type { Node } from '../grammar.ts';
import { annotation } from './annotations.ts';
import type { JavaLowering } from './lowering.ts';

/** `@Value("${name:default}")`: what the settings of the run say, else the default; as a call of `@Value` with both. */
export function presetOf(l: JavaLowering, declaration: Node): Expr | undefined {
  const found = annotation(l, declaration, 'Value', 'ConfigProperty');
  const [, name, fallback] = found ? (/^\$\{([^:}]+)(?::([^}]*))?\}$/.exec(found.text) ?? []) : [];
  if (!found || name === undefined) return undefined;
  const { node } = found;
  const from = fallback ? l.source(node).lastIndexOf(`:${fallback}}`) + 1 : 0;
  const range: Range = from > 0 ? [node.start + from, node.start + from + fallback!.length] : [node.start, node.end];
  return setting(l, node, name, fallback ? text(fallback, range, from > 0) : undefined);
}

/** A field of `@ConfigurationProperties("prefix")`: the setting `prefix.name`, else what the field begins with. */
export function boundSetting(l: JavaLowering, owner: Node, key: Node, initial: Expr | undefined): Expr | undefined {
  const prefix = annotation(l, owner, 'ConfigurationProperties', 'ConfigMapping')?.text;
  const name = l.source(key).replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
  return prefix === undefined ? initial : setting(l, key, `${prefix}.${name}`, initial);
}

function setting(l: JavaLowering, node: Node, name: string, fallback: Expr | undefined): Expr {
  const range: Range = [node.start, node.end];
  const call = l.call(node);
  call.callee = { kind: 'name', range, name: '@Value', at: l.at(node.start) };
  call.args = [text(name, range, false), ...(fallback ? [fallback] : [])].map(value => ({ range, value }));
  return call;
}

function text(value: string, range: Range, exact: boolean): TextExpr {
  return { kind: 'text', range, delimiter: '"', parts: [{ kind: 'literal', value, range, exact }] };
}

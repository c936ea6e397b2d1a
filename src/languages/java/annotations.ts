import { child, named, type Node, ofType } from '../grammar.ts';
import { lowerString } from './lower-text.ts';
import { plainText } from '../plain-text.ts';
import type { JavaLowering } from './lowering.ts';

/** Is a word (`static`, `private`) among the modifiers? */
export function hasModifier(node: Node, word: string): boolean {
  return ofType(node, 'modifiers')?.children.some(({ type }) => type === word) === true;
}

/** The annotations of a declaration. */
export function annotationsOf(node: Node): Node[] {
  return named(ofType(node, 'modifiers') ?? { ...node, children: [] }).filter(({ type }) => type.endsWith('annotation'));
}

/** Is it annotated with one of these names? */
export function isAnnotated(l: JavaLowering, node: Node, names: ReadonlySet<string>): boolean {
  return annotationsOf(node).some((each) => names.has(nameOf(l, each)));
}

const valueKeys = new Set(['value', 'prefix']);

/** The text that an annotation of one of these names gives: `@JsonProperty("max_tokens")`, `@Value(value = "…")`, `@ConfigurationProperties(prefix = "…")`. */
export function annotation(l: JavaLowering, node: Node, ...names: readonly string[]): { readonly node: Node; readonly text: string } | undefined {
  for (const each of annotationsOf(node)) {
    const list = names.includes(nameOf(l, each)) ? child(each, 'arguments') : undefined;
    for (const argument of list ? named(list) : []) {
      const value = argument.type === 'element_value_pair' && valueKeys.has(l.source(child(argument, 'key') ?? argument)) ? child(argument, 'value') : argument;
      const text = value?.type === 'string_literal' ? plainText(lowerString(l, value)) : undefined;
      if (value && text !== undefined) return { node: value, text };
    }
  }
  return undefined;
}

function nameOf(l: JavaLowering, node: Node): string {
  const name = child(node, 'name');
  return name ? l.source(name).split('.').at(-1)! : '';
}

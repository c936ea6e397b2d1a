/** Settings of Spring Boot and Quarkus that make a model: their libraries send what stands there. */
import type { EntryExpr, Expr } from '../../core/ir.ts';
import type { DocumentCall } from './document.ts';
import { entryOf, impliedText, stringOf } from './document.ts';

/** `application.properties`, `application-dev.yml`. */
const files = /(?:^|\/)(?:application|bootstrap|microprofile-config)(?:-[\w.-]+)?\.(?:properties|ya?ml)$/;
/** Before the settings of one model, with dashes and capitals taken out of the names. */
const models: readonly (readonly [prefix: RegExp, library: string, kind: 'chat' | 'embedding'])[] = [
  [/^spring\.ai\.bedrock\.converse\.chat\.(?:options\.)?/, 'spring-ai', 'chat'],
  [/^spring\.ai\.bedrock\.(?:titan|cohere)\.embedding\.(?:options\.)?/, 'spring-ai', 'embedding'],
  [/^(?:%[\w,-]+\.)?quarkus\.langchain4j\.bedrock\.(?:[^.]+\.)?chatmodel\./, 'langchain4j', 'chat'],
  [/^(?:%[\w,-]+\.)?quarkus\.langchain4j\.bedrock\.(?:[^.]+\.)?embeddingmodel\./, 'langchain4j', 'embedding'],
];
const deepest = 12;

/** A call for each model that they make, with its settings by their plain names. */
export function applicationSettings(root: Expr, path: string): readonly DocumentCall[] {
  if (!files.test(path)) return [];
  const found = new Map<string, { readonly library: string; readonly kind: string; readonly entries: EntryExpr[] }>();
  for (const { name, value } of settingsIn(root)) {
    const plain = name.replaceAll(/[-_]/g, '').toLowerCase();
    for (const [prefix, library, kind] of models) {
      const before = prefix.exec(plain)?.[0];
      if (before === undefined) continue;
      const model = before.replace(/options\.$/, '');
      if (!found.has(model)) found.set(model, { library, kind, entries: [] });
      found.get(model)!.entries.push(entryOf(plain.slice(before.length), filledIn(value)));
    }
  }
  return [...found.values()].flatMap(({ library, kind, entries }): DocumentCall[] => {
    const range = entries.find(entry => entry.kind === 'entry' && (entry.key === 'model' || entry.key === 'modelid'))?.range;
    return range ? [{ callee: '<application settings>', args: [{ kind: 'object', range, entries }, impliedText(library, range[0]), impliedText(kind, range[0])], range }] : [];
  });
}

function settingsIn(value: Expr, prefix = '', depth = 0): { readonly name: string; readonly value: Expr }[] {
  if (value.kind !== 'object' || depth > deepest) return [];
  return value.entries.flatMap(entry => {
    if (entry.kind !== 'entry' || typeof entry.key !== 'string') return [];
    const name = prefix === '' ? entry.key : `${prefix}.${entry.key}`;
    return entry.value.kind === 'object' ? settingsIn(entry.value, name, depth + 1) : [{ name, value: entry.value }];
  });
}

/** Numbers are text in properties. `${NAME:default}`: what the run says, else the default. */
function filledIn(value: Expr): Expr {
  const written = stringOf(value) ?? '';
  if (value.kind === 'text' && /^\d+$/.test(written)) return { kind: 'number', range: value.range, value: Number(written) };
  if (value.kind !== 'text' || !written.includes('${')) return value;
  const { range } = value;
  const said: Expr = { kind: 'opaque', range, reason: 'environment' };
  const fallback = /^\$\{[^:}]+:([^}$]+)\}$/.exec(written)?.[1];
  const [part, more] = value.parts;
  if (fallback === undefined || !part || more || part.kind !== 'literal' || !part.exact) return said;
  const end = part.range[1] - 1;
  const own: Expr = { kind: 'text', range: [end - fallback.length, end], parts: [{ kind: 'literal', value: fallback, range: [end - fallback.length, end], exact: true }], delimiter: '' };
  return { kind: 'choose', range, operator: 'or', options: [said, own] };
}

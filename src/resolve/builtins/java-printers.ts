/** How Java prints what a fix puts into a request or into JSON that is built call by call. */
import type { CallExpr, Fn, Module, Plain, Syntax } from '../../core/ir.ts';
import type { ListValue } from '../../core/value.ts';

const MODEL = 'software.amazon.awssdk.services.bedrockruntime.model';
const BLOCKS: { readonly [key: string]: string } = { system: 'SystemContentBlock', content: 'ContentBlock', tools: 'Tool' };
/** Names for parameters of lambdas: one may not be that of a variable around it. */
const NAMES = ['config', 'it', 'part', 'each', 'inner', 'nested'];

/** The module as one that prints calls of builders; items of `list` are written as those that it has. */
export function requestPrinter(module: Module, { at }: CallExpr, key = '', list?: ListValue): Module {
  const { syntax: base } = module;
  const names = freeNames(at.fn);
  const print = (value: Plain, depth: number): string => {
    if (value === null || typeof value !== 'object') return base.literal(value);
    if (Array.isArray(value)) return value.map((each) => print(each, depth)).join(', ');
    const name = names[depth] ?? `it${depth}`;
    return `${name} -> ${name}${Object.entries(value).map(([member, inner]) => `.${member}(${print(inner as Plain, depth + 1)})`).join('')}`;
  };
  const block = list && list.items.some((item) => item.kind !== 'object' || !isConsumed(item)) ? BLOCKS[key] : undefined;
  const owner = block !== undefined && new RegExp(`\\b${block}\\b`).test(module.text) ? block : `${MODEL}.${block}`;
  const item = (value: Plain): string => {
    if (block === undefined || value === null || typeof value !== 'object' || Array.isArray(value)) return print(value, 0);
    const [[member, inner] = ['', null]] = Object.entries(value) as [string, Plain][];
    return `${owner}.from${member[0]!.toUpperCase()}${member.slice(1)}(${print(inner, 0)})`;
  };
  return withSyntax(module, { ...base, literal: item, entry: (member, value) => `.${member}(${value})` });
}

const freeByFn = new WeakMap<Fn, readonly string[]>();

/** Names that no variable around has: those of lambdas that stand beside are free again. */
function freeNames(fn: Fn): readonly string[] {
  let free = freeByFn.get(fn);
  if (!free) freeByFn.set(fn, (free = namesFreeIn(fn)));
  return free;
}

function namesFreeIn(fn: Fn): string[] {
  const params = new Set<string>();
  let whole = fn;
  for (let each: Fn | undefined = fn; each && each.kind !== 'module'; each = each.parent) {
    whole = each;
    for (const { name } of each.params) if (name !== undefined) params.add(name);
  }
  const text = whole.module.text.slice(...whole.range).replaceAll(/\b(\w+) -> \1(?=\.)/g, '');
  return NAMES.filter((name) => !params.has(name) && !new RegExp(`\\b${name}\\b`).test(text));
}

/** Was it filled by `x -> x.text("…")`? Then its type is the name of the member that takes it. */
function isConsumed(item: Extract<ListValue['items'][number], { kind: 'object' }>): boolean {
  return item.type?.kind === 'external' && /^[a-z]/.test(item.type.path.at(-1) ?? '');
}

/** The module as one that prints `.put("key", value)`, as the maker of the JSON does. */
export function jsonPrinter(module: Module, maker: string): Module {
  const { syntax: base } = module;
  const [object, put] = /^org\.json:/.test(maker) ? ['new JSONObject()', 'put'] : /jackson/.test(maker) ? ['new com.fasterxml.jackson.databind.ObjectMapper().createObjectNode()', 'put'] : ['', 'add'];
  const method = (value: Plain): string => {
    if (/Document\.mapBuilder$/.test(maker)) return typeof value === 'number' ? 'putNumber' : typeof value === 'string' ? 'putString' : 'putDocument';
    return /jackson/.test(maker) && typeof value === 'object' ? 'set' : put!;
  };
  const print = (value: Plain): string => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return base.literal(value);
    return `${object}${Object.entries(value).map(([key, inner]) => `.${method(inner as Plain)}(${base.literal(key)}, ${print(inner as Plain)})`).join('')}`;
  };
  return withSyntax(module, { ...base, literal: print, entry: (key, value) => `.${method(/^[\d.]+$/.test(value) ? 1 : value.startsWith('"') ? '' : {})}(${base.literal(key)}, ${value})` });
}

function withSyntax(module: Module, syntax: Syntax): Module {
  return { ...module, syntax };
}

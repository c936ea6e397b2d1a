/** `aws bedrock-runtime converse --model-id … --messages …` as a call with keyword arguments. */
import type { ArgExpr, CallExpr, Expr, Loop, Place } from '../../core/ir.ts';
import type { Range } from '../../core/source.ts';

export interface ShellWord {
  /** Without quotes, expansions as they are written. */
  readonly text: string;
  readonly pos: number;
  readonly end: number;
  value(): Expr;
}
export interface Surroundings {
  readonly range: Range;
  /** Absent where an option cannot be written behind the last. */
  readonly argsRange?: Range;
  readonly place: Place;
  readonly loop?: Loop;
  file(path: Expr, range: Range): Expr;
}

/** Options that take no value. */
const flags = new Set(['--debug', '--no-verify-ssl', '--no-paginate', '--no-sign-request', '--no-cli-pager', '--cli-auto-prompt', '--no-cli-auto-prompt']);
/** Options that take every word up to the next option. */
const lists = new Set(['--messages', '--system', '--additional-model-response-field-paths']);

/** Undefined where another service is called. */
export function awsCall(words: readonly ShellWord[], { range, argsRange, place, loop, file }: Surroundings): CallExpr | undefined {
  const positional: ShellWord[] = [];
  const options = new Map<string, Expr[]>();
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    const [, name, attached] = /^(--[a-z][\w-]*)(=[^]*)?$/.exec(word.text) ?? [];
    if (name === undefined) {
      positional.push(word);
      continue;
    }
    if (flags.has(name)) continue;
    const values: Expr[] = [];
    // `--option=value` in one word is rare, and its value no literal of its own.
    if (attached !== undefined) values.push({ kind: 'opaque', range: place.fn.range, reason: 'attached value' });
    while (attached === undefined && index + 1 < words.length && !/^--[a-z]/.test(words[index + 1]!.text) && (values.length === 0 || lists.has(name))) values.push(contents(words[++index]!.value(), file));
    options.set(name, values);
  }
  const [service, operation] = positional;
  if (service?.text !== 'bedrock-runtime' || !operation) return undefined;
  const args: ArgExpr[] = [{ value: operation.value(), range: operation.value().range }];
  for (const [name, [first, ...more]] of options) {
    if (!first) continue;
    const value: Expr = more.length === 0 ? first : { kind: 'list', range: first.range, items: [first, ...more].map(item => ({ kind: 'item', value: item })) };
    args.push({ name: camel(name), value, range: value.range });
  }
  return { kind: 'call', range, callee: { kind: 'name', range, name: '<aws bedrock-runtime>', at: place }, args, isNew: false, isAwaited: false, at: place, ...(loop && { loop }), ...(argsRange && { argsRange }) };
}

/** `file://body.json` stands for what is in the file. */
function contents(value: Expr, file: Surroundings['file']): Expr {
  if (value.kind !== 'text') return value;
  const [first, ...rest] = value.parts;
  const scheme = first?.kind === 'literal' ? /^fileb?:\/\//.exec(first.value)?.[0] : undefined;
  if (first?.kind !== 'literal' || scheme === undefined) return value;
  const path: Expr = { ...value, parts: [{ ...first, value: first.value.slice(scheme.length), exact: false }, ...rest] };
  return file(path, value.range);
}

function camel(option: string): string {
  return option.slice(2).replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

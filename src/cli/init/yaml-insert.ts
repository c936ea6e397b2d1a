/** Adds an entry to a text of YAML and touches nothing else: comments, order and layout stay as they are. */
import { type Document, type Pair, type ParsedNode, type YAMLMap, isMap, isPair, isScalar, isSeq, parseDocument, stringify } from 'yaml';
import { UsageError } from '../../scan/usage-error.ts';

/** A document of YAML that is a map or empty, as it stands in a file. */
export interface YamlFile {
  readonly path: string;
  readonly text: string;
  readonly document: Document.Parsed;
}

/** Throws a UsageError where the text is no YAML, or something else than a map. */
export function yamlFile(path: string, text: string): YamlFile {
  const document = parseDocument(text, { keepSourceTokens: true, logLevel: 'silent' });
  const [error] = document.errors;
  if (error) throw new UsageError(`${path}:${error.linePos?.[0].line ?? 1}:${error.linePos?.[0].col ?? 1} is no YAML: ${error.message.split('\n')[0]!.replace(/ at line .*/, '')}. Correct it, then run this again.`);
  if (document.contents !== null && !isMap(document.contents) && !(isScalar(document.contents) && document.contents.value === null)) throw new UsageError(`${path} is no map of keys. Correct it, then run this again.`);
  return { path, text, document };
}

/** What is put in, and where. */
interface Insertion {
  readonly path: string;
  readonly text: string;
  readonly eol: string;
  readonly value: unknown;
  /** The key, in a map; undefined in a list. */
  readonly name: string | undefined;
}

/** The text with `value` as the last entry of the list or map at `keys`, which is made where it is missing. `name` is the key in a map. */
export function inserted({ path, text, document }: YamlFile, keys: readonly string[], value: unknown, name?: string): string {
  const insertion: Insertion = { path, text, eol: text.includes('\r\n') ? '\r\n' : '\n', value, name };
  const whole = isMap(document.contents) ? (document.contents as YAMLMap.Parsed) : undefined;
  const start = keys[0] ?? name ?? '';
  if (whole && whole.items.length > 0) return whole.flow ? refuse(path, start) : intoMap(insertion, whole, keys);
  if (whole?.range && /\S/.test(text.slice(whole.range[0], whole.range[1]))) return refuse(path, start);
  return lined(text, text.length, block(nested(keys, insertion), 0), insertion.eol);
}

/** Into a block with entries. */
function intoMap(insertion: Insertion, map: YAMLMap.Parsed, keys: readonly string[]): string {
  const { path, text, eol, value, name } = insertion;
  const [key, ...below] = keys;
  const pair = key === undefined ? undefined : pairOf(map, key);
  if (key === undefined || !pair) return atEnd(text, map, block(nested(keys, insertion), columnOf(text, map.items[0]!.key.range![0])), eol);
  const found = pair.value;
  if (isEmpty(found)) return intoNothing(insertion, pair, below);
  if (isSeq(found) && !found.flow && below.length === 0 && name === undefined) return atEnd(text, found, block([value], columnOf(text, found.range![0])), eol);
  if (!isMap(found) || found.flow || (below.length === 0 && name === undefined)) return refuse(path, key);
  return intoMap(insertion, found as YAMLMap.Parsed, below);
}

/** `key:` with nothing behind it, or with an empty list or map. */
function intoNothing(insertion: Insertion, { key, value: found }: Pair<ParsedNode, ParsedNode | null>, below: readonly string[]): string {
  const { text, eol } = insertion;
  const content = block(nested(below, insertion), columnOf(text, key.range![0]) + 2);
  if (!found || isScalar(found)) return lined(text, lineEnd(text, key.range![1]), content, eol);
  const [start, end] = found.range!;
  return text.slice(0, start).trimEnd() + eol + content.replaceAll('\n', eol).trimEnd() + text.slice(end);
}

function isEmpty(found: ParsedNode | null): boolean {
  if (!found) return true;
  return isScalar(found) ? found.value === null && found.source === '' : (isSeq(found) || isMap(found)) && found.items.length === 0;
}

function nested(keys: readonly string[], { value, name }: Insertion): unknown {
  return keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), name === undefined ? [value] : { [name]: value });
}

function pairOf(map: YAMLMap.Parsed, name: string): Pair<ParsedNode, ParsedNode | null> | undefined {
  return map.items.find(item => isPair(item) && isScalar(item.key) && item.key.value === name);
}

function block(value: unknown, indent: number): string {
  return stringify(value, { lineWidth: 0, singleQuote: true }).replaceAll(/^(?=.)/gm, ' '.repeat(indent));
}

/** Behind the last line of a collection, before the comments and blank lines that follow it. */
function atEnd(text: string, node: { readonly range?: readonly [number, number, number] | null }, content: string, eol: string): string {
  const end = node.range![1];
  const last = text.slice(0, end).trimEnd().length;
  return lined(text, lineEnd(text, last), content, eol);
}

/** Inserts whole lines at the end of a line. */
function lined(text: string, at: number, content: string, eol: string): string {
  const before = text.slice(0, at);
  const gap = before === '' || before.endsWith('\n') ? '' : eol;
  const after = text.slice(at);
  const lines = content.replaceAll('\n', eol);
  return before + gap + (after === '' ? lines : after.startsWith('\n') || after.startsWith('\r') ? lines.slice(0, -eol.length) : lines) + after;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function refuse(path: string, key: string): never {
  throw new UsageError(`\`${key}\` in ${path} is written in a form that is not edited here. Write it as a block, one entry a line, then run this again.`);
}

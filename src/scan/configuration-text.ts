/** A configuration as text: its data, and where each part of it stands. */
import type { Path } from './settings-problems.ts';
import { yamlTokens } from '../core/nested-yaml.ts';
import { lineStarts, positionAt } from '../core/source.ts';
import { type Data, dataOf } from '../project/parsed-json.ts';

export interface Located {
  readonly data: Data;
  /** 1-based place of a value, or of its key; of the nearest part around it where that is absent. */
  position(path: Path, isKey: boolean): { line: number; column: number };
}
export interface Parsed extends Located {
  /** The part below a key, with its places. */
  at(key: string): Located | undefined;
}
export interface Unparsed {
  readonly problem: string;
  readonly line: number;
  readonly column: number;
}

/** No configuration comes near it, and whoever walks the data may recurse. */
const MAX_DEPTH = 100;

/** By the extension: YAML, else JSON with comments. */
export async function parsedConfiguration(path: string, text: string): Promise<Parsed | Unparsed> {
  const isYaml = /\.ya?ml$/i.test(path);
  const tooDeep = { problem: `Nested too deeply. Correct the ${isYaml ? 'YAML' : 'JSON'}.`, line: 1, column: 1 };
  if (isYaml && !yamlTokens(text, MAX_DEPTH)) return tooDeep;
  try {
    const parsed = await (isYaml ? parsedYaml(text) : parsedJsonc(text));
    return 'data' in parsed && isDeeper(parsed.data, MAX_DEPTH) ? tooDeep : parsed;
  } catch (error) {
    // How deep the parser of JSON gets depends on the stack that is left.
    if (error instanceof RangeError) return tooDeep;
    throw error;
  }
}

function isDeeper(data: Data, levels: number): boolean {
  return data !== null && typeof data === 'object' && (levels === 0 || Object.values(data).some(value => isDeeper(value, levels - 1)));
}

async function parsedYaml(text: string): Promise<Parsed | Unparsed> {
  const { parseDocument, isMap, isScalar, isNode } = await import('yaml');
  const place = placeIn(text);
  const document = parseDocument(text, { prettyErrors: false, version: '1.2', merge: true, logLevel: 'error' });
  const [error] = document.errors;
  if (error) return { problem: `${error.message.replace(/\.?$/, '.')} Correct the YAML.`, ...place(error.pos[0]) };

  let data: Data;
  try {
    data = document.toJS({ maxAliasCount: 100 }) as Data;
  } catch {
    return { problem: 'Too many aliases. Write the values out.', line: 1, column: 1 };
  }
  const offsetOf = (at: Path, isKey: boolean): number | undefined => {
    if (isKey) {
      const parent = at.length === 1 ? document.contents : document.getIn(at.slice(0, -1), true);
      const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(at.at(-1))) : undefined;
      return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
    }
    const node = at.length === 0 ? document.contents : document.getIn(at, true);
    return isNode(node) ? node.range?.[0] : undefined;
  };
  return located(data, place, offsetOf);
}

async function parsedJsonc(text: string): Promise<Parsed | Unparsed> {
  const { parseTree, findNodeAtLocation, printParseErrorCode } = await import('jsonc-parser');
  const place = placeIn(text);
  const errors: { error: number; offset: number; length: number }[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error || !root) {
    const words = error ? printParseErrorCode(error.error).replaceAll(/(?<!^)[A-Z]/g, letter => ` ${letter.toLowerCase()}`) : 'No value';
    return { problem: `${words}. Correct the JSON.`, ...place(error?.offset ?? 0) };
  }
  const offsetOf = (at: Path, isKey: boolean): number | undefined => {
    const node = findNodeAtLocation(root, [...at]);
    return isKey ? (node?.parent?.children?.[0] ?? node)?.offset : node?.offset;
  };
  return located(dataOf(root), place, offsetOf);
}

function located(data: Data, place: (offset: number) => { line: number; column: number }, offsetOf: (at: Path, isKey: boolean) => number | undefined): Parsed {
  const position = (path: Path, isKey: boolean): { line: number; column: number } => {
    const exact = offsetOf(path, isKey);
    if (exact !== undefined) return place(exact);
    for (let length = path.length - 1; length >= 0; length--) {
      const around = offsetOf(path.slice(0, length), false);
      if (around !== undefined) return place(around);
    }
    return { line: 1, column: 1 };
  };
  return {
    data,
    position,
    at(key) {
      const below = data !== null && typeof data === 'object' && !Array.isArray(data) && Object.hasOwn(data, key) ? data[key] : undefined;
      return below === undefined ? undefined : { data: below, position: (path, isKey) => position([key, ...path], isKey) };
    },
  };
}

function placeIn(text: string): (offset: number) => { line: number; column: number } {
  const starts = lineStarts(text);
  return offset => {
    const { line, column } = positionAt(starts, offset);
    return { line, column };
  };
}

import { type ParseResult, parseSync } from 'oxc-parser';
import type { Node } from './node.ts';
import type { CommentNode } from './program.ts';

/** What a text is parsed as. JavaScript is always read with JSX. */
export type Dialect = 'jsx' | 'ts' | 'tsx' | 'dts';

/** A tree, whole or put together from what could be read. */
export interface Parsed {
  readonly program: { readonly type: string; readonly body: readonly Node[] };
  readonly comments: readonly CommentNode[];
}
/** Where parsing stopped, and as what the text got furthest. */
export interface Failure {
  readonly message: string;
  readonly offset: number;
  readonly dialect: Dialect;
}

/** What a file is tried as, in this order: modules first, for they alone have top-level `await`; Flow's types read as TypeScript's. */
const ATTEMPTS: Readonly<Record<Dialect, readonly (readonly [Dialect, 'module' | 'commonjs'])[]>> = {
  jsx: [['jsx', 'module'], ['jsx', 'commonjs'], ['tsx', 'module']],
  ts: [['ts', 'module'], ['ts', 'commonjs']],
  tsx: [['tsx', 'module'], ['tsx', 'commonjs']],
  dts: [['dts', 'module'], ['ts', 'module']],
};

/** Parses a text that `measureNesting` let pass. */
export function parsedWhole(path: string, code: string, dialect: Dialect): Parsed | Failure {
  let furthest: Failure | undefined;
  for (const [as, sourceType] of ATTEMPTS[dialect]) {
    const result = parse(path, code, as, sourceType);
    const failure = failureOf(result, as, code);
    if (!failure) return { program: treeOf(result)!, comments: result.comments };
    if (!furthest || failure.offset > furthest.offset) furthest = failure;
  }
  return furthest!;
}

/** Parses once; the tree is made only when it is asked for. */
export function parse(path: string, code: string, dialect: Dialect, sourceType: 'module' | 'commonjs'): ParseResult {
  return parseSync(path, code, { lang: dialect, sourceType, range: true, preserveParens: false, astType: 'ts' });
}

/** The tree, where there is one. After some errors the parser writes JSON that it cannot read itself. */
export function treeOf(result: ParseResult): Parsed['program'] | undefined {
  try {
    const program = result.program as unknown as Parsed['program'];
    // Some errors (a misplaced modifier, a doubled export) leave the tree whole; the others leave it empty.
    return result.errors.length === 0 || program.body.length > 0 ? program : undefined;
  } catch {
    return undefined;
  }
}

function failureOf(result: ParseResult, dialect: Dialect, code: string): Failure | undefined {
  if (treeOf(result)) return undefined;
  const first = result.errors[0];
  return { message: first?.message ?? 'The tree cannot be read.', offset: Math.min(first?.labels[0]?.start ?? 0, code.length), dialect };
}

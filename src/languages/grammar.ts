/** Grammars of tree-sitter: loaded once, then parsed with synchronously. The package that holds them is optional. */
import { createRequire } from 'node:module';
import type { Language, Parser, TreeCursor } from '@vscode/tree-sitter-wasm';
import type { Module } from '../core/ir.ts';
import { lineStarts, positionAt } from '../core/source.ts';

/** A node of a syntax tree, copied out of the parser: comments and marks between words included. */
export interface Node {
  readonly type: string;
  /** The role that it plays in its parent. */
  readonly field: string | undefined;
  readonly isNamed: boolean;
  readonly start: number;
  readonly end: number;
  readonly children: readonly Node[];
}
export interface SyntaxTree {
  readonly root: Node;
  readonly comments: readonly Node[];
  /** Offset of the first error. */
  readonly broken: number | undefined;
}

/** Comments of a tree, and what is wrong with it, as modules have them. */
export function marksOf({ comments, broken }: SyntaxTree, text: string): Pick<Module, 'comments' | 'recovered'> {
  return {
    comments: comments.map(({ start, end }) => ({ text: text.slice(start, end).replace(/^\/[/*]|\*\/$/g, ''), range: [start, end] })),
    ...(broken !== undefined && { recovered: `syntax error in line ${positionAt(lineStarts(text), broken).line}` }),
  };
}

/** The package with parser and grammars. */
export const parserPackage = '@vscode/tree-sitter-wasm';

const require = createRequire(import.meta.url);

/** One after the other: the library cannot make two parsers ready at once. */
let lastLoaded: Promise<void> = Promise.resolve();

/** A grammar by its name in the package. `load` may fail; `parse` says undefined until it has not. */
export class Grammar {
  private readonly name: string;
  private parser: Parser | undefined;
  private types: readonly string[] = [];
  private isNamed: readonly boolean[] = [];
  private fields: readonly (string | null)[] = [];
  private loading: Promise<void> | undefined;

  constructor(name: string) {
    this.name = name;
  }

  get isLoaded(): boolean {
    return this.parser !== undefined;
  }

  /** Leaves the grammar unloaded where the package is not installed. */
  load(): Promise<void> {
    return (this.loading ??= lastLoaded = lastLoaded.then(() => this.loaded()));
  }

  private async loaded(): Promise<void> {
    let wasm: typeof import('@vscode/tree-sitter-wasm');
    let path: string;
    try {
      path = require.resolve(`${parserPackage}/wasm/tree-sitter-${this.name}.wasm`);
      wasm = require('@vscode/tree-sitter-wasm') as typeof wasm;
    } catch {
      return;
    }
    await wasm.Parser.init();
    const language: Language = await wasm.Language.load(path);
    this.types = Array.from({ length: language.nodeTypeCount }, (_, id) => language.nodeTypeForId(id) ?? '');
    this.isNamed = this.types.map((_, id) => language.nodeTypeIsNamed(id));
    this.fields = Array.from({ length: language.fieldCount + 1 }, (_, id) => language.fieldNameForId(id));
    this.parser = new wasm.Parser().setLanguage(language);
  }

  /** Undefined where the grammar is not loaded. */
  parse(text: string): SyntaxTree | undefined {
    const tree = this.parser?.parse(text);
    if (!tree) return undefined;
    const cursor = tree.walk();
    try {
      return this.copied(cursor, tree.rootNode.hasError);
    } finally {
      cursor.delete();
      tree.delete();
    }
  }

  /** Walks without recursion: trees may be deep. */
  private copied(cursor: TreeCursor, hasError: boolean): SyntaxTree {
    const comments: Node[] = [];
    let broken: number | undefined;
    const take = (): Node & { children: Node[] } => {
      const id = cursor.nodeTypeId;
      const start = cursor.startIndex;
      const type = this.types[id] ?? 'ERROR';
      const node = { type, field: this.fields[cursor.currentFieldId] ?? undefined, isNamed: this.isNamed[id] ?? true, start, end: cursor.endIndex, children: [] };
      if (hasError && broken === undefined && (type === 'ERROR' || cursor.nodeIsMissing)) broken = start;
      if (type.endsWith('comment')) comments.push(node);
      return node;
    };
    const root = take();
    const open = [root];
    for (;;) {
      const parent = open.at(-1)!;
      if (parent.isNamed && cursor.gotoFirstChild()) {
        const node = take();
        parent.children.push(node);
        open.push(node);
        continue;
      }
      while (!cursor.gotoNextSibling()) {
        open.pop();
        if (open.length === 0 || !cursor.gotoParent()) return { root, comments, broken };
      }
      open.pop();
      const node = take();
      open.at(-1)!.children.push(node);
      open.push(node);
    }
  }
}

/** The child in a role. */
export function child(node: Node, field: string): Node | undefined {
  return node.children.find((each) => each.field === field);
}

/** Children that are words of the grammar's own, without comments. */
export function named(node: Node): Node[] {
  return node.children.filter((each) => each.isNamed && !each.type.endsWith('comment'));
}

/** The first child of one of these types. */
export function ofType(node: Node, ...types: readonly string[]): Node | undefined {
  return node.children.find((each) => types.includes(each.type));
}

/** Does the mark stand among the children (`:=`, `...`)? */
export function hasMark(node: Node, mark: string): boolean {
  return node.children.some((each) => each.type === mark);
}

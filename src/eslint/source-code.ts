/** The text of a file in one of our languages, as ESLint and rules look at it. */
import { type EslintDirective, eslintDirectivesIn, isDirective } from '../core/eslint-directives.ts';
import type { Module } from '../core/ir.ts';
import { lineStarts, type Range } from '../core/source.ts';
import { parseModule } from '../languages/index.ts';
import { parsePython } from '../languages/python/index.ts';
import { ForeignSurface } from './foreign-surface.ts';

/** Lines from 1, columns from 0. */
interface Place {
  readonly line: number;
  readonly column: number;
}
interface Located {
  readonly range: Range;
  readonly loc: { readonly start: Place; readonly end: Place };
}

/** The whole file, in the form of an empty program. It is not called one, and no rule is led to it: our own ask for the calls. */
export interface FileNode extends Located {
  readonly type: typeof FILE;
  readonly body: readonly never[];
  readonly tokens: readonly never[];
  readonly comments: readonly never[];
  readonly sourceType: 'module';
}
const FILE = 'PromptfareFile';

/** The tree is its root. */
export const visitorKeys = { [FILE]: [] } as const;

interface SourceCodeParts {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly hasBOM: boolean;
}

export class PromptfareSourceCode extends ForeignSurface {
  readonly text: string;
  readonly hasBOM: boolean;
  readonly ast: FileNode;
  readonly lines: readonly string[];
  readonly visitorKeys = visitorKeys;
  private readonly path: string;
  private readonly starts: readonly number[];
  private parsed: { readonly path: string; readonly module: Module | undefined } | undefined;

  constructor({ path, text, hasBOM }: SourceCodeParts) {
    super();
    this.path = path;
    this.text = text;
    this.hasBOM = hasBOM;
    this.starts = lineStarts(text);
    this.lines = text.split(/\r\n|[\r\n\u2028\u2029]/);
    const range: Range = [0, text.length];
    this.ast = { type: FILE, body: [], tokens: [], comments: [], sourceType: 'module', range, loc: this.locOf(range) };
  }

  /** What stands in the file, under the name that the project has for it. Undefined where it cannot be understood. */
  moduleAt(path: string): Module | undefined {
    if (this.parsed?.path !== path) {
      // An editor shows a notebook cell by cell, and lints a cell under the name of the notebook.
      const isCell = path.endsWith('.ipynb') && !/^\s*\{/.test(this.text);
      const module = isCell ? parsePython(path, this.text) : parseModule(path, this.text);
      this.parsed = { path, module: 'error' in module ? undefined : module };
    }
    return this.parsed.module;
  }

  getText(node?: Located, before = 0, after = 0): string {
    return node ? this.text.slice(Math.max(node.range[0] - before, 0), node.range[1] + after) : this.text;
  }
  getLines(): readonly string[] {
    return this.lines;
  }
  getLoc({ loc }: Located): Located['loc'] {
    return loc;
  }
  getRange({ range }: Located): Range {
    return range;
  }
  getParent(): null {
    return null;
  }
  getAncestors(): Located[] {
    return [];
  }
  /** Not `getLocFromIndex`: rules of layout that find it take any text for theirs. */
  placeAt(index: number): Place {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= index) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: index - this.starts[low]! };
  }
  getIndexFromLoc({ line, column }: Place): number {
    return Math.min((this.starts[line - 1] ?? this.text.length) + column, this.text.length);
  }
  private locOf([start, end]: Range): Located['loc'] {
    return { start: this.placeAt(start), end: this.placeAt(end) };
  }

  traverse(): never[] {
    return [];
  }

  getInlineConfigNodes(): Located[] {
    return this.directives().map(({ comment }) => this.nodeOf(comment.range));
  }
  getDisableDirectives(): { problems: never[]; directives: object[] } {
    const directives = this.directives().map(({ kind, value, justification, comment }) => ({ type: kind, value, justification, node: this.nodeOf(comment.range) }));
    return { problems: [], directives };
  }
  private directives(): EslintDirective[] {
    // Most files have none, and are not parsed for them.
    const module = isDirective(this.text) ? this.moduleAt(this.parsed?.path ?? this.path) : undefined;
    return module ? eslintDirectivesIn(module) : [];
  }
  private nodeOf(range: Range): Located & { readonly type: string } {
    return { type: 'PromptfareComment', range, loc: this.locOf(range) };
  }
}

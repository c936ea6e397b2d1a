/** The YAML between lines of three dashes that a text file begins with. */
import type { Comment, Expr } from '../../core/ir.ts';
import { yamlComments, yamlIn } from './yaml.ts';

export interface FrontMatter {
  /** What the YAML holds. */
  readonly root?: Expr;
  /** Where the text behind it begins. */
  readonly body: number;
  readonly comments: readonly Comment[];
  readonly recovered?: string;
}

export function frontMatterOf(text: string): FrontMatter {
  const head = /^---[ \t]*\r?\n/.exec(text)?.[0];
  if (head === undefined) return { body: 0, comments: [] };
  const fence = /^---[ \t]*(?:\r?\n|$)/gm;
  fence.lastIndex = head.length;
  const end = fence.exec(text);
  if (!end) return { body: 0, comments: [] };
  const within = [head.length, end.index] as const;
  const { roots: [root], recovered } = yamlIn(text, within);
  return { body: fence.lastIndex, comments: yamlComments(text, within), ...(root && { root }), ...(recovered !== undefined && { recovered }) };
}

/** Shell scripts, alone or in the steps of a workflow: the requests that they make with the AWS command line. */
import { createRequire } from 'node:module';
import type { CallExpr, Comment, Expr, Fn, Module, Syntax, TextExpr } from '../../core/ir.ts';
import { lineStarts, positionAt } from '../../core/source.ts';
import { emptyModule } from '../empty-module.ts';
import { Lowering } from './lowering.ts';
import { ShellSource } from './source.ts';

const require = createRequire(import.meta.url);
const mostLevels = 1000;

/** JSON in single quotes is what the command line is given; nothing is put into words. */
export const shellSyntax: Syntax = {
  entry: (key, value) => `--${key.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)} ${value}`,
  literal: value => (typeof value === 'string' ? `'${value.replaceAll("'", String.raw`'\''`)}'` : `'${JSON.stringify(value)}'`),
  escape: (text, delimiter) => (delimiter === "'" && !text.includes("'") ? text : undefined),
  lineComment: '#',
};

/** A script of a module, with the variables that are set before it runs. */
export interface Script {
  readonly text: TextExpr;
  readonly environment: ReadonlyMap<string, Expr>;
}

/** The calls of scripts that stand in a file of another language, and what is wrong with the first that is broken. */
export function callsOfScripts(scripts: readonly Script[], fn: Fn): { readonly calls: readonly CallExpr[]; readonly recovered?: string } {
  const parser = require('unbash') as typeof import('unbash');
  const broken: string[] = [];
  const calls = scripts.flatMap(({ text, environment }) => {
    const source = ShellSource.ofText(text.parts);
    if (tooDeepAt(source.text) !== undefined) return [];
    const script = parser.parse(source.text);
    broken.push(...(script.errors ?? []).map(error => error.message));
    const lowering = new Lowering(source, fn, parser, environment);
    lowering.script(script);
    return lowering.calls;
  });
  return { calls, ...(broken[0] !== undefined && { recovered: broken[0] }) };
}

/** Never throws: what the parser cannot take is an error. */
export function parseShell(path: string, text: string): Module | { readonly error: string } {
  try {
    const parser = require('unbash') as typeof import('unbash');
    const source = ShellSource.ofFile(text);
    const deep = tooDeepAt(source.text);
    if (deep !== undefined) return { error: `Nested more than ${mostLevels.toLocaleString('en')} levels deep at line ${positionAt(lineStarts(text), deep).line}.` };
    const script = parser.parse(source.text);
    const [error] = script.errors ?? [];
    const { module, body } = emptyModule({ path, language: 'shell', text, syntax: shellSyntax, comments: commentsIn(source, script, parser), ...(error && { recovered: error.message }) });
    const lowering = new Lowering(source, body, parser);
    lowering.script(script);
    module.calls.push(...lowering.calls.toSorted((a, b) => a.range[0] - b.range[0]));
    return module;
  } catch (error) {
    return { error: error instanceof RangeError ? 'Nested too deeply.' : error instanceof Error ? error.message : String(error) };
  }
}

/** The parser goes down a level with each substitution: where these are too many for its stack. What quotes hide counts as well, since no script comes near. */
function tooDeepAt(text: string): number | undefined {
  let level = 0;
  for (const { 0: mark, index } of text.matchAll(/\$?\(|\$?\{|\)|\}/g)) {
    level = mark === ')' || mark === '}' ? Math.max(0, level - 1) : level + 1;
    if (level > mostLevels) return index;
  }
  return undefined;
}

type Parser = typeof import('unbash');
type Node = Parameters<Parser['forEachChild']>[0];

/** Comments; looked for only where one can matter. */
function commentsIn(source: ShellSource, script: Node, parser: Parser): Comment[] {
  const { text } = source;
  if (!text.includes('promptfare-ignore')) return [];
  const words: (readonly [number, number])[] = [];
  const visit = (node: Node): void => {
    if (node.type === 'Word' || node.type === 'HereDocBody') words.push([node.pos, node.end]);
    parser.forEachChild(node, visit);
  };
  visit(script);
  return [...text.matchAll(/(?<=^|[\s;&|(])#([^\n]*)/g)].flatMap(({ index, 0: whole, 1: comment = '' }) => (words.some(([start, end]) => start <= index && index < end) ? [] : [{ text: comment.trimEnd(), range: source.range(index, index + whole.trimEnd().length) }]));
}

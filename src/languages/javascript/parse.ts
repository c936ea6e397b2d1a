import type { Module } from '../../core/ir.ts';
import { lineStarts, positionAt } from '../../core/source.ts';
import { DEEPEST_NESTING, measureNesting } from './nesting.ts';
import { type Dialect, type Parsed, parsedWhole } from './oxc.ts';
import { lowerProgram } from './program.ts';
import { recovered } from './recover.ts';
import { componentScripts } from './scripts.ts';

/**
 * Parses a file of the JavaScript family, or the scripts of a Vue, Svelte or Astro file, and lowers it.
 * Broken statements are left out (`Module.recovered`); gives an error where nothing can be read. Never throws.
 */
export function parseJavaScript(path: string, source: string): Module | { error: string } {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  try {
    const scripts = componentScripts(path, text);
    const code = scripts?.code ?? text;
    const dialect = dialectOf(path, scripts?.hasJsx);
    const { refusedAt } = measureNesting(code, dialect !== 'ts' && dialect !== 'dts');
    if (refusedAt !== undefined) return { error: `Nested more than ${DEEPEST_NESTING.toLocaleString('en')} levels deep at ${place(text, refusedAt)}.` };
    const whole = parsedWhole(path, code, dialect);
    if ('program' in whole) return lowered(path, text, dialect, whole);
    const partial = recovered(path, code, whole.dialect);
    if (partial) return lowered(path, text, dialect, partial, `Syntax error at ${place(text, whole.offset)}: ${whole.message}`);
    return { error: `Syntax error at ${place(text, whole.offset)}: ${whole.message}` };
  } catch (error) {
    return { error: `The parser failed: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function lowered(path: string, text: string, dialect: Dialect, { program, comments }: Parsed, why?: string): Module {
  return lowerProgram(program, { path, text, language: dialect === 'jsx' ? 'javascript' : 'typescript', comments, recovered: why });
}

function dialectOf(path: string, hasJsx: boolean | undefined): Dialect {
  if (hasJsx !== undefined) return hasJsx ? 'tsx' : 'ts';
  if (/\.d\.([\w-]+\.)?[cm]?ts$/i.test(path)) return 'dts';
  if (/\.[cm]?ts$/i.test(path)) return 'ts';
  return /\.tsx$/i.test(path) ? 'tsx' : 'jsx';
}

function place(text: string, offset: number): string {
  const { line, column } = positionAt(lineStarts(text), offset);
  return `line ${line}, column ${column}`;
}

/** The calls of a linted file: found once, for all rules. */
import type { Rule } from 'eslint';
import type { Commented } from '../core/ignored.ts';
import type { NamedPrompt } from '../core/host.ts';
import type { Module } from '../core/ir.ts';
import { lowerProgram } from '../languages/javascript/index.ts';
import { isDataFile, isSearched, languageOf, parseModule } from '../languages/index.ts';
import type { PluginSettings } from './settings.ts';
import { PromptfareSourceCode } from './source-code.ts';
import { placeOf, workspaceOf } from './workspace.ts';

const files = new WeakMap<object, Commented | 'nothing'>();

/** Never throws: a file that cannot be understood has no calls. Undefined where there are none. */
export function callsOf({ sourceCode, cwd, filename }: Rule.RuleContext, settings: PluginSettings): Commented | undefined {
  let file = files.get(sourceCode);
  if (!file) {
    try {
      file = inspected(sourceCode, cwd, filename, settings) ?? 'nothing';
    } catch {
      file = 'nothing';
    }
    files.set(sourceCode, file);
  }
  return file === 'nothing' ? undefined : file;
}

function inspected(sourceCode: Rule.RuleContext['sourceCode'], cwd: string, filename: string, settings: PluginSettings): Commented | undefined {
  const { text } = sourceCode;
  const { root, path } = placeOf(cwd, filename);
  const language = languageOf(path) ?? 'javascript';
  const named = settings.promptAt(path);
  if (!named && !isSearched(path) && isDataFile(path)) return undefined;
  const { inspector, reach } = workspaceOf(root, path);
  if (!named && !reach(path, text, language)) return undefined;

  const inspection = inspector.inspect(path, text, () => (named ? parsed(path, text, named) : moduleOf(sourceCode, path)));
  return 'error' in inspection || inspection.calls.length === 0 ? undefined : { path, module: inspection.module, calls: inspection.calls };
}

function parsed(path: string, text: string, named?: NamedPrompt): Module | undefined {
  const module = parseModule(path, text, named);
  return 'error' in module ? undefined : module;
}

/** JavaScript and TypeScript come as the tree that ESLint has; the rest as text, in whatever language ESLint reads it. */
function moduleOf(sourceCode: Rule.RuleContext['sourceCode'], path: string): Module | undefined {
  if (sourceCode instanceof PromptfareSourceCode) return sourceCode.moduleAt(path);
  const { ast, text } = sourceCode;
  const language = languageOf(path) ?? 'javascript';
  if (language !== 'javascript' && language !== 'typescript') {
    return parsed(path, text);
  }
  return ast?.type === 'Program' && Array.isArray(ast.body) ? lowerProgram(ast, { path, text, language, comments: sourceCode.getAllComments() }) : undefined;
}

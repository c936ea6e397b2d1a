/** The calls of a linted file: found once, for all rules. */
import type { Rule } from 'eslint';
import type { Call } from '../core/call.ts';
import type { LanguageId } from '../core/source.ts';
import { lowerProgram } from '../languages/javascript/index.ts';
import { placeOf, workspaceOf } from './workspace.ts';

export interface LintedFile {
  /** As the calls name it. */
  readonly path: string;
  readonly calls: readonly Call[];
}

const NOTHING: LintedFile = { path: '', calls: [] };
const files = new WeakMap<object, LintedFile>();

/** Never throws: a file that cannot be understood has no calls. */
export function callsOf({ sourceCode, cwd, filename }: Rule.RuleContext): LintedFile {
  let file = files.get(sourceCode);
  if (!file) {
    try {
      file = inspected(sourceCode, cwd, filename);
    } catch {
      file = NOTHING;
    }
    files.set(sourceCode, file);
  }
  return file;
}

function inspected(sourceCode: Rule.RuleContext['sourceCode'], cwd: string, filename: string): LintedFile {
  const { ast, text } = sourceCode;
  // Other languages lend other trees.
  if (ast?.type !== 'Program' || !Array.isArray(ast.body)) return NOTHING;
  const { root, path } = placeOf(cwd, filename);
  const language: LanguageId & ('typescript' | 'javascript') = /\.[cm]?tsx?$/.test(path) ? 'typescript' : 'javascript';
  const { inspector, reach } = workspaceOf(root, path, text);
  if (!reach(path, text, language)) return NOTHING;

  const module = lowerProgram(ast, { path, text, language, comments: sourceCode.getAllComments() });
  const inspection = inspector.inspect(path, text, module);
  return 'error' in inspection ? NOTHING : { path, calls: inspection.calls };
}

/** Prompt files that the code reads: `readFileSync(join(__dirname, 'prompt.md'), 'utf8')`, `Path(__file__).parent / "p.txt"`, `open("p.txt").read()`. */
import type { Expr, Module } from '../core/ir.ts';
import type { Arguments, Env, ExternalValue, Value } from '../core/value.ts';
import { optionsOf } from './choice.ts';
import type { Engine } from './engine.ts';
import { frameOf } from './frame.ts';
import { plain } from './text.ts';

const readers = /^(?:fs|fs\/promises|fs-extra|graceful-fs):(?:promises\.)?readFile(?:Sync)?$|^os:ReadFile$|^:go:embed$|^:Deno\.readTextFile(?:Sync)?$|^:Bun\.file\(\)\.text$|^:<file>$|^java\.nio\.file:Files\.(?:readString|readAllBytes|readAllLines)$|^org\.springframework\.core\.io:ClassPathResource\(\)\.(?:getContentAsString|getContentAsByteArray|getInputStream\(\)\.readAllBytes)$/;
const pythonReaders = /^:open\(\)\.read$|^(?:pathlib:|:)?.*\.read_text$|^io:open\(\)\.read$|^codecs:open\(\)\.read$/;

/** The last names of these. */
export const readerNames: readonly string[] = ['readFile', 'readFileSync', 'ReadFile', 'go:embed', 'readTextFile', 'readTextFileSync', 'text', '<file>', 'read', 'read_text', 'readAllBytes'];

/** The contents of the file that a call reads; undefined where it reads none, or the path is not known. */
export function fileText(engine: Engine, key: string, callee: ExternalValue, args: Arguments): Value | undefined {
  const isRead = readers.test(key) || pythonReaders.test(key);
  if (!isRead) return undefined;
  const call = /\(\)\./.test(key) ? (firstCall(callee) ?? args) : args;
  return fileBehind(engine, key.endsWith('.read_text') ? receiverOf(args) : call.expr.args[0]?.value, call);
}

/** The contents of the file whose path is an expression of a call; undefined where that is not known. */
export function fileBehind(engine: Engine, expr: Expr | undefined, { env, module }: Arguments): Value | undefined {
  const path = expr && pathOf(engine, expr, env ?? engine.frame(module.functions[0]!));
  return path === undefined ? undefined : fileAt(engine, path, module);
}

/** Of a chain of calls (`open("p.txt").read`) the first one's arguments. */
function firstCall({ result }: ExternalValue): Arguments | undefined {
  return result && (firstCall(result.callee) ?? result.args);
}

/** The contents of a file of the project by a path that code names, seen from a module. */
export function fileAt(engine: Engine, path: string, module: Module): Value | undefined {
  const here = module.path.split('/').slice(0, -1).join('/');
  for (const candidate of candidates(path, here, module.language === 'java' ? ['resources', ''] : [''])) {
    const data = engine.files.data(candidate);
    if (data) return data;
  }
  return undefined;
}

function receiverOf(args: Arguments): Expr | undefined {
  const { callee } = args.expr;
  return callee.kind === 'member' ? callee.object : undefined;
}

/** The trailing known part of a path expression: directories that the run decides (`__dirname`, `process.cwd()`) count as the file's own. */
export function pathOf(engine: Engine, expr: Expr, env: Env, depth = 0): string | undefined {
  if (depth > 8) return undefined;
  const value = engine.evaluate(expr, env);
  const known = partOf(value);
  if (known !== undefined) return known;
  switch (expr.kind) {
    case 'text':
      return expr.parts.map(part => (part.kind === 'literal' ? part.value : (partOf(engine.evaluate(part.value, env)) ?? ''))).join('').replace(/^\//, '') || undefined;
    case 'binary': {
      const [left, right] = [pathOf(engine, expr.left, env, depth + 1), pathOf(engine, expr.right, env, depth + 1)];
      return right === undefined ? undefined : left ? `${left}/${right}` : right.replace(/^\//, '');
    }
    case 'call': {
      const parts = expr.args.map(arg => pathOf(engine, arg.value, env, depth + 1)).filter(part => part !== undefined);
      return parts.length > 0 ? parts.join('/').replaceAll(/\/+/g, '/').replace(/^\//, '') : undefined;
    }
    case 'name': {
      // A name that holds the path: look at what it is assigned, with what this call of the function was given.
      const def = expr.binding?.defs.length === 1 ? expr.binding.defs[0] : undefined;
      return def?.kind === 'assign' && !def.path ? pathOf(engine, def.value, frameOf(engine, def.at.fn, env), depth + 1) : madeBy(engine, value, depth + 1);
    }
    default:
      return madeBy(engine, value, depth + 1);
  }
}

/** The path that a call elsewhere made, which a parameter or a field holds: `load(join(__dirname, 'prompt.md'))`. */
function madeBy(engine: Engine, value: Value, depth: number): string | undefined {
  const args = value.kind === 'external' ? value.result?.args : undefined;
  return args?.env && pathOf(engine, args.expr, args.env, depth);
}

/** A known part of a path; of a variable of the environment what stands in for it. */
function partOf(value: Value): string | undefined {
  const [known, ...more] = optionsOf(value).filter(option => option.kind !== 'unknown' || option.reason !== 'environment');
  return known && more.length === 0 ? plain(known) : undefined;
}

/** `folders` are those below a directory in which files are looked for. */
function* candidates(path: string, here: string, folders: readonly string[]): Generator<string> {
  const clean = normal(path);
  if (clean === undefined) return;
  yield normal(`${here}/${path}`) ?? clean;
  // Relative to the working directory of the run: the root, or a directory above the file.
  for (let directory = here; directory; directory = directory.split('/').slice(0, -1).join('/')) for (const folder of folders) yield normal(`${directory}/${folder}/${path}`) ?? clean;
  for (const folder of folders) yield normal(`${folder}/${path}`) ?? clean;
}

/** Without `.` and `..`; undefined where it leaves the root. */
function normal(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (parts.length === 0) return undefined;
      parts.pop();
    } else parts.push(part);
  }
  return parts.join('/');
}

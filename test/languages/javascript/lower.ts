import * as typescriptParser from '@typescript-eslint/parser';
import { expect } from 'vitest';
import type { Def, Expr, Fn, Module, Place, Step } from '../../../src/core/ir.ts';
import { lowerProgram, parseJavaScript } from '../../../src/languages/javascript/index.ts';
import { dump } from './dump.ts';

/** Lowers the trees of oxc and of typescript-eslint, compares, and gives the module. */
export function lower(text: string, path = 'a.ts'): Module {
  const module = parseJavaScript(path, text);
  if ('error' in module) throw new Error(module.error);
  expect(dump(lowerAsEslint(text, path))).toBe(dump(module));
  return module;
}

/** Lowers the tree that ESLint would lend. */
export function lowerAsEslint(text: string, path: string): Module {
  const isScript = /\.[cm]?ts$/.test(path);
  const { ast } = typescriptParser.parseForESLint(text, {
    filePath: path,
    range: true,
    loc: true,
    comment: true,
    tokens: false,
    sourceType: 'module',
    ecmaFeatures: { jsx: !isScript },
  });
  freeze(ast);
  const language = /\.[cm]?tsx?$/.test(path) ? 'typescript' : 'javascript';
  return lowerProgram(ast, { path, text, language, comments: ast.comments ?? [] });
}

/** The lowering must leave the tree as it is. */
function freeze(value: unknown): void {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) freeze(inner);
}

/** An expression on one line; a free name ends in `?`. */
export function print(expr: Expr): string {
  switch (expr.kind) {
    case 'text': {
      const body = expr.parts.map(part => (part.kind === 'literal' ? part.value : `\${${print(part.value)}}`)).join('');
      return `${expr.tag ? print(expr.tag) : ''}${JSON.stringify(body)}`;
    }
    case 'number':
    case 'constant':
      return String(expr.value);
    case 'object':
      return `{${expr.entries.map(entry => (entry.kind === 'spread' ? `...${print(entry.value)}` : `${printStep(typeof entry.key === 'string' ? entry.key : entry.key)}: ${print(entry.value)}`)).join(', ')}}`;
    case 'list':
      return `[${expr.items.map(item => (item.kind === 'item' ? print(item.value) : `...${print(item.value)}`)).join(', ')}]`;
    case 'name':
      return expr.binding ? expr.name : `${expr.name}?`;
    case 'member':
      return `${print(expr.object)}.${printStep(expr.property)}`;
    case 'call': {
      const args = expr.args.map(arg => `${arg.spread ? '...' : ''}${print(arg.value)}`).join(', ');
      return `${expr.isAwaited ? 'await ' : ''}${expr.isNew ? 'new ' : ''}${print(expr.callee)}(${args})`;
    }
    case 'function':
      return `<${expr.fn.kind}${expr.fn.name === undefined ? '' : ` ${expr.fn.name}`}>`;
    case 'class':
      return `<class ${expr.cls.name}>`;
    case 'choose':
      return `${expr.operator}(${[...(expr.test ? [expr.test] : []), ...expr.options].map(print).join(', ')})`;
    case 'binary':
      return `(${print(expr.left)} ${expr.operator} ${print(expr.right)})`;
    case 'this':
      return `${expr.isSuper ? 'super' : 'this'}${expr.cls ? `:${expr.cls.name}` : ''}`;
    case 'opaque':
      return `<${expr.reason}>`;
  }
}

function printStep(step: Step): string {
  if (typeof step !== 'object') return String(step);
  return 'computed' in step ? `[${print(step.computed)}]` : `...-${step.rest.join('-')}`;
}

/** An event on one line. */
export function printDef(def: Def): string {
  const path = 'path' in def && def.path && def.path.length > 0 ? `${def.path.map(step => `.${printStep(step)}`).join('')} ` : '';
  const fallback = 'fallback' in def && def.fallback ? ` ?? ${print(def.fallback)}` : '';
  switch (def.kind) {
    case 'assign':
    case 'append':
    case 'enter':
      return `${def.kind} ${path}${print(def.value)}${fallback}`;
    case 'set':
      return `set ${path}${def.append ? '+= ' : ''}${print(def.value)}`;
    case 'param':
      return `param ${path}${def.param.index}${fallback}`;
    case 'import':
      return `import ${def.name} from ${def.specifier}${def.typeOnly ? ' (type)' : ''}`;
    case 'function':
      return `function ${def.fn.name}`;
    case 'class':
      return `class ${def.cls.name}`;
    case 'delete':
      return `delete ${path.trim()}`;
    case 'mutate':
      return `mutate ${path}${print(def.call)}`;
    case 'item':
      return `item ${path}${def.keys ? 'key ' : ''}of ${print(def.of)}`;
    case 'unknown':
      return `unknown ${def.reason}`;
  }
}

/** The events of a top-level name. */
export function defsOf(module: Module, name: string): string[] {
  return module.globals.get(name)!.defs.map(printDef);
}

/** Arms of a place: `if0`, `loop0!` (exits), `switch1!20` (exits, seen again from offset 20). */
export function printArms(at: Place): string {
  return at.arms.map(({ branch, index, exits, until }) => `${branch.kind}${index}${exits ? '!' : ''}${until ?? ''}`).join(' ');
}

/** The initial value of a top-level name. */
export function valueOf(module: Module, name: string): Expr {
  const def = module.globals.get(name)!.defs[0]!;
  if (def.kind !== 'assign') throw new Error(def.kind);
  return def.value;
}

/** The function of this name. */
export function fnOf(module: Module, name: string): Fn {
  return module.functions.find(fn => fn.name === name)!;
}

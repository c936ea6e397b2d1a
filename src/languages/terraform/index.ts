/** Terraform (HCL native syntax) to neutral IR: a resource is a call of its type, an address is a name that the files of a directory share. */
import type { CallExpr, Expr, Module, ObjectExpr } from '../../core/ir.ts';
import { emptyModule } from '../empty-module.ts';
import { Cursor, SyntaxProblem } from './cursor.ts';
import { parseBody, type Block, type Body } from './parse-body.ts';
import { ExpressionParser, isProfile } from './parse-expression.ts';
import { Scope } from './scope.ts';
import { terraformSyntax } from './syntax.ts';

/** Reads `.tf` and `.tfvars`. */
export function parseTerraform(path: string, text: string): Module | { readonly error: string } {
  const cursor = new Cursor(text);
  const { module, exports } = emptyModule({ path, language: 'terraform', text, syntax: terraformSyntax, comments: cursor.comments });
  const scope = new Scope(module);
  try {
    const body = parseBody(cursor, new ExpressionParser(cursor, scope));
    if (!cursor.isDone) throw cursor.problem('unexpected `}`');
    declare(body, path, scope);
  } catch (error) {
    if (error instanceof SyntaxProblem) return { error: error.message };
    throw error;
  }
  scope.close();
  module.calls.push(...scope.calls.toSorted((a, b) => a.range[0] - b.range[0] || b.range[1] - a.range[1]));
  for (const [name, value] of scope.declared) exports.set(name, { kind: 'local', value });
  return module;
}

function declare({ attributes, blocks }: Body, path: string, scope: Scope): void {
  // A file of values sets variables by their plain names.
  if (path.endsWith('.tfvars')) for (const { key, value } of attributes) scope.declare(`var.${String(key)}`, value);
  for (const block of blocks) declareBlock(block, scope);
}

function declareBlock(block: Block, scope: Scope): void {
  const { type, labels, body } = block;
  const [first = '', second = ''] = labels;
  switch (type) {
    case 'locals':
      for (const entry of body.entries) if (entry.kind === 'entry' && typeof entry.key === 'string') scope.declare(`local.${entry.key}`, entry.value);
      return;
    case 'variable': {
      const value = attribute(block, 'default');
      if (value) scope.declare(`var.${first}`, value);
      return;
    }
    case 'output': {
      const value = attribute(block, 'value');
      if (value) scope.declare(`output.${first}`, value);
      return;
    }
    case 'resource': {
      const address = `${first}.${second}`;
      const call = called(block, first, scope);
      scope.declare(address, (isProfile(address) ? copiedBy(body) : undefined) ?? call);
      return;
    }
    case 'data':
      scope.declare(`data.${first}.${second}`, called(block, `data.${first}`, scope));
      return;
    case 'module':
      scope.declare(`module.${first}`, called(block, 'module', scope));
      // What it passes is set in another directory.
      for (const entry of body.entries) if (entry.kind === 'entry' && typeof entry.key === 'string') scope.declare(`module.${first}.${entry.key}`, entry.value);
  }
}

function attribute({ body }: Pick<Block, 'body'>, name: string): Expr | undefined {
  return body.entries.find(each => each.kind === 'entry' && each.key === name)?.value;
}

/** `model_source { copy_from = … }`. */
function copiedBy(body: ObjectExpr): Expr | undefined {
  const source = attribute({ body }, 'model_source');
  return source?.kind === 'object' ? attribute({ body: source }, 'copy_from') : undefined;
}

/** `type(body, name)`. */
function called({ type, labels, body, range }: Block, callee: string, scope: Scope): CallExpr {
  const name = labels.at(-1) ?? '';
  const nameRange = [range[0], range[0] + type.length] as const;
  const call: CallExpr = {
    kind: 'call',
    callee: { kind: 'name', name: callee, range: nameRange, at: scope.place(range[0]) },
    args: [{ value: body, range: body.range }, { value: { kind: 'text', parts: [{ kind: 'literal', value: name, range: nameRange, exact: false }], delimiter: '"', range: nameRange }, range: nameRange }],
    isNew: true,
    isAwaited: false,
    at: scope.place(range[0]),
    range,
  };
  scope.calls.push(call);
  return call;
}

/** What the parts of the evaluator ask of each other. */
import type { Located } from '../core/host.ts';
import type { CallExpr, Class, Expr, Fn, Module } from '../core/ir.ts';
import type { LanguageId } from '../core/source.ts';
import type { Arguments, Env, FunctionValue, Unknown, Value } from '../core/value.ts';
import type { Key } from './path.ts';

/** Files as the evaluator sees them. */
export interface Files {
  /** The module of a source file of the project; undefined where it is none or cannot be parsed. */
  module(path: string): Module | undefined;
  /** The contents of a text, JSON or YAML file, as a value. */
  data(path: string): Value | undefined;
  /** A package of several files is one module, whose path is its directory. */
  locate(specifier: string, from: string, language: LanguageId): Exclude<Located, { kind: 'directory' }> | undefined;
  /** What the project's infrastructure gives a variable of the environment in a file; absent, or undefined, where none is known. */
  environment?(name: string, path: string): Value | undefined;
  /** Files that import a file; absent where that is not known. */
  importers?(path: string): readonly string[];
}

export interface Engine {
  readonly files: Files;
  evaluate(expr: Expr, env: Env): Value;
  /** The same for an entry of an object or a named argument: it leaves patience for the `later` ones behind it. */
  entry(expr: Expr, env: Env, later: number): Value;
  /** Asks what is kept for others who ask: it has the whole patience, and takes nothing of that of the question around it. */
  apart<T>(question: () => T): T;
  /** `value.key`, `value[key]`. `object`: what the value was asked of, since `super.key` is what the bases have, whatever the class has itself. */
  member(value: Value, key: Key, object?: Expr): Value;
  /** The result of calling `callee`. */
  apply(callee: Value, args: Arguments, isNew: boolean): Value;
  /** What a function of the project returns for these arguments. */
  run(callee: FunctionValue, args: Arguments | undefined): Value;
  /** The frame of a function whose callers are not known. */
  frame(fn: Fn): Env;
  /** An exported name of a project file; undefined where it exports none such. */
  exported(path: string, name: string): Value | undefined;
}

/** A one-call view of arguments: positional and named, spreads taken apart where they are known. */
export interface Given {
  readonly positional: readonly { readonly value: () => Value; readonly expr?: Expr }[];
  readonly named: ReadonlyMap<string, () => Value>;
  /** An unknown spread may add positional (or named) arguments. */
  readonly openItems: boolean;
  readonly openNames: boolean;
  /** The parameter that is spread into the named ones. */
  readonly rest?: Unknown;
}

export type { Arguments, CallExpr, Class, Env, Expr, Fn, Module, Value };

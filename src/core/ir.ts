/**
 * The neutral IR: what every language is lowered to, and all that `resolve/` knows of syntax.
 * It is centred on bindings: a module lists functions (the first is its body), classes, calls and bindings; each binding
 * its definitions in source order, with the place of each. A value is found by walking those that reach a use.
 */
import type { Comment, LanguageId, Position, Range } from './source.ts';
import type { Syntax } from './syntax.ts';

export interface Module {
  readonly path: string;
  readonly language: LanguageId;
  readonly text: string;
  readonly syntax: Syntax;
  /** Every function in source order; the first is the module body (`kind: 'module'`). */
  readonly functions: Fn[];
  readonly classes: Class[];
  /** Every call, `new` and tagged template in source order of their start. */
  readonly calls: CallExpr[];
  /** Top-level names. */
  readonly globals: ReadonlyMap<string, Binding>;
  /** What other files can import, by exported name (`default`, and `=` for `module.exports = …`). Python: every global. */
  readonly exports: ReadonlyMap<string, Exported>;
  /** Specifiers of `export * from '…'` and `from … import *`. */
  readonly reexports: readonly string[];
  /** Specifiers of every import, also side-effect, dynamic (constant) and type-only ones. */
  readonly imports: readonly string[];
  /** Comments that switch findings off, in source order. */
  readonly comments: readonly Comment[];
  /** Where an offset is, as people read it. Given for notebooks only (cell, line in the cell); else by the text's lines. */
  readonly position?: (offset: number) => Position;
  /** Set where the parser had to recover: the tree is partial. */
  readonly recovered?: string;
}

export type Exported =
  | { readonly kind: 'local'; readonly value: Expr }
  | { readonly kind: 'from'; readonly specifier: string; /** `*` for a namespace */ readonly name: string };

export type { Comment } from './source.ts';
export type { LineInsertion, Plain, Syntax } from './syntax.ts';

/** Where something happens: function, offset, and the arms of branches around it, outermost first (within that function). */
export interface Place {
  readonly fn: Fn;
  readonly offset: number;
  readonly arms: readonly Arm[];
}

/** One arm of a branch: of `if`/`elif`/`else`, `switch`/`match`, `try`/`catch`/`finally`, `a ? b : c`, `a && b`, or the body of a loop. */
export interface Arm {
  /** Identity of the branch; arms of one branch exclude each other (`try` and `catch` do not: see `kind`). */
  readonly branch: Branch;
  readonly index: number;
  /** The arm always leaves the function or the loop (return, throw, break, continue): nothing in it reaches what follows. */
  exits: boolean;
  /** Where what it leaves ends (loop, switch, `try` with a `catch`): uses from this offset on see its effects again; absent for the function. */
  until?: number;
}
export interface Branch {
  readonly kind: 'if' | 'switch' | 'try' | 'loop';
  /** Arms seen so far. */
  arms: number;
  /** One of the arms always runs (there is an `else` or `default`). */
  total: boolean;
  /** What an `if` asks, of its first arm; what a `switch` looks at. */
  readonly test?: Expr;
  /** What the arms of `else if` ask. */
  otherTests?: Expr[];
  /** Of a loop over items. */
  loop?: Loop;
}

export interface Fn {
  readonly kind: 'module' | 'function' | 'method' | 'constructor' | 'getter' | 'lambda';
  readonly name?: string;
  readonly module: Module;
  /** The function around it; absent for the module body. */
  readonly parent?: Fn;
  /** The class whose method it is. */
  readonly owner?: Class;
  readonly isStatic?: boolean;
  /** Only its own module (or class) may call it: `private`, `protected`, `#name`, Python's leading underscore. */
  readonly isPrivate?: boolean;
  readonly isAsync?: boolean;
  readonly isGenerator?: boolean;
  /** Without the receiver (`self`, `cls`). */
  readonly params: Param[];
  readonly returns: { readonly value: Expr; readonly at: Place }[];
  /** Values of `yield`. */
  readonly yields: { readonly value: Expr; readonly at: Place }[];
  readonly decorators: readonly Expr[];
  readonly range: Range;
  /** Methods of its class with the same name, itself among them: told apart by their arguments. */
  readonly overloads?: readonly Fn[];
  /** A function expression that is an argument: of which call, which argument. */
  passedTo?: { readonly call: CallExpr; readonly index: number };
  /** The annotation of what it gives (`Promise<Foo>` → `Foo`), as in `Param.type`. */
  readonly returnType?: Expr;
  /** First lines of documentation inside the function (Python docstring); never a prompt. */
  readonly doc?: Range;
}

export interface Param {
  readonly name?: string;
  readonly kind: 'positional' | 'keyword' | 'rest' | 'rest-keywords';
  readonly default?: Expr;
  /** The annotation, where it is a name, a member, or a call of these (`Client`, `bedrock.Client`, `Optional[Client]` → `Client`). */
  readonly type?: Expr;
  /** Calls beside it: `Annotated[Client, Depends(make)]`. */ readonly notes?: readonly CallExpr[];
  readonly index: number; /** What it is in the body, where one name takes all of it. */ readonly binding?: Binding;
}

export interface Class {
  readonly name?: string;
  readonly module: Module;
  readonly bases: readonly Expr[];
  readonly methods: Map<string, Fn>;
  /** Fields of the class body (static and instance), with their initial values. */
  readonly fields: Map<string, Field>;
  /** `this.a.b = value` in any method, in source order. */
  readonly writes: Def[];
  readonly decorators: readonly Expr[];
  readonly range: Range;
  /** Enum-like: members are read by name and give their value (TS `enum`, Python `Enum`). */
  readonly isEnum?: boolean;
  /** Specifier of the module whose exports `Class.method` are further methods (Go: the other files of the package). */
  readonly methodsElsewhere?: string;
  /** Literals of its module that make one, with the function that does. */
  readonly made?: { readonly value: ObjectExpr; readonly fn: Fn }[];
}
export interface Field {
  readonly name: string;
  readonly value?: Expr;
  readonly type?: Expr;
  readonly isStatic: boolean;
  /** Its name in JSON, where the class says one. */
  readonly key?: string;
  /** What the value is evaluated in: the constructor of TS parameter properties, else the module or class body. */
  readonly fn: Fn;
}

export interface Binding {
  readonly name: string;
  /** The function whose scope holds it. */
  readonly fn: Fn;
  /** In source order. */
  readonly defs: Def[];
  readonly type?: Expr;
}

/** A step into a value: a key, an index, or a computed key. `rest` is what a pattern leaves over (`...rest`), with the names taken. */
export type Step = string | number | { readonly computed: Expr } | { readonly rest: readonly (string | number)[] };

/** One event in the life of a binding (or, in `Class.writes`, of `this`). */
export type Def = { readonly at: Place; readonly range: Range } & (
  /** `x = value`; with `path`, the part of the value that a pattern takes, `fallback` its default. */
  | { readonly kind: 'assign'; readonly value: Expr; readonly path?: readonly Step[]; readonly fallback?: Expr }
  /** Parameter `param` of `fn`; with `path`, destructured. */
  | { readonly kind: 'param'; readonly fn: Fn; readonly param: Param; readonly path?: readonly Step[]; readonly fallback?: Expr }
  /**
   * `import { name as x } from specifier`; name `*` for a namespace, `default`, or `=` for `require` / `import x`.
   * Python: `import a.b as c` is `=` of `a.b`; `import a.b` binds `a`, so it is `=` of `a` (and `Module.imports` has `a.b`);
   * `from ..a import b` is `b` of `..a`, which may be a name of that module or a module in that package.
   */
  | { readonly kind: 'import'; readonly specifier: string; readonly name: string; readonly typeOnly?: boolean }
  | { readonly kind: 'function'; readonly fn: Fn }
  | { readonly kind: 'class'; readonly cls: Class }
  /** `x += value`. */
  | { readonly kind: 'append'; readonly value: Expr }
  /** `x.a["b"] = value`; `append` for `x.a += value`. */
  | { readonly kind: 'set'; readonly path: readonly Step[]; readonly value: Expr; readonly append?: boolean }
  /** `del x["a"]`, `delete x.a`. */
  | { readonly kind: 'delete'; readonly path: readonly Step[] }
  /** A method called on it for its effect: `x.push(v)`, `x.content.append(v)`, `d.update(e)`; path leads to the receiver. */
  | { readonly kind: 'mutate'; readonly path: readonly Step[]; readonly call: CallExpr }
  /** Bound to each item of a loop or comprehension, or by `case`, `except`, `with … as`. */
  | { readonly kind: 'item'; readonly of: Expr; readonly path?: readonly Step[]; /** for…in, dict keys */ readonly keys?: boolean }
  /** `with value as x`, `using x = value`. */
  | { readonly kind: 'enter'; readonly value: Expr; readonly path?: readonly Step[] }
  | { readonly kind: 'unknown'; readonly reason: string }
);

export type Expr =
  | TextExpr
  | NumberExpr
  | ConstantExpr
  | ObjectExpr
  | ListExpr
  | NameExpr
  | MemberExpr
  | CallExpr
  | FunctionExpr
  | ClassExpr
  | ChooseExpr
  | BinaryExpr
  | ThisExpr
  | OpaqueExpr;

/**
 * A string literal or template. Each run of source characters that stand for themselves is one part with `exact: true`;
 * an escape (`\n`, `{{`, a line continuation, the join of implicit concatenation) is a part of its own with `exact: false`,
 * its range the bytes of the escape. Adjacent literals of one implicit concatenation are one TextExpr.
 */
export interface TextExpr {
  readonly kind: 'text';
  readonly range: Range;
  readonly parts: readonly TextPart[];
  /** Opening delimiter with prefix, of the first literal: `'`, `` ` ``, `f"""`, `r"`. */
  readonly delimiter: string;
  /** Tag of a tagged template. */
  readonly tag?: Expr;
}
export type TextPart =
  | { readonly kind: 'literal'; readonly value: string; readonly range: Range; readonly exact: boolean }
  /** `range` covers the braces too; `format` is what follows the value (`:>10`, `!r`). */
  | { readonly kind: 'hole'; readonly value: Expr; readonly range: Range; readonly format?: string };
export interface NumberExpr {
  readonly kind: 'number';
  readonly range: Range;
  readonly value: number;
}
/** `true`, `false`, `null`, `undefined`, `None`. */
export interface ConstantExpr {
  readonly kind: 'constant';
  readonly range: Range;
  readonly value: boolean | null | undefined;
}
export interface ObjectExpr {
  readonly kind: 'object';
  readonly range: Range;
  readonly entries: readonly EntryExpr[];
  /** What it is an instance of, where the literal says so (Go's `Request{…}`). */
  readonly type?: Expr;
  /** Its brackets, where more than these belongs to it. */
  readonly brackets?: Range;
}
export type EntryExpr =
  | { readonly kind: 'entry'; readonly key: string | { readonly computed: Expr }; readonly keyRange: Range; readonly value: Expr; readonly range: Range }
  | { readonly kind: 'spread'; readonly value: Expr; /** A list of keys with their values: `{k: v for …}`. */ readonly isPairs?: true; readonly range: Range };
/** List, tuple, set; a comprehension is a list with one `spread` item of kind `each`. */
export interface ListExpr {
  readonly kind: 'list';
  readonly range: Range;
  readonly items: readonly ItemExpr[];
  /** Its brackets, where more than these belongs to it. */
  readonly brackets?: Range;
}
export type ItemExpr =
  | { readonly kind: 'item'; readonly value: Expr }
  | { readonly kind: 'spread'; readonly value: Expr }
  /** `[value for x in of if test]`: `value` once per item that passes the tests; several loops stand within each other, outermost first. */
  | { readonly kind: 'each'; readonly value: Expr; readonly loops: readonly { readonly of: Expr; readonly tests: readonly Expr[] }[] };
export interface NameExpr {
  readonly kind: 'name';
  readonly range: Range;
  readonly name: string;
  /** Absent for globals of the language (`process`, `JSON`, `print`). */
  readonly binding?: Binding;
  readonly at: Place;
}
export interface MemberExpr {
  readonly kind: 'member';
  readonly range: Range;
  readonly object: Expr;
  readonly property: string | number | { readonly computed: Expr };
  /** Of the property name or index expression. */
  readonly propertyRange: Range;
  /** `a?.b`, and what follows in its chain: nothing where `a` is null or undefined. */
  readonly isOptional?: true;
}
export interface CallExpr {
  readonly kind: 'call';
  readonly range: Range;
  readonly callee: Expr;
  readonly args: readonly ArgExpr[];
  readonly isNew: boolean;
  readonly isAwaited: boolean;
  readonly at: Place;
  /** Innermost loop around it within its function. */
  readonly loop?: Loop;
  /** Of what stands between the parentheses, or of the options of a command: an argument can be inserted at its end. Absent where nothing can be. */
  readonly argsRange?: Range;
}
export interface ArgExpr {
  readonly value: Expr;
  /** Keyword arguments. */
  readonly name?: string;
  /** `...list`, `*args`; `keywords` for `**kwargs`. */
  readonly spread?: 'items' | 'keywords';
  readonly range: Range;
}
export interface FunctionExpr {
  readonly kind: 'function';
  readonly range: Range;
  readonly fn: Fn;
}
export interface ClassExpr {
  readonly kind: 'class';
  readonly range: Range;
  readonly cls: Class;
}
/** One of several: `a ? b : c`, `b if a else c`, `a || b`, `a ?? b`, `a or b`, `a && b`. */
export interface ChooseExpr {
  readonly kind: 'choose';
  readonly range: Range;
  readonly operator: 'if' | 'or' | 'nullish' | 'and';
  readonly test?: Expr;
  /** Two. */
  readonly options: readonly Expr[];
}
export interface BinaryExpr {
  readonly kind: 'binary';
  readonly range: Range;
  readonly operator: string;
  readonly left: Expr;
  readonly right: Expr;
}
/** `this`, or the receiver parameter of a Python method; `super` gives the same receiver seen as its base. */
export interface ThisExpr {
  readonly kind: 'this';
  readonly range: Range;
  readonly isSuper?: boolean;
  readonly cls?: Class;
  /** In a method of an object literal: that literal, the function that it stands in, and the names that its methods give other values. */
  readonly of?: { readonly object: ObjectExpr; readonly fn: Fn; readonly written: Set<string> };
}
export type Holder = NonNullable<ThisExpr['of']>;
/** What no value can be read from; its parts were still visited for calls. */
export interface OpaqueExpr {
  readonly kind: 'opaque';
  readonly range: Range;
  /** What it is, for messages: `regular expression`, `unary -`, `await of a thread`. */
  readonly reason: string;
  /** The parts whose values go into it. */
  readonly parts?: readonly Expr[];
}
export interface Loop {
  readonly kind: 'for-of' | 'for-in' | 'for' | 'while' | 'comprehension';
  readonly fn: Fn;
  readonly parent?: Loop;
  /** What is iterated. */
  readonly over?: Expr;
  /** Loop condition (`while`, `for(;;)`). */
  readonly test?: Expr;
  readonly bindings: readonly Binding[];
  readonly range: Range;
  /** Places inside that leave it: `return`, `break`, `throw`; and those that begin its next turn. */
  readonly exits: { readonly kind: 'return' | 'break' | 'throw'; readonly at: Place }[];
  continues?: Place[];
}

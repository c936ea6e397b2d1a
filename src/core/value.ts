/** What an expression can be, as far as the source tells. Unknown is a value, with its reason. */
import type { ArgExpr, CallExpr, Class, Expr, Fn, Module, ObjectExpr, Param } from './ir.ts';
import type { Range, Span } from './source.ts';

export type Value =
  | Text
  | NumberValue
  | BooleanValue
  | NullValue
  | ListValue
  | ObjectValue
  | JsonValue
  | Choice
  | FunctionValue
  | ClassValue
  | InstanceValue
  | ExternalValue
  | NamespaceValue
  | Unknown;

/** A run of text with a known source, or a hole. `exact`: the file's characters at `range` equal `value`. */
export type Piece =
  | { readonly value: string; readonly path: string; readonly range: Range; readonly exact: boolean }
  /**
   * `hole` names what fills it, as the source says (`question`, `user.name`), at most 60 characters. `value` is what is known of it;
   * `written` is the expression that stands there. `source`, where it comes from, is set in the prompts of calls.
   */
  | { readonly hole: string; readonly path: string; readonly range: Range; readonly value?: Value; readonly written?: Written; readonly source?: HoleSource };

/** An expression, and the frame in which it runs. */
export interface Written {
  readonly expr: Expr;
  readonly env: Env;
  /** Added to the text that was there before (`text += line`). */
  readonly isAdded?: true;
}

/** Where what fills a hole comes from, as far as the source tells. */
export interface HoleSource {
  readonly kind: HoleKind;
  /** Dotted name of what gives it: the function (`Date.now`, `uuid.uuid4`), else the parameter, variable or member. */
  readonly name?: string;
  /** Of `time`: `day` changes once a day or less often, `instant` with every request. */
  readonly grain?: 'day' | 'instant';
  /** Made once, where a module is loaded or an object is built: the same for all requests of a process. */
  readonly isOnce?: true;
  /** How much of it comes; absent where the source does not tell. */
  readonly extent?: Extent;
  /** Equal for holes that hold the same value in one run of a function; absent where that is not known. */
  readonly same?: string;
  /** It is the same in each turn of the loop around the call. */
  readonly isFixed?: true;
}
/** How much of something reaches a prompt. */
export interface Extent extends Span {
  /** bounded: a slice, limit or count stands on its way, or code on its way speaks of one. whole: all of it comes, however much that is. */
  readonly state: 'bounded' | 'whole';
  /** As the source says: what bounds it (`.slice(-10)`, `LIMIT 20`), or what gives it whole (`this.messages`, `readFile`). */
  readonly name: string;
  /** Of what is whole: turns of a conversation, contents of files, text of web pages, rows of a database. */
  readonly of?: 'history' | 'file' | 'page' | 'rows';
}
/**
 * time, random: by the function that gives it. id, user, history, search: by a name that says so (`sessionId`, `user.name`,
 * `chat_history`, `search_results`), or for search the function. file: contents of a file that is not known. unordered: a set, whose order
 * differs from run to run. json, list: of values that are not known. call: what another function gives. unknown: none of these.
 */
export type HoleKind = 'time' | 'random' | 'unordered' | 'id' | 'user' | 'history' | 'search' | 'file' | 'environment' | 'parameter' | 'json' | 'list' | 'call' | 'unknown';

export interface Text {
  readonly kind: 'text';
  readonly pieces: readonly Piece[];
  readonly origin?: Origin;
  /** The default of a setting, in whose place the environment may hold another: what is equal to it decides no branch. */
  readonly isSetting?: true;
}
/** Where a value was written, and the hops by which it was reached (`import src/config.ts:3`), nearest first. */
export interface Origin extends Span {
  readonly module?: Module;
  readonly expr?: Expr;
  readonly via?: readonly string[];
}
export interface NumberValue {
  readonly kind: 'number';
  readonly value: number;
  readonly origin?: Origin;
}
export interface BooleanValue {
  readonly kind: 'boolean';
  readonly value: boolean;
  readonly origin?: Origin;
}
/** `null`, `undefined`, `None`: nothing is sent. */
export interface NullValue {
  readonly kind: 'null';
  readonly origin?: Origin;
  /** A field that its class leaves empty: a subclass, or whoever holds the object, may fill it. */
  readonly isDeclared?: true;
}
export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly Value[];
  /** There may be more items than these, or some of these may be absent. */
  readonly open: boolean;
  /** A set: its order is not that of the source, and may differ from run to run. */
  readonly unordered?: true;
  readonly origin?: Origin;
}
export interface ObjectValue {
  readonly kind: 'object';
  readonly entries: ReadonlyMap<string, Entry>;
  /** Keys that are not seen may be there too. */
  readonly open: boolean;
  /** The parameter that was spread into it whole (`{ ...options }`, `f(**kwargs)`): it holds the keys that are not seen, if anything does. */
  readonly rest?: Unknown;
  readonly origin?: Origin;
  /** What it is an instance of, where its literal says so. */
  readonly type?: Value;
  /** Made by a chain of calls (`Request.builder().modelId(…)`): `literal` is the last of them, and a fix adds another. */
  readonly isBuilder?: true;
  /** The literal (or call, whose keyword arguments are the entries) into which a fix can insert an entry. */
  readonly literal?: { readonly module: Module; readonly expr: ObjectExpr | CallExpr };
}
export interface Entry {
  readonly value: Value;
  /** Of `key: value` as a whole, where it was written. */
  readonly origin?: Origin;
  /** Present on some paths only (`if (x) body.system = …`). */
  readonly optional?: boolean;
}
/** `JSON.stringify(value, null, 2)`, `json.dumps(value, indent=2)`. */
export interface JsonValue {
  readonly kind: 'json';
  readonly value: Value;
  readonly indent?: { readonly size: number | 'tab' | 'unknown'; readonly path: string; /** What to delete to drop it. */ readonly range: Range };
  readonly origin?: Origin;
}
/** One of these, by a condition that is not known. At least two. */
export interface Choice {
  readonly kind: 'choice';
  readonly options: readonly Value[];
  readonly origin?: Origin;
}
export interface FunctionValue {
  readonly kind: 'function';
  readonly fn: Fn;
  readonly env?: Env;
  /** The receiver it is bound to. */
  readonly self?: Value;
  /** Arguments bound before the call (`functools.partial`, `.bind`). */
  readonly bound?: Arguments;
  /** What it is called with where another call hands it on (`submit(f, x)`, `Thread(target=f, args=(x,))`). */
  readonly handed?: readonly ArgExpr[];
  readonly origin?: Origin;
}
export interface ClassValue {
  readonly kind: 'class';
  readonly cls: Class;
  readonly env?: Env;
  readonly origin?: Origin;
}
export interface InstanceValue {
  readonly kind: 'instance';
  readonly cls: Class;
  /** What the constructor got; absent where no `new` was seen (a typed parameter, `this` in a method). */
  readonly args?: Arguments;
  readonly origin?: Origin;
}
/**
 * Something of a package: a path of names below the module, or below the result of a call.
 * `new BedrockRuntimeClient({})` is `{ module, path: [], result: { callee: { module, path: ['BedrockRuntimeClient'] }, args } }`,
 * and `.send` of it has path `['send']`. Globals of the language have module `''`.
 */
export interface ExternalValue {
  readonly kind: 'external';
  readonly module: string;
  readonly path: readonly string[];
  readonly result?: Called;
  readonly origin?: Origin;
}
export interface Called {
  readonly callee: ExternalValue;
  /** Absent where no call was seen: an annotation says that the value is an instance of `callee`. */
  readonly args?: Arguments;
  readonly isNew: boolean;
}
/** A module of the project: `import * as prompts from './prompts'`. */
export interface NamespaceValue {
  readonly kind: 'namespace';
  readonly path: string;
  readonly origin?: Origin;
}
export interface Unknown {
  readonly kind: 'unknown';
  readonly reason: UnknownReason;
  /** What stands there, as the source says, at most 60 characters. */
  readonly name?: string;
  /** A parameter of a function whose callers are not known here; path leads into it. */
  readonly param?: { readonly fn: Fn; readonly param: Param; readonly path: readonly (string | number)[] };
  /** What it is an instance of, from an annotation. */
  readonly type?: Value;
  /** The slice that left this of it. */
  readonly cut?: Origin;
  /** Another value stands in for it where it is empty: `given || "…"`. */
  readonly isTruthy?: true;
  /** It is never `null` or `undefined`: an operator or a function of numbers gave it, or another value stands in for it (`given ?? 1`). */
  readonly isPresent?: true;
  readonly origin?: Origin;
}
export type UnknownReason = 'parameter' | 'environment' | 'call' | 'import' | 'member' | 'expression' | 'file' | 'cycle' | 'limit';

/** Arguments of a call with the environment to evaluate them in. */
export interface Arguments {
  readonly expr: CallExpr;
  readonly env: Env | undefined;
  readonly module: Module;
  /** Put before those of `expr` (bound arguments). */
  readonly before?: Arguments;
  /** Positional values that are known already, before those of `expr` (an item handed to a callback). */
  readonly values?: readonly Value[];
}
/** A frame: which function runs, with which arguments and receiver, inside which closure. */
export interface Env {
  readonly fn: Fn;
  readonly args?: Arguments;
  readonly self?: Value;
  readonly parent?: Env;
  /** How many calls deep. */
  readonly depth: number;
  /** The turn of a loop over known items that runs. */
  readonly turn?: Turn;
}
/** One turn of a loop: its item, and the frame without it. */
export interface Turn {
  readonly of: Expr;
  readonly item: Value;
  /** Turns of its loop, times those of the loops around it. */
  readonly count: number;
  readonly outside: Env;
  /** It stands for further turns, of which nothing is known. */
  readonly isAny?: true;
}

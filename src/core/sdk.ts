/** What an SDK file is: it recognises a call of its library and names the parts of the request. It never meets a syntax tree. */
import type { CacheMarker, ForeignBody, LimitSlot, OfWrapper, Operation, Role } from './call.ts';
import type { Edit, SetEdits } from './edit.ts';
import type { CallExpr, Module } from './ir.ts';
import type { Span } from './source.ts';
import type { Arguments, ExternalValue, ObjectValue, Value } from './value.ts';

export interface Sdk {
  /** As reports name it: `aws-sdk`, `boto3`, `langchain`. */
  readonly name: string;
  /** Strings of which at least one stands in every file that calls it (or in a file that such a file imports): the prefilter. */
  readonly needles: readonly string[];
  /** Last names of the callees that it knows (`ConverseCommand`, `converse`, `generateText`). */
  readonly callees: readonly string[];
  /** Packages of which it asks the major version. */
  readonly versioned?: readonly string[];
  match(invocation: Invocation, context: SdkContext): Draft | undefined;
  /** For objects that a function returns to its platform, which sends them: AppSync resolvers call nothing. They have `key`, which stands in the file then. */
  readonly returned?: { readonly key: string; match(value: ObjectValue, context: SdkContext): Draft | undefined };
}

/** One call in the source, with what is known of its callee. */
export interface Invocation {
  /** Last name of the callee: of the external's path where that is known (aliases resolved), else as written. */
  readonly name: string;
  /** What is called, where it comes from a package (or a global of the language). */
  readonly target: ExternalValue | undefined;
  /** The value before the last name; undefined where the callee is a plain name. */
  readonly receiver: Value | undefined;
  readonly isNew: boolean;
  readonly args: ArgumentReader;
  readonly expr: CallExpr;
  readonly module: Module;
}

/** Arguments of a call, evaluated when asked for. Absent ones are `null` values. */
export interface ArgumentReader {
  /** Positional; spread lists are taken apart where they are known. */
  at(index: number): Value;
  named(name: string): Value;
  /** All keyword arguments with those of `**known`, as one object; its literal is the call. */
  keywords(): ObjectValue;
  /** How many positional arguments stand there. */
  readonly count: number;
  readonly raw: Arguments;
}

export interface SdkContext {
  /** The arguments of another call (`result.args` of an external). */
  read(args: Arguments): ArgumentReader;
  /** What a function of the project gives for these arguments. */
  called(fn: Value, args: readonly Value[]): Value;
  /** What a member of the object that a call makes is set to behind that call (`agent.system_prompt = "…"`), `null` among the options where it may not be; undefined where none is seen. */
  setLater(args: Arguments, name: string): Value | undefined;
  /** A member of a value, as `value.name` gives it. */
  member(value: Value, name: string | number): Value;
  /** The value with choices resolved away where only one option is an object (list, text) of the wanted kind. */
  as<K extends Value['kind']>(value: Value, kind: K): Extract<Value, { kind: K }> | undefined;
  /** All options of a choice, nested ones flattened; the value itself when it is none. */
  options(value: Value): readonly Value[];
  /** The object or text that a request body holds: JSON, encoders, buffers and their options taken off; one per family branch. */
  bodies(value: Value): readonly Value[];
  /** Known strings among the options. */
  strings(value: Value): readonly string[];
  span(value: Value): Span | undefined;
  /** The major version of a package that the project of a module asks for, where it asks for one. */
  major(specifier: string, module: Module): number | undefined;
}

/** What an SDK file answers: values as found; `inspect` turns them into a Call. */
export interface Draft {
  readonly sdk: string;
  readonly operation: Operation;
  readonly role?: Role;
  /** Undefined where the operation names none. */
  readonly model: Value | undefined;
  /** In the order sent. */
  readonly prompts: readonly DraftPrompt[];
  readonly limit: DraftLimit;
  readonly stop?: Value;
  /** Absent where the API takes none. */
  readonly stops?: DraftStops;
  readonly caching: 'none' | 'used' | 'unknown';
  /** For messages: ``a `cachePoint` block``. */
  readonly cachingSyntax?: string;
  readonly isStream?: boolean;
  readonly structured?: boolean;
  /** It sets both `temperature` and `top_p`. */
  readonly samplesTwice?: true;
  readonly tier?: DraftTier;
  readonly foreignBody?: ForeignBody;
  /** For callers of wrappers: the calls in the wrappers that send it. For runs of a model that is made elsewhere: where it is made. */
  readonly sentBy?: readonly Span[];
  /** For callers of wrappers: what the wrappers send whoever calls them. */
  readonly ofWrapper?: OfWrapper;
}
export interface DraftPrompt {
  readonly part: 'tools' | 'system' | 'user' | 'assistant';
  readonly value: Value;
  /** Other branches send another one in its place, known or not. */
  readonly isOneOfSeveral?: true;
  /** Other branches send nothing in its place. */
  readonly isOptional?: true;
  readonly cachePoint?: { readonly ttl: '5m' | '30m' | '1h'; readonly span?: Span };
  /** Cache markers right behind it, read or not. */
  readonly markers?: readonly DraftMarker[];
  readonly cacheEdits?: MakeEdits;
}
/** Edits are worked out for calls only, and not for all the drafts on the way to them. */
export type MakeEdits = () => readonly Edit[] | undefined;
export interface DraftMarker extends Omit<CacheMarker, 'behind' | 'span' | 'removeEdits' | 'replaceEdits' | 'shortenEdits'> {
  readonly span?: Span;
  readonly removeEdits?: MakeEdits;
  readonly replaceEdits?: MakeEdits;
  readonly shortenEdits?: MakeEdits;
}
export interface DraftLimit {
  /** The limit's value; undefined where no key for it stands in the request and nothing hides one. */
  readonly value: Value | undefined;
  /** Set where the state does not follow from the value (`not-applicable`; `dynamic` where an unknown spread may hold it). */
  readonly state?: 'not-applicable' | 'dynamic';
  readonly key: string;
  readonly wrongKey?: { readonly key: string; readonly span: Span; readonly value: Value; readonly isRenamed: boolean };
  readonly addedBySdk?: number;
  readonly inBody?: true;
  readonly thinking?: true;
  readonly extended?: true;
  readonly refused?: LimitSlot['refused'];
  readonly isElsewhere?: true;
  readonly isOfModel?: true;
  readonly isLeftOut?: true;
  readonly setEdits?: () => SetEdits<number> | undefined;
}
export interface DraftStops {
  readonly key: string;
  /** Undefined where none are seen. */
  readonly value?: Value;
  /** Something unseen may hold some. */
  readonly isOpen?: boolean;
  readonly setEdits?: () => SetEdits<readonly string[]> | undefined;
}
export interface DraftTier {
  readonly key: string;
  /** Undefined where no tier is seen. */
  readonly value?: Value;
  /** Something unseen may hold one. */
  readonly isOpen?: boolean;
  readonly setEdits?: () => SetEdits<string> | undefined;
}

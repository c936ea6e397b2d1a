/** The form of a rule: one literal. Id, docs URL, preset and table row follow from the file name and this literal. */
import type { Call } from './call.ts';
import type { Facts } from './facts.ts';
import type { ProjectFacts } from './resource.ts';
import type { Messages, Problem, Severity, Strategy } from './finding.ts';
import type { Safety } from './edit.ts';

export type OptionSchema =
  | { readonly type: 'integer' | 'number'; readonly minimum?: number; readonly maximum?: number; readonly default: number; readonly description: string }
  | { readonly type: 'boolean'; readonly default: boolean; readonly description: string }
  | { readonly type: 'string'; readonly enum?: readonly string[]; readonly default: string; readonly description: string }
  | { readonly type: 'array'; readonly items: { readonly type: 'string' }; readonly default: readonly string[]; readonly description: string };
export type OptionSchemas = { readonly [name: string]: OptionSchema };
export type Options<O extends OptionSchemas> = { readonly [K in keyof O]: OptionValue<O[K]['type']> };
type OptionValue<T extends OptionSchema['type']> = { integer: number; number: number; boolean: boolean; string: string; array: readonly string[] }[T];

export interface RuleContext<O extends OptionSchemas = OptionSchemas> {
  readonly options: Options<O>;
  readonly facts: Facts;
  /** What is around the calls; only a driver that sees the whole project has it, and rules that need it are silent elsewhere. */
  readonly project?: ProjectFacts;
}

interface RuleHead<M extends Messages, O extends OptionSchemas> {
  /** One sentence: *Require …*, *Disallow …*, *Prefer …*. */
  readonly description: string;
  readonly strategy: Strategy;
  /** Severity in the `recommended` preset; `off` keeps it to `strict`. */
  readonly recommended: Severity | 'off';
  /** The strongest fix it offers. */
  readonly fix: Safety | 'none';
  readonly messages: M;
  readonly options?: O;
}
/** A rule that looks at one call at a time. */
export interface CallRule<M extends Messages = Messages, O extends OptionSchemas = OptionSchemas> extends RuleHead<M, O> {
  readonly subject?: 'call';
  check(call: Call, context: RuleContext<O>): Iterable<Problem<M>>;
}
/** A rule that holds the calls of one file against each other: what other files do never changes its mind, so an editor or a comparison looks at one file alone. */
export interface FileRule<M extends Messages = Messages, O extends OptionSchemas = OptionSchemas> extends RuleHead<M, O> {
  readonly subject: 'file';
  check(calls: readonly Call[], context: RuleContext<O>): Iterable<Problem<M>>;
}
/** A rule that looks at all calls of a project; in ESLint, of a file. */
export interface ProjectRule<M extends Messages = Messages, O extends OptionSchemas = OptionSchemas> extends RuleHead<M, O> {
  readonly subject: 'project';
  check(calls: readonly Call[], context: RuleContext<O>): Iterable<Problem<M>>;
}
export type Rule = CallRule | FileRule | ProjectRule;

/** Checks message data and options against their types; returns the rule unchanged. */
export function defineRule<const M extends Messages, const O extends OptionSchemas = Record<never, never>>(rule: CallRule<M, O>): CallRule {
  return rule as unknown as CallRule;
}
export function defineFileRule<const M extends Messages, const O extends OptionSchemas = Record<never, never>>(rule: FileRule<M, O>): FileRule {
  return rule as unknown as FileRule;
}
export function defineProjectRule<const M extends Messages, const O extends OptionSchemas = Record<never, never>>(rule: ProjectRule<M, O>): ProjectRule {
  return rule as unknown as ProjectRule;
}

/** A rule with the name that its file gives it. */
export interface NamedRule {
  readonly id: string;
  readonly rule: Rule;
}

/** Where the page of a rule stands: the pages are part of the package, so each version has its own. */
export function pageUrl(id: string, version: string): string {
  return `https://unpkg.com/promptfare@${version}/rules/${id}.md`;
}

/** Options with the defaults put in. */
export function withDefaults(rule: Rule, given: { readonly [name: string]: unknown } = {}): Options<OptionSchemas> {
  const options: { [name: string]: number | boolean | string | readonly string[] } = {};
  for (const [name, schema] of Object.entries(rule.options ?? {})) options[name] = (Object.hasOwn(given, name) ? given[name] : schema.default) as never;
  return options as Options<OptionSchemas>;
}

/** JSON Schema of a rule's options object. */
export function optionsJsonSchema(rule: Rule): { type: 'object'; properties: { [name: string]: OptionSchema }; additionalProperties: false } {
  return { type: 'object', properties: { ...rule.options }, additionalProperties: false };
}

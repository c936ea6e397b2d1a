/** Prompts by their names: texts that a module gives to others, and functions that build one. What sends them stands elsewhere. */
import type { Call } from '../core/call.ts';
import { isLiteral, staticText } from '../core/call.ts';
import type { CallExpr, Expr, Fn, Module } from '../core/ir.ts';
import type { Draft } from '../core/sdk.ts';
import type { Text, Value } from '../core/value.ts';
import { optionsOf } from '../resolve/choice.ts';
import type { Evaluator } from '../resolve/evaluator.ts';
import { finished } from './finish.ts';

/** `SYSTEM_PROMPT`, `buildPrompt`, `agentInstructions`, `systemMessage`. */
const named = /prompt|instructions?$|system_?message/i;
/** `get_update_messages`: what gives one text of a prompt's size by that name gives a prompt, save where people read it. */
const givesMessages = /messages$/i;
const readByPeople = /error|help|usage|mail|welcome|notif|toast|slack|discord|commit|valid|status|chat/i;
/** `promptPath`, `PROMPT_VERSION`: about a prompt. */
const about = /(?:ids?|names?|paths?|files?|dirs?|keys?|urls?|arns?|version|length|tokens?|schema|types?|errors?|labels?|titles?|placeholder|description|clause|filter|columns?|tables?)$/i;
/** Keys in a registry of prompts under which a text for people stands. */
const besides = /^(?:description|sample_?text|labels?|titles?|placeholder)$/i;
/** Keys under which a prompt stands and nothing that speaks of one. */
const sentAsIs = /^(?:(?:system|user|base|default)_?)?(?:prompt|instructions?)$/i;
/** `agent.setSystemPrompt("…")`. */
const takesPrompt = /^(?:set|with|use|update)_?(?:system|user|base|default)?_?(?:prompt|instructions?)$/i;
/** `Source(extraction_prompt="…")`, `new Agent({ systemPrompt: "…" })`. */
const handedAs = /prompt$/i;
/** `prompts.summary.system`. */
const mostDepth = 3;
/** Shorter texts are labels and headings. */
export const leastWords = 25;
/** Names whose text a person answers, not a model. */
const spoken = /confirm|alert|window|dialog|install|cookie|login|signin|permission/i;

export function isPromptName(name: string): boolean {
  return named.test(name) && !about.test(name) && !spoken.test(name);
}

function isBuilderName(name: string): boolean {
  return isPromptName(name) || (givesMessages.test(name) && !readByPeople.test(name) && !spoken.test(name));
}

/** Listings of role `config` and operation `prompt`, without ids, in order of place. */
export function namedPrompts(engine: Evaluator, module: Module): Omit<Call, 'id'>[] {
  const [body] = module.functions;
  const found: Omit<Call, 'id'>[] = [];
  const add = (name: string, value: Value, fn: Fn): void => {
    const text = promptIn(value);
    const at = text?.origin?.path === module.path ? text.origin.range : undefined;
    if (text && at) found.push({ ...finished(draftOf(name, text), module, at, engine, fn), role: 'config', within: name, context: { loop: 'none' } });
  };
  const evaluated = (value: Expr, fn: Fn): Value => {
    engine.begin();
    return engine.evaluate(value, engine.frame(fn));
  };

  /** Of an object the texts in it, and what its functions return. */
  const addAll = (name: string, value: Value, fn: Fn, depth: number): void => {
    if (value.kind === 'object' && depth < mostDepth) {
      for (const [key, entry] of value.entries) if (!besides.test(key)) addAll(`${name}.${key}`, entry.value, fn, depth + 1);
    } else if (value.kind === 'function' && depth > 0) for (const { value: given } of value.fn.returns.slice(0, 1)) add(name, evaluated(given, value.fn), value.fn);
    else add(name, value, fn);
  };

  for (const [key, exported] of module.exports) {
    if (!body || exported.kind !== 'local') continue;
    const name = key === 'default' && exported.value.kind === 'name' ? exported.value.name : key;
    const value = evaluated(exported.value, body);
    if (isPromptName(name)) addAll(name, value, body, 0);
    // `systemPrompt` of an agent, whatever the agent is called.
    else if (value.kind === 'object') for (const [part, entry] of value.entries) if (sentAsIs.test(part)) add(`${name}.${part}`, entry.value, body);
  }
  for (const fn of module.functions) {
    if (fn.name === undefined || !isBuilderName(fn.name)) continue;
    // Of several texts that it may give, the first is listed: the others are its variants.
    for (const { value } of fn.returns.slice(0, 1)) add(fn.name, evaluated(value, fn), fn);
  }
  for (const call of module.calls) {
    for (const [name, value] of handedIn(call)) add(name, evaluated(value, call.at.fn), call.at.fn);
  }
  return found.toSorted((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
}

/** What a call is handed under the name of a prompt: long literals, since what stands elsewhere has a name there. */
function handedIn({ callee, args }: CallExpr): (readonly [name: string, value: Expr])[] {
  const [first] = args;
  const set = callee.kind === 'member' && typeof callee.property === 'string' && takesPrompt.test(callee.property) && first?.name === undefined ? [[callee.property, first?.value] as const] : [];
  const keywords = args.map(({ name, value }) => [name, value] as const);
  const entries = args.flatMap(({ value }) => (value.kind === 'object' ? value.entries.flatMap(entry => (entry.kind === 'entry' && typeof entry.key === 'string' ? [[entry.key, entry.value] as const] : [])) : []));
  const handed = [...keywords, ...entries].filter(([name]) => name !== undefined && handedAs.test(name) && isPromptName(name));
  return [...set, ...handed].flatMap(([name, value]) => (name !== undefined && value && isWritten(value) ? [[name, value] as const] : []));
}

/** Text that stands here, in one piece or put together. */
function isWritten(expr: Expr): boolean {
  return expr.kind === 'text' || (expr.kind === 'binary' && expr.operator === '+' && (isWritten(expr.left) || isWritten(expr.right)));
}

function draftOf(name: string, value: Text): Draft {
  const part = /user/i.test(name) && !/system/i.test(name) ? 'user' : 'system';
  return { sdk: 'named-prompt', operation: 'prompt', model: undefined, prompts: [{ part, value }], limit: { value: undefined, state: 'not-applicable', key: '' }, caching: 'unknown' };
}

/** The text of a prompt's size that a value is. */
function promptIn(value: Value): Text | undefined {
  const texts = optionsOf(value).filter(option => option.kind === 'text');
  return texts.find(text => text.pieces.some(isLiteral) && (staticText(text).match(/\S+/g)?.length ?? 0) >= leastWords);
}

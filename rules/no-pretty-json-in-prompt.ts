import type { Call, Prompt } from '../src/core/call.ts';
import { isLiteral } from '../src/core/call.ts';
import type { Fix } from '../src/core/edit.ts';
import { remove } from '../src/core/edit.ts';
import type { Facts } from '../src/core/facts.ts';
import { defineRule } from '../src/core/rule.ts';
import type { Span } from '../src/core/source.ts';
import type { JsonValue, Piece, Value } from '../src/core/value.ts';
import { count } from './figures.ts';
import { ownPrompts, visible } from './own.ts';

type Hole = Extract<Piece, { readonly hole: string }>;

/** The model may copy a layout that it is shown as an example of its answer. */
const SHOWN_AS_FORMAT = /\b(?:format|example|template|structure|sample output|like this|as follows)\b[^.]{0,60}$/i;

export default defineRule({
  description: 'Disallow indented JSON in prompts.',
  strategy: 'fewer-tokens',
  recommended: 'warning',
  fix: 'safe',
  messages: {
    indented: 'Indentation of the JSON in `{{hole}}` is sent as tokens. Drop the indent argument.',
    counted: '{{tokens}} tokens a call are indentation of the JSON in `{{hole}}`. Drop the indent argument.',
  },
  *check(call, { facts }) {
    for (const prompt of ownPrompts(call)) {
      const whole = prompt.part !== 'tools' && prompt.json && wholeOf(prompt, prompt.json);
      if (whole) yield problem(call, facts, whole, dropFrom(whole.json, isWithin(whole.json.indent, call)));
      for (const json of jsonAmong(prompt.text.pieces)) yield problem(call, facts, json, dropIndent(json));
    }
  },
});

function problem(call: Call, facts: Facts, { hole, json, isAlwaysSent }: IndentedJson, fix: Fix) {
  const [id] = call.model.ids;
  const common = { span: visible(call, json.indent.path === call.path ? json.indent : hole), key: hole.hole, ...(json.indent.path === call.path && { isOfSource: true as const }), fixes: [fix] };
  const tokens = isAlwaysSent ? savedTokens(json, text => facts.count(text, id).tokens) : undefined;
  if (!tokens) return { message: 'indented', ...common, data: { hole: shown(hole, json) } } as const;
  return { message: 'counted', ...common, data: { tokens: count(tokens), hole: shown(hole, json) }, savings: { tokensPerCall: tokens, basis: 'calibrated' } } as const;
}

/** As the source says what is printed, by its name or by the call that prints it: `JSON.stringify(rows…)`. */
function shown({ hole, path, range }: Hole, { origin }: JsonValue): string {
  const module = origin?.module;
  const isWritten = module?.path !== path || module.text.slice(...range).replaceAll(/\s+/g, ' ').includes(hole.slice(0, 29));
  const said = isWritten ? hole : sourceOf(origin) ?? hole;
  return said.length <= 30 ? said : `${said.slice(0, 29).trimEnd()}…`;
}

function sourceOf(origin: JsonValue['origin']): string | undefined {
  return origin?.module?.text.slice(...origin.range).slice(0, 100).replaceAll(/\s+/g, ' ');
}

interface IndentedJson {
  readonly hole: Hole;
  readonly json: JsonValue & { readonly indent: NonNullable<JsonValue['indent']> };
  /** The text that stands right before it. */
  readonly before: string;
  /** Not only on some ways to the request: `if rows: prompt += json.dumps(rows, indent=2)`. */
  readonly isAlwaysSent: boolean;
}

function jsonAmong(pieces: readonly Piece[], outer = '', isAlwaysSent = true): readonly IndentedJson[] {
  return pieces.flatMap((piece, index) => {
    if (isLiteral(piece) || !piece.value) return [];
    const previous = pieces[index - 1];
    const before = !previous ? outer : isLiteral(previous) ? previous.value.slice(-120) : '';
    return jsonIn(piece, piece.value, before, isAlwaysSent);
  });
}

function jsonIn(hole: Hole, value: Value, before: string, isAlwaysSent: boolean): readonly IndentedJson[] {
  switch (value.kind) {
    case 'json':
      return value.indent ? [{ hole, json: { ...value, indent: value.indent }, before, isAlwaysSent }] : [];
    case 'choice':
      return value.options.flatMap(option => jsonIn(hole, option, before, false));
    case 'text':
      return jsonAmong(value.pieces, before, false);
    default:
      return [];
  }
}

/** A prompt that is nothing else. */
function wholeOf({ span }: Prompt, json: JsonValue): IndentedJson | undefined {
  const { path, range } = json.origin ?? span;
  return json.indent && { hole: { hole: sourceOf(json.origin) ?? 'json', path, range }, json: { ...json, indent: json.indent }, before: '', isAlwaysSent: true };
}

function isWithin({ path, range }: Span, call: Call): boolean {
  return path === call.path && call.range[0] <= range[0] && range[1] <= call.range[1];
}

function dropIndent({ hole, json, before }: IndentedJson): Fix {
  return dropFrom(json, isUsedOnlyHere(hole, json) && !SHOWN_AS_FORMAT.test(before));
}

function dropFrom(json: IndentedJson['json'], isSafe: boolean): Fix {
  return { safety: isSafe ? 'safe' : 'suggested', title: 'Drop the indent argument.', edits: [remove(json.indent)] };
}

/** Written in the hole itself, or in a name that stands nowhere else: a log or a file that shares it would change too. */
function isUsedOnlyHere(hole: Hole, { indent, origin }: IndentedJson['json']): boolean {
  if (hole.path === indent.path && hole.range[0] <= indent.range[0] && indent.range[1] <= hole.range[1]) return true;
  const module = origin?.module;
  if (!module || module.path !== indent.path || hole.path !== module.path || !/^[\w$]+$/.test(hole.hole)) return false;
  return module.text.split(new RegExp(String.raw`(?<![\w$])${hole.hole.replaceAll('$', String.raw`\$`)}(?![\w$])`)).length === 3;
}

function savedTokens({ value, indent }: IndentedJson['json'], tokens: (text: string) => number): number | undefined {
  const plain = plainOf(value);
  if (plain === undefined || indent.size === 'unknown') return undefined;
  return tokens(JSON.stringify(plain, null, indent.size === 'tab' ? '\t' : indent.size)) - tokens(JSON.stringify(plain));
}

/** The value, where all of it is known. */
function plainOf(value: Value): unknown {
  if (value.kind === 'number' || value.kind === 'boolean') return value.value;
  if (value.kind === 'null') return null;
  if (value.kind === 'text') return value.pieces.every(isLiteral) ? value.pieces.map(piece => (piece as { value: string }).value).join('') : undefined;
  if (value.kind !== 'list' && value.kind !== 'object') return undefined;
  if (value.open) return undefined;
  const parts = value.kind === 'list' ? value.items.map(plainOf) : [...value.entries.values()].map(entry => plainOf(entry.value));
  if (parts.includes(undefined)) return undefined;
  return value.kind === 'list' ? parts : Object.fromEntries([...value.entries.keys()].map((key, index) => [key, parts[index]]));
}


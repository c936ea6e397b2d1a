import type { AnswerUse, Call, Prompt } from '../src/core/call.ts';
import { generates, isLiteral, staticText } from '../src/core/call.ts';
import type { Fix } from '../src/core/edit.ts';
import { defineRule } from '../src/core/rule.ts';
import { answerLength } from './answer-length.ts';
import { ownPrompts, visible } from './own.ts';

/** An answer of one word has few: a limit up to this cuts what is not asked for. */
const SMALL_LIMIT = 32;
/** Words that already ask for a bare or a reasoned answer. Bounded: prompts may be hostile. */
const ASKS =
  /\b(?:answer|give|output|print|reply|respond|return|say|state|write)\b[^.\n]{0,60}\b(?:only|just|exactly|solely|single|one of|either|nothing (?:else|but)|yes|no|true|false)\b|\b(?:only|just|simply) (?:the |a |an |with |one )?(?:answer|category|class|digit|integer|label|letter|name|number|output|reply|respond|return|score|word|value|yes|no)\b|\b(?:one|single)[ -]word\b|\b(?:no|without) (?:other text|explanations?|preamble|commentary|additional text|extra text|markdown)\b|のみ|だけ|只(?:返回|输出|回答|需)|仅/i;
/** *Only* in other languages that prompts are written in: what is asked there, the words above do not tell. */
const ONLY = /(?<!\p{L})(?:s[oó]lo|solamente|[uú]nicamente|estrictamente|exclusivamente|somente|apenas|uniquement|seulement|strictement|nur|ausschlie(?:ß|ss)lich|soltanto|esclusivamente|una sola palabra|alleen|uitsluitend|tylko|hanya|sadece|yalnızca|chỉ|только|лише)(?!\p{L})/iu;
const REASONS = /\bstep[- ]by[- ]step\b|\b(?:explain|reason(?:ing)?|justif\w+|think|rationale|why|analysis|analy[sz]e)\b|\b(?:expli[cq]\w+|erkl[aä]r\w*|begr[uü]nd\w+|razon\w*|spieg\w+|pourquoi|porqu[eê])|理由|説明|解释/i;

export default defineRule({
  description: 'Prefer prompts that ask for no more than the code reads of the answer.',
  strategy: 'fewer-tokens',
  recommended: 'off',
  fix: 'suggested',
  messages: {
    unasked: 'The code reads {{read}} of the answer, the prompt does not ask for that alone. Say so.',
  },
  *check(call) {
    if (!generates.has(call.operation) || call.structured || !call.answer) return;
    if (call.prompts.some(({ part, state }) => part === 'tools' || part === 'assistant' || state === 'unknown')) return;
    if (call.limit.state === 'set' && call.limit.value !== undefined && call.limit.value <= SMALL_LIMIT) return;
    const read = readOf(call.answer.uses);
    const prompts = call.prompts.filter(({ part }) => part === 'system' || part === 'user');
    const text = prompts.map(prompt => staticText(prompt.text)).join('\n').slice(0, 40_000);
    const place = ownPrompts(call).findLast(({ part, state }) => part === 'user' && state !== 'unknown');
    if (!read || !place || ASKS.test(text) || ONLY.test(text) || REASONS.test(text) || answerLength(call)) return;
    yield { message: 'unasked', span: visible(call, place.span), key: 'concise', data: { read: read.name }, fixes: [said(call, place, read.sentence)] };
  },
});

interface Read {
  readonly name: string;
  readonly sentence: string;
}

/** What alone is read; undefined where more may be. */
function readOf(uses: readonly AnswerUse[]): Read | undefined {
  if (uses.every(({ kind }) => kind === 'number')) return { name: 'a number', sentence: 'Answer with the number only.' };
  if (uses.every(({ kind }) => kind === 'first-word')) return { name: 'one word', sentence: 'Answer with one word only.' };
  if (!uses.every(({ kind, values }) => kind === 'compared' && values !== undefined)) return undefined;
  const values = [...new Set(uses.flatMap(use => use.values!))];
  // Long values, and parts of words, are looked for in a text.
  if (values.length > 12 || values.some(value => !/^[\p{L}\d][\p{L}\d _-]{0,23}$/u.test(value))) return undefined;
  const [first, ...others] = values;
  if (others.length > 0) return { name: `one of ${values.length} words`, sentence: `Answer with one of these only: ${values.join(', ')}.` };
  const opposite = OPPOSITES[first!.toLowerCase()];
  const isUpper = first === first!.toUpperCase();
  const other = opposite === undefined ? undefined : isUpper ? opposite.toUpperCase() : opposite;
  return other === undefined ? undefined : { name: `\`${first}\``, sentence: `Answer with ${first} or ${other} only.` };
}

const OPPOSITES: { readonly [word: string]: string } = { yes: 'no', no: 'yes', true: 'false', false: 'true', y: 'n', n: 'y', pass: 'fail', fail: 'pass', safe: 'unsafe', unsafe: 'safe', valid: 'invalid', invalid: 'valid' };

/** The sentence at the end of the prompt where that is known text, else at its beginning. */
function said(call: Call, { text: { pieces } }: Prompt, sentence: string): Fix | undefined {
  const last = pieces.at(-1);
  const first = pieces[0];
  if (call.role === 'wrapper-call' && !pieces.some(piece => piece.path === call.path)) return undefined;
  if (last && isLiteral(last) && last.exact && /[.!?。]["')]?\s*$/.test(last.value)) {
    const end = last.range[0] + last.value.trimEnd().length;
    return { safety: 'suggested', title: `Add “${sentence}”`, edits: [{ path: last.path, range: [end, end], text: ` ${sentence}` }] };
  }
  if (!first || !isLiteral(first) || !first.exact) return undefined;
  const start = first.range[0] + first.value.length - first.value.trimStart().length;
  return { safety: 'suggested', title: `Add “${sentence}”`, edits: [{ path: first.path, range: [start, start], text: `${sentence} ` }] };
}

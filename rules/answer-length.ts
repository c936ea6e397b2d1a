/** How long an answer a prompt asks for, where its own words say so. */
import type { Call } from '../src/core/call.ts';
import { staticText } from '../src/core/call.ts';
import { inAnyCase } from './in-any-case.ts';
import { isAgent, taskOf } from './task.ts';

export interface AnswerLength {
  /** The longest answer that fits what is asked, generously. */
  readonly tokens: number;
  /** For messages, behind *for*: `250 words`, `a yes/no answer`. */
  readonly asked: string;
}

/** Tokens of one unit at most: of a long English word, a long sentence, a character of a script without spaces. */
const UNITS: { readonly [unit: string]: number } = { word: 1.6, character: 1, char: 1, sentence: 60, paragraph: 250, line: 60 };
const NUMBERS: { readonly [word: string]: number } = { a: 1, one: 1, single: 1, two: 2, three: 3, four: 4, five: 5 };
const COUNT = String.raw`(\d{1,4}|a single|one single|one|two|three|four|five)(?:\s?(?:-|–|to|or)\s?(\d{1,4}))?[ -]`;
const UNIT = String.raw`(words?|characters?|chars?|sentences?|paragraphs?|lines?)\b`;
/** What is measured is the answer as a whole. Bounded: prompts may be hostile. */
const WHOLE: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:summari[sz]e|answer|respond|reply|describe|explain|write|(?:summary|essay|answer|response|reply|output|review|bio|post)(?:\s(?:of|for|about|to|on)\b)?)\b[^.:;\n]{0,80}\b(?:in|within|under|using|with|to|maximum(?: of)?|at most|no more than|up to|fewer than|less than|around|about|approximately)\s(?:a maximum of |at most |no more than |about |only |exactly |just |maximum )?${COUNT}(?:\w{1,10} )?${UNIT}`, 'gi'),
  new RegExp(String.raw`^\W{0,6}(?:length|word count|answer length|response length)\s?:\s?(?:about |around |max\.? )?${COUNT}${UNIT}`, 'gim'),
  new RegExp(String.raw`\b(?:write|answer with|respond with|reply with|output|return)\s(?:only |just |exactly )?(?:a |an )?${COUNT}(?:\w{1,12} ){0,2}${UNIT}`, 'gi'),
  new RegExp(String.raw`\b(?:limit|keep) (?:your|the) (?:output|response|answer|reply|summary)\b[^.:;\n]{0,30}?${COUNT}${UNIT}`, 'gi'),
];
const ONE_OF = /\b(?:respond|answer|reply|return|output)\b[^.\n]{0,20}\b(?:only|exactly)\b[^.\n]{0,12}\bone of (?:these|the) (?:following )?(?:\w{3,5} )?(?:words|labels|categories|options|values)\b/i;
/** The length belongs to one part of several, to one of many, or to what comes in. */
const PARTS = /["'][\w ]{1,40}["']\s?:|\bjson\b|\beach\b|\bevery\b|\bper\b|\bfor all\b|\bat least\b|\bminimum\b|\bfollowed by\b|^\s*#{1,4} /im;
const ALL = 20_000;

/** What the task of a prompt needs, if it is put as short as this: tokens. */
const TASKS: { readonly [name: string]: number } = { 'a yes/no answer': 16, 'a one-word answer': 16, 'a classification': 64, 'a score': 64, 'a title': 64 };
/** A short answer with its reasons, or several of them. */
const MORE = /\b(?:explain|explanation|reason(?:s|ing)?|rationale|justif\w+|why|because|confidence|evidence|suggest\w*|recommend\w*|summary|then|details?|analysis|list of|array)\b|\bthink(?:ing)?\b|\[\s{0,9}[{"]|\[\.\.\.|(?:理由|説明|原因|解释)/i;

const ASKS_JSON = /\b(?:respond|return|reply|answer|output)\b[^\n]{0,60}\bjson\b|\bjson\b[^\n]{0,40}\b(?:format|only|object)\b/i;
const FLAT_OBJECT = /\{[^{}[\]]{5,1500}\}/g;
/** An object that holds another one. */
const NESTED_OBJECT = /["'][^"'\n]{1,40}["']\s?:\s{0,20}\{/;
/** Names may hold blanks: `"Date of review"`. */
const KEY = /["']([^"'\n]{1,40})["']\s?:/g;
/** Fields that hold as much as there is to say, and answers that hold more than one object. */
const LONG = /["'][\w ]{0,30}(?:answer|arg(?:ument)?s|article|body|code|content|description|details|essay|html|markdown|message|narrative|output|parameters|payload|plan|prompt|properties|query|report|response|result|script|sql|story|summary|text|translation)[\w ]{0,30}["']\s?:|\b(?:array|list of|for each|one per)\b|\[\s{0,9}[{"]|\bjsonl\b/i;
/** A name, a value, and a sentence where one is asked for. */
const FIELD = 80;

/** What such models think before they answer counts as output too, and no prompt tells how long it gets. */
const THINKS_FIRST = /\bopenai\.|\bdeepseek\.r1|-thinking\b|\bmagistral|\bminimax\.|\bclaude-[a-z]+-5\b/;

/** Undefined where the prompt does not say. */
export function answerLength(call: Call): AnswerLength | undefined {
  if (isAgent(call) || call.model.ids.some(id => THINKS_FIRST.test(id))) return undefined;
  const text = call.prompts.filter(({ part }) => part === 'system' || part === 'user').map(prompt => staticText(prompt.text)).join('\n').slice(0, ALL);
  if (ONE_OF.test(inAnyCase(text)) && !MORE.test(text)) return { tokens: 16, asked: 'one word of a list' };
  // A call of a tool holds what the schema of the tool says.
  const takesTools = call.prompts.some(({ part }) => part === 'tools');
  return stated(text) ?? ofTask(call, text) ?? (takesTools ? undefined : shaped(text));
}

function stated(text: string): AnswerLength | undefined {
  if (PARTS.test(text) || lengthsIn(inAnyCase(text)).length === 0) return undefined;
  // What only some answers may need counts too, once there is a length for all.
  return lengthsIn(text).reduce((a, b) => (b.tokens > a.tokens ? b : a));
}

function lengthsIn(text: string): AnswerLength[] {
  return WHOLE.flatMap(pattern => [...text.matchAll(pattern)].map(lengthIn));
}

function lengthIn([, from, to, unit]: RegExpMatchArray): AnswerLength {
  const number = (word: string): number => NUMBERS[word.toLowerCase().split(' ').at(-1)!] ?? Number(word);
  const most = Math.max(number(from!), to === undefined ? 0 : Number(to));
  const single = unit!.toLowerCase().replace(/s$/, '');
  return { tokens: Math.max(16, most * UNITS[single]!), asked: `${most} ${single}${most === 1 ? '' : 's'}` };
}

function ofTask(call: Call, text: string): AnswerLength | undefined {
  const task = taskOf(call);
  const tokens = task && TASKS[task.name];
  return task && tokens !== undefined && !PARTS.test(text) && !MORE.test(text) ? { tokens, asked: task.name } : undefined;
}

/** One flat object of known fields, and nothing else. */
function shaped(text: string): AnswerLength | undefined {
  if (!ASKS_JSON.test(text) || LONG.test(text) || NESTED_OBJECT.test(text)) return undefined;
  const shapes = (text.match(FLAT_OBJECT) ?? []).map(block => [...block.matchAll(KEY)].map(([, key]) => key).join()).filter(keys => keys !== '');
  const [keys] = shapes;
  if (keys === undefined || shapes.some(other => other !== keys)) return undefined;
  const fields = keys.split(',').length;
  return { tokens: FIELD * fields, asked: `a JSON object of ${fields} field${fields === 1 ? '' : 's'}` };
}

/** What a call asks the model to do, where its own words say so. */
import { byText } from '../src/core/by-text.ts';
import type { Call } from '../src/core/call.ts';
import { staticText } from '../src/core/call.ts';
import { inAnyCase } from './in-any-case.ts';
import { KINDS } from './task-kinds.ts';

/** `short`: an answer of a few words. `data`: as long as what is put in, or a filled schema. */
export interface Task {
  /** With an article, for messages: `a yes/no answer`. */
  readonly name: string;
  readonly answer: 'short' | 'data';
  /** What shows that nothing but this is asked, for messages: `a limit of 50 tokens`. */
  readonly evidence: string;
}

/** Work without a known shape: the larger model may be there for good reason. A title for an article is no article. */
const OPEN =
  /\b(?:write|draft|compose|author)\b(?!(?:\s(?!and\b|with\b)[\w-]{1,20}){0,4}\s(?:titles?|headlines?|subject lines?)\s(?:based|for|from|of|that)\b)[^.\n]{0,60}\b(?:article|blog|essay|story|e-?mail|letter|report|code|function|script|program|poem|proposal|documentation|plan|lesson|newsletter|post|explanation|reply|review)\b|\b(?:create|generate|produce|design|develop|devise|build|make)\b(?!(?:\s(?!and\b|with\b)[\w-]{1,20}){0,4}\s(?:titles?|headlines?|subject lines?)\s(?:based|for|from|of|that)\b)[^.\n]{0,60}\b(?:code|sql|essay|article|story|report|lesson|quiz|plans?|strategy|roadmap|architecture|itinerary|workflow|outline|recommendations|recipe|descriptions?|content)\b|\bstep[- ]by[- ]step\b|\bchain[- ]of[- ]thought\b|\b(?:reason|think) (?:carefully|through|about)\b|\bscratchpad\b|\b(?:evaluation|impartial|expert|strict|fair) judge\b|\bas a judge\b|\bin[- ]depth\b|\bcomprehensive\b|\bdetailed (?:analysis|explanation|report)\b|\bdiagnos|\bactionable\b|\bkey (?:practical )?(?:findings|insights|takeaways)\b|\blegal (?:advice|analysis)\b|\btutor\b|\bcoach\b|\b(?:images?|photos?|screenshots?|pictures?)\b|ステップバイステップ|詳細な(?:分析|説明|レポート)|逐步|详细(?:分析|说明)/i;

const ONLY =
  /\b(?:respond|reply|answer|return|output|provide|give|print)\b[^.\n]{0,40}\b(?:only|just|solely|nothing (?:else|but)|exactly one|(?:a )?single|one word)\b|\bonly (?:respond|return|output|reply|answer|the|a|valid|json)\b|\b(?:no|without) (?:other text|explanations?|preamble|commentary|additional text|extra text|markdown)\b|\bnothing else\b|(?:のみ|だけ)(?:を|で)?(?:出力|返|回答|答え)|(?:只|仅|僅)(?:需|能|要)?(?:返回|输出|回答|回复)|\b(?:nur|uniquement|s[oó]lo|apenas|somente|soltanto)\b/i;

/** The answer has the form of data: nothing is written around it. */
const LISTED = /\b(?:return|respond (?:with|in)|output|answer (?:with|in)|reply (?:with|in))\b[^.\n]{0,30}\bjson\b|\b(?:one per line|comma[- ]separated)\b|\beach\b[^.\n]{0,40}\bon (?:a|its own) (?:new |separate )?line\b/i;

const asksForMore = byText(text => OPEN.test(text));
const kindIn = byText(text => {
  const kind = KINDS.find(({ cues }) => cues.some(cue => cue.test(text)));
  return kind && !kind.beyond?.test(text) ? kind : null;
});
const closingWords = byText(text => (ONLY.test(text) ? 'nothing else is asked' : LISTED.test(text) ? 'only JSON or a list' : null));

const SMALL_LIMIT = 128;
/** A task stands at the head or the tail of a prompt; cues in the middle are about something else. */
const HEAD = 700;

/** The one simple task that a call asks for; undefined where it asks for more, or does not say. */
export function taskOf(call: Call): Task | undefined {
  const texts = textsOf(call);
  const whole = beginOf(texts);
  if (asksForMore(whole)) return undefined;

  const kind = kindIn(inAnyCase(texts.map(ends).join('\n')));
  if (!kind) return undefined;
  const evidence = closing(call, inAnyCase(whole)) ?? (kind.closed ? 'the prompt says so' : undefined);
  return evidence === undefined ? undefined : { name: kind.name, answer: kind.answer, evidence };
}

/** Tools without a forced schema make an agent of it: what it will be asked to do does not stand here. */
export function isAgent({ context, prompts, structured }: Call): boolean {
  return context.loop === 'agent' || (prompts.some(({ part }) => part === 'tools') && !structured);
}

/** A few words in which nothing varies see whether this model answers. */
const PING = 160;
/** Blocks of a message, as holes of its prompt are called after them. */
const MEDIA = /^(?:image|video|audio|image_url|video_url|input_image|input_audio)$/;

/** A request that sees whether this model answers, or has it look at a picture: beside one its words do not say all that is asked, and many small models see none. */
export function keepsItsModel({ prompts }: Call): boolean {
  const isPing = prompts.some(({ part }) => part === 'user') && prompts.every(({ state }) => state === 'static') && prompts.reduce((length, { text }) => length + staticText(text).length, 0) <= PING;
  return isPing || prompts.some(({ text }) => text.pieces.some(piece => 'hole' in piece && MEDIA.test(piece.hole)));
}

/** Does a call ask for writing, reasoning or code, by its own words? */
export function isOpenTask(call: Call): boolean {
  return asksForMore(beginOf(textsOf(call)));
}

function textsOf({ prompts }: Call): string[] {
  return prompts.filter(({ part }) => part === 'system' || part === 'user').map(({ text }) => staticText(text));
}

function beginOf(texts: readonly string[]): string {
  return texts.join('\n').slice(0, 20_000);
}

/** What shows that the answer ends there. */
function closing({ limit, structured }: Call, text: string): string | undefined {
  if (limit.state === 'set' && limit.value !== undefined && limit.value <= SMALL_LIMIT) return `a limit of ${limit.value} tokens`;
  if (structured) return 'a fixed schema';
  return closingWords(text) ?? undefined;
}

function ends(text: string): string {
  return text.length <= 2 * HEAD ? text : `${text.slice(0, HEAD)}\n${text.slice(-HEAD)}`;
}

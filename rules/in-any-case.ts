/** What a prompt asks for in any case: not what it forbids, nor what it asks for only where something holds. */
import { byText } from '../src/core/by-text.ts';

const ANSWER = String.raw`(?:answer|classify|choose|give|output|pick|print|provide|rate|reply|respond|return|say|select|translate|write)`;

/** `never reply with yes or no only`; `do not return anything but the label` asks for the label. Bounded: prompts may be hostile. */
const FORBIDDEN = new RegExp(String.raw`\b(?:do not|don['’]t|must not|should not|shouldn['’]t|never|not|instead of|rather than)\s(?:(?:ever|just|merely|only|simply|to)\s){0,2}${ANSWER}\b(?![^.;!?\n]{0,80}\b(?:any|anything|besides|but|else|except|other)\b)[^.;!?\n]{0,200}`, 'gi');

/** `If the user asks for a summary, answer in one sentence.` What stands behind a colon may be the text itself. */
const CONDITIONAL = /(?<=^|[.!?\n])[\s*>-]{0,20}(?:if|in case|unless|when|whenever|where)\b[^.!?:\n]{0,300}/gi;

/** `Answer yes or no where that is enough.` */
const CONDITIONED = new RegExp(String.raw`\b${ANSWER}\b[^.,:;!?\n]{0,60}\b(?:if (?:asked|possible|requested|they|the (?:caller|customer|user)|you are asked)|(?:only |just )?when|whenever|unless|where (?:it|possible|that|the (?:caller|customer|user)|they))\b[^.!?\n]{0,200}`, 'gi');

export const inAnyCase = byText(text => text.replace(CONDITIONAL, ' ').replace(FORBIDDEN, ' ').replace(CONDITIONED, ' '));

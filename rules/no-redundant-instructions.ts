import { byText } from '../src/core/by-text.ts';
import type { Call, Prompt } from '../src/core/call.ts';
import { isLiteral, staticText } from '../src/core/call.ts';
import type { Fix } from '../src/core/edit.ts';
import { removeFromText } from '../src/core/edit.ts';
import { defineRule } from '../src/core/rule.ts';
import type { Piece } from '../src/core/value.ts';
import { count } from './figures.ts';
import { inputSavingsOf } from './input-savings.ts';
import { isOfWrapper, isOwn, ownPrompts, visible } from './own.ts';
import type { Sentence } from './sentences.ts';
import { sentencesOf } from './sentences.ts';

/** A user text up to this length may be all that a person says; politeness is no filler there. */
const ALONE = 80;
/** Sentences of the same words that later ones are compared with: a bound for hostile prompts. */
const MOST_ALIKE = 50;
/** What makes a sentence an instruction; anything else may be repeated for reasons that are not ours. */
const INSTRUCTS =
  /^\W*(?:(?:\d+|[a-z])[.)]\s+)?(?:[\p{L} ]{2,20}:\s*)?(?:(?:only|just|strictly) )?(?:assume|choose|describe|explain|mention|recommend|select|suggest|summari[sz]e|return|respond|answer|reply|use|avoid|include|exclude|output|keep|write|provide|remember|focus|follow|format|generate|list|ignore|translate|extract|classify|base|give|print|limit|stay|be)\b|\b(?:do not|don['’]t|must|never|always|make sure|ensure|be sure|should|please|you are|your (?:task|job|goal|role))\b|ください|下さい|しないで|てはいけ|禁止|必ず|のみ|だけ|なさい|すること|请|請|不要|不得|不能|必须|必須|务必|務必|应该|應該|只(?:能|需|要|返回|输出|輸出|回答)|仅|確保|确保|避免|하세요|하십시오|마세요|마십시오|주세요|반드시|해야|\b(?:nicht|immer|antworte|toujours|jamais|réponds|siempre|nunca|responde|sempre|responda)\b/iu;
const instructs = byText(text => INSTRUCTS.test(text));
/** A text of a user of so many sentences, of which a smaller share instructs, is a document: what it says twice, it says on purpose. */
const DOCUMENT = { sentences: 40, share: 1 / 8 };
/** Words by which two sentences may differ and still say the same. */
const LITTLE = new Set(['a', 'an', 'the', 'and', 'please', 'also', 'just', 'very', 'strictly', 'always', 'your', 'this', 'that', 'is', 'are', 'be', 'in', 'of', 'to', 'it', 'so', 'then', 'with', 'as']);
/** Whole sentences that tell the model nothing. */
const FILLER = new Set([
  'thank you', 'thanks', 'thank you very much', 'thank you so much', 'thank you in advance', 'thanks in advance', 'many thanks', 'please and thank you',
  'thank you for your help', 'thanks for your help', 'i appreciate your help', 'good luck', 'take a deep breath', 'i hope this helps', 'let’s get started', "let's get started",
]);

/** `Please make sure to answer …` says no more than `Answer …`. Of words in lower case, without punctuation. */
const LEAD_IN =
  /^(?:(?:again|also|and|finally|important|note|please|reminder|remember) )*(?:(?:it is (?:very |extremely )?(?:crucial|essential|important|vital)(?: to note)?|be sure|ensure|make sure|remember)(?: that you| that| to| you) )?(?:you (?:must|should|need to|have to|are to) )?(?:be sure to |make sure to )?/;

type Literal = Extract<Piece, { readonly exact: boolean }>;

export default defineRule({
  description: 'Disallow instructions that stand twice in one request, and filler.',
  strategy: 'fewer-tokens',
  recommended: 'warning',
  fix: 'suggested',
  messages: {
    repeated: '{{tokens}} tokens a call repeat an instruction of this request. Remove the second.',
    similar: '{{tokens}} tokens a call repeat an instruction ({{percent}} % the same words). Remove the second.',
    shared: '{{tokens}} tokens a call are one text of the source that is sent twice. Send it once.',
    filler: '{{tokens}} tokens a call are filler: `{{words}}`. Remove them.',
  },
  options: {
    minWords: { type: 'integer', minimum: 3, default: 5, description: 'Words that a sentence must have to be compared.' },
    similarity: { type: 'number', minimum: 0.5, maximum: 1, default: 0.9, description: 'Share of words in common (Jaccard index of the two sets) from which two sentences are near-duplicates.' },
  },
  *check(call, { options, facts }) {
    // Sentences that are alike share all words that carry meaning: these are the key.
    const seen = new Map<string, { readonly prompt: Prompt; readonly said: string; readonly set: ReadonlySet<string>; readonly source: string }[]>();
    let shared = 0;
    const [id] = call.model.ids;
    const looked = new Set(ownPrompts(call));
    for (const prompt of call.prompts) {
      if (prompt.part !== 'system' && prompt.part !== 'user') continue;
      const known = staticText(prompt.text);
      const sentences = sentencesOf(prompt.text).map(sentence => ({ ...sentence, text: known.slice(sentence.start, sentence.end) }));
      const instructing = sentences.filter(({ words, text }) => words.length >= options.minWords && instructs(text)).length;
      const isTold = looked.has(prompt) && (prompt.part === 'system' || sentences.length < DOCUMENT.sentences || instructing >= sentences.length * DOCUMENT.share);
      for (const sentence of sentences) {
        const { words, text } = sentence;
        const written = words.join(' ');
        const said = written.replace(LEAD_IN, '');
        const place = () => ({ span: placeOf(call, prompt, sentence), key: said, fixes: [removal(call, prompt, sentence)], ...inputSavingsOf(call, facts, facts.count(text, id).tokens) });
        const tokens = () => count(facts.count(text, id).tokens);
        if (FILLER.has(written)) {
          if (isTold && known.length > ALONE && !isQuoted(known, sentence.start)) yield { message: 'filler', ...place(), data: { tokens: tokens(), words: written } };
          continue;
        }
        // What two entries of a list say of themselves, each says of another thing.
        if (words.length < options.minWords || sentence.isOfItem || !instructs(text)) continue;
        const set = new Set(said.split(' '));
        const meaning = [...set].filter(word => !LITTLE.has(word)).toSorted().join(' ');
        const others = seen.get(meaning) ?? [];
        seen.set(meaning, others);
        const source = sourceOf(prompt, sentence);
        const sentWith = others.filter(other => isSentWith(other.prompt, prompt));
        const like = sentWith.map(other => (other.said === said ? 1 : similarity(other.set, set))).reduce((most, each) => Math.max(most, each), 0);
        if (like < options.similarity) {
          if (others.length < MOST_ALIKE) others.push({ prompt, said, set, source });
        } else if (!isTold) continue;
        // To take away the second would take away the first.
        else if (sentWith.some(other => other.source === source)) {
          // A message that goes here or there by its role goes to one of the two.
          if (!sentWith.some(other => other.prompt !== prompt && (other.prompt.isOptional ?? prompt.isOptional))) shared += facts.count(text, id).tokens;
        }
        else if (like === 1) yield { message: 'repeated', ...place(), data: { tokens: tokens() } };
        else yield { message: 'similar', ...place(), data: { tokens: tokens(), percent: Math.floor(like * 100) } };
      }
    }
    if (shared > 0) yield { message: 'shared', span: visible(call, undefined), key: 'shared', data: { tokens: count(shared) }, ...inputSavingsOf(call, facts, shared) };
  },
});

/** Two user texts may be alternatives, of which one is sent; the same for system texts. What is one of several texts may be sent where the other is not. */
function isSentWith(a: Prompt, b: Prompt): boolean {
  return a === b || (a.part !== b.part && !a.isOneOfSeveral && !b.isOneOfSeveral);
}

/** Jaccard index of two sets of words. */
function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const word of b) if (a.has(word)) common++;
  return common / (a.size + b.size - common);
}

/** Does it stand in a quotation, which is what somebody is to say? */
function isQuoted(text: string, start: number): boolean {
  return (text.slice(text.lastIndexOf('\n', start - 1) + 1, start).match(/["“”]/g)?.length ?? 0) % 2 === 1;
}

/** Not of what a wrapper sends for all its callers: the others may not say it. */
function removal(call: Call, prompt: Prompt, sentence: Sentence): Fix | undefined {
  const { piece } = pieceOf(prompt, sentence) ?? {};
  if (piece && isOfWrapper(call, piece)) return undefined;
  const { start, end } = sentence;
  const edits = removeFromText(prompt.text, start, end);
  return edits && edits.length > 0 ? { safety: 'suggested', title: 'Remove it.', edits } : undefined;
}

/** Where the sentence stands, as far as one piece of source holds it. */
function placeOf(call: Call, prompt: Prompt, sentence: Sentence): ReturnType<typeof visible> {
  const { piece, from } = pieceOf(prompt, sentence) ?? {};
  if (!piece || from === undefined) return visible(call, isOwn(call, prompt.span) ? prompt.span : undefined);
  const end = Math.min(from + sentence.end - sentence.start, piece.value.length);
  return visible(call, { path: piece.path, range: piece.exact ? [piece.range[0] + from, piece.range[0] + end] : piece.range });
}

/** Equal for two sentences that are one in the source. */
function sourceOf(prompt: Prompt, sentence: Sentence): string {
  const { piece, from } = pieceOf(prompt, sentence) ?? {};
  return piece ? `${piece.path} ${piece.range.join()} ${from}` : '';
}

/** The piece of known text in which a sentence begins, and its offset there. */
function pieceOf({ text }: Prompt, { start }: Sentence): { readonly piece: Literal; readonly from: number } | undefined {
  let offset = 0;
  for (const piece of text.pieces) {
    if (!isLiteral(piece)) continue;
    const from = start - offset;
    if (from >= 0 && from < piece.value.length) return { piece, from };
    offset += piece.value.length;
  }
  return undefined;
}

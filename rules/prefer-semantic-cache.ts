import type { Call } from '../src/core/call.ts';
import { generates, holesOf, isLiteral } from '../src/core/call.ts';
import { defineRule } from '../src/core/rule.ts';
import { visible } from './own.ts';

/** Names of what a visitor asks. */
const QUESTION = /(?:^|[._\s"'[(])(?:user_?)?(?:question|query|q|ask|inquiry|search_?(?:text|term|query)|faq|input_?text|question_?text)(?:$|[._\s"'\])])/i;
/** What makes an answer that of one person or one moment. */
const PERSONAL = /user(?!_?(?:question|query|input|message|prompt))|name|account|profile|history|session|conversation|messages|memory|date|time|now|today|order|balance|customer|patient|email|tenant|location|answer|submission|essay/i;
/** Words that say of what stands behind them that it holds for this moment. */
const MOMENT = /\b(?:live|real-?time|current(?:ly)?|right now|at the moment)\b/i;

export default defineRule({
  description: 'Prefer a cache of answers in front of handlers that answer free questions with a fixed prompt.',
  strategy: 'semantic-caching',
  recommended: 'off',
  fix: 'none',
  messages: {
    uncached: 'Similar questions (`{{hole}}`) are answered anew each time. Look in a semantic cache first.',
  },
  *check(call) {
    const { context, prompts } = call;
    if (!(generates.has(call.operation) || call.operation === 'retrieve-and-generate') || call.role === 'config') return;
    if (context.handler?.kind !== 'http' || context.answerCache !== undefined || context.loop !== 'none') return;
    if (prompts.some(({ part }) => part === 'tools' || part === 'assistant')) return;
    const hole = questionOf(call);
    if (hole === undefined) return;
    yield { message: 'uncached', span: visible(call, undefined), data: { hole }, key: 'answers', details: [`It is reached by ${context.handler.evidence}.`] };
  },
});

/** The one value that comes with the request, where it is a question; context that is found for it may stand beside it. */
function questionOf({ prompts, operation }: Call): string | undefined {
  const fixed = prompts.filter(({ part }) => part === 'system');
  const users = prompts.filter(({ part }) => part === 'user');
  if (fixed.some(({ state }) => state !== 'static') || users.length !== 1) return undefined;
  const { text } = users[0]!;
  if (operation !== 'retrieve-and-generate' && fixed.length === 0 && !text.pieces.some(piece => isLiteral(piece) && piece.value.trim().length > 20)) return undefined;
  const holes = holesOf(text);
  if (holes.some(hole => PERSONAL.test(hole)) || text.pieces.some(piece => isLiteral(piece) && MOMENT.test(piece.value))) return undefined;
  return holes.find(hole => QUESTION.test(hole));
}

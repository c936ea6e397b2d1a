import type { Call } from '../src/core/call.ts';
import { generates } from '../src/core/call.ts';
import { defineRule } from '../src/core/rule.ts';
import { isTestPath } from '../src/core/test-path.ts';
import { unsentSavings } from './input-savings.ts';
import { visible } from './own.ts';

/** Work that is asked for anew on purpose: probes, and prompts that want another answer each time. */
const PROBE = /health|ping|probe|warm|test|debug|status|check/i;
const VARIED = /\brandom|\bcreative|\bunique|\bdifferent\b|\bsurprise|\bjoke|\bpoem|\bstory|\bquote|\binspir|\bvar(?:y|iety|ied|iations?)\b|\bnew\b/i;

export default defineRule({
  description: 'Prefer one request to several that are the same: twice on one way, or once for each visitor.',
  strategy: 'deduplication',
  recommended: 'off',
  fix: 'none',
  messages: {
    twice: 'A call before this one sends the same request. Keep its answer and use it again.',
    everybody: 'Every visitor pays for the same request. Keep the answer, and share requests under way.',
  },
  *check(call, { facts }) {
    const { context } = call;
    if (!generates.has(call.operation) || call.role === 'config' || call.caching.state === 'used') return;
    if (context.repeats && context.loop === 'none' && !isTried(call)) {
      yield { message: 'twice', span: visible(call, undefined), key: 'twice', ...unsentSavings(call, facts) };
    } else if (isForEverybody(call)) {
      yield { message: 'everybody', span: visible(call, undefined), key: 'everybody', details: [`It is reached by ${context.handler!.evidence}, and nothing of the visitor is in it.`] };
    }
  },
});

/** Tests ask again to see what happens then; between cells of a notebook anything may have changed. */
function isTried({ path, language }: Call): boolean {
  return language === 'notebook' || isTestPath(path);
}

/** Asked by a handler of requests, and made of nothing that came with one. */
function isForEverybody({ context, prompts, limit, within = '', path, role }: Call): boolean {
  if (context.handler?.kind !== 'http' || context.answerCache !== undefined || context.loop !== 'none' || role === 'wrapper') return false;
  // What its tools give may be the visitor's own, and so may be which of several texts it is.
  if (!prompts.some(({ part }) => part === 'user') || prompts.some(({ part, state, isFallback, isOneOfSeveral }) => part === 'tools' || state !== 'static' || isFallback || isOneOfSeveral)) return false;
  if (PROBE.test(within) || PROBE.test(path) || PROBE.test(context.handler.evidence) || (limit.value !== undefined && limit.value <= 16)) return false;
  return !prompts.some(({ text }) => text.pieces.some(piece => 'exact' in piece && VARIED.test(piece.value)));
}

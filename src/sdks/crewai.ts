/** CrewAI: `LLM(model="bedrock/…")`, and what is said with it outside of crews: `llm.call(messages)`. */
import type { Draft, Invocation, Sdk, SdkContext } from '../core/sdk.ts';
import { chatDialect } from './body/claude.ts';
import { constructorSdk, liteLlmPrefix } from './constructor-sdk.ts';
import { argument } from './framework-model.ts';
import { isFrom } from './origin.ts';
import { gather, readMessages } from './request/content.ts';
import { cachingOf } from './request/parts.ts';

const llm = { model: ['model'], at: 0, prefix: liteLlmPrefix, limit: { key: 'max_tokens', also: ['max_completion_tokens'] }, stop: ['stop', 'stop_sequences'] } as const;

const constructors = constructorSdk({
  name: 'crewai',
  needles: ['crewai'],
  packages: ['crewai'],
  classes: { LLM: llm, Agent: { model: ['llm'], prefix: liteLlmPrefix, limit: { key: 'max_tokens' }, system: 'backstory' } },
});

const CALLS = ['call', 'acall'];

/** CrewAI. */
export const crewai: Sdk = {
  ...constructors,
  callees: [...constructors.callees, ...CALLS],
  match: (invocation, context) => (CALLS.includes(invocation.name) ? callOf(invocation, context) : constructors.match(invocation, context)),
};

/** `llm.call("…")`, `llm.call([{"role": "user", "content": "…"}])`; the limit stands where the object is made. */
function callOf({ target, args, expr, module }: Invocation, context: SdkContext): Draft | undefined {
  const made = target?.path.length === 1 ? target.result : undefined;
  if (!made?.args || !isFrom(made.callee, 'crewai') || made.callee.path.at(-1) !== 'LLM') return undefined;
  const config = constructors.match({ name: 'LLM', target: made.callee, receiver: undefined, isNew: true, args: context.read(made.args), expr, module }, context);
  if (!config) return undefined;
  const out = gather();
  const messages = argument(args, ['messages'], 0, context);
  if (messages) readMessages(messages, chatDialect, context, out);
  const { role: _config, ...draft } = config;
  return { ...draft, prompts: out.prompts, limit: { ...draft.limit, isElsewhere: true }, caching: cachingOf(out) };
}

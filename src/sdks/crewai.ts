/** CrewAI: `LLM(model="bedrock/…")`. */
import { constructorSdk, liteLlmPrefix } from './constructor-sdk.ts';

const llm = { model: ['model'], at: 0, prefix: liteLlmPrefix, limit: { key: 'max_tokens', also: ['max_completion_tokens'] }, stop: ['stop', 'stop_sequences'] } as const;

/** CrewAI. */
export const crewai = constructorSdk({
  name: 'crewai',
  needles: ['crewai'],
  packages: ['crewai'],
  classes: { LLM: llm, Agent: { model: ['llm'], prefix: liteLlmPrefix, limit: { key: 'max_tokens' }, system: 'backstory' } },
});

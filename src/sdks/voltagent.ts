/** VoltAgent: an `Agent` on top of the AI SDK whose model is one of Bedrock. */
import type { Sdk } from '../core/sdk.ts';
import { agentOf } from './ai-sdk-agent.ts';
import { field } from './request/field.ts';
import { limitOf } from './request/limit.ts';
import { draftOf } from './request/parts.ts';

/** `@voltagent/core`. */
export const voltagent: Sdk = {
  name: 'voltagent',
  needles: ['@voltagent/core'],
  callees: ['Agent'],
  match(invocation, context) {
    // Before version 1 an agent had its provider under `llm`, was told its description where it had no instructions, and the limit was for each question to bring.
    const isOld = field(invocation.args.at(0), 'llm', context).value !== undefined;
    const agent = agentOf(invocation, '@voltagent/core', {}, context, isOld ? ['instructions', 'description'] : undefined);
    if (!agent) return undefined;
    const { config, model, out } = agent;
    const limit = limitOf(config, { key: 'maxOutputTokens' }, context);
    return draftOf('voltagent', 'generate', model, { prompts: out.prompts, limit: isOld && !limit.value ? { value: undefined, key: limit.key, state: 'dynamic' } : limit, caching: 'unknown' }, { role: 'config' });
  },
};

/** AWS Step Functions: states that ask models by themselves, in the language of state machines. */
import type { Sdk } from '../core/sdk.ts';
import { converseInput } from './converse-input.ts';
import { invokeInput, runtimeDraft } from './runtime-action.ts';

const SDK = 'step-functions';

/** `arn:aws:states:::bedrock:invokeModel`, and the AWS SDK integration of the Bedrock runtime. */
export const stepFunctions: Sdk = {
  name: SDK,
  needles: [':bedrock:invokeModel', ':aws-sdk:bedrockruntime:'],
  callees: ['<states invokeModel>', '<states converse>'],
  match({ name, target, args }, context) {
    if (target?.module !== '') return undefined;
    if (name === '<states invokeModel>') return runtimeDraft(SDK, { operation: 'invoke-model', read: invokeInput }, args.at(0), context, 'ModelId');
    const { limit: { setEdits: _set, ...limit }, ...draft } = runtimeDraft(SDK, { operation: 'converse', read: converseInput }, args.at(0), context, 'ModelId');
    // Keys begin with a capital there: what would be put in is written otherwise.
    return { ...draft, limit, prompts: draft.prompts.map(({ part, value }) => ({ part, value })) };
  },
};

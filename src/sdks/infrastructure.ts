/** CloudFormation and Terraform: agents, managed prompts and flows as resources. */
import type { Draft, Sdk, SdkContext } from '../core/sdk.ts';
import type { Value } from '../core/value.ts';
import { agentDefinition, flowDefinition, pascal, promptDefinition, snake, type Spelling } from './definition-input.ts';

type Read = (sdk: string, definition: Value, context: SdkContext, spell: Spelling) => Draft | undefined;

const TYPES: { readonly [type: string]: readonly [Read, Spelling] } = {
  'AWS::Bedrock::Agent': [agentDefinition, pascal],
  'AWS::Bedrock::Prompt': [promptDefinition, pascal],
  'AWS::Bedrock::PromptVersion': [promptDefinition, pascal],
  'AWS::Bedrock::Flow': [flowDefinition, pascal],
  aws_bedrockagent_agent: [agentDefinition, snake],
  aws_bedrockagent_prompt: [promptDefinition, snake],
  aws_bedrockagent_flow: [flowDefinition, snake],
};

/** Resources are calls of their type. */
export const infrastructure: Sdk = {
  name: 'infrastructure',
  // Budgets are no calls, but findings about them stand in their files.
  needles: ['AWS::Bedrock::', 'aws_bedrock', 'AWS::Budgets::', 'aws_budgets'],
  callees: Object.keys(TYPES),
  match({ name, args, isNew, module }, context) {
    const [read, spell] = TYPES[name] ?? [];
    if (!isNew || !read || !spell || (module.language !== 'cloudformation' && module.language !== 'terraform')) return undefined;
    return read(module.language, args.at(0), context, spell);
  },
};
